// The admin's pages of everybody's shows, over the same acts as the API.
import * as z from "zod/mini";
import { adminShowFilter, showStandingPatch } from "../../../schema/http/catalogue.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { readAnyShow } from "../../catalogue/db/shows.ts";
import { titleIn } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { countBuyers } from "../../messages/db/broadcasts.ts";
import { readNames } from "../../people/db/account-views.ts";
import { asAdmin, fanFrame } from "../../people/pages/whoever.ts";
import { findAnyShows } from "../db/any-shows.ts";
import { countShows } from "../db/own-shows.ts";
import { setStanding } from "../show-standing.ts";
import { AnyShowsPage, AskStandingPage } from "./any-shows-page.tsx";
import { ownShows } from "./own-shows-view.ts";

const SHOWS_PAGE = 50;
/** A page asks why; the API may be told. */
const standingForm = z.required(showStandingPatch);

export const anyShowsPage = asAdmin(async (c, { user }) => {
  const query = queryRecord(c.req.url);
  const given = (["q", "status"] as const).flatMap((name) => {
    const value = (query[name] ?? "").trim();
    return value === "" ? [] : [[name, value] as const];
  });
  const filter = parseWith(adminShowFilter, Object.fromEntries(given));
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { found, next } = await findAnyShows(db, filter, { limit: SHOWS_PAGE, cursor: readCursor(query.cursor) });
  const owner_of = new Map(found.map(({ show }) => [show.id, show.owner_id]));
  const [counts, owners] = await Promise.all([
    countShows(db, [...owner_of.keys()], now_ms),
    readNames(db, [...owner_of.values()]),
  ]);
  const done = query.done === "taken_down" || query.done === "restored" ? query.done : null;
  const { shows: words } = wordsFor(c.get("language")).adminDesk;
  const frame = fanFrame(c, user, done === null ? null : { tone: "info", text: words.done[done] });
  const view = {
    query: new URLSearchParams(given.map(([name, value]) => [name, value])),
    shows: ownShows(found, counts, { now_ms, language: frame.language }).map((own) => ({
      ...own,
      owner_id: owner_of.get(own.show.id) ?? "",
    })),
    owners,
    first: query.cursor === undefined,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <AnyShowsPage frame={frame} view={view} />);
});

export const askStanding = asAdmin(async (c, { user }) => {
  const db = database(c.env);
  const found = await readAnyShow(db, c.req.param("show_id") ?? "");
  if (found === null) throw new Refusal("not_found");
  const { id, status } = found.show;
  // Neither a draft nor a cancelled show is taken down.
  if (status !== "PUBLISHED" && status !== "TAKEN_DOWN") throw new Refusal("not_found");
  const title = titleIn(c.get("language"), found.show);
  const view = { show: { id, title }, down: status === "TAKEN_DOWN", buyers: await countBuyers(db, id) };
  return page(c, <AskStandingPage frame={fanFrame(c, user, null)} view={view} />);
});

export const doStanding = asAdmin(async (c, { identity }) => {
  const form = await readForm(c);
  const wish = { status: form.get("status"), reason: form.get("reason") };
  const { status, reason } = parseWith(standingForm, wish);
  await setStanding(c, identity, { show_id: c.req.param("show_id") ?? "", status, reason });
  return c.redirect(`${paths.allShows}?done=${status === "TAKEN_DOWN" ? "taken_down" : "restored"}`, 303);
});
