// Everything that can happen to a ledger, as it stands in the journal. Rows are parsed when they are read back: a row
// that this code does not understand must stop the load, never be half believed (SL25).
import * as z from "zod/mini";
import { lineExtras, listEvents, ticketEvents } from "../returns/events.ts";
import { ledgerConfig, refundRule } from "./config.ts";

const ms = z.int();
const text = z.string();
const place = z.int().check(z.minimum(0));
const krw = z.int().check(z.minimum(0));
const nullableText = z.nullable(text);

/** Who did what only somebody with a right to it may: the audit log's line is made of it (SL35). */
const askedBy = z.object({ audit_id: text, actor_id: text, request_id: text, reason: z.optional(text) });
export type AskedBy = z.infer<typeof askedBy>;
const asked = { asked_by: z.optional(askedBy) };

/** What stands for a reason where a showtime goes and nobody has written why. */
export const WORDLESS_ENDS = ["cancelled", "deleted"] as const;
export type WordlessEnd = (typeof WORDLESS_ENDS)[number];

export const RELEASE_CAUSES = ["fan", "pass", "organiser", "cancelled", "taken_back"] as const;
export const ORDER_ENDS = ["EXPIRED", "CANCELLED", "FAILED"] as const;
export const ORDER_STATUSES = ["PENDING", "PAYING", "CONFIRMED", "REFUNDING", "REFUNDED", ...ORDER_ENDS] as const;
export const LINE_STATUSES = ["PENDING", "LIVE", "REFUNDING", "REFUND_REFUSED", "REFUNDED", "FREED"] as const;
export const ATTEMPT_STATUSES = ["STARTED", "UNKNOWN", "DECLINED", "CAPTURED", "GIVEN_UP"] as const;
export const REFUND_STATUSES = ["REQUESTED", "DONE", "REFUSED"] as const;
export const REFUND_PARTIES = ["fan", "organiser", "system"] as const;

export const hold = z.object({
  id: text,
  /** Its event's number in the journal, so that the whole story of an order is found without a search. */
  seq: z.int(),
  fan_id: text,
  pass_id: nullableText,
  places: z.array(place),
  /** Made from the grade's price when the seats were taken: a later change of prices does not touch them. */
  prices_krw: z.array(krw),
  started_at_ms: ms,
  /** On the sale's clock. */
  expires_sale_ms: ms,
  /** On the sale's clock: no order of this turn lasts longer (SL31); null for a hold without a turn. */
  turn_ends_sale_ms: z._default(z.nullable(ms), null),
  /** An offer of returned seats: ordered without a pass. Left out where it is not. */
  for_list: z.optional(z.boolean()),
});

const line = z.object({ place, price_krw: krw, ticket_id: text, status: z.enum(LINE_STATUSES), ...lineExtras });

/** Whom attempts were given to that do not say it. */
export const FIRST_PROVIDER = "toss";

const attempt = z.object({
  id: text,
  number: z.int(),
  status: z.enum(ATTEMPT_STATUSES),
  amount_krw: krw,
  method: nullableText,
  /** Said by the sandbox's page alone; null wherever there is no sandbox. */
  simulate: nullableText,
  payment_key: nullableText,
  /** Who was asked to charge, and is asked ever after; left out where it was FIRST_PROVIDER, before there was a choice. */
  provider: z.optional(text),
  captured_krw: krw,
  receipt_url: nullableText,
  code: nullableText,
  started_at_ms: ms,
  unknown_since_ms: z.nullable(ms),
  asks: z.int(),
  next_ask_at_ms: z.nullable(ms),
  /** The request that began it, for the logs. Attempts of before have none. */
  request_id: z.optional(text),
});

const refund = z.object({
  id: text,
  number: z.int(),
  attempt_number: z.int(),
  /** Indexes of the order's lines; empty where a charge is returned that bought nothing. */
  lines: z.array(z.int()),
  amount_krw: krw,
  fee_krw: krw,
  by: z.enum(REFUND_PARTIES),
  reason: text,
  status: z.enum(REFUND_STATUSES),
  code: nullableText,
  requested_at_ms: ms,
  asks: z.int(),
  next_ask_at_ms: z.nullable(ms),
});

export const order = z.object({
  id: text,
  number: text,
  fan_id: text,
  pass_id: nullableText,
  hold_id: text,
  hold_seq: z.int(),
  status: z.enum(ORDER_STATUSES),
  /** Why it failed or was cancelled. */
  code: nullableText,
  lines: z.array(line),
  total_krw: krw,
  created_at_ms: ms,
  updated_at_ms: ms,
  expires_at_ms: ms,
  /** What held of refunds when it was sold: a showtime that moves must not make them worse (SL32). */
  terms: z._default(z.nullable(z.object({ starts_at_ms: ms, refund_rule: refundRule })), null),
  /** An order whose outcome stayed unknown keeps its seats until then. */
  seats_until_ms: z.nullable(ms),
  attempts: z.array(attempt),
  /** The attempt whose charge bought the seats; no other charge of this order may stay. */
  paid_by: z.nullable(z.int()),
  refunds: z.array(refund),
  /** Grows with every change; a copy with a lower one never overwrites a higher (D51). */
  rev: z.int(),
  /** The request that made it: by it the logs tell its whole story. Orders of before have none. */
  request_id: z.optional(text),
});

