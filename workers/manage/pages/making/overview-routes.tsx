// The whole of a show: at a glance, as a fan will see it, published, taken back, deleted.

import { readShowtimes } from "../../../catalogue/db/shows.ts";
import { readPlaces } from "../../../catalogue/db/venues.ts";
import { ShowPage } from "../../../catalogue/pages/show-page.tsx";
import { detailOf, showtimeOf } from "../../../catalogue/show-views.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { countGuests } from "../../../line/db/vips.ts";
import { patchShow, removeShow, whatIsMissing } from "../../routes/shows.ts";
import { consolePaths } from "../paths.ts";
import { asMakerOf, makerFrame, type Own } from "./as-maker.ts";
import { AskDeletePage, AskPublishPage } from "./ask-pages.tsx";
import { OverviewPage } from "./overview-page.tsx";
import { readLocks } from "./read-locks.ts";
import { makingWords } from "./words.ts";

async function factsOf(c: Ctx, { found }: Own) {
  const db = database(c.env);
  const [showtimes, guests, locks, places] = await Promise.all([
    readShowtimes(db, found.show.id),
    countGuests(db, found.show.id),
    readLocks(c, found),
    readPlaces(db, found.show.layout_version),
  ]);
  const seats = showtimes.flatMap(({ seats_total }) => Object.values(seats_total)).reduce((sum, one) => sum + one, 0);
  // Of a show that was sold and played nothing is missing because it is over.
  const missing = whatIsMissing(c, found, places ?? {}).filter(
    ({ code }) => found.show.status === "DRAFT" || (code !== "sale_over" && code !== "showtimes_over"),
  );
  return { found, missing, showtimes: showtimes.length, seats, guests, locks };
}

export const overviewPage = asMakerOf(async (c, own) => {
  const { ask } = makingWords(c.get("language"));
  const done = new URL(c.req.url).searchParams.get("done");
  const said = done === "published" ? ask.publish.done : done === "draft" ? ask.draft.done : null;
  return page(c, <OverviewPage frame={makerFrame(c, own, { said })} view={await factsOf(c, own)} />);
});

/** The fan's own page of the show, before anybody else can open it. */
export const previewPage = asMakerOf(async (c, own) => {
  const { found } = own;
  const showtimes = await readShowtimes(database(c.env), found.show.id);
  // A draft is looked at as what it will be; by itself it is not on offer, and would read as a sale that is over.
  const published = { ...found, show: { ...found.show, status: "PUBLISHED" as const } };
  const view = {
    show: detailOf(published, c.get("language"), c.get("now_ms")),
    showtimes: showtimes.map(showtimeOf),
    seats_per_fan: found.show.limits.seats_per_fan,
  };
  const { notice, back } = makingWords(c.get("language")).preview;
  const way = { href: consolePaths.edit(found.show.id), label: back };
  return page(c, <ShowPage frame={makerFrame(c, own, { said: notice, way })} view={view} />);
});

export const askPublish = asMakerOf(async (c, own) =>
  page(c, <AskPublishPage frame={makerFrame(c, own)} view={await factsOf(c, own)} />),
);

export const askDelete = asMakerOf(async (c, own) =>
  page(c, <AskDeletePage frame={makerFrame(c, own)} view={await factsOf(c, own)} />),
);

const turnTo = (status: "PUBLISHED" | "DRAFT", done: string) =>
  asMakerOf(async (c, { identity, found }) => {
    await patchShow(c, identity, { show_id: found.show.id, patch: { status } });
    return c.redirect(`${consolePaths.edit(found.show.id)}?done=${done}`, 303);
  });

export const publish = turnTo("PUBLISHED", "published");
export const takeBack = turnTo("DRAFT", "draft");

export const deleteIt = asMakerOf(async (c, { identity, found }) => {
  await removeShow(c, identity, found.show.id);
  return c.redirect(consolePaths.shows, 303);
});
