import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import { type OrderRow, recordOrders } from "../../workers/buying/db/order-record.ts";
import { migrate, testEnv } from "./kit.ts";

beforeAll(migrate);
const db = () => testEnv.DB;

type Line = OrderView["lines"][number];
const lineOf = (id: string, seat_id: string, status: Line["status"]): Line => ({
  seat_id,
  section: "1F",
  row: "A",
  holder_id: null,
  generation: 0,
  label: seat_id,
  grade: "R",
  price_krw: 90_000,
  ticket_id: `t_${id}_${seat_id}`,
  status,
});

function order(
  id: string,
  seats: readonly string[],
  more: Partial<OrderView> & { line?: Line["status"] } = {},
): OrderView {
  const { line = "LIVE", ...changes } = more;
  const lines = seats.map((seat) => lineOf(id, seat, line));
  return {
    id: `b_${id}`,
    number: `N-${id}`,
    status: "CONFIRMED",
    code: null,
    fan_id: `usr_${id}`,
    show_id: "shw_1",
    showtime_id: "st_1",
    starts_at_ms: 9,
    hold_id: `h_${id}`,
    pass_id: null,
    lines,
    total_krw: 90_000 * seats.length,
    created_at_ms: 1,
    updated_at_ms: 2,
    expires_at_ms: 3,
    attempts: [
      {
        id: `b_${id}-1`,
        status: "CAPTURED",
        amount_krw: 90_000,
        captured_krw: 90_000,
        method: null,
        payment_key: "key",
        provider: "toss",
        receipt_url: null,
        code: null,
        started_at_ms: 1,
      },
    ],
    attempts_left: 0,
    paid_attempt_id: `b_${id}-1`,
    refunds: [],
    refunded_krw: 0,
    fee_krw: 0,
    rev: 5,
    ...changes,
  };
}
const rows = (orders: readonly OrderView[]): OrderRow[] => orders.map((one, i) => ({ id: i + 1, order: one }));
const ticketsOf = async (seat_id: string) =>
  (
    await testEnv.DB.prepare("SELECT booking_id, status FROM booked_seats WHERE seat_id = ? ORDER BY ticket_id")
      .bind(seat_id)
      .all<{ booking_id: string; status: string }>()
  ).results;
const count = async (table: string, like: string) =>
  (
    await testEnv.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE booking_id LIKE ?`)
      .bind(like)
      .first<{ n: number }>()
  )?.n;

describe("the record of orders", () => {
  it("S26: hundreds of orders leave in a few batches, not one each", async () => {
    const batch = vi.spyOn(testEnv.DB, "batch");
    const orders = Array.from({ length: 250 }, (_, i) => order(`many${i}`, [`m${i}a`, `m${i}b`]));
    expect(await recordOrders(db(), rows(orders))).toEqual([]);
    expect(batch.mock.calls.length).toBe(3);
    batch.mockRestore();
    expect(await count("booked_seats", "b_many%")).toBe(500);
    expect(await count("payments", "b_many%")).toBe(250);
  });

  it("D50: one that breaks the second lock is told back alone; all before and behind it stand", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const before = Array.from({ length: 5 }, (_, i) => order(`pre${i}`, [`p${i}`]));
    const behind = Array.from({ length: 5 }, (_, i) => order(`post${i}`, [`q${i}`]));
    const parked = await recordOrders(db(), rows([...before, order("double", ["x9", "p0"]), ...behind]));
    expect(parked).toEqual([{ id: 6, reason: "seat_already_recorded" }]);
    expect(await count("booked_seats", "b_pre%")).toBe(5);
    expect(await count("booked_seats", "b_post%")).toBe(5);
    // All of it or nothing: its other seat has no ticket either.
    expect(await count("booked_seats", "b_double")).toBe(0);
    expect(await count("payments", "b_double")).toBe(0);
    vi.restoreAllMocks();
  });

  it("D50: control: without the lock the same seat would be recorded twice", async () => {
    await testEnv.DB.exec("DROP INDEX booked_seats_live");
    expect(await recordOrders(db(), rows([order("lockless1", ["k1"]), order("lockless2", ["k1"])]))).toEqual([]);
    expect(await ticketsOf("k1")).toHaveLength(2);
    await testEnv.DB.exec("DELETE FROM booked_seats WHERE seat_id = 'k1'");
    await testEnv.DB.exec(
      "CREATE UNIQUE INDEX booked_seats_live ON booked_seats (showtime_id, seat_id) WHERE status <> 'VOID'",
    );
  });

  it("S26: a seat given back and sold again in one batch is free in between", async () => {
    const sold = order("back", ["r1"]);
    const returned = order("back", ["r1"], { status: "REFUNDED", line: "REFUNDED", rev: 8, refunded_krw: 90_000 });
    expect(await recordOrders(db(), rows([sold, returned, order("next", ["r1"])]))).toEqual([]);
    expect(await ticketsOf("r1")).toEqual([
      { booking_id: "b_back", status: "VOID" },
      { booking_id: "b_next", status: "LIVE" },
    ]);
  });

  it("D51: a late word with a lower rev changes nothing, in one batch or in two", async () => {
    const refunded = order("late", ["l1"], { status: "REFUNDED", line: "REFUNDED", rev: 9, refunded_krw: 90_000 });
    const confirmed = order("late", ["l1"], { rev: 6 });
    await recordOrders(db(), rows([refunded, confirmed]));
    await recordOrders(db(), rows([confirmed]));
    const row = await testEnv.DB.prepare("SELECT status, rev, refunded_krw FROM bookings WHERE id = 'b_late'").first();
    expect(row).toEqual({ status: "REFUNDED", rev: 9, refunded_krw: 90_000 });
    expect(await ticketsOf("l1")).toEqual([{ booking_id: "b_late", status: "VOID" }]);
  });

  it("S26: a batch that comes again changes nothing", async () => {
    const orders = rows([order("again", ["a1"])]);
    await recordOrders(db(), orders);
    expect(await recordOrders(db(), orders)).toEqual([]);
    expect(await ticketsOf("a1")).toHaveLength(1);
  });
});
