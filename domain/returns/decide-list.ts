// Joining and leaving the list for returned seats (RT1 to RT3). One entry per fan; who asks for more seats than before
// goes to the back, for seats that earlier ones wait for would else be asked away from under them.
import type { Fault } from "../../schema/faults.ts";
import type { Grade } from "../../schema/layout.ts";
import { orderEnded } from "../seat-ledger/decide-order.ts";
import { type Decided, decided, refuse } from "../seat-ledger/decided.ts";
import type { LedgerEvent } from "../seat-ledger/events.ts";
import { FREE } from "../seat-ledger/seat-state.ts";
import { type LedgerState, seatsCounted } from "../seat-ledger/state.ts";
import { takersBefore, takes } from "./list.ts";
import { type ListView, listView } from "./list-view.ts";

export type ListCommand = {
  readonly fan_id: string;
  readonly count: number;
  readonly grades: readonly Grade[];
  readonly together: boolean;
};

export function decideJoinList(state: LedgerState, command: ListCommand, now_ms: number): Decided<ListView> {
  const { fan_id, count, together } = command;
  const before = state.returns.entries.get(fan_id);
  // An open offer is answered by taking it or letting it go, not by another wish.
  if (before?.state === "OFFERED") return decided([], listView(state, fan_id, now_ms));
  if (state.cancelled_reason !== null) return refuse("show_cancelled");
  if (state.config.suspended === true) return refuse("show_taken_down");
  if (isListOver(state, now_ms)) return refuse("sale_over");
  const sold_grades = new Set(state.map.sections.map(({ grade }) => grade));
  const grades = [...new Set(command.grades)].sort();
  if (grades.some((grade) => !sold_grades.has(grade))) return refuse("invalid", { errors: [UNKNOWN_GRADE] });
  const { held, bought } = seatsCounted(state, fan_id);
  const limit = state.config.limits.seats_per_fan;
  if (held + bought + count > limit) {
    const fault: Fault = { path: "count", fault: "over_limit", values: { limit, have: held + bought } };
    return refuse("invalid", { errors: [fault], limit, held, bought });
  }
  const waits = before !== undefined && takes(before);
  if (!waits && seatsOnSale(state) > 0) return refuse("not_sold_out");
  const same =
    waits && before.count === count && before.together === together && before.grades.join() === grades.join();
  if (same) return decided([], listView(state, fan_id, now_ms));
  const position = waits && count <= before.count ? before.position : state.returns.next_position;
  const event: LedgerEvent = { kind: "listed", at_ms: now_ms, fan_id, position, count, grades, together };
  // Their own place, where they keep one, is this one.
  const ahead = takersBefore(state.returns, position) - (waits && before.position < position ? 1 : 0);
  return decided([event], { state: "WAITING", ahead, offer: null });
}

/** What asking would come to now, and whether it would make a new entry. */
export function decideMayJoin(
  state: LedgerState,
  command: ListCommand,
  now_ms: number,
): Decided<{ readonly is_new: boolean }> {
  const joined = decideJoinList(state, command, now_ms);
  if (!joined.ok) return joined;
  const before = state.returns.entries.get(command.fan_id);
  return decided([], { is_new: before === undefined || !takes(before) });
}

const UNKNOWN_GRADE: Fault = { path: "grades", fault: "grade_not_here" };

export function seatsOnSale({ tally }: LedgerState): number {
  let free = 0;
  for (let at = FREE; at < tally.length; at += 4) free += tally[at] ?? 0;
  return free;
}

/** It ends with the sale, at the latest when the doors' hour comes. */
export const isListOver = (state: LedgerState, now_ms: number): boolean => now_ms >= listEndsAtMs(state);

export const listEndsAtMs = (state: LedgerState): number =>
  Math.min(state.config.starts_at_ms, state.clock.closes_at_ms ?? Infinity);

/** Leaving lets an open offer go too; what is being paid is not taken from under the payment. */
export function decideLeaveList(state: LedgerState, fan_id: string, now_ms: number): Decided<null> {
  const entry = state.returns.entries.get(fan_id);
  if (entry === undefined || !takes(entry)) return decided([], null);
  if (entry.state === "WAITING") return decided([{ kind: "unlisted", at_ms: now_ms, fan_id, how: "withdrawn" }], null);
  const ended = endOffer(state, entry.hold_id ?? "", { now_ms, cause: "fan" });
  return ended === null ? refuse("payment_in_progress") : decided(ended, null);
}

type End = { readonly now_ms: number; readonly cause: "fan" | "taken_back" };

/** What ends an offer that is not paid yet, as a hold or as an order; null while a payment runs. */
export function endOffer(state: LedgerState, hold_id: string, { now_ms, cause }: End): LedgerEvent[] | null {
  if (state.holds.has(hold_id)) return [{ kind: "released", at_ms: now_ms, hold_id, cause }];
  const order = state.orders.get(state.order_by_hold.get(hold_id) ?? "");
  if (order === undefined) return [];
  if (order.status !== "PENDING") return null;
  const code = cause === "fan" ? "cancelled_by_fan" : cause;
  return [orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code })];
}
