// What others must learn of an event (SL26). Written in the same transaction as the event itself, so that nothing that
// happened can go unsaid, whatever crashes next (D44).

import type { AuditEntry } from "../../schema/audit-acts.ts";
import { type ListNotice, listNotices } from "../returns/outbox-list.ts";
import { auditEntryOf } from "./audit-entry.ts";
import { realTime } from "./clock.ts";
import { FIRST_PROVIDER, type LedgerEvent, type Order, type Refund, WORDLESS_ENDS } from "./events.ts";
import { attemptNumbered, CONFIRM_WITHIN_MS, claimUntilMs, refundNumbered } from "./order-times.ts";
import { RECORD_CONFLICT } from "./refund-events.ts";
import type { LedgerState } from "./state.ts";
import { type OrderView, orderView, type RefundView, refundView } from "./views.ts";

export const DESTINATIONS = [
  "record",
  "line",
  "fan",
  "notices",
  "mail",
  "payments",
  "alerts",
  "list",
  "audit",
] as const;
export type Destination = (typeof DESTINATIONS)[number];

export type PaymentJob =
  | {
      readonly kind: "confirm" | "ask";
      readonly showtime_id: string;
      readonly attempt_id: string;
      readonly amount_krw: number;
      readonly payment_key: string | null;
      readonly provider: string;
      readonly method: string | null;
      readonly simulate: string | null;
      /** A confirm is never sent later than this. */
      readonly confirm_until_ms: number;
      readonly request_id?: string | undefined;
    }
  | {
      readonly kind: "cancel";
      readonly showtime_id: string;
      /** Also the key under which the provider does it once. */
      readonly refund_id: string;
      readonly attempt_id: string;
      readonly payment_key: string | null;
      readonly provider: string;
      readonly amount_krw: number;
      /** True where all of the charge goes back. */
      readonly whole: boolean;
      readonly reason: string;
      readonly request_id?: string | undefined;
    };

/** How far the purchase of someone inside has come, and until when it may take. */
export type LineNews = {
  readonly pass_id: string;
  readonly fan_id: string;
  readonly claim_id: string;
} & (
  | { readonly kind: "track"; readonly phase: "hold" | "order" | "paying"; readonly until_ms: number }
  | { readonly kind: "let_go" }
  | { readonly kind: "finished" }
);

/** `causes` are stable: a notice or a mail told twice for one cause is sent once. */
export type Notice = {
  readonly cause:
    | "payment_done"
    | "payment_failed"
    | "charge_returned"
    | "refund_started"
    | "refund_done"
    | "show_cancelled";
  readonly dedupe_key: string;
  readonly order: OrderView;
  readonly code: string | null;
  readonly refund: RefundView | null;
  /** In the organiser's own words, where it was their act. */
  readonly reason?: string | undefined;
  /** Of the request that made the order. */
  readonly request_id?: string | undefined;
};

export type OutboxMessage =
  | { readonly destination: "record"; readonly body: OrderView }
  | { readonly destination: "line"; readonly body: LineNews }
  | { readonly destination: "fan"; readonly body: { readonly fan_id: string; readonly order: OrderView } }
  | { readonly destination: "notices" | "mail"; readonly body: Notice }
  | { readonly destination: "payments"; readonly body: PaymentJob }
  | { readonly destination: "list"; readonly body: ListNotice }
  | { readonly destination: "audit"; readonly body: AuditEntry }
  | {
      readonly destination: "alerts";
      readonly body: { readonly code: string; readonly order_id: string; readonly detail: string };
    };

/**
 * Called right after apply(): the state is the one the event made; `gone` is whose a hold was that went. `views`: how an
 * order's view is made, for a model whose letters nobody opens.
 */
export function messagesOf(
  state: LedgerState,
  event: LedgerEvent,
  gone: Gone | null,
  views = orderView,
): OutboxMessage[] {
  const entry = auditEntryOf(state, event);
  const told = toldOf({ state, gone, views }, event);
  return entry === null ? told : [...told, { destination: "audit", body: entry }];
}

type Telling = { readonly state: LedgerState; readonly gone: Gone | null; readonly views: typeof orderView };

