// The catalogue over HTTP: shows, showtimes, venues; what organisers send and everyone reads.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { GRADES, layoutInput, SEAT_TAGS } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { CHECK_MODES } from "./checks.ts";
import { countInt, id, krw, pageQuery, queryInt, timeMs } from "./common.ts";
import { email } from "./people.ts";
import { type HandoverSettings, handoverSettings, type ReturnsSettings, returnsSettings } from "./returns.ts";
import { textLine, textLines } from "./text.ts";
import { GENRES, MISSING, REGIONS, SALE_STATUSES, SHOW_STATUSES } from "./words.ts";

const title = textLine(1, LIMITS.title_chars);
const description = textLines(0, LIMITS.description_chars);
const grade = z.enum(GRADES);
const DAY_MS = 86_400_000;
const TIME_MAX_MS = 8_640_000_000_000;

export const showWording = z.object({ title, description: z.optional(description) });
export type ShowWording = z.infer<typeof showWording>;

/** Times a show's room keeps; the defaults stand in DEFAULT_ROOM and DEFAULT_LIMITS. */
export const roomSettings = z.object({
  /** Nought keeps everyone waiting until it is raised. */
  room_capacity: z.int().check(z.minimum(0), z.maximum(100_000)),
  batch_size: z.int().check(z.minimum(1), z.maximum(100_000)),
  step_ms: z.int().check(z.minimum(50), z.maximum(3_600_000)),
  claim_ms: z.int().check(z.minimum(1_000), z.maximum(3_600_000)),
  pass_ms: z.int().check(z.minimum(1_000), z.maximum(DAY_MS)),
  /** Joining is refused while the waiting are more than this many times the seats left. */
  waiting_per_seat_max: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(1_000_000)))),
  /** How fans who gathered in the lobby are ordered at opening. */
  admission: z.optional(z.enum(["fifo", "draw"])),
  /** When a lobby that is drawn closes; half a minute before the sale opens where nothing is said. */
  lobby_closes_at_ms: z.optional(timeMs),
  relays: z.optional(z.int().check(z.minimum(0), z.maximum(LIMITS.relays_per_line))),
  /** What everybody is asked before joining. */
  check: z.optional(z.enum(CHECK_MODES)),
  /** From one part of the net more joins a minute than this are asked for a proof, also where nobody else is. */
  check_above: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
});
export type RoomSettings = z.infer<typeof roomSettings>;
export const DEFAULT_ROOM: RoomSettings = {
  room_capacity: 500,
  batch_size: 100,
  step_ms: 1_000,
  claim_ms: 120_000,
  pass_ms: 600_000,
};

export const showLimits = z.object({
  seats_per_fan: z.int().check(z.minimum(1), z.maximum(20)),
  hold_ms: z.int().check(z.minimum(1_000), z.maximum(3_600_000)),
  payment_ms: z.int().check(z.minimum(1_000), z.maximum(3_600_000)),
  payment_attempts: z.int().check(z.minimum(1), z.maximum(10)),
  /** A declined card frees the seats at once instead of keeping them for another try. */
  release_on_decline: z.optional(z.boolean()),
  /** Refuses a choice that leaves a single seat alone. */
  strand_check: z.optional(z.boolean()),
});
export type ShowLimits = z.infer<typeof showLimits>;
/** How a show's row keeps its limits, with what was set for returned seats and tickets that change hands. */
export type KeptLimits = ShowLimits & {
  readonly returns?: Partial<ReturnsSettings>;
  readonly handover?: Partial<HandoverSettings>;
};
export const DEFAULT_LIMITS: ShowLimits = {
  seats_per_fan: 4,
  hold_ms: 300_000,
  payment_ms: 420_000,
  payment_attempts: 3,
};

const gradePrice = z.object({ grade, price_krw: krw });
const gradePrices = z.array(gradePrice).check(
  z.minLength(1),
  z.maxLength(GRADES.length),
  z.refine((list) => new Set(list.map((entry) => entry.grade)).size === list.length, "grade_twice" satisfies FaultCode),
);
const admission = z.enum(["fifo", "draw"]);
const saleInput = z.object({
  lobby_opens_at_ms: z.optional(timeMs),
  /** Of a lobby that is drawn. It may stand here, beside the sale, or among the room's settings. */
  lobby_closes_at_ms: z.optional(timeMs),
  admission: z.optional(admission),
  /** An earlier window for fans on the list or with the code. */
  vip_opens_at_ms: z.optional(timeMs),
  opens_at_ms: timeMs,
  closes_at_ms: timeMs,
});
const team = z.object({ title, languages: z.optional(z.object({ en: z.optional(z.object({ title })) })) });
const teams = z.object({ home: team, away: team });

