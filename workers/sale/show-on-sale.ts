// The show that a page of its sale is about, with its showtimes.
import { type FoundShow, readShow, readShowtimes, type ShowtimeRow } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { knownShow } from "./known-shows.ts";

export type ShowOnSale = { readonly found: FoundShow; readonly showtimes: readonly ShowtimeRow[] };

export async function showOnSale(c: Ctx): Promise<ShowOnSale> {
  const show_id = c.req.param("show_id") ?? "";
  const db = database(c.env);
  const [found, showtimes] = await Promise.all([readShow(db, show_id), readShowtimes(db, show_id)]);
  if (found === null || (await knownShow(c.env, show_id, c.get("now_ms"))) === null) throw new Refusal("not_found");
  return { found, showtimes };
}