export type Hold = z.infer<typeof hold>;
export type Line = z.infer<typeof line>;
export type Attempt = z.infer<typeof attempt>;
export type Refund = z.infer<typeof refund>;
export type Order = z.infer<typeof order>;
export type OrderStatus = Order["status"];

const k = <K extends string>(kind: K) => z.literal(kind);
const attemptOf = { order_id: text, number: z.int() };
const refundOf = { order_id: text, number: z.int() };
const passEnd = z.object({ pass_id: text, until_ms: ms });

/** The passes of those inside when the line met this ledger. Every other one given before is over; of later ones it tells. */
const lineStanding = z.object({ at_ms: ms, inside: z.array(text) });
export type LineStanding = z.infer<typeof lineStanding>;
/** A meeting of before, which spoke of positions: the line meets this ledger once more. */
const olderStanding = z.pipe(
  z.object({ admitted_up_to: z.int() }),
  z.transform(() => null),
);
export const storedStanding = z.union([lineStanding, olderStanding, z.null()]);

export const ledgerEvent = z.discriminatedUnion("kind", [
  z.object({ kind: k("published"), at_ms: ms, config: ledgerConfig, layout_version: text }),
  z.object({ kind: k("held"), at_ms: ms, hold }),
  z.object({ kind: k("released"), at_ms: ms, hold_id: text, cause: z.enum(RELEASE_CAUSES) }),
  z.object({ kind: k("hold_expired"), at_ms: ms, hold_id: text }),
  z.object({ kind: k("ordered"), at_ms: ms, order_id: text, order }),
  z.object({
    kind: k("order_ended"),
    at_ms: ms,
    order_id: text,
    status: z.enum(ORDER_ENDS),
    code: nullableText,
    ...asked,
  }),
  z.object({ kind: k("attempt_started"), at_ms: ms, order_id: text, attempt }),
  z.object({ kind: k("attempt_unknown"), at_ms: ms, ...attemptOf, next_ask_at_ms: ms }),
  z.object({ kind: k("attempt_asked"), at_ms: ms, ...attemptOf, next_ask_at_ms: ms }),
  z.object({ kind: k("attempt_declined"), at_ms: ms, ...attemptOf, code: text }),
  z.object({ kind: k("attempt_given_up"), at_ms: ms, ...attemptOf, seats_until_ms: ms, next_ask_at_ms: ms }),
  z.object({ kind: k("seats_freed"), at_ms: ms, order_id: text }),
  z.object({
    kind: k("captured"),
    at_ms: ms,
    ...attemptOf,
    payment_key: nullableText,
    captured_krw: krw,
    receipt_url: nullableText,
  }),
  z.object({ kind: k("sold"), at_ms: ms, ...attemptOf }),
  z.object({ kind: k("refund_requested"), at_ms: ms, order_id: text, refund, ...asked }),
  z.object({ kind: k("refund_asked"), at_ms: ms, ...refundOf, next_ask_at_ms: ms }),
  z.object({ kind: k("refund_done"), at_ms: ms, ...refundOf }),
  z.object({ kind: k("refund_refused"), at_ms: ms, ...refundOf, code: text }),
  z.object({ kind: k("blocked"), at_ms: ms, places: z.array(place), ...asked }),
  z.object({ kind: k("unblocked"), at_ms: ms, places: z.array(place), ...asked }),
  z.object({ kind: k("passes_ended"), at_ms: ms, passes: z.array(passEnd) }),
  /** No longer written: whoever is brought back is given another pass. */
  z.object({ kind: k("pass_restored"), at_ms: ms, pass_id: text, position: z.int() }),
  z.object({
    kind: k("clock_set"),
    at_ms: ms,
    version: z.int(),
    paused_since_ms: z.nullable(ms),
    paused_total_ms: z.int(),
    closes_at_ms: z._default(z.nullable(ms), null),
  }),
  z.object({ kind: k("line_met"), at_ms: ms, standing: storedStanding }),
  /** The line, or this ledger, goes back to an earlier moment: of which passes are over has to be said anew. */
  z.object({ kind: k("line_forgotten"), at_ms: ms }),
  z.object({ kind: k("show_cancelled"), at_ms: ms, reason: text }),
  z.object({ kind: k("forgotten"), at_ms: ms, order_ids: z.array(text), pass_ids: z.array(text) }),
  ...listEvents,
  ...ticketEvents,
]);
export type LedgerEvent = z.infer<typeof ledgerEvent>;
export type EventOf<K extends LedgerEvent["kind"]> = Extract<LedgerEvent, { kind: K }>;
