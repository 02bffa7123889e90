// What D1 adds to the story of one booking: whose it is, the notices and the letters it caused.
import { eq, sql } from "drizzle-orm";
import { users } from "../../../schema/tables/people.ts";
import { mail_outbox, notifications } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { noticeId } from "../../messages/db/notices.ts";

/** Causes are named `<cause>:<booking id>:<number>`; only these exist. */
const CAUSES = [
  "payment_done",
  "payment_failed",
  "charge_returned",
  "refund_started",
  "refund_done",
  "show_cancelled",
] as const;
/** Attempts and refunds of one order together; each causes at most one of a kind. */
const NUMBERS_MAX = 40;

export async function readToldOf(db: Database, booking: { readonly id: string; readonly user_id: string }) {
  const keys = CAUSES.flatMap((cause) =>
    Array.from({ length: NUMBERS_MAX + 1 }, (_, number) => `${cause}:${booking.id}:${number}`),
  );
  // By their exact keys, so that both are found by an index. A notice is kept under its fan and its key.
  const noticeKeys = keys.map((key) => noticeId(booking.user_id, key));
  const named = sql`(SELECT value FROM json_each(${JSON.stringify(keys)}))`;
  const noticed = sql`(SELECT value FROM json_each(${JSON.stringify(noticeKeys)}))`;
  const [buyer, mails, notices] = await db.batch([
    db.select({ id: users.id, name: users.name, email: users.email }).from(users).where(eq(users.id, booking.user_id)),
    db
      .select({
        cause: mail_outbox.dedupe_key,
        to_email: mail_outbox.to_email,
        template: mail_outbox.template,
        status: mail_outbox.status,
        tries: mail_outbox.tries,
        last_error: mail_outbox.last_error,
        created_at_ms: mail_outbox.created_at_ms,
        sent_at_ms: mail_outbox.sent_at_ms,
      })
      .from(mail_outbox)
      .where(sql`${mail_outbox.dedupe_key} IN ${named}`),
    db
      .select({
        cause: notifications.cause,
        created_at_ms: notifications.created_at_ms,
        read_at_ms: notifications.read_at_ms,
      })
      .from(notifications)
      .where(sql`${notifications.id} IN ${noticed}`),
  ]);
  return { buyer: buyer[0] ?? null, mails, notices };
}
