// Organiser: rehearsing the sale of an own show. It is worked out in an object of its own; these routes ask and tell.
import { listOf } from "../../../schema/http/common.ts";
import { rehearsalAnswer, rehearsalInput, rehearsalItem, rehearsalStarted } from "../../../schema/http/rehearsals.ts";
import { database } from "../../kit/db/database.ts";
import { askForSocket, notOpened } from "../../kit/http/live.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { rehearsalsOf } from "../../kit/objects.ts";
import { rehearsedSale } from "../rehearsed-copy.ts";
import { endRehearsal, ownRehearsal, startRehearsal } from "../rehearsing.ts";
import { ownShow } from "./shows.ts";

const REHEARSALS = "/v1/api/manage/shows/{show_id}/rehearsals";
const NO_STORE = { "cache-control": "no-store" };

export const manageRehearsalRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: REHEARSALS,
      tag: "Organiser",
      summary: "The rehearsals of an own show, newest first, without their reports",
      access: "manager",
      answers: { 200: listOf(rehearsalItem) },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      const seen = await rehearsalsOf(c.env, show.id).list();
      const items = seen.map(({ report: _report, live: _live, copy: _copy, ...item }) => item);
      return c.json({ items, next_cursor: null }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: REHEARSALS,
      tag: "Organiser",
      summary: "Rehearse the sale with the show's own hall, prices and settings; one at a time",
      access: "manager",
      keeps_answer: "here",
      body: rehearsalInput,
      answers: { 202: rehearsalStarted },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "key_reused",
        "key_in_use",
        "rehearsal_running",
        "hall_too_large",
        "practice_off",
        "practice_full",
      ],
    },
    async (c, { params, body, identity }) => {
      const id = await startRehearsal(c, identity, { show_id: params.show_id, input: body });
      return c.json({ id }, 202);
    },
  ),

  route(
    {
      method: "GET",
      path: `${REHEARSALS}/{rehearsal_id}`,
      tag: "Organiser",
      summary: "How far a rehearsal has come, and its report once it is done",
      access: "manager",
      answers: { 200: rehearsalAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { report, live, copy: _, ...seen } = await ownRehearsal(c.env, { ...params, identity });
      const told = report ?? live;
      return c.json({ ...seen, ...(told === null ? {} : { report: told }) }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: `${REHEARSALS}/{rehearsal_id}`,
      tag: "Organiser",
      summary: "Delete a rehearsal and its report; one that runs is stopped",
      access: "manager",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      await endRehearsal(c, identity, params);
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "GET",
      path: `${REHEARSALS}/{rehearsal_id}/live`,
      tag: "Organiser",
      summary: "WebSocket: the figures of a live rehearsal, as of any sale",
      access: "manager",
      live: "socket",
      answers: { 101: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { screen, show_id } = await rehearsedSale(c, { ...params, identity });
      await screen.start(show_id);
      const answer = await askForSocket(c, screen, { fan: identity.user_id });
      if (answer.status === 101) return answer;
      throw notOpened(answer);
    },
  ),
];
