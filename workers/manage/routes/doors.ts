// Organiser: the doors of an own show with their links, what came of them, and the list for when everything is down.

import { timedListOf } from "../../../schema/http/common.ts";
import { checkInsAnswer, checkInsQuery, doorAnswer, doorInput, madeDoorAnswer } from "../../../schema/http/doors.ts";
import { listDoors } from "../../door/db/doors.ts";
import { signedDoorList } from "../../door/list.ts";
import { tallyShow } from "../../door/tally.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { doorSecrets, endDoor, makeDoor, shownDoor } from "../door-making.ts";
import { ownShow } from "./shows.ts";
import { ownShowtime } from "./showtimes.ts";

const SHOW = "/v1/api/manage/shows/{show_id}";
const NO_STORE = { "cache-control": "no-store" };

export const manageDoorRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${SHOW}/doors`,
      tag: "Organiser",
      summary: "The doors of an own show with their links",
      access: "manager",
      answers: { 200: timedListOf(doorAnswer) },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const rows = await listDoors(db, show.id);
      const items = await Promise.all(rows.map((row) => shownDoor(c, row)));
      return c.json({ items, next_cursor: null, now_ms: c.get("now_ms") }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/doors`,
      tag: "Organiser",
      summary: "Make a door: a link that lets people in without an account, until it ends",
      access: "manager",
      keeps_answer: "here",
      not_kept: { fields: ["code", "url"], anew: doorSecrets },
      body: doorInput,
      answers: { 201: madeDoorAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "key_reused", "key_in_use"],
    },
    async (c, { params, body, identity }) => {
      const made = await makeDoor(c, { show_id: params.show_id, identity, ...body });
      return c.json({ ...(await shownDoor(c, made)), now_ms: c.get("now_ms") }, 201, NO_STORE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: `${SHOW}/doors/{door_id}`,
      tag: "Organiser",
      summary: "Revoke a door's link; who came in by it stays in",
      access: "manager",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      await endDoor(c, { show_id: params.show_id, door_id: params.door_id, identity });
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "GET",
      path: `${SHOW}/checkins`,
      tag: "Organiser",
      summary: "Who came in, by door, grade and minute, and which tickets came in twice",
      access: "manager",
      query: checkInsQuery,
      answers: { 200: checkInsAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      const tally = await tallyShow(c.env, { show_id: show.id, showtime_id: query.showtime_id });
      if (tally === null) throw new Refusal("not_found");
      return c.json({ ...tally, as_of_ms: c.get("now_ms") }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/manage/showtimes/{showtime_id}/door-list.csv",
      tag: "Organiser",
      summary: "Every valid ticket of a showtime, by seat, signed: for when everything is down",
      access: "manager",
      answers: { 200: { media: "text/csv" } },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { showtime } = await ownShowtime(database(c.env), params.showtime_id, identity);
      return c.body(await signedDoorList(c.env, showtime.code), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="door-${showtime.id}.csv"`,
        ...NO_STORE,
      });
    },
  ),
];
