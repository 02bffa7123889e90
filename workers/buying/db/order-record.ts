// D1's projection of orders. Each row carries the ledger's `rev`: a message that comes late never overwrites a newer
// one. An order that breaks the second lock (another live ticket for its seat) is told back and the rest goes on.
import type { AttemptView, OrderView, RefundView } from "../../../domain/seat-ledger/views.ts";
import { log, thrown } from "../../kit/log.ts";

export type OrderRow = { readonly id: number; readonly order: OrderView };
export type ParkedRow = { readonly id: number; readonly reason: string };

/** Four statements for so many orders; one of twenty seats is about 4 KB, and a bound value may be 2 MB. */
const ORDERS_PER_BATCH = 100;

export async function recordOrders(db: D1Database, rows: readonly OrderRow[]): Promise<ParkedRow[]> {
  const parked: ParkedRow[] = [];
  for (let at = 0; at < rows.length; at += ORDERS_PER_BATCH) {
    parked.push(...(await recordSome(db, rows.slice(at, at + ORDERS_PER_BATCH))));
  }
  return parked;
}

/** All of them at once; where one breaks the lock nothing was written, and each is tried by itself, in order. */
async function recordSome(db: D1Database, rows: readonly OrderRow[]): Promise<ParkedRow[]> {
  try {
    await write(
      db,
      rows.map(({ order }) => order),
    );
    return [];
  } catch (error) {
    if (!isSeatConflict(error)) throw error;
    const [only] = rows;
    if (only === undefined || rows.length > 1) return await recordEach(db, rows);
    log("error", "record_conflict", { booking_id: only.order.id, number: only.order.number, ...thrown(error) });
    return [{ id: only.id, reason: "seat_already_recorded" }];
  }
}

async function recordEach(db: D1Database, rows: readonly OrderRow[]): Promise<ParkedRow[]> {
  const parked: ParkedRow[] = [];
  for (const row of rows) parked.push(...(await recordSome(db, [row])));
  return parked;
}

const isSeatConflict = (error: unknown): boolean =>
  /UNIQUE constraint failed: booked_seats\.showtime_id/.test(messageOf(error));

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message} ${error.cause === undefined ? "" : messageOf(error.cause)}`;
}

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

async function write(db: D1Database, orders: readonly OrderView[]): Promise<void> {
  const tables = [
    { name: "bookings", key: "id", rows: orders.map(bookingRow) },
    { name: "booked_seats", key: "ticket_id", rows: orders.flatMap(ticketRows) },
    {
      name: "payments",
      key: "id",
      rows: orders.flatMap((order) => order.attempts.map((one) => paymentRow(order, one))),
    },
    { name: "refunds", key: "id", rows: orders.flatMap((order) => order.refunds.map((one) => refundRow(order, one))) },
  ];
  const statements = tables.flatMap((table) => upsert(db, table));
  if (statements.length > 0) await db.batch(statements);
}

type Upsert = { readonly name: string; readonly key: string; readonly rows: readonly Row[] };

/** What a row was born with stays; the rest follows a higher `rev`. Rows are taken in order: a seat given back and sold
 * again in one batch is free in between. Names come from this file alone. */
function upsert(db: D1Database, { name, key, rows }: Upsert): D1PreparedStatement[] {
  const [sample] = rows;
  if (sample === undefined) return [];
  const columns = Object.keys(sample);
  const values = columns.map((_, i) => `value ->> ${i}`).join(", ");
  const changes = columns.filter((column) => CHANGING.has(column)).map((column) => `${column} = excluded.${column}`);
  const body = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  const text = `INSERT INTO ${name} (${columns.join(", ")}) SELECT ${values} FROM json_each(?) WHERE true
    ON CONFLICT (${key}) DO UPDATE SET ${changes.join(", ")} WHERE ${name}.rev < excluded.rev`;
  return [db.prepare(text).bind(body)];
}

const CHANGING = new Set([
  "status",
  "refunded_krw",
  "code",
  "provider_key",
  "receipt_url",
  "rev",
  "updated_at_ms",
  "fee_krw",
]);

const bookingRow = (order: OrderView): Row => ({
  id: order.id,
  number: order.number,
  user_id: order.fan_id,
  show_id: order.show_id,
  showtime_id: order.showtime_id,
  status: order.status,
  total_krw: order.total_krw,
  refunded_krw: order.refunded_krw,
  fee_krw: order.fee_krw,
  rev: order.rev,
  created_at_ms: order.created_at_ms,
  updated_at_ms: order.updated_at_ms,
});

/** A seat that was never sold has no ticket; one on its way back has a void one, whether the money went or not. */
const TICKETS: Readonly<Record<OrderView["lines"][number]["status"], "LIVE" | "VOID" | null>> = {
  PENDING: null,
  FREED: null,
  LIVE: "LIVE",
  REFUNDING: "VOID",
  REFUNDED: "VOID",
  REFUND_REFUSED: "VOID",
};

const ticketRows = (order: OrderView): Row[] =>
  order.lines.flatMap((line) => {
    const status = TICKETS[line.status];
    if (status === null) return [];
    const { ticket_id, seat_id, grade, price_krw } = line;
    const { id: booking_id, showtime_id, rev } = order;
    return [{ ticket_id, booking_id, showtime_id, seat_id, grade, price_krw, status, rev }];
  });

const PAYMENTS: Readonly<Record<AttemptView["status"], "PENDING" | "COMPLETED" | "FAILED">> = {
  STARTED: "PENDING",
  UNKNOWN: "PENDING",
  GIVEN_UP: "PENDING",
  CAPTURED: "COMPLETED",
  DECLINED: "FAILED",
};

const paymentRow = (order: OrderView, attempt: AttemptView): Row => ({
  id: attempt.id,
  booking_id: order.id,
  provider: attempt.provider,
  provider_key: attempt.payment_key,
  amount_krw: attempt.amount_krw,
  status: PAYMENTS[attempt.status],
  code: attempt.code,
  receipt_url: attempt.receipt_url,
  rev: order.rev,
  created_at_ms: attempt.started_at_ms,
  updated_at_ms: order.updated_at_ms,
});

const REFUNDS: Readonly<Record<RefundView["status"], "PENDING" | "COMPLETED" | "FAILED">> = {
  REQUESTED: "PENDING",
  DONE: "COMPLETED",
  REFUSED: "FAILED",
};

const refundRow = (order: OrderView, refund: RefundView): Row => ({
  id: refund.id,
  booking_id: order.id,
  payment_id: refund.attempt_id,
  amount_krw: refund.amount_krw,
  fee_krw: refund.fee_krw,
  reason: refund.reason,
  status: REFUNDS[refund.status],
  rev: order.rev,
  created_at_ms: refund.requested_at_ms,
  updated_at_ms: order.updated_at_ms,
});