function toldOf({ state, gone, views }: Telling, event: LedgerEvent): OutboxMessage[] {
  switch (event.kind) {
    case "held":
      if (event.hold.for_list === true) return toList(state, event);
      return lineNews(event.hold.pass_id, (pass_id) => ({
        kind: "track",
        phase: "hold",
        pass_id,
        fan_id: event.hold.fan_id,
        claim_id: event.hold.id,
        until_ms: realTime(state.clock, event.hold.expires_sale_ms, event.at_ms),
      }));
    case "passed_over":
    case "unlisted":
      return toList(state, event);
    case "released":
    case "hold_expired":
      return gone === null ? [] : letGo(gone.pass_id, gone.fan_id, event.hold_id);
    default: {
      if (!("order_id" in event)) return [];
      const order = state.orders.get(event.order_id);
      return order === undefined ? [] : ofOrder({ state, order, views }, event);
    }
  }
}

/** Whose a hold was that an event takes away: read before apply(). */
export type Gone = { readonly fan_id: string; readonly pass_id: string | null };

export function goneBy(state: LedgerState, event: LedgerEvent): Gone | null {
  if (event.kind !== "released" && event.kind !== "hold_expired") return null;
  const hold = state.holds.get(event.hold_id);
  return hold === undefined ? null : { fan_id: hold.fan_id, pass_id: hold.pass_id };
}

const toList = (state: LedgerState, event: Parameters<typeof listNotices>[1]): OutboxMessage[] =>
  listNotices(state, event).map((body) => ({ destination: "list", body }));

type OrderEvent = Extract<LedgerEvent, { order_id: string }>;

/** A view is made once an event, and only where somebody reads it: a sale's busiest events go to nobody. */
function ofOrder(
  { state, order, views }: Omit<Telling, "gone"> & { order: Order },
  event: OrderEvent,
): OutboxMessage[] {
  switch (event.kind) {
    case "attempt_started":
      return [
        ...trackOrder(order, "paying"),
        ...(event.attempt.amount_krw > 0
          ? paymentJob(state, order, { kind: "confirm", number: event.attempt.number })
          : []),
      ];
    case "attempt_asked":
      return paymentJob(state, order, { kind: "ask", number: event.number });
    case "attempt_unknown":
    case "captured":
    case "refund_asked":
      return event.kind === "refund_asked" ? cancelJob(state, order, event.number) : [];
    default:
      return ofChangedOrder({ state, order, view: views(state, order) }, event);
  }
}

type Quiet = "attempt_started" | "attempt_asked" | "attempt_unknown" | "captured" | "refund_asked";
type Changed = { readonly state: LedgerState; readonly order: Order; readonly view: OrderView };

function ofChangedOrder(changed: Changed, event: Exclude<OrderEvent, { kind: Quiet }>): OutboxMessage[] {
  const { state, order, view } = changed;
  const record: OutboxMessage = { destination: "record", body: view };
  const claim = { fan_id: order.fan_id, claim_id: order.id };
  switch (event.kind) {
    case "ordered":
      // Their own list needs to know once that there is an order; how it stands is asked of the ledger or of the record.
      return [{ destination: "fan", body: { fan_id: order.fan_id, order: view } }, ...trackOrder(order, "order")];
    case "attempt_declined":
      return [
        ...(order.status === "PENDING" ? trackOrder(order, "order") : []),
        record,
        ...notices(changed, { cause: "payment_failed", number: event.number, code: event.code }),
      ];
    case "attempt_given_up":
      return [
        record,
        ...letGo(order.pass_id, order.fan_id, order.id),
        alert("outcome_never_known", order, `attempt ${event.number}`),
        ...notices(changed, { cause: "payment_failed", number: event.number, code: "timeout" }),
      ];
    case "order_ended": {
      const cancelled = state.cancelled_reason !== null && event.code === "show_cancelled";
      return [
        record,
        ...letGo(order.pass_id, order.fan_id, order.id),
        ...(cancelled ? notices(changed, { cause: "show_cancelled", number: 0, code: null }) : []),
      ];
    }
    case "seats_freed":
    case "return_offered":
    case "return_withdrawn":
    case "return_kept":
    case "handover_offered":
    case "handover_withdrawn":
    case "handed_over":
      return [record];
    case "sold":
      return [
        record,
        ...lineNews(order.pass_id, (pass_id) => ({ kind: "finished", pass_id, ...claim })),
        ...notices(changed, { cause: "payment_done", number: event.number, code: null }),
      ];
    case "refund_requested":
      return [
        ...(event.refund.reason === RECORD_CONFLICT ? [alert(RECORD_CONFLICT, order, event.refund.id)] : []),
        record,
        ...(event.refund.amount_krw > 0 ? cancelJob(state, order, event.refund.number) : []),
        ...notices(changed, {
          cause:
            event.refund.lines.length === 0
              ? "charge_returned"
              : event.refund.reason === "show_cancelled"
                ? "show_cancelled"
                : "refund_started",
          number: event.refund.number,
          code: event.refund.lines.length === 0 ? event.refund.reason : null,
          refund: event.refund.number,
        }),
      ];
    case "refund_done":
      return [
        record,
        ...notices(changed, { cause: "refund_done", number: event.number, code: null, refund: event.number }),
      ];
    case "refund_refused":
      return [record, alert("refund_refused", order, event.code)];
  }
}

