// Where the pages that make and edit a show are mounted.
import type { Hono } from "hono";
import type { AppEnv } from "../../../kit/env.ts";
import { askDelete, askPublish, deleteIt, overviewPage, previewPage, publish, takeBack } from "./overview-routes.tsx";
import { partPage, savePart } from "./part-routes.tsx";
import { bringPoster, drawnPoster, posterPage } from "./poster-routes.tsx";
import { presaleAgain, presalePage, savePresaleCode, savePresaleList, savePresaleWindow } from "./presale-routes.tsx";
import { changeShowtimes, showtimesPage } from "./showtimes-routes.tsx";
import { newVenue, newVenuePage, startPage, startShow, venuesPage } from "./start-routes.tsx";

export function mountMakingPages(app: Hono<AppEnv>): void {
  app.get("/manage/venues", venuesPage);
  app.get("/manage/venues/new", newVenuePage);
  app.post("/manage/venues/new", newVenue);
  app.get("/manage/shows/new", startPage);
  app.post("/manage/shows/new", startShow);
  const show = "/manage/shows/:show_id";
  app.get(`${show}/edit`, overviewPage);
  app.get(`${show}/preview`, previewPage);
  app.get(`${show}/publish`, askPublish);
  app.post(`${show}/publish`, publish);
  app.post(`${show}/draft`, takeBack);
  app.get(`${show}/delete`, askDelete);
  app.post(`${show}/delete`, deleteIt);
  for (const part of ["about", "prices", "sale"] as const) {
    app.get(`${show}/edit/${part}`, partPage(part));
    app.post(`${show}/edit/${part}`, savePart(part));
  }
  app.get(`${show}/edit/showtimes`, showtimesPage);
  app.post(`${show}/edit/showtimes`, changeShowtimes);
  app.get(`${show}/edit/poster`, posterPage);
  app.post(`${show}/edit/poster`, bringPoster);
  app.post(`${show}/edit/poster/drawn`, drawnPoster);
  app.get(`${show}/edit/presale`, presalePage);
  app.get(`${show}/edit/presale/:form`, presaleAgain);
  app.post(`${show}/edit/presale/window`, savePresaleWindow);
  app.post(`${show}/edit/presale/list`, savePresaleList);
  app.post(`${show}/edit/presale/code`, savePresaleCode);
}
