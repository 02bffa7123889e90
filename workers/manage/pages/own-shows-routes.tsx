// The console's front door: an organiser's shows; everybody's for an admin; how to become one for the rest.
import { listOwnShows } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { zoneOf } from "../../kit/pages/times.ts";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { countShows, salesByHour } from "../db/own-shows.ts";
import { BecomeOrganiserPage } from "./become-organiser-page.tsx";
import { OwnShowsPage } from "./own-shows-page.tsx";
import { DAYS_SHOWN, daysOf, mattersOf, ownShows } from "./own-shows-view.ts";

const SHOWS_PAGE = 50;
const DAY_MS = 86_400_000;

export const ownShowsPage = asFan(async (c: Ctx, { user }: Fan) => {
  const frame = fanFrame(c, user, null);
  if (user.role === "USER") return page(c, <BecomeOrganiserPage frame={frame} view={{ user }} />, 403);
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const owner_id = user.role === "ADMIN" ? null : user.id;
  const query = queryRecord(c.req.url);
  const { found, next } = await listOwnShows(db, owner_id, { limit: SHOWS_PAGE, cursor: readCursor(query.cursor) });
  const ids = found.map(({ show }) => show.id);
  const [counts, hours] = await Promise.all([
    countShows(db, ids, now_ms),
    // A day more: the reader's first day began before.
    salesByHour(db, { owner_id, since_ms: now_ms - (DAYS_SHOWN + 1) * DAY_MS }),
  ]);
  const shows = ownShows(found, counts, { now_ms, language: frame.language });
  const view = {
    shows,
    matters: mattersOf(shows, now_ms),
    days: daysOf(hours, now_ms, zoneOf(frame)),
    everybody: owner_id === null,
    first: query.cursor === undefined,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <OwnShowsPage frame={frame} view={view} />);
});
