// What must hold of a ledger at every instant, looked at from outside: by its answers and by the provider's own books.

import { placeId, type SeatMap } from "../../../domain/seat-ledger/seat-map.ts";
import { seatStateName } from "../../../domain/seat-ledger/seat-state.ts";
import { type LedgerState, seatsCounted } from "../../../domain/seat-ledger/state.ts";
import { counts } from "../../../domain/seat-ledger/status.ts";
import { seatsByName } from "./seats-by-name.ts";
import { returnedOf, type StandInProvider } from "./stand-in-provider.ts";
import type { TestLedger } from "./test-ledger.ts";

/** Throws with the first promise that is broken. */
export function checkInstant(ledger: TestLedger): void {
  const { state } = ledger;
  const claims = new Map<number, string>();
  const claim = (place: number, id: string, expected: "HELD" | "SOLD") => {
    const other = claims.get(place);
    if (other !== undefined) throw new Error(`${placeId(state.map, place)} belongs to ${other} and to ${id}`);
    claims.set(place, id);
    const shown = seatStateName(state.seat_state[place]);
    if (shown !== expected) throw new Error(`${placeId(state.map, place)} is ${shown} under ${id}`);
  };
  for (const hold of state.holds.values()) for (const place of hold.places) claim(place, hold.id, "HELD");
  for (const place of state.returns.pool.keys()) claim(place, "the list", "HELD");
  for (const order of state.orders.values()) {
    for (const line of order.lines) {
      // Offered back: its seat is in the hands of whoever may pay for it, or has.
      const lent = state.returns.offered.get(line.place)?.order_id === order.id && state.owner[line.place] !== order.id;
      if (lent || line.passed_on === true) continue;
      if (line.status === "PENDING") claim(line.place, order.id, "HELD");
      else if (line.status !== "FREED" && line.status !== "REFUNDED") claim(line.place, order.id, "SOLD");
    }
  }
  state.seat_state.forEach((seat, place) => {
    const taken = seatStateName(seat) === "HELD" || seatStateName(seat) === "SOLD";
    if (taken !== claims.has(place)) throw new Error(`${placeId(state.map, place)} is taken by nobody`);
  });
  const total = counts(state);
  if (total.available + total.held + total.sold + total.blocked !== state.map.places_count) throw new Error("counts");
  if (total.held + total.sold !== claims.size) throw new Error("held and sold are not what is claimed");
  checkNames(state);
  for (const fan_id of state.fans.keys()) {
    const { held, bought } = seatsCounted(state, fan_id);
    if (held + bought > state.config.limits.seats_per_fan) throw new Error(`${fan_id} has ${held} + ${bought}`);
  }
}

const named = new WeakSet<SeatMap>();

/** A map never changes: a hall with other seats has another one. */
function checkNames(state: LedgerState): void {
  if (named.has(state.map)) return;
  if (Object.keys(seatsByName(state)).length !== state.map.seats_count) throw new Error("names");
  named.add(state.map);
}

/** Once nothing is under way: every won captured is in live tickets, was returned, was kept as a stated fee, or is alerted. */
export function checkMoney(ledger: TestLedger, provider: StandInProvider): void {
  const { orders } = ledger.state;
  const attempts = new Map(
    [...orders.values()].flatMap((order) => order.attempts.map((attempt) => [attempt.id, order])),
  );
  for (const [attempt_id, payment] of provider.payments) {
    if (payment.status !== "charged") continue;
    const order = attempts.get(attempt_id);
    if (order === undefined) throw new Error(`${attempt_id} was charged and is unknown here`);
    const attempt = order.attempts.find(({ id }) => id === attempt_id);
    if (attempt?.status !== "CAPTURED") throw new Error(`${attempt_id} was charged and is ${attempt?.status}`);
    const refunds = order.refunds.filter((refund) => refund.attempt_number === attempt.number);
    const done = refunds.filter((refund) => refund.status === "DONE");
    const returned_krw = done.reduce((sum, refund) => sum + refund.amount_krw, 0);
    if (returned_krw !== returnedOf(payment))
      throw new Error(`${attempt_id}: ${returnedOf(payment)} returned, ${returned_krw} noted`);
    const fees_krw = done.reduce((sum, refund) => sum + refund.fee_krw, 0);
    const bought = order.paid_by === attempt.number;
    const tickets_krw = sumOf(order.lines.filter((line) => bought && line.status === "LIVE"));
    const stuck_krw =
      sumOf(order.lines.filter((line) => bought && line.status === "REFUND_REFUSED")) +
      refunds.filter((r) => r.status === "REFUSED" && r.lines.length === 0).reduce((sum, r) => sum + r.amount_krw, 0);
    const sum = returned_krw + fees_krw + tickets_krw + stuck_krw;
    if (sum !== payment.amount_krw) {
      throw new Error(
        `${attempt_id}: of ${payment.amount_krw} there are ${tickets_krw} in tickets, ${returned_krw} back`,
      );
    }
  }
  for (const order of orders.values()) {
    const open = order.status === "PENDING" || order.status === "PAYING";
    if (open || order.refunds.some((refund) => refund.status === "REQUESTED"))
      throw new Error(`${order.id} is not final`);
    const live = order.lines.some((line) => line.status === "LIVE");
    if (live && order.total_krw > 0 && provider.payments.get(paidBy(order))?.status !== "charged") {
      throw new Error(`${order.id} has tickets nobody paid`);
    }
  }
}

const sumOf = (lines: readonly { readonly price_krw: number }[]): number =>
  lines.reduce((sum, line) => sum + line.price_krw, 0);

const paidBy = (order: {
  readonly attempts: readonly { readonly id: string; readonly number: number }[];
  readonly paid_by: number | null;
}): string => order.attempts.find(({ number }) => number === order.paid_by)?.id ?? "";
