// What the edge asks of a ledger, as tasks for the engine: ids are made here, ids from outside are read here.
import { canonicalBody } from "../../domain/seat-ledger/answers.ts";
import { decideHold, type Wish } from "../../domain/seat-ledger/decide-hold.ts";
import { decideCancelOrder, decideOrder } from "../../domain/seat-ledger/decide-order.ts";
import {
  decideOutcome,
  decidePay,
  type Outcome,
  type OutcomeAnswer,
  type PayAnswer,
} from "../../domain/seat-ledger/decide-payment.ts";
import {
  decideRefund,
  decideRefundOutcome,
  type RefundAnswer,
  type RefundCommand,
  type RefundOutcomeCommand,
} from "../../domain/seat-ledger/decide-refund.ts";
import { type Decided, refuse } from "../../domain/seat-ledger/decided.ts";
import { ID_RANDOM_BYTES, makeId, readId } from "../../domain/seat-ledger/ids.ts";
import type { HoldView, OrderView } from "../../domain/seat-ledger/views.ts";
import type { Task } from "./engine.ts";

export type RandomBytes = (count: number) => Uint8Array;

/** `key` is the request's Idempotency-Key; null where the caller has none. */
type Keyed = { readonly fan_id: string; readonly key: string | null };

export type HoldRequest = Keyed & {
  readonly pass_id: string | null;
  readonly stay_ends_ms: number | null;
  readonly wish: Wish;
};
export type OrderRequest = Keyed & { readonly hold_id: string; readonly request_id?: string };
export type PayRequest = Keyed & {
  readonly order_id: string;
  readonly amount_krw: number | null;
  readonly method: string | null;
  readonly payment_key: string | null;
  readonly provider?: string;
  readonly simulate: string | null;
  readonly request_id?: string;
};
/** Whose key it is where the organiser or the system asks: the asker's id, not the owner's. */
export type RefundWish = Omit<RefundCommand, "used_tickets">;
export type RefundRequest = RefundWish & { readonly asker_id: string; readonly key: string | null };
/** Asked when the refund is decided, not when it was wished: somebody may have come in meanwhile. */
export type UsedTickets = (order_id: string) => readonly string[];
export type OutcomeRequest = { readonly attempt_id: string; readonly outcome: Outcome };
export type RefundOutcomeRequest = {
  readonly refund_id: string;
  readonly outcome: RefundOutcomeCommand["outcome"];
};

function task<A>(
  decide: Task<A>["decide"],
  repeat: { fan_id: string; route: string; key: string | null; body: unknown },
): Task<A> {
  const { fan_id, route, key, body } = repeat;
  if (key === null) return { decide };
  return { decide, repeat: { key: { fan_id, route, key }, body: canonicalBody(body) } };
}

export function holdTask({ key, ...request }: HoldRequest, randomBytes: RandomBytes): Task<HoldView> {
  const { fan_id, wish } = request;
  const random = randomBytes(ID_RANDOM_BYTES);
  return task(
    (state, now_ms) => {
      const hold_id = makeId("hold", state.config.code, random);
      return decideHold(state, { hold_id, ...request }, now_ms);
    },
    { fan_id, route: "holds", key, body: wish },
  );
}

export function orderTask(
  { fan_id, hold_id, key, request_id }: OrderRequest,
  randomBytes: RandomBytes,
): Task<OrderView> {
  const random = randomBytes(ID_RANDOM_BYTES);
  const number_random = randomBytes(4);
  return task(
    (state, now_ms) => {
      const order_id = makeId("order", state.config.code, random);
      return decideOrder(state, { order_id, fan_id, hold_id, number_random, request_id }, now_ms);
    },
    { fan_id, route: "bookings", key, body: { hold_id } },
  );
}

export const cancelOrderTask = (command: { readonly order_id: string; readonly fan_id: string }): Task<null> => ({
  decide: (state, now_ms) => decideCancelOrder(state, command, now_ms),
});

export function payTask({ key, ...command }: PayRequest): Task<PayAnswer> {
  // A repeat has a request id of its own and is the same payment.
  const { fan_id, request_id: _request_id, ...body } = command;
  return task((state, now_ms) => decidePay(state, command, now_ms), { fan_id, route: "payments", key, body });
}

export function outcomeTask({ attempt_id, outcome }: OutcomeRequest): Task<OutcomeAnswer> {
  return numbered(attempt_id, "attempt", (order_id, number) => ({
    decide: (state, now_ms) => decideOutcome(state, { order_id, number, outcome }, now_ms),
  }));
}

export function refundTask({ asker_id, key, ...wish }: RefundRequest, usedOf: UsedTickets): Task<RefundAnswer> {
  const { order_id, reason, seats } = wish;
  return task((state, now_ms) => decideRefund(state, { ...wish, used_tickets: usedOf(order_id) }, now_ms), {
    fan_id: asker_id,
    route: wish.by === "fan" ? "cancellation" : "refunds",
    key,
    body: { order_id, reason, seats },
  });
}

/** What a refund would pay, without asking for it. */
export function refundPreviewTask(wish: RefundWish, usedOf: UsedTickets): Task<RefundAnswer> {
  return {
    decide: (state, now_ms) => {
      const decision = decideRefund(state, { ...wish, used_tickets: usedOf(wish.order_id) }, now_ms);
      if (!decision.ok) return decision;
      return { ok: true, value: { events: [], answer: { ...decision.value.answer, refund_id: null } } };
    },
  };
}

export function refundOutcomeTask({ refund_id, outcome }: RefundOutcomeRequest): Task<{ readonly changed: boolean }> {
  return numbered(refund_id, "refund", (order_id, number) => ({
    decide: (state, now_ms) => decideRefundOutcome(state, { order_id, number, outcome }, now_ms),
  }));
}

/** Attempts and refunds are named by their order and their number. */
function numbered<A>(
  id: string,
  kind: "attempt" | "refund",
  make: (order_id: string, number: number) => Task<A>,
): Task<A> {
  const read = readId(id);
  if (read?.kind !== kind || read.order_id === undefined) return { decide: (): Decided<A> => refuse("not_found") };
  return make(read.order_id, Number(id.slice(read.order_id.length + (kind === "refund" ? 2 : 1))));
}
