// The season's lines and ledgers. A deployment makes them when a show is published; thirty shows planted at once would keep a
// laptop busy for ten seconds before its first page, so each is made when somebody first comes to it, and the rest behind that.
import { eq, inArray } from "drizzle-orm";
import { showtimes } from "../../schema/tables/catalogue.ts";
import { database } from "../../workers/kit/db/database.ts";
import { unpublishedShows } from "../../workers/sale/heal.ts";
import { publishShow } from "../../workers/sale/publish.ts";

const SHOWS_MAX = 200;

/** Ids of shows and showtimes that have no objects yet, each with its show; null until somebody looked. */
let waiting: Map<string, string> | null = null;

async function look(env: Env): Promise<Map<string, string>> {
  const db = database(env);
  const shows = (await unpublishedShows(db, SHOWS_MAX)).map(({ id }) => id);
  const rows =
    shows.length === 0
      ? []
      : await db
          .select({ id: showtimes.id, show_id: showtimes.show_id })
          .from(showtimes)
          .where(shows.length === 1 ? eq(showtimes.show_id, shows[0] ?? "") : inArray(showtimes.show_id, shows));
  return new Map([
    ...shows.map((id): [string, string] => [id, id]),
    ...rows.map(({ id, show_id }): [string, string] => [id, show_id]),
  ]);
}

/** After planting: what waits is looked for anew. */
export function plantedNow(): void {
  waiting = null;
}

/** Before a request is answered: the show that its address names is there, with its line and its ledgers. */
export async function publishOnVisit(env: Env, url: string): Promise<void> {
  if (waiting?.size === 0) return;
  const { pathname } = new URL(url);
  if (pathname === "/sandbox/season") return;
  try {
    waiting ??= await look(env);
  } catch {
    // Before the tables are there nobody waits for anything.
    return;
  }
  for (const part of pathname.split("/")) {
    const show_id = waiting.get(part);
    if (show_id === undefined) continue;
    await publishShow(env, show_id);
    for (const [id, of] of waiting) if (of === show_id) waiting.delete(id);
  }
}
