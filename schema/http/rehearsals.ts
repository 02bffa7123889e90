// Rehearsals of a sale over HTTP: what is asked, what is played, and what came of it.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { GRADES } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { countInt, krw, timeMs } from "./common.ts";

const share = z.number().check(z.minimum(0), z.maximum(1));
export const rehearsalSeed = z.int().check(z.minimum(0), z.maximum(2 ** 32 - 1));

const crowd = {
  fans: z.int().check(z.minimum(1), z.maximum(LIMITS.forecast_fans)),
  arrive_within_ms: z.int().check(z.minimum(1_000), z.maximum(LIMITS.forecast_arrivals_ms)),
  no_show: share,
  /** The median time from the map to the choice. */
  decide_ms: z.int().check(z.minimum(1_000), z.maximum(LIMITS.forecast_decide_ms)),
  decline: share,
};

export const REHEARSAL_KINDS = ["forecast", "live"] as const;
export const REHEARSAL_STATUSES = ["RUNNING", "DONE", "FAILED"] as const;

export const rehearsalInput = z
  .object({
    kind: z.enum(REHEARSAL_KINDS),
    ...crowd,
    /** The same seed and settings give the same sale; one is drawn where none is given. */
    seed: z.optional(rehearsalSeed),
  })
  .check(
    z.refine(({ kind, fans }) => kind === "forecast" || fans <= LIMITS.rehearsal_bots, {
      path: ["fans"],
      error: "rehearsal_too_large" satisfies FaultCode,
    }),
    z.refine(({ kind, arrive_within_ms }) => kind === "forecast" || arrive_within_ms <= LIMITS.rehearsal_arrivals_ms, {
      path: ["arrive_within_ms"],
      error: "rehearsal_too_slow" satisfies FaultCode,
    }),
  );
export type RehearsalInput = z.infer<typeof rehearsalInput>;

/** The crowd that is expected. */
export const askedCrowd = z.object({ ...crowd, seed: rehearsalSeed });
export type AskedCrowd = z.infer<typeof askedCrowd>;

/** The show as it stood when the rehearsal was asked for. */
export const playedShow = z.object({
  /** Of all rounds that are played. */
  seats: z.partialRecord(z.enum(GRADES), countInt),
  prices_krw: z.partialRecord(z.enum(GRADES), krw),
  settings: z.object({
    room_capacity: countInt,
    batch_size: countInt,
    step_ms: countInt,
    claim_ms: countInt,
    pass_ms: countInt,
    waiting_per_seat_max: z.nullable(z.number()),
  }),
  limits: z.object({
    seats_per_fan: countInt,
    hold_ms: countInt,
    payment_ms: countInt,
    payment_attempts: countInt,
    release_on_decline: z.boolean(),
    strand_check: z.boolean(),
  }),
  relays: countInt,
  rounds: z.object({ played: countInt, of: countInt }),
  /** A lobby that is drawn is forecast as one; reports of before that played first come. */
  admission: z.enum(["fifo", "draw"]),
});
export type PlayedShow = z.infer<typeof playedShow>;

const span = z.nullable(countInt);
const wait = z.object({
  from_share: z.number(),
  to_share: z.number(),
  admitted_share: z.number(),
  p10_ms: span,
  p50_ms: span,
  p90_ms: span,
});

export const playedSale = z.object({
  seed: z.int(),
  sold_out_ms: span,
  settled_ms: countInt,
  seats_sold: countInt,
  seats_left: countInt,
  admitted: countInt,
  never_in: countInt,
  wait_p50_ms: span,
  wait_p90_ms: span,
  /** Tenths of all fans, in order of arrival. */
  by_arrival: z.array(wait),
  /** Tenths of those who got in, in order of arrival: `arrival` is the number of the last of them. */
  by_turn: z.array(z.object({ arrival: countInt, p10_ms: countInt, p50_ms: countInt, p90_ms: countInt })),
  room_filled: z.number(),
  holds_lost_share: z.number(),
  binds: z.enum(["nothing", "room", "batch", "choosing", "payment", "no_shows", "seats"]),
});

export const forecastReport = z.object({
  sold_out: z.object({ in_all: z.boolean(), from_ms: span, to_ms: span }),
  settled: z.object({ from_ms: countInt, to_ms: countInt }),
  binds: playedSale.shape.binds,
  sales: z.array(playedSale),
  /** How many settings were turned, each in one of so many parts of the sale; reports of before played the whole. */
  compared: z._default(z.object({ settings: countInt, parts: countInt }), { settings: 7, parts: 1 }),
  suggestions: z.array(
    z.object({
      setting: z.enum(["room_capacity", "batch_size", "step_ms", "claim_ms", "hold_ms", "seats_per_fan"]),
      from: z.number(),
      to: z.number(),
      sooner_ms: z.int(),
      shorter_wait_ms: z.int(),
    }),
  ),
});

const verdict = { sound: z.boolean() };
const named = { code: z.string() };

export const liveReport = z.object({
  lasted_ms: countInt,
  /** As the line and the ledger of the copy counted when its crowd had gone home. */
  figures: z.object({
    joined: countInt,
    waiting: countInt,
    inside: countInt,
    admitted: countInt,
    finished: countInt,
    no_shows: countInt,
    sold: countInt,
    held: countInt,
    available: countInt,
    revenue_krw: countInt,
    declined: countInt,
  }),
  bots: z.object({ bought: countInt, gone: countInt, under_way: countInt }),
  steps: z.array(z.object({ name: z.string(), count: countInt, slowest_ms: countInt })),
  refusals: z.array(z.object({ ...named, count: countInt })),
  failed: countInt,
  line: z.object({
    ...verdict,
    entries: countInt,
    joined: countInt,
    admitted: countInt,
    checkpoints: countInt,
    faults: z.array(z.object({ ...named, seq: countInt })),
  }),
  sale: z.object({
    ...verdict,
    checks: z.array(
      z.object({
        name: z.enum(["journal", "seats", "record", "tickets", "money"]),
        compared: countInt,
        differences: countInt,
      }),
    ),
    oversold: countInt,
    orders: countInt,
    confirmed: countInt,
    captured_krw: countInt,
    differences: z.array(z.object({ ...named, subject: z.string() })),
  }),
});

const rehearsal = {
  id: z.string(),
  kind: z.enum(REHEARSAL_KINDS),
  status: z.enum(REHEARSAL_STATUSES),
  /** Between 0 and 1. */
  progress: z.number(),
  asked: askedCrowd,
  plays: playedShow,
  created_at_ms: timeMs,
  finished_at_ms: z.nullable(timeMs),
};

export const rehearsalItem = z.object(rehearsal);
/** The report stands there once the status is DONE. */
export const rehearsalAnswer = z.object({
  ...rehearsal,
  report: z.optional(z.union([forecastReport, liveReport])),
});
export const rehearsalStarted = z.object({ id: z.string() });
