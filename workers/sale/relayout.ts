// A venue's changed layout goes on to its owner's shows: to the showtimes that nobody has touched, and to those made from
// now on. Everything else keeps the version it sells by.
import { capacityOf } from "../../domain/layout/seats.ts";
import type { Layout } from "../../schema/layout.ts";
import { readAnyShow, readShowtimes } from "../catalogue/db/shows.ts";
import { type AwaitingShowtime, giveLayout } from "../catalogue/db/venues.ts";
import { type Database, database } from "../kit/db/database.ts";
import { ledgerOf } from "../kit/objects.ts";
import { configOf, republish } from "./publish.ts";

/** Only where every grade of the new plan has a price: an unpriced seat must not be sold. */
export async function moveToLayout(
  env: Env,
  { show_ids, showtimes }: { readonly show_ids: readonly string[]; readonly showtimes: readonly AwaitingShowtime[] },
  layout: Layout,
): Promise<void> {
  const db = database(env);
  const places = capacityOf(layout).by_grade;
  const ofShow = Map.groupBy(showtimes, (one) => one.show_id);
  for (const show_id of show_ids) {
    const ids = new Set((ofShow.get(show_id) ?? []).map(({ id }) => id));
    await moveShow(env, db, { show_id, ids, layout, places });
  }
}

type Move = {
  readonly show_id: string;
  readonly ids: ReadonlySet<string>;
  readonly layout: Layout;
  readonly places: Readonly<Record<string, number>>;
};

async function moveShow(env: Env, db: Database, { show_id, ids, layout, places }: Move): Promise<void> {
  const [found, all] = await Promise.all([readAnyShow(db, show_id), readShowtimes(db, show_id)]);
  if (found === null) return;
  const priced = new Set<string>(found.grades.map(({ grade }) => grade));
  // Where a grade lacks a price the made showtimes stay, and the next one is refused until it has one.
  const fits = Object.keys(places).every((grade) => priced.has(grade));
  const version = Math.max(found.show.updated_at_ms + 1, Date.now());
  const moved: string[] = [];
  for (const showtime of all.filter(({ id }) => fits && ids.has(id))) {
    const config = { ...configOf(found, showtime), version };
    const ledger = ledgerOf(env, showtime.code);
    // Also of a show that is taken down or a draft again; one that was never published has no ledgers.
    const exists = found.show.status !== "DRAFT" || (await ledger.counts()).ok;
    // Somebody may have been quicker: a ledger with seats in hand refuses, and its showtime keeps its layout.
    if (!exists || (await ledger.publish({ config, layout })).ok) moved.push(showtime.id);
  }
  await giveLayout(db, { show_id, version, ids: moved, layout_version: layout.layout_version, places });
  // What changed meanwhile (an administrator may have taken the show down) is newer than what the ledgers were told here.
  const now = await readAnyShow(db, show_id);
  if (now !== null) await republish(env, now.show);
}
