// The list for returned seats, tickets offered back, and tickets handed over, over HTTP.
import * as z from "zod/mini";
import { GRADES } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { checkShown } from "./checks.ts";
import { countInt, id, timeMs } from "./common.ts";
import { email } from "./people.ts";

const grade = z.enum(GRADES);
const DAY_MS = 86_400_000;

/** What an organiser may set; the defaults stand with the rules of the list. */
export const returnsSettings = z.object({
  gather_ms: z.int().check(z.minimum(0), z.maximum(DAY_MS)),
  offer_ms: z.int().check(z.minimum(1_000), z.maximum(7 * DAY_MS)),
  /** Of offers made between 22:00 and 8:00 at the venue, where it is longer; null: as by day. */
  night_offer_ms: z.nullable(z.int().check(z.minimum(1_000), z.maximum(7 * DAY_MS))),
  /** Whether holders may offer their tickets back. */
  tickets: z.boolean(),
  /** Of a ticket offered back that sells; null: as much as a cancellation of that day costs. */
  fee_percent: z.nullable(z.int().check(z.minimum(0), z.maximum(100))),
});
export const handoverSettings = z.object({
  on: z.boolean(),
  cutoff_before_start_ms: z.int().check(z.minimum(0), z.maximum(365 * DAY_MS)),
  per_fan: z.int().check(z.minimum(0), z.maximum(20)),
});
export type ReturnsSettings = z.infer<typeof returnsSettings>;
export type HandoverSettings = z.infer<typeof handoverSettings>;

export const listInput = z.strictObject({
  count: z.int().check(z.minimum(1), z.maximum(LIMITS.seats_per_hold)),
  grades: z.optional(z.array(grade).check(z.maxLength(GRADES.length))),
  together: z.optional(z.boolean()),
  /** As at joining, where the show asks for one and the asker never stood in its line. */
  check: z.optional(checkShown),
});

const offeredSeat = z.object({
  id: z.string(),
  section: z.string(),
  row: z.string(),
  label: z.string(),
  grade,
  price_krw: countInt,
});
const ownPlace = z.object({
  state: z.enum(["NONE", "WAITING", "OFFERED", "TAKEN", "EXPIRED", "WITHDRAWN"]),
  ahead: countInt,
  offer: z.nullable(
    z.object({ hold_id: z.string(), seats: z.array(offeredSeat), total_krw: countInt, expires_at_ms: timeMs }),
  ),
  /** How many wait or choose now, and how often seats that came back were offered to somebody so far. */
  waiting: countInt,
  offers_made: countInt,
});
export const listAnswer = z.extend(ownPlace, { now_ms: timeMs });
/** Of a show's rounds those that are sold out, or where the asker has a place already; the soonest first. */
export const showListsAnswer = z.object({
  items: z.array(z.object({ showtime_id: id, starts_at_ms: timeMs, ...ownPlace.shape })),
  now_ms: timeMs,
});
export type ShowListsAnswer = z.infer<typeof showListsAnswer>;

/** Entries as docs/SPEC-LOG.md tells them. */
export const listLogAnswer = z.object({
  showtime_id: id,
  items: z.array(z.looseObject({ kind: z.string(), hash: z.string() })),
  next_from: z.nullable(z.int()),
});
export const listCheckpointAnswer = z.object({
  showtime_id: id,
  seq: countInt,
  hash: z.string(),
  at_ms: timeMs,
  /** The same facts as a compact JWS by a receipt key. */
  signed: z.string(),
});
export const listCheckpointsAnswer = z.object({ items: z.array(listCheckpointAnswer) });

export const returnAnswer = z.object({ refund_krw: countInt, fee_krw: countInt, ahead_in_line: countInt });

export const handoverInput = z.strictObject({ to_email: email });
export const handoverAnswer = z.object({ id: z.string(), expires_at_ms: timeMs, now_ms: timeMs });
export const handoverAccepted = z.object({ ticket_id: z.string(), showtime_id: id });

const listEntry = z.object({
  position: countInt,
  count: countInt,
  grades: z.array(grade),
  together: z.boolean(),
  state: z.enum(["WAITING", "OFFERED", "TAKEN", "EXPIRED", "WITHDRAWN"]),
  /** Why seats went to somebody later. */
  passed: z.nullable(z.enum(["too_few", "not_together"])),
  offer_until_ms: z.nullable(timeMs),
});

/** The list of each showtime as its organiser reads it: figures, and the first hundred entries; no names. */
export const returnsFigures = z.object({
  showtime_id: id,
  starts_at_ms: timeMs,
  waiting: countInt,
  waiting_seats: countInt,
  offers: countInt,
  taken: countInt,
  expired: countInt,
  withdrawn: countInt,
  kept_seats: countInt,
  offered_back: countInt,
  offered_back_refund_krw: countInt,
  offered_back_fee_krw: countInt,
  sold_on: countInt,
  sold_on_fee_krw: countInt,
  /** Of tickets that were bought by an offer and are still live. */
  taken_krw: countInt,
  entries: z.array(listEntry),
});
export const returnsAnswer = z.object({
  returns: returnsSettings,
  handover: handoverSettings,
  items: z.array(returnsFigures),
  now_ms: timeMs,
});
