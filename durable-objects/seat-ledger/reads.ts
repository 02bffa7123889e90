// What may be read of a ledger. Reads are swept too: nobody is shown a hold whose time is over.

import { finishedOf, type Inside, insideOf } from "../../domain/seat-ledger/decide-admin.ts";
import type { Decided } from "../../domain/seat-ledger/decided.ts";
import { decided, refuse } from "../../domain/seat-ledger/decided.ts";
import { type LedgerFigures, ledgerFigures } from "../../domain/seat-ledger/figures.ts";
import { readId } from "../../domain/seat-ledger/ids.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import { type Counts, counts, revenueKrw, type Snapshot, snapshot } from "../../domain/seat-ledger/status.ts";
import {
  type HoldView,
  holdView,
  type OrderView,
  orderView,
  type PaymentView,
  paymentView,
} from "../../domain/seat-ledger/views.ts";
import type { Task } from "./engine.ts";

export function readHold(
  state: LedgerState,
  { hold_id, fan_id }: { readonly hold_id: string; readonly fan_id: string },
  now_ms: number,
): Decided<HoldView> {
  const hold = state.holds.get(hold_id);
  return hold?.fan_id === fan_id ? decided([], holdView(state, hold, now_ms)) : refuse("not_found");
}

/** `fan_id` is null where the edge has checked another right: the organiser's, or a worker's own job. */
export function readOrder(
  state: LedgerState,
  { order_id, fan_id }: { readonly order_id: string; readonly fan_id: string | null },
): Decided<OrderView> {
  const order = state.orders.get(order_id);
  if (order === undefined || (fan_id !== null && order.fan_id !== fan_id)) return refuse("not_found");
  return decided([], orderView(state, order));
}

export function readOrderByNumber(state: LedgerState, number: string): Decided<OrderView> {
  return readOrder(state, { order_id: state.order_by_number.get(number) ?? "", fan_id: null });
}

/** Newest first. */
export function readOrdersOf(state: LedgerState, fan_id: string): Decided<readonly OrderView[]> {
  const ids = [...(state.fans.get(fan_id)?.orders ?? [])].reverse();
  const orders = ids.flatMap((id) => state.orders.get(id) ?? []);
  return decided(
    [],
    orders.map((order) => orderView(state, order)),
  );
}

export function readHoldsOf(state: LedgerState, fan_id: string, now_ms: number): Decided<readonly HoldView[]> {
  const holds = [...(state.fans.get(fan_id)?.holds ?? [])].flatMap((id) => state.holds.get(id) ?? []);
  return decided(
    [],
    holds.map((hold) => holdView(state, hold, now_ms)),
  );
}

export function readPayment(
  state: LedgerState,
  { attempt_id, fan_id }: { readonly attempt_id: string; readonly fan_id: string | null },
): Decided<PaymentView> {
  const read = readId(attempt_id);
  const order = state.orders.get(read?.order_id ?? "");
  const attempt = order?.attempts.find((candidate) => candidate.id === attempt_id);
  if (order === undefined || attempt === undefined) return refuse("not_found");
  if (fan_id !== null && order.fan_id !== fan_id) return refuse("not_found");
  return decided([], paymentView(state, order, attempt));
}

export type InsideAnswer = Inside & { readonly pass_id: string };

export const readInside = (
  state: LedgerState,
  pass_ids: readonly string[],
  now_ms: number,
): Decided<readonly InsideAnswer[]> =>
  decided(
    [],
    pass_ids.map((pass_id) => ({ pass_id, ...insideOf(state, pass_id, now_ms) })),
  );

export const readFinished = (state: LedgerState, pass_ids: readonly string[]): Decided<readonly string[]> =>
  decided([], finishedOf(state, pass_ids));

/** The version is read with the seats, after the sweep: a change that no frame has told yet is in both. */
export const snapshotTask = (version: () => number): Task<Snapshot> => ({
  decide: (state) => decided([], snapshot(state, version())),
});

export const readCounts = (state: LedgerState): Decided<Counts & { readonly revenue_krw: number }> =>
  decided([], { ...counts(state), revenue_krw: revenueKrw(state) });

export const readFigures = (state: LedgerState): Decided<LedgerFigures> => decided([], ledgerFigures(state));

/** What a copy's journal must come to when it is played again. */
export function copyCounts(state: LedgerState) {
  const { available, held, sold, blocked } = counts(state);
  return { seq: state.seq, available, held, sold, blocked };
}
