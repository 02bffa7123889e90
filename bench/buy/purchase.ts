// One purchase as a page makes it: two seats, an order, a payment, the result asked for until it is there.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { POLLS_MS } from "../../web/buying/checkout-session.ts";
import { type Ask, expected, type Told } from "./asker.ts";
import type { Buyer, Hall } from "./hall.ts";

const RESULT_WITHIN_MS = 60_000;

export type Course = {
  /** The card is refused first; the fan then pays with another. */
  readonly declined: boolean;
  /** Every request that costs something is sent twice under one key. */
  readonly twice: boolean;
  /** Seats the fan clicks first; others may have them. */
  readonly wished: readonly string[];
};
export type Bought = { readonly result_ms: readonly number[]; readonly whole_ms: number; readonly contested: boolean };

export async function buy(ask: Ask, hall: Hall, buyer: Buyer, course: Course): Promise<Bought> {
  const began = performance.now();
  const post = poster(ask, buyer, course.twice);
  const holds = `/v1/api/showtimes/${hall.showtime_id}/holds`;
  let hold = await post(holds, { seats: course.wished }, 201, "hold");
  const contested = hold.status === 409;
  if (contested) hold = await post(holds, { best: { count: 2 } }, 201, "hold");
  const { id: hold_id } = expected(hold, 201, "hold");
  const result_ms = await payFor(ask, buyer, hold_id, course);
  return { result_ms, whole_ms: performance.now() - began, contested };
}

/** From a hold to the ticket; how long each payment's result took. */
export async function payFor(ask: Ask, buyer: Buyer, hold_id: string, course: Course): Promise<number[]> {
  const { headers } = buyer;
  const post = poster(ask, buyer, course.twice);
  const booking = expected(await post("/v1/api/bookings", { hold_id }, 201, "booking"), 201, "booking");
  const result_ms: number[] = [];
  const pay = async (simulate: string): Promise<string> => {
    const body = { booking_id: booking.id, amount_krw: booking.total_krw, simulate };
    const asked = performance.now();
    const { request_id } = expected(await post("/v1/api/payments", body, 202, "payment"), 202, "payment");
    const path = `/v1/api/payments/${request_id}/status`;
    for (let looks = 0; ; looks++) {
      await sleep(POLLS_MS[looks] ?? POLLS_MS[POLLS_MS.length - 1]);
      const { status } = expected(await ask({ method: "GET", path, headers }), 200, "result");
      const spent_ms = performance.now() - asked;
      if (status === "PENDING" && spent_ms < RESULT_WITHIN_MS) continue;
      result_ms.push(spent_ms);
      return status;
    }
  };
  if (course.declined && (await pay("insufficient_balance")) !== "FAILED") throw new Error("a declined card paid");
  const status = await pay(course.twice ? "duplicate_callback" : "success");
  if (status !== "COMPLETED") throw new Error(`a good payment is ${status}`);
  return result_ms;
}

function poster(ask: Ask, { headers }: Buyer, twice: boolean) {
  return async (path: string, body: unknown, status: number, what: string): Promise<Told> => {
    const head = { method: "POST", path, headers: { ...headers, "idempotency-key": randomUUID() } };
    const first = await ask(head, body);
    if (!twice) return first;
    const second = await ask(head, body);
    const same = first.status !== status || JSON.stringify(idOf(first.body)) === JSON.stringify(idOf(second.body));
    if (!same || second.status !== first.status) throw new Error(`${what} answered a repeat otherwise`);
    return first;
  };
}

/** A repeated answer carries a later time and is otherwise the same. */
const idOf = (body: { readonly id?: string; readonly request_id?: string; readonly code?: string }) =>
  body.id ?? body.request_id ?? body.code;
