// Shows this isolate has seen lately, so that a join costs no look at D1. A show is read again after a while (it may have
// been taken down), and while D1 is away the last word counts: the line goes on.

import { readShow, readShowOfCode, readShowtime, type ShowRow } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { KnownCodes } from "./known-codes.ts";
import { publishShow } from "./publish.ts";

const FRESH_MS = 10_000;
const SHOWS_MAX = 2_000;

type Known = { readonly show: ShowRow | null; readonly read_at_ms: number };
const known = new Map<string, Known>();
const ensured = new Set<string>();

export async function knownShow(env: Env, show_id: string, now_ms: number): Promise<ShowRow | null> {
  const found = known.get(show_id);
  if (found !== undefined && now_ms - found.read_at_ms < FRESH_MS) return found.show;
  try {
    const show = (await readShow(database(env), show_id))?.show ?? null;
    if (known.size >= SHOWS_MAX) known.clear();
    known.set(show_id, { show, read_at_ms: now_ms });
    if (show !== null && !ensured.has(show_id)) await ensurePublished(env, show_id);
    return show;
  } catch (error) {
    if (found === undefined) throw error;
    log("warn", "show_unread", { show_id, ...thrown(error) });
    return found.show;
  }
}

/** Lines and ledgers are made when a show is published; what was lost on the way is made by the first visitor. */
async function ensurePublished(env: Env, show_id: string): Promise<void> {
  await publishShow(env, show_id);
  if (ensured.size >= SHOWS_MAX) ensured.clear();
  ensured.add(show_id);
}

/** After a change made through this isolate. */
export function forgetShow(show_id: string): void {
  known.delete(show_id);
  ensured.delete(show_id);
}

/** Where a showtime belongs never changes, so it is remembered for good. */
export type ShowtimePlace = { readonly show_id: string; readonly code: string };
const places = new Map<string, ShowtimePlace>();
const PLACES_MAX = 20_000;

export async function placeOfShowtime(env: Env, showtime_id: string): Promise<ShowtimePlace | null> {
  const found = places.get(showtime_id);
  if (found !== undefined) return found;
  const row = await readShowtime(database(env), showtime_id);
  if (row === null || row.show.status === "DRAFT" || row.show.status === "TAKEN_DOWN") return null;
  if (places.size >= PLACES_MAX) places.clear();
  const place = { show_id: row.show.id, code: row.showtime.code };
  places.set(showtime_id, place);
  return place;
}

const codes = new KnownCodes();

/** The show whose seats a code leads to. */
export const showOfCode = (env: Env, code: string): Promise<string | null> =>
  codes.showOf(code, { look: (text) => readShowOfCode(database(env), text), now: Date.now });
