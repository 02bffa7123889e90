// The operator's word on practices: on, off, or quiet, which is off while a real sale of size is open or near.
import { and, between, eq, sql } from "drizzle-orm";
import { shows, showtimes } from "../../schema/tables/catalogue.ts";
import { database } from "../kit/db/database.ts";
import { Kept } from "../kit/kept.ts";

/** From a quarter of an hour before a sale until an hour after it opened a crowd may be at it. */
const BEFORE_MS = 15 * 60_000;
const AFTER_MS = 60 * 60_000;
/** Places still open of one show: fewer are sold in minutes, and need no quiet. */
const SALE_OF_SIZE = 5_000;

const busy = new Kept<boolean>("real_sale", { fresh_ms: 10_000, entries_max: 1 });

export type PracticeWord = "on" | "quiet" | "off";
/** The variable's type is what it says in production; another deployment may say something else. */
const wordOf = ({ PRACTICE }: { readonly PRACTICE: string }): PracticeWord =>
  PRACTICE === "on" || PRACTICE === "off" ? PRACTICE : "quiet";

export async function mayPractise(env: Env, now_ms: number): Promise<boolean> {
  const word = wordOf(env);
  if (word !== "quiet") return word === "on";
  return !(await busy.get("any", () => realSaleOfSize(env, now_ms), now_ms));
}

async function realSaleOfSize(env: Env, now_ms: number): Promise<boolean> {
  const places = sql<number>`sum(coalesce(${showtimes.places_open}, (SELECT capacity FROM layouts
    WHERE layouts.layout_version = ${showtimes.layout_version})))`;
  const rows = await database(env)
    .select({ places })
    .from(shows)
    .innerJoin(showtimes, and(eq(showtimes.show_id, shows.id), eq(showtimes.status, "ON_SALE")))
    .where(and(eq(shows.status, "PUBLISHED"), between(shows.opens_at_ms, now_ms - AFTER_MS, now_ms + BEFORE_MS)))
    .groupBy(shows.id)
    .having(sql`${places} >= ${SALE_OF_SIZE}`)
    .limit(1);
  return rows.length > 0;
}
