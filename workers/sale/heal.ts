// Lines and ledgers are made when a show is published, and brought to its row when that changes. What was lost on the way (a
// crash between the row and the objects) is made up for by the minute's cron, never by a visitor.
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Poked } from "../../durable-objects/kit/poked.ts";
import { shows, showtimes } from "../../schema/tables/catalogue.ts";
import { live_objects } from "../../schema/tables/sales.ts";
import { type Database, database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { ledgerOf, lineOf } from "../kit/objects.ts";
import { goneObjects, unlistObject } from "./db/live-objects.ts";
import { unsettledShows } from "./db/show-rows.ts";
import { closeLedgers } from "./in-hands.ts";
import { bringToRow } from "./publish.ts";

/** Published shows of which the line or a ledger was never listed: listing is the last thing that publishing does. */
export function unpublishedShows(db: Database, limit: number): Promise<{ id: string }[]> {
  return db
    .selectDistinct({ id: shows.id, opens_at_ms: shows.opens_at_ms })
    .from(shows)
    .leftJoin(showtimes, and(eq(showtimes.show_id, shows.id), eq(showtimes.status, "ON_SALE")))
    .leftJoin(live_objects, sql`${live_objects.name} = coalesce(${showtimes.code}, ${shows.id})`)
    .where(and(eq(shows.status, "PUBLISHED"), isNull(live_objects.name)))
    .orderBy(shows.opens_at_ms)
    .limit(limit);
}

const SHOWS_A_ROUND = 20;
const GONE_A_ROUND = 50;

/** Answers how many were made; the rest is made in the next minute. */
export async function publishLost(env: Env, limit = SHOWS_A_ROUND): Promise<number> {
  const db = database(env);
  const found = await Promise.all([unpublishedShows(db, limit), unsettledShows(db, limit)]);
  const lost = new Set(found.flat().map(({ id }) => id));
  for (const id of lost) await publishOne(env, id);
  return lost.size;
}

async function publishOne(env: Env, id: string): Promise<void> {
  try {
    await bringToRow(env, id);
  } catch (error) {
    log("error", "show_unpublished", { show_id: id, ...thrown(error) });
  }
}

/** What was deleted sells no more, and gives back what it took meanwhile; looked at until nothing is under way there. */
export async function closeGone(env: Env, limit = GONE_A_ROUND): Promise<void> {
  const db = database(env);
  for (const { name, kind } of await goneObjects(db, limit)) {
    try {
      const { due_at_ms } = await (kind === "line" ? closeLine(env, name) : closeLedger(env, name));
      if (due_at_ms === null) await unlistObject(db, name);
    } catch (error) {
      log("error", "object_unpoked", { kind, name, ...thrown(error) });
    }
  }
}

async function closeLine(env: Env, show_id: string): Promise<Poked> {
  const line = lineOf(env, show_id);
  await line.cancel();
  return line.poke();
}

async function closeLedger(env: Env, code: string): Promise<Poked> {
  await closeLedgers(env, [code], "deleted");
  return ledgerOf(env, code).poke();
}
