// The waiting line over HTTP and sockets: a fan's place, the public log, the organiser's controls.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { CHECK_MODES } from "./checks.ts";
import { countInt, id, queryInt, timeMs } from "./common.ts";
import { textLines } from "./text.ts";
import { FAN_STATES, SALE_STATUSES } from "./words.ts";

const eta = z.object({ p10_ms: countInt, p50_ms: countInt, p90_ms: countInt });
export const lineNotice = z.object({ id: z.int(), text: z.string(), at_ms: timeMs });

/** A lobby whose order is drawn: when, by which round, and of how many once the list is frozen. */
const drawStage = z.enum(["ANNOUNCED", "GATHERING", "FROZEN", "DRAWN", "FALLBACK"]);
const drawSummary = z.object({
  state: drawStage,
  lobby_closes_at_ms: timeMs,
  round: countInt,
  round_at_ms: timeMs,
  entrants: z.nullable(countInt),
});

export const placeFields = {
  state: z.enum(FAN_STATES),
  reason: z.nullable(z.enum(["sold_out", "sale_over", "cancelled", "removed"])),
  position: z.nullable(z.int()),
  /** Exact, and it never grows. */
  ahead: z.nullable(countInt),
  behind: z.nullable(countInt),
  total_waiting: countInt,
  eta: z.nullable(eta),
  sale: z.enum(SALE_STATUSES),
  seats_left: z.record(z.string(), countInt),
  /** Seats taken for now that may come back. */
  seats_may_return: countInt,
  clocks_stopped: z.boolean(),
  /** Null where the line is first come. */
  draw: z.nullable(drawSummary),
  expires_at_ms: z.nullable(timeMs),
  prolongable: z.boolean(),
  poll_after_ms: countInt,
  now_ms: timeMs,
};

export const joinAnswer = z.object({ ...placeFields, receipt: z.string() });

export const placeAnswer = z.object({
  ...placeFields,
  notice: z.nullable(lineNotice),
  /** Only when let in. */
  pass: z.optional(z.string()),
  pass_expires_at_ms: z.optional(timeMs),
  redirect_url: z.optional(z.string()),
});
export type PlaceAnswerBody = z.infer<typeof placeAnswer>;

export const claimInput = z.union([
  z.object({
    state: z.literal("CLAIMED"),
    /** By a tap, or by a page that is visible and has the focus; an unattended tab never claims. */
    by: z.optional(z.enum(["tap", "focus"])),
    /** Leaves the room of the other show. */
    switch: z.optional(z.boolean()),
  }),
  z.object({ prolong: z.literal(true) }),
]);

export const logQuery = z.object({
  from: z._default(z.optional(queryInt(0, 1_000_000_000)), 0),
  limit: z._default(z.optional(queryInt(1, LIMITS.log_entries_max)), LIMITS.log_entries_max),
});
export const logAnswer = z.object({
  show_id: id,
  items: z.array(z.looseObject({ kind: z.string(), hash: z.string() })),
  next_from: z.nullable(z.int()),
});

/** What is not yet known is null. Roots, keys, signatures and what is made of them are lower-case hex. */
export const drawAnswer = z.object({
  state: drawStage,
  draw_number: countInt,
  lobby_opens_at_ms: timeMs,
  lobby_closes_at_ms: timeMs,
  chain: z.object({
    name: z.string(),
    chain_hash: z.string(),
    public_key: z.string(),
    scheme: z.string(),
    period_ms: countInt,
    genesis_at_ms: timeMs,
  }),
  round: countInt,
  round_at_ms: timeMs,
  entrants: z.nullable(countInt),
  root: z.nullable(z.string()),
  signature: z.nullable(z.string()),
  randomness: z.nullable(z.string()),
  seed: z.nullable(z.string()),
  rule: z.string(),
  /** Why it fell back to the order of arrival. */
  reason: z.nullable(z.enum(["no_signature", "frozen_late"])),
  /** The newest signed head of the log: from the freezing on it names the root. */
  checkpoint: z.nullable(z.string()),
  now_ms: timeMs,
});

export const checkpointAnswer = z.object({
  show_id: id,
  seq: countInt,
  hash: z.string(),
  joined: countInt,
  head: countInt,
  at_ms: timeMs,
  /** From the freezing of a lobby on. */
  draw: z.optional(z.object({ draw_number: countInt, round: countInt, entrants: countInt, root: z.string() })),
  /** The same facts as a compact JWS by a receipt key. */
  signed: z.string(),
});
export const checkpointsAnswer = z.object({ items: z.array(checkpointAnswer) });
export const receiptAnswer = z.object({ receipt: z.string() });

const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
export const salePatch = z.partial(
  z.object({
    room_capacity: whole(0, 100_000),
    batch_size: whole(1, 100_000),
    step_ms: whole(50, 3_600_000),
    claim_ms: whole(1_000, 86_400_000),
    pass_ms: whole(1_000, 86_400_000),
    hold_ms: whole(1_000, 3_600_000),
    payment_ms: whole(1_000, 3_600_000),
    seats_per_fan: whole(1, 20),
    payment_attempts: whole(1, 10),
    release_on_decline: z.boolean(),
    admission: z.enum(["fifo", "draw"]),
    lobby_closes_at_ms: timeMs,
    waiting_per_seat_max: z.nullable(z.number().check(z.minimum(0), z.maximum(1_000_000))),
    strand_check: z.boolean(),
    relays: whole(0, LIMITS.relays_per_line),
    check: z.enum(CHECK_MODES),
    check_above: whole(1, 1_000_000),
  }),
);
export type SalePatch = z.infer<typeof salePatch>;

export const saleStatusPatch = z.object({ status: z.enum(["OPEN", "PAUSED", "ENDED"]) });
export const noticeInput = z.object({
  text: textLines(1, LIMITS.notice_chars),
});
export const removalInput = z.object({
  reason: textLines(1, LIMITS.reason_chars),
});

/** Where a fan stands whose removal was taken back. */
export const restorationAnswer = z.object({
  position: countInt,
  state: z.enum(FAN_STATES),
  ahead: z.nullable(countInt),
});

export const saleAnswerBody = z.object({
  status: z.enum(SALE_STATUSES),
  waiting: countInt,
  inside: countInt,
  admitted: countInt,
  finished: countInt,
  no_shows: countInt,
  held: countInt,
  sold: countInt,
  available: z.nullable(countInt),
  revenue_krw: countInt,
  by_grade: z.record(z.string(), z.object({ sold: countInt, available: countInt, held: countInt })),
  sockets: countInt,
  settings: z.looseObject({ room_capacity: countInt, batch_size: countInt, step_ms: countInt }),
  window: z.object({
    lobby_opens_at_ms: z.nullable(timeMs),
    vip_opens_at_ms: z.nullable(timeMs),
    opens_at_ms: timeMs,
    closes_at_ms: timeMs,
  }),
  as_of_ms: timeMs,
  now_ms: timeMs,
});
