// Which show and which ledger a showtime belongs to, and the layout it stands on: asked on the road of a hold, without D1.
import { isPracticeName, practiceNamed, practiceShowId } from "../../domain/crowd/names.ts";
import { database } from "../kit/db/database.ts";
import { readShowtime } from "./db/shows.ts";
import { publicShow } from "./kept-shows.ts";

/** Where a showtime belongs never changes, so it is remembered for good. */
export type ShowtimePlace = { readonly show_id: string; readonly code: string };
const places = new Map<string, ShowtimePlace>();
const PLACES_MAX = 20_000;

export async function placeOfShowtime(env: Env, showtime_id: string): Promise<ShowtimePlace | null> {
  if (isPracticeName(showtime_id)) return placeInPractice(env, showtime_id);
  const found = places.get(showtime_id);
  if (found !== undefined) return found;
  const row = await readShowtime(database(env), showtime_id);
  if (row === null || row.show.status === "DRAFT" || row.show.status === "TAKEN_DOWN") return null;
  if (places.size >= PLACES_MAX) places.clear();
  const place = { show_id: row.show.id, code: row.showtime.code };
  places.set(showtime_id, place);
  return place;
}

async function placeInPractice(env: Env, showtime_id: string): Promise<ShowtimePlace | null> {
  const code = practiceNamed(showtime_id) ?? "";
  const show_id = practiceShowId(code);
  return (await publicShow(env, show_id, Date.now())) === null ? null : { show_id, code };
}

/** The layout a showtime stands on now; null where the public may not see it. */
export async function layoutVersionOf(env: Env, showtime_id: string, now_ms: number): Promise<string | null> {
  const place = await placeOfShowtime(env, showtime_id);
  const kept = place === null ? null : await publicShow(env, place.show_id, now_ms);
  return kept?.showtimes.find(({ id }) => id === showtime_id)?.layout_version ?? null;
}
