// Practices: asking for one, how it stands, the card at its end, and the ranking.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { countInt, id, timeMs } from "./common.ts";
import { textLine } from "./text.ts";

export const PRACTICE_LEVELS = ["easy", "normal", "hard", "custom", "returns", "keys"] as const;
export const RANKED_LEVELS = ["easy", "normal", "hard", "returns"] as const;
export const PRACTICE_HALLS = ["theatre", "ballpark", "stadium"] as const;
export type RankedLevel = (typeof RANKED_LEVELS)[number];

const level = z.enum(PRACTICE_LEVELS);
const hall = z.enum(PRACTICE_HALLS);
const seed = z.int().check(z.minimum(0), z.maximum(LIMITS.practice_seed_max));
const wishMs = z.int().check(z.minimum(1), z.maximum(60_000));

/** `bots`, `react_ms` and `decide_ms` count at the level `custom` alone. */
export const practiceInput = z.object({
  level,
  bots: z.optional(z.int().check(z.minimum(1), z.maximum(LIMITS.practice_bots))),
  react_ms: z.optional(wishMs),
  decide_ms: z.optional(wishMs),
  seed: z.optional(seed),
  layout: z.optional(hall),
  /** A coming show whose organiser opened its hall, in place of `layout`. */
  hall_of: z.optional(id),
});
export type PracticeInput = z.infer<typeof practiceInput>;

export const practiceMade = z.object({
  id: z.string(),
  /** The page on which it is played. */
  url: z.string(),
  /** The show, as lines and maps name it; only this practice's person finds it. */
  show_id: z.string(),
  seed,
  level,
  layout: z.nullable(hall),
  hall_of: z.nullable(id),
  opens_at_ms: timeMs,
  now_ms: timeMs,
});
export type PracticeMade = z.infer<typeof practiceMade>;

const step = z.object({ name: z.enum(["click", "wait", "enter", "choose", "pay"]), ms: countInt });
const lostSeat = z.object({ seat: z.string(), chose_ms: z.int(), gone_ms: z.int() });
const why = z.object({
  code: z.enum([
    "won",
    "clicked_late",
    "entered_late",
    "seats_lost",
    "payment_declined",
    "paid_late",
    "refreshed",
    "left",
    "sold_out_before_turn",
    "sold_out_before_entering",
    "sold_out_inside",
    "never_joined",
    "keys_alone",
    "many_steps",
    "pointer_used",
  ]),
  advice: z.string(),
  ms: z.optional(countInt),
  ahead: z.optional(countInt),
  count: z.optional(countInt),
  worst_ms: z.optional(z.int()),
});
export const practiceCard = z.object({
  steps: z.array(step),
  lost_seats: z.array(lostSeat),
  place: z.nullable(countInt),
  grade: z.enum(["S", "A", "B", "C", "F"]),
  why: z.array(why),
});

/** The rates that the level shows, and keeps to. */
const crowdShown = z.object({
  bots: countInt,
  react_ms: countInt,
  decide_ms: countInt,
  holds_per_second_max: countInt,
  seats_for_sale: countInt,
  returning: countInt,
});

export const PRACTICE_STATES = ["COUNTDOWN", "OPEN", "WAITING", "ADMITTED", "CLAIMED", "FINISHED", "OVER"] as const;
export const practiceAnswer = z.object({
  id: z.string(),
  state: z.enum(PRACTICE_STATES),
  place: z.nullable(countInt),
  level,
  layout: z.nullable(hall),
  /** The coming show whose hall it is. */
  hall_of: z.nullable(z.object({ show_id: id, title: z.string() })),
  layout_version: z.string(),
  seed,
  crowd: crowdShown,
  opens_at_ms: timeMs,
  ends_at_ms: timeMs,
  card: z.optional(practiceCard),
  now_ms: timeMs,
});
export type PracticeAnswer = z.infer<typeof practiceAnswer>;

export const practiceStatusInput = z.object({ state: z.literal("FINISHED") });
export const rankingQuery = z.object({ level: z.enum(RANKED_LEVELS) });
export const rankingInput = z.object({ nickname: textLine(1, LIMITS.nickname_chars) });
const rankingItem = z.object({
  rank: countInt,
  nickname: z.string(),
  grade: z.enum(["S", "A", "B", "C"]),
  own_ms: countInt,
  place: z.nullable(countInt),
  created_at_ms: timeMs,
});
export type RankingItem = z.infer<typeof rankingItem>;
export const rankingAnswer = z.object({ level: z.enum(RANKED_LEVELS), items: z.array(rankingItem) });
export const rankedAnswer = z.object({ rank: z.nullable(countInt), nickname: z.string() });