function paymentJob(
  state: LedgerState,
  order: Order,
  { kind, number }: { readonly kind: "confirm" | "ask"; readonly number: number },
): OutboxMessage[] {
  const attempt = attemptNumbered(order, number);
  if (attempt === undefined) return [];
  const body: PaymentJob = {
    kind,
    showtime_id: state.config.showtime_id,
    attempt_id: attempt.id,
    amount_krw: attempt.amount_krw,
    payment_key: attempt.payment_key,
    provider: attempt.provider ?? FIRST_PROVIDER,
    method: attempt.method,
    simulate: attempt.simulate,
    confirm_until_ms: attempt.started_at_ms + CONFIRM_WITHIN_MS,
    request_id: order.request_id,
  };
  return [{ destination: "payments", body }];
}

function cancelJob(state: LedgerState, order: Order, number: number): OutboxMessage[] {
  const refund = refundNumbered(order, number);
  const attempt = refund && attemptNumbered(order, refund.attempt_number);
  if (refund === undefined || attempt === undefined) return [];
  const body: PaymentJob = {
    kind: "cancel",
    showtime_id: state.config.showtime_id,
    refund_id: refund.id,
    attempt_id: attempt.id,
    payment_key: attempt.payment_key,
    provider: attempt.provider ?? FIRST_PROVIDER,
    amount_krw: refund.amount_krw,
    whole: refund.amount_krw === attempt.captured_krw,
    reason: refund.reason,
    request_id: order.request_id,
  };
  return [{ destination: "payments", body }];
}

type NoticeOf = {
  readonly cause: Notice["cause"];
  readonly number: number;
  readonly code: string | null;
  readonly refund?: number;
};

const MAILED: readonly Notice["cause"][] = ["payment_done", "charge_returned", "refund_done", "show_cancelled"];

function notices({ state, order, view }: Changed, { cause, number, code, refund }: NoticeOf): OutboxMessage[] {
  const found = refund === undefined ? undefined : refundNumbered(order, refund);
  const body: Notice = {
    cause,
    dedupe_key: `${cause}:${order.id}:${number}`,
    order: view,
    code,
    refund: found === undefined ? null : refundView(state, order, found),
    reason: reasonOf(state, cause, found),
    request_id: order.request_id,
  };
  const notice: OutboxMessage = { destination: "notices", body };
  return MAILED.includes(cause) ? [notice, { destination: "mail", body }] : [notice];
}

const NO_WORDS: ReadonlySet<string> = new Set(WORDLESS_ENDS);

function reasonOf(state: LedgerState, cause: Notice["cause"], refund: Refund | undefined): string | undefined {
  const { cancelled_reason } = state;
  if (cause === "show_cancelled") {
    return cancelled_reason === null || NO_WORDS.has(cancelled_reason) ? undefined : cancelled_reason;
  }
  return cause === "refund_started" && refund?.by === "organiser" ? refund.reason : undefined;
}

const lineNews = (pass_id: string | null, news: (pass_id: string) => LineNews): OutboxMessage[] =>
  pass_id === null ? [] : [{ destination: "line", body: news(pass_id) }];

function trackOrder(order: Order, phase: "order" | "paying"): OutboxMessage[] {
  const { fan_id, id: claim_id } = order;
  const until_ms = claimUntilMs(order);
  return lineNews(order.pass_id, (pass_id) => ({ kind: "track", phase, pass_id, fan_id, claim_id, until_ms }));
}

const letGo = (pass_id: string | null, fan_id: string, claim_id: string): OutboxMessage[] =>
  lineNews(pass_id, (pass) => ({ kind: "let_go", pass_id: pass, fan_id, claim_id }));

const alert = (code: string, order: Order, detail: string): OutboxMessage => ({
  destination: "alerts",
  body: { code, order_id: order.id, detail },
});
