// Organiser: a run of showtimes by a weekly pattern, all of it or nothing.
import * as z from "zod/mini";
import { seriesRounds } from "../../../domain/catalogue/series.ts";
import { seriesInput, showtimeAnswer } from "../../../schema/http/catalogue.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { zoneOffsetMinutes } from "../../../web/words/zones.ts";
import { readShowtimes } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
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
      const db = database(c.env);
      const found = await ownShow(db, params.show_id, identity);
      if (found.show.status === "CANCELLED") throw new Refusal("show_cancelled");
      const existing = await readShowtimes(db, found.show.id);
      const made = seriesRounds(body, {
        offsetMinutes: (at_ms) => zoneOffsetMinutes(at_ms, found.venue.time_zone),
        taken: new Set(existing.map(({ starts_at_ms }) => starts_at_ms)),
        count_max: Math.min(LIMITS.showtimes_per_series, LIMITS.showtimes_per_show - existing.length),
      });
      if (!made.ok) throw new Refusal("invalid", { errors: [made.failure] });
      return c.json({ items: await addShowtimes(c, identity, found, made.value) }, 201);
    },
  ),
];
