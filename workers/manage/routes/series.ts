// Organiser: a run of showtimes by a weekly pattern, all of it or nothing.
import * as z from "zod/mini";
import { type Round, type Series, type SeriesFault, seriesRounds } from "../../../domain/catalogue/series.ts";
import type { Result } from "../../../domain/result.ts";
import { type ShowtimeAnswer, seriesInput, showtimeAnswer } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { zoneOffsetMinutes } from "../../../web/words/zones.ts";
import { type FoundShow, readShowtimes } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ownShow } from "./shows.ts";
import { addShowtimes } from "./showtimes.ts";

export const manageSeriesRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/manage/shows/{show_id}/showtimes/series",
      tag: "Organiser",
      summary:
        "Add showtimes by days of the week and times of the venue's clock; what does not fit is named, and none is made",
      access: "manager",
      keeps_answer: "here",
      body: seriesInput,
      answers: { 201: z.object({ items: z.array(showtimeAnswer) }) },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "showtime_exists",
        "show_cancelled",
        "key_reused",
        "key_in_use",
      ],
    },
    async (c, { params, body, identity }) => {
      const found = await ownShow(database(c.env), params.show_id, identity);
      return c.json({ items: await addSeries(c, identity, { found, series: body }) }, 201);
    },
  ),
];

type Wish = { readonly found: FoundShow; readonly series: Series };

/** What it makes, before anything is made; what does not fit is named. */
export async function seriesOf(c: Ctx, { found, series }: Wish): Promise<Result<readonly Round[], SeriesFault>> {
  const existing = await readShowtimes(database(c.env), found.show.id);
  return seriesRounds(series, {
    offsetMinutes: (at_ms) => zoneOffsetMinutes(at_ms, found.venue.time_zone),
    taken: new Set(existing.map(({ starts_at_ms }) => starts_at_ms)),
    count_max: Math.min(LIMITS.showtimes_per_series, LIMITS.showtimes_per_show - existing.length),
  });
}

export async function addSeries(c: Ctx, identity: Identity, wish: Wish): Promise<ShowtimeAnswer[]> {
  if (wish.found.show.status === "CANCELLED") throw new Refusal("show_cancelled");
  const made = await seriesOf(c, wish);
  if (!made.ok) {
    const { at: _at, ...fault } = made.failure;
    throw new Refusal("invalid", { errors: [fault] });
  }
  return addShowtimes(c, identity, wish.found, made.value);
}
