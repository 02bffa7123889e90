// What can happen to the list for returned seats, and to tickets that are offered back or handed over, as it stands in
// the ledger's journal. Joins the ledger's own events.
import * as z from "zod/mini";
import { GRADES } from "../../schema/layout.ts";

const ms = z.int();
const text = z.string();
const k = <K extends string>(kind: K) => z.literal(kind);

export const PASSED_REASONS = ["too_few", "not_together"] as const;
export type PassedReason = (typeof PASSED_REASONS)[number];
/** Why a fan who waits is not served for now: past the limit per fan, or their own ticket is offered back. */
export const ASIDE_REASONS = ["limit", "own_ticket"] as const;
export type AsideReason = (typeof ASIDE_REASONS)[number];

const wish = {
  count: z.int().check(z.minimum(1)),
  grades: z.array(z.enum(GRADES)),
  together: z.boolean(),
};

export const listEvents = [
  /** A fan's place in the list: a new one, or the old one with another wish. */
  z.object({ kind: k("listed"), at_ms: ms, fan_id: text, position: z.int(), ...wish }),
  z.object({ kind: k("unlisted"), at_ms: ms, fan_id: text, how: z.enum(["withdrawn", "closed"]) }),
  z.object({ kind: k("passed_over"), at_ms: ms, fan_id: text, why: z.enum(PASSED_REASONS) }),
  /** Not served for now, or, with null, served again. */
  z.object({ kind: k("set_aside"), at_ms: ms, fan_id: text, why: z.nullable(z.enum(ASIDE_REASONS)) }),
  /** Nobody is on the list any more: what was kept for it is on sale. */
  z.object({ kind: k("list_freed"), at_ms: ms, places: z.array(z.int()) }),
] as const;

const ofLine = { at_ms: ms, order_id: text, line: z.int() };
const krw = z.int().check(z.minimum(0));

export const ticketEvents = [
  /** The fee is the one stated when the ticket was offered, whenever it sells. */
  z.object({ kind: k("return_offered"), ...ofLine, refund_krw: krw, fee_krw: krw }),
  z.object({ kind: k("return_withdrawn"), ...ofLine }),
  /** Its holder came in at the door while the next fan was paying: the seat is the holder's again. */
  z.object({ kind: k("return_kept"), ...ofLine }),
  z.object({ kind: k("handover_offered"), ...ofLine, to_hash: text, expires_at_ms: ms }),
  z.object({ kind: k("handover_withdrawn"), ...ofLine }),
  z.object({ kind: k("handed_over"), ...ofLine, to_fan_id: text }),
] as const;

/** How a line tells of a ticket that changed hands. Left out where none did. */
export const lineExtras = {
  /** Somebody else's ticket by now: whose. */
  holder_id: z.optional(text),
  /** Who handed it over before, each once: what they gave away counts for them. */
  given_by: z.optional(z.array(text)),
  /** How often it changed hands: earlier codes are void. */
  generation: z.optional(z.int()),
  /** The handover that waits for its receiver, and how many there were before it. */
  handover: z.optional(z.nullable(z.object({ number: z.int(), to_hash: text, expires_at_ms: ms }))),
  handovers: z.optional(z.int()),
  /** The seat is another order's: this line frees nothing, nor does it buy anything. */
  passed_on: z.optional(z.boolean()),
};

export const ENTRY_STATES = ["WAITING", "OFFERED", "TAKEN", "EXPIRED", "WITHDRAWN"] as const;

const entry = z.object({
  fan_id: text,
  position: z.int(),
  ...wish,
  state: z.enum(ENTRY_STATES),
  /** The last offer. */
  hold_id: z.nullable(text),
  /** Why seats went to somebody later, told once. */
  passed: z.nullable(z.enum(PASSED_REASONS)),
  /** Left out where it may be served. */
  aside: z.optional(z.nullable(z.enum(ASIDE_REASONS))),
});
export type Entry = z.infer<typeof entry>;

/** A ticket offered back, by its place. */
const offered = z.object({
  place: z.int(),
  order_id: text,
  line: z.int(),
  refund_krw: krw,
  fee_krw: krw,
  since_ms: ms,
});
export type OfferedBack = z.infer<typeof offered>;

/** What a checkpoint keeps of all this. */
export const keptList = z.object({
  next_position: z.int(),
  /** Not in the checkpoints of the first days. */
  offers_made: z.optional(z.int()),
  entries: z.array(entry),
  pool: z.array(z.tuple([z.int(), ms])),
  offered: z.array(offered),
  /** Not in older checkpoints. */
  refunding: z.optional(z.array(z.tuple([z.int(), text]))),
});
export type KeptList = z.infer<typeof keptList>;
