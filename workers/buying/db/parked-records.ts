// Orders whose row the record would not take: noted where an admin sees them, before their ledger parks them (D50).
import { parked_records } from "../../../schema/tables/failures.ts";
import { database } from "../../kit/db/database.ts";
import { type OrderRow, type ParkedRow, recordOrders } from "./order-record.ts";

export async function recordOrdersOrPark(d1: D1Database, rows: readonly OrderRow[]): Promise<ParkedRow[]> {
  const parked = await recordOrders(d1, rows);
  const now_ms = Date.now();
  for (const { id, reason } of parked) {
    const order = rows.find((row) => row.id === id)?.order;
    if (order === undefined) continue;
    const news = { reason, parked_at_ms: now_ms, sent_again_at_ms: null };
    await database({ DB: d1 })
      .insert(parked_records)
      .values({ booking_id: order.id, number: order.number, show_id: order.show_id, ...news })
      .onConflictDoUpdate({ target: parked_records.booking_id, set: news });
  }
  return parked;
}