// ---------------------------------------------------------------- venues
export const timeZone = z.string().check(z.maxLength(64), z.refine(isTimeZone, "time_zone" satisfies FaultCode));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

export const venueInput = z.extend(layoutInput, {
  name: textLine(1, LIMITS.venue_name_chars),
  name_en: z.optional(textLine(1, LIMITS.venue_name_chars)),
  region: z.enum(REGIONS),
  time_zone: timeZone,
});

export const venueAnswer = z.object({
  id,
  name: z.string(),
  region: z.enum(REGIONS),
  time_zone: z.string(),
  capacity: countInt,
  layout_version: z.string(),
});
export const venueMadeAnswer = z.extend(venueAnswer, {
  sections: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(["seated", "standing"]), grade })),
});

const point = z.object({ x: z.int(), y: z.int() });
export const layoutAnswer = z.object({
  layout_version: z.string(),
  sections: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(["seated", "standing"]),
      grade,
      side: z.optional(z.enum(["HOME", "AWAY"])),
      level: z.optional(z.int()),
      outline: z.array(point),
      capacity: z.optional(countInt),
      rows: z.optional(
        z.array(
          z.object({
            label: z.string(),
            seats: z.array(
              z.object({
                id: z.string(),
                label: z.string(),
                x: z.int(),
                y: z.int(),
                tags: z.optional(z.array(z.enum(SEAT_TAGS))),
              }),
            ),
            breaks: z.optional(z.array(countInt)),
          }),
        ),
      ),
    }),
  ),
  stage: z.object({ kind: z.enum(["stage", "field", "diamond", "thrust"]), outline: z.array(point) }),
  focal_point: point,
});

// ---------------------------------------------------------------- shows
/**
 * Plain letters, single slashes, no dots between them, no percents: as it is stored is as every router reads it, so that
 * nothing is left to fold or to decode into another road.
 */
const PICTURE_PATH = /^(\/(?!\.{1,2}(\/|\?|$))[\w.~!$()*+,;=:@-]+)+(\?[\w.~!$()*+,;=:@/&-]*)?$/;
/** Roads that do something when they are only looked at. */
const ROADS = /^\/(auth|v1|sandbox)(\/|\?|$)/i;

const runningMinutes = z.int().check(z.minimum(1), z.maximum(1_440));

const showFields = {
  title,
  genre: z.enum(GENRES),
  venue_id: id,
  description: z.optional(description),
  /** A picture's path on this site (the policy of its pages loads no other); never a road that does something. */
  poster: z.optional(
    z.string().check(
      z.maxLength(500),
      z.regex(PICTURE_PATH, "picture_path" satisfies FaultCode),
      z.refine((path) => !ROADS.test(path), "picture_path" satisfies FaultCode),
    ),
  ),
  age_limit: z.optional(z.int().check(z.minimum(0), z.maximum(21))),
  running_minutes: z.optional(runningMinutes),
  languages: z.optional(z.object({ en: z.optional(showWording) })),
  teams: z.optional(teams),
  grades: gradePrices,
  sale: saleInput,
  admission: z.optional(admission),
  room: z.optional(z.partial(roomSettings)),
  limits: z.optional(z.partial(showLimits)),
  returns: z.optional(z.partial(returnsSettings)),
  handover: z.optional(z.partial(handoverSettings)),
  /** Anyone may practise in its hall, under names of the practice's own, until its sale opens. */
  practice: z.optional(z.boolean()),
};
export const showInput = z.object({ ...showFields, draft: z.optional(z.boolean()) });
export type ShowInput = z.infer<typeof showInput>;

/** Null takes away what a show need not have; what is left out stays. */
export const showPatch = z.partial(
  z.object({
    ...showFields,
    running_minutes: z.nullable(runningMinutes),
    teams: z.nullable(teams),
    sale: z.partial(
      z.extend(saleInput, { lobby_opens_at_ms: z.nullable(timeMs), vip_opens_at_ms: z.nullable(timeMs) }),
    ),
    status: z.enum(["DRAFT", "PUBLISHED", "CANCELLED"]),
  }),
);
export type ShowPatch = z.infer<typeof showPatch>;

export const saleAnswer = z.object({
  status: z.enum(SALE_STATUSES),
  lobby_opens_at_ms: z.nullable(timeMs),
  /** From here until the lobby or the opening, fans on the list or with the code may join. */
  vip_opens_at_ms: z.nullable(timeMs),
  opens_at_ms: timeMs,
  closes_at_ms: timeMs,
});

