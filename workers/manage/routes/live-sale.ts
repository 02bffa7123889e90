// Organiser: the running sale as it moves. The screen reads the line and its ledgers; these routes only hand it on.
import { SECONDS_KEPT_MS } from "../../../domain/sale-figures/history.ts";
import { controlsAnswer, historyAnswer, historyQuery } from "../../../schema/http/live-sale.ts";
import { readShowtimes } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import { askForSocket, notOpened } from "../../kit/http/live.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { screenOf } from "../../kit/objects.ts";
import { readControls } from "../db/controls.ts";
import { ensuredLine } from "../sale-acts.ts";
import { ownShow } from "./shows.ts";

const SALE = "/v1/api/manage/shows/{show_id}/sale";

export const manageLiveSaleRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${SALE}/live`,
      tag: "Organiser",
      summary: "WebSocket: the sale's figures at once, and again each second while anything moves",
      access: "manager",
      live: "socket",
      answers: { 101: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      await ensuredLine(c, show);
      const screen = screenOf(c.env, show.id);
      await screen.start(show.id);
      const answer = await askForSocket(c, screen, { fan: identity.user_id });
      if (answer.status === 101) return answer;
      throw notOpened(answer);
    },
  ),

  route(
    {
      method: "GET",
      path: `${SALE}/history`,
      tag: "Organiser",
      summary: "The sale as it went: per second for the last ten minutes, per minute before",
      access: "manager",
      query: historyQuery,
      answers: { 200: historyAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      const to_ms = query.to_ms ?? c.get("now_ms");
      const from_ms = query.from_ms ?? to_ms - SECONDS_KEPT_MS;
      const { step_ms, items } = await screenOf(c.env, show.id).history({ from_ms, to_ms });
      return c.json({ step_ms, items: [...items] }, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: `${SALE}/controls`,
      tag: "Organiser",
      summary: "Who turned what when: the marks on the curves",
      access: "manager",
      answers: { 200: controlsAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const showtime_ids = (await readShowtimes(db, show.id)).map(({ id }) => id);
      return c.json({ items: await readControls(db, { show_id: show.id, showtime_ids }) });
    },
  ),
];
