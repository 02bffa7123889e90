// Organiser: the list for returned seats, showtime by showtime, with what was set for it.
import { returnsAnswer } from "../../../schema/http/returns.ts";
import { type FoundShow, readShowtimes } from "../../catalogue/db/shows.ts";
import { awayTermsOf } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { ownShow } from "./shows.ts";

export const manageReturnsRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/manage/shows/{show_id}/returns",
      tag: "Organiser",
      summary: "Who waits for returned seats, what is offered and taken, and tickets offered back, by showtime",
      access: "manager",
      answers: { 200: returnsAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const found = await ownShow(database(c.env), params.show_id, identity);
      const body = {
        ...awayTermsOf(found.show),
        items: await returnsOf(c.env, found.show.id),
        now_ms: c.get("now_ms"),
      };
      return c.json(body, 200, { "cache-control": "no-store" });
    },
  ),
];

/** A showtime that has sold nothing yet has no ledger, and nobody waits for it. */
export async function returnsOf(env: Env, show_id: FoundShow["show"]["id"]) {
  const showtimes = await readShowtimes(database(env), show_id);
  const items = await Promise.all(
    showtimes.map(async ({ id, code, starts_at_ms }) => {
      const figures = await ledgerOf(env, code).listFigures();
      return figures.ok ? [{ showtime_id: id, starts_at_ms, ...figures.value }] : [];
    }),
  );
  return items.flat().sort((a, b) => a.starts_at_ms - b.starts_at_ms);
}
