// Stored messages to fans, written in bulk from a ledger's outbox. The cause is the id: told twice, stored once.
import type { Notice } from "../../domain/seat-ledger/outbox.ts";
import { notifications } from "../../schema/tables/sales.ts";
import type { Database } from "./database.ts";

/** Nine values a row, and D1 takes a hundred a statement. */
const ROWS_PER_STATEMENT = 10;

export async function notifyBuyers(db: Database, notices: readonly Notice[]): Promise<void> {
  const rows = notices.map(rowOf);
  const statements = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    statements.push(
      db
        .insert(notifications)
        .values(rows.slice(at, at + ROWS_PER_STATEMENT))
        .onConflictDoNothing(),
    );
  }
  const [first, ...rest] = statements;
  if (first !== undefined) await db.batch([first, ...rest]);
}

function rowOf({ cause, dedupe_key, order, code, refund }: Notice): typeof notifications.$inferInsert {
  return {
    id: dedupe_key,
    user_id: order.fan_id,
    kind: cause === "show_cancelled" ? "EVENT" : "PAYMENT",
    cause,
    params: {
      number: order.number,
      show_id: order.show_id,
      amount_krw: refund?.amount_krw ?? order.total_krw,
      seats: order.lines.length,
      ...(code === null ? {} : { code }),
    },
    link: `/me/bookings/${order.id}`,
    created_at_ms: order.updated_at_ms,
  };
}