const vipCode = textLine(4, 60);
export const vipInput = z.object({
  code: z.optional(z.nullable(vipCode)),
  /** A code that nobody guesses, made by the service. */
  generate_code: z.optional(z.literal(true)),
  emails: z.optional(z.array(email).check(z.maxLength(LIMITS.vip_guests))),
});
export const vipAnswer = z.object({ code: z.nullable(z.string()), guests: countInt, failed_tries: countInt });
export const joinQuery = z.object({ vip_code: z.optional(z.string().check(z.maxLength(60))) });

export const showSummary = z.object({
  id,
  title: z.string(),
  genre: z.enum(GENRES),
  status: z.enum(SHOW_STATUSES),
  poster_url: z.string(),
  region: z.enum(REGIONS),
  venue: z.object({ id, name: z.string(), time_zone: z.string(), region: z.enum(REGIONS) }),
  sale: saleAnswer,
  grades: z.array(gradePrice),
  first_starts_at_ms: z.nullable(timeMs),
  last_starts_at_ms: z.nullable(timeMs),
  views: countInt,
  teams: z.optional(z.object({ home: z.string(), away: z.string() })),
});
export type ShowSummary = z.infer<typeof showSummary>;

export const showDetail = z.extend(showSummary, {
  description: z.string(),
  age_limit: z.nullable(z.int()),
  running_minutes: z.nullable(z.int()),
  limits: showLimits,
  practice: z.boolean(),
  languages: z.object({ en: z.optional(showWording) }),
  now_ms: timeMs,
});
export type ShowDetail = z.infer<typeof showDetail>;

export const managedShow = z.extend(showDetail, {
  room: roomSettings,
  returns: returnsSettings,
  handover: handoverSettings,
});

export const adminShowFilter = z.object({
  /** A part of the title or of the organiser's address, or the show's id. */
  q: z.optional(z.string().check(z.maxLength(LIMITS.search_chars))),
  status: z.optional(z.enum(SHOW_STATUSES)),
});
export type AdminShowFilter = z.infer<typeof adminShowFilter>;

export const showStandingPatch = z.object({
  status: z.enum(["TAKEN_DOWN", "PUBLISHED"]),
  reason: z.optional(textLines(1, LIMITS.reason_chars)),
});
/** `missing`: what a show still lacks before its sale makes sense; nothing of it keeps a show from being published. */
export const ownShowAnswer = z.extend(managedShow, {
  missing: z.array(z.object({ code: z.enum(MISSING), path: z.string(), message: z.string() })),
});

export const SORTS = ["soonest", "newest", "most_viewed"] as const;
export type Sort = (typeof SORTS)[number];

export const showsQuery = z.object({
  ...pageQuery,
  genre: z.optional(z.enum(GENRES)),
  q: z.optional(z.string().check(z.trim(), z.maxLength(LIMITS.search_chars))),
  region: z.optional(z.enum(REGIONS)),
  status: z.optional(z.enum(SALE_STATUSES)),
  from_ms: z.optional(queryInt(0, TIME_MAX_MS)),
  to_ms: z.optional(queryInt(0, TIME_MAX_MS)),
  price_min_krw: z.optional(queryInt(0, LIMITS.price_krw_max)),
  price_max_krw: z.optional(queryInt(0, LIMITS.price_krw_max)),
  sort: z._default(z.optional(z.enum(SORTS)), "soonest"),
});
export type ShowsQuery = z.infer<typeof showsQuery>;

// ---------------------------------------------------------------- showtimes
export const showtimeInput = z.object({
  starts_at_ms: timeMs,
  round: z.int().check(z.minimum(1), z.maximum(LIMITS.showtimes_per_show)),
});
export const showtimePatch = z.partial(showtimeInput);
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "day_wanted" satisfies FaultCode));
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time_wanted" satisfies FaultCode));
export const seriesInput = z.object({
  from_day: day,
  to_day: day,
  /** 0 is Sunday. */
  weekdays: z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.minLength(1), z.maxLength(7)),
  times: z.array(timeOfDay).check(z.minLength(1), z.maxLength(LIMITS.rounds_per_day)),
});
export const seatsLeft = z.partialRecord(grade, countInt);
export const showtimeAnswer = z.object({
  id,
  show_id: id,
  starts_at_ms: timeMs,
  round: z.int(),
  layout_version: z.string(),
  seats_left: seatsLeft,
  seats_total: seatsLeft,
});
export type ShowtimeAnswer = z.infer<typeof showtimeAnswer>;
