// Organiser: the running sale. What the line owns is changed in the line first; D1 keeps a copy with the audit line.

import * as z from "zod/mini";
import { CHECK_DEFAULT } from "../../../domain/checks/asked.ts";
import type { SaleAnswer } from "../../../durable-objects/waiting-line/replies.ts";
import {
  noticeInput,
  removalInput,
  restorationAnswer,
  saleAnswerBody,
  salePatch,
  saleStatusPatch,
} from "../../../schema/http/line.ts";
import type { ShowRow } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { seatTotals } from "../../sale/totals.ts";
import { ensuredLine, removeEntry, restoreEntry, sayToLine, turnSettings, turnStatus } from "../sale-acts.ts";
import { ownShow } from "./shows.ts";

const SHOW = "/v1/api/manage/shows/{show_id}";

export const manageSaleRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${SHOW}/sale`,
      tag: "Organiser",
      summary: "The sale as it stands, from the line and its ledgers",
      access: "manager",
      answers: { 200: saleAnswerBody },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      return c.json(await saleBody(c, show, await ensuredLine(c, show)), 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "PATCH",
      path: `${SHOW}/sale`,
      tag: "Organiser",
      summary: "Change the room, the batch, times and limits, also while selling",
      access: "manager",
      body: salePatch,
      answers: { 200: saleAnswerBody },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "draw_fixed"],
    },
    async (c, { params, body, identity }) => {
      const { show, line } = await turnSettings(c, identity, { show_id: params.show_id, patch: body });
      return c.json(await saleBody(c, show, line));
    },
  ),

  route(
    {
      method: "PATCH",
      path: `${SHOW}/sale/status`,
      tag: "Organiser",
      summary: "Open, pause or end the sale",
      access: "manager",
      body: saleStatusPatch,
      answers: { 200: saleAnswerBody },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "sale_over",
        "show_cancelled",
        "show_taken_down",
        "sale_stopped",
        "draw_fixed",
      ],
    },
    async (c, { params, body, identity }) => {
      const { show, line } = await turnStatus(c, identity, { show_id: params.show_id, status: body.status });
      return c.json(await saleBody(c, show, line));
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/notices`,
      tag: "Organiser",
      summary: "Say something to everyone in line",
      access: "manager",
      body: noticeInput,
      answers: { 202: z.object({ text: z.string() }) },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "show_taken_down"],
    },
    async (c, { params, body, identity }) => {
      await sayToLine(c, identity, { show_id: params.show_id, text: body.text });
      return c.json({ text: body.text }, 202);
    },
  ),

  route(
    {
      method: "DELETE",
      path: `${SHOW}/queue/{position}`,
      tag: "Organiser",
      summary: "Remove an entry; the public log shows it",
      access: "manager",
      body: removalInput,
      answers: { 204: null },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "purchase_in_progress"],
    },
    async (c, { params, body, identity }) => {
      const position = Number(params.position);
      await removeEntry(c, identity, { show_id: params.show_id, position, reason: body.reason });
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/queue/{position}/restoration`,
      tag: "Organiser",
      summary: "Take a removal back: the fan stands at the same place again; the public log shows it",
      access: "manager",
      body: removalInput,
      answers: { 200: restorationAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "not_removed",
        "sale_over",
        "show_cancelled",
        "unavailable",
      ],
    },
    async (c, { params, body, identity }) => {
      const position = Number(params.position);
      const place = await restoreEntry(c, identity, { show_id: params.show_id, position, reason: body.reason });
      return c.json({ position, state: place.state, ahead: place.ahead });
    },
  ),
];

async function saleBody(c: Ctx, show: ShowRow, line: SaleAnswer) {
  const seats = await seatTotals(c.env, show.id);
  return {
    status: line.status,
    waiting: line.waiting,
    inside: line.inside,
    admitted: line.admitted,
    finished: line.finished,
    no_shows: line.no_shows,
    held: seats.held,
    sold: seats.sold,
    available: seats.available,
    revenue_krw: seats.revenue_krw,
    by_grade: seats.by_grade,
    sockets: line.sockets,
    settings: {
      ...line.settings,
      ...show.limits,
      admission: show.room.admission ?? "fifo",
      relays: show.room.relays ?? 0,
      check: show.room.check ?? CHECK_DEFAULT.check,
      check_above: show.room.check_above ?? CHECK_DEFAULT.check_above,
    },
    window: line.window,
    as_of_ms: line.as_of_ms,
    now_ms: c.get("now_ms"),
  };
}
