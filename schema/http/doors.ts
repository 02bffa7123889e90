// Doors over HTTP: their links, check-ins, what devices did while alone, and the bundle they work from.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { GRADES } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { countInt, id, timeMs } from "./common.ts";
import { textLine } from "./text.ts";

const grade = z.enum(GRADES);
/** Chosen by the device, and only compared. */
const deviceWord = z.string().check(z.regex(/^[\w.:-]{1,80}$/, "device_word" satisfies FaultCode));
const direction = z.enum(["in", "out"]);
const code = z.string().check(z.minLength(1), z.maxLength(400));
const SHOWN = ["entered", "left", "already_entered", "void", "wrong_showtime", "wrong_door", "invalid"] as const;

export const doorInput = z.object({
  name: textLine(1, LIMITS.name_chars),
  sections: z.optional(
    z.array(textLine(1, LIMITS.section_name_chars)).check(z.minLength(1), z.maxLength(LIMITS.sections_per_venue)),
  ),
  showtime_ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(LIMITS.showtimes_per_show))),
  expires_at_ms: timeMs,
});
export const doorAnswer = z.object({
  id,
  name: z.string(),
  sections: z.nullable(z.array(z.string())),
  showtime_ids: z.nullable(z.array(z.string())),
  /** Typed at `/door` where the link is on paper. */
  code: z.nullable(z.string()),
  /** The page of the door. Whoever has it lets people in until it ends or is revoked. */
  url: z.string(),
  expires_at_ms: timeMs,
  revoked_at_ms: z.nullable(timeMs),
  created_at_ms: timeMs,
});
export const madeDoorAnswer = z.extend(doorAnswer, { now_ms: timeMs });

const scan = {
  /** What the code says. A ticket found by its number or a name is named by its id or by its bundle's key instead. */
  code: z.optional(code),
  ticket_id: z.optional(id),
  ticket_key: z.optional(z.string().check(z.regex(/^[\w-]{8}$/, "bundle_key" satisfies FaultCode))),
  /** A door that is for one showtime says which: a show plays more than once. */
  showtime_id: z.optional(id),
  nonce: deviceWord,
  scanned_at_ms: timeMs,
  direction: z.optional(direction),
};

export const checkInInput = z.object({ ...scan, device_id: deviceWord });
export const checkInAnswer = z.object({
  ticket_id: id,
  section: z.string(),
  row: z.string(),
  label: z.string(),
  grade,
  entered_at_ms: timeMs,
  door: z.string(),
  direction,
});

export const scanBatchInput = z.object({
  device_id: deviceWord,
  /** What the device's clock says as it sends: its times are corrected by it. */
  clock_ms: timeMs,
  items: z
    .array(z.object({ ...scan, shown: z.enum(SHOWN), undoes: z.optional(deviceWord) }))
    .check(z.maxLength(LIMITS.scans_per_batch)),
});
const told = z.object({ at_ms: timeMs, door: z.string() });
const whatSeat = { section: z.string(), row: z.string(), label: z.string() };
const doubleEntry = z.object({ ticket_id: id, ...whatSeat, first: told, again: told });
/** Let in with a ticket that is void, by when and which door; void before it, or since without our having heard of the entry. */
const voidEntry = z.object({ ticket_id: id, ...whatSeat, void_since_ms: timeMs, entry: told });
export const scanBatchAnswer = z.object({
  items: z.array(
    z.object({ nonce: z.string(), result: z.enum([...SHOWN, "double_entry", "undone"]), first: z.optional(told) }),
  ),
  now_ms: timeMs,
});

export const manifestQuery = z.object({
  showtime_id: z.optional(id),
  since: z.optional(z.string().check(z.regex(/^\d{1,16}$/, "version_wanted" satisfies FaultCode))),
});
export const manifestAnswer = z.object({
  showtime: z.object({ id, code: z.string(), starts_at_ms: timeMs, title: z.string() }),
  showtimes: z.array(z.object({ id, code: z.string(), starts_at_ms: timeMs })),
  door: z.object({ id: z.string(), name: z.string(), sections: z.nullable(z.array(z.string())), ends_at_ms: timeMs }),
  /** Every open door of the show with the sections it opens to: where somebody else's door is. */
  zones: z.array(z.object({ name: z.string(), sections: z.nullable(z.array(z.string())) })),
  as_of_ms: timeMs,
  now_ms: timeMs,
  version: countInt,
  /** Everything, or only what changed since the version asked with. */
  whole: z.boolean(),
  /** Seconds in tickets count from here. */
  base_ms: timeMs,
  rows: z.array(z.tuple([z.string(), z.string(), grade, z.string()])),
  doors: z.array(z.string()),
  /**
   * A word of key (8), end of the booking number (6), mark of the name (4) and covered first name (12); row; label; then void
   * since, inside, first entry, its door, how often handed over.
   */
  tickets: z.array(z.array(z.union([z.string(), z.number()]))),
  /** A ticket under its key: its id would uncover whose it is. */
  double_entries: z.array(z.object({ ...whatSeat, ticket_key: z.string(), first: told, again: told })),
  /** Keys, marks and covered names are made of SHA-256 over this and the ticket's id, or the name. */
  name_salt: z.string(),
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })),
});
export type DoorManifest = z.infer<typeof manifestAnswer>;

export const checkInsQuery = z.object({ showtime_id: z.optional(id) });
export const checkInsAnswer = z.object({
  sold: countInt,
  entered: countInt,
  inside: countInt,
  no_shows: countInt,
  by_door: z.array(z.object({ id: z.string(), name: z.string(), entered: countInt, undone: countInt })),
  by_grade: z.record(z.string(), z.object({ sold: countInt, entered: countInt })),
  by_minute: z.array(z.object({ at_ms: timeMs, entered: countInt })),
  double_entries: z.array(z.extend(doubleEntry, { showtime_id: id })),
  void_entries: z.array(z.extend(voidEntry, { showtime_id: id })),
  as_of_ms: timeMs,
});
