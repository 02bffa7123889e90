// Shows as a crowd reads them: each with its showtimes, kept in the isolate. A change is seen by everyone within two seconds,
// and at once by whoever made it through this isolate.
import { isPracticeName } from "../../domain/crowd/names.ts";
import { database } from "../kit/db/database.ts";
import { Kept } from "../kit/kept.ts";
import { forgetPages } from "../kit/pages/kept-page.tsx";
import { type FoundShow, findShows, openingSoon, readAnyShow, readShowtimes, type ShowtimeRow } from "./db/shows.ts";
import { readLayoutBody } from "./db/venues.ts";
import { packedHall, practiceShow } from "./practice-shows.ts";

export type KeptShow = { readonly found: FoundShow; readonly showtimes: readonly ShowtimeRow[] };

/** Drafts and shows that were taken down among them: their posters are shown to their organisers. */
const shows = new Kept<KeptShow | null>("show", { fresh_ms: 2_000, entries_max: 2_000 });

export function anyShow(env: Env, show_id: string, now_ms: number): Promise<KeptShow | null> {
  if (isPracticeName(show_id)) return practiceShow(env, show_id, now_ms);
  const read = async () => {
    const db = database(env);
    const [found, showtimes] = await Promise.all([readAnyShow(db, show_id), readShowtimes(db, show_id)]);
    return found === null ? null : { found, showtimes };
  };
  return shows.get(show_id, read, now_ms);
}

/** What the public may see: published and cancelled shows. Drafts and taken-down ones are not found. */
export async function publicShow(env: Env, show_id: string, now_ms: number): Promise<KeptShow | null> {
  const kept = await anyShow(env, show_id, now_ms);
  const hidden = kept === null || kept.found.show.status === "DRAFT" || kept.found.show.status === "TAKEN_DOWN";
  return hidden ? null : kept;
}

export type Shelves = {
  readonly on_sale: readonly FoundShow[];
  readonly opening_soon: readonly FoundShow[];
  readonly most_viewed: readonly FoundShow[];
};

const shelves = new Kept<Shelves>("shelves", { fresh_ms: 5_000, entries_max: 1 });
const SHELF = 8;

export function homeShelves(env: Env, now_ms: number): Promise<Shelves> {
  const read = async () => {
    const db = database(env);
    const at = { now_ms, cursor: null };
    const [on_sale, opening_soon, most_viewed] = await Promise.all([
      findShows(db, { status: "OPEN", sort: "soonest", limit: SHELF }, at),
      openingSoon(db, now_ms, SHELF),
      findShows(db, { sort: "most_viewed", limit: SHELF }, at),
    ]);
    return { on_sale: on_sale.found, opening_soon, most_viewed: most_viewed.found };
  };
  return shelves.get("home", read, now_ms);
}

/** Packed layouts never change under their version; a stadium's is a quarter of a megabyte. */
const layouts = new Kept<Uint8Array<ArrayBuffer> | null>("layout", {
  fresh_ms: Number.POSITIVE_INFINITY,
  entries_max: 32,
});

export const packedLayout = (env: Env, layout_version: string, now_ms: number) =>
  layouts.get(
    layout_version,
    async () => (await packedHall(layout_version)) ?? readLayoutBody(database(env), layout_version),
    now_ms,
  );

/** After anything that an organiser or an admin did through this isolate. */
export function forgetShows(): void {
  shows.forget();
  forgetPages();
  shelves.forget();
}
