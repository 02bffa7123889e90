// The show that a page of its sale is about, with its showtimes.
import { type KeptShow, publicShow } from "../catalogue/kept-shows.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";

export type ShowOnSale = KeptShow;

export async function showOnSale(c: Ctx): Promise<ShowOnSale> {
  const kept = await publicShow(c.env, c.req.param("show_id") ?? "", c.get("now_ms"));
  if (kept === null) throw new Refusal("not_found");
  return kept;
}
