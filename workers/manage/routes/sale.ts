// Organiser: the running sale. What the line owns is changed in the line first; D1 keeps a copy with the audit line.

import * as z from "zod/mini";
import type { Result } from "../../../domain/result.ts";
import type { LineFailure } from "../../../domain/waiting-line/events.ts";
import type { SaleAnswer } from "../../../durable-objects/waiting-line/replies.ts";
import {
  noticeInput,
  removalInput,
  type SalePatch,
  saleAnswerBody,
  salePatch,
  saleStatusPatch,
} from "../../../schema/http/line.ts";
import type { ShowRow } from "../../catalogue/db/shows.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { lineOf } from "../../kit/objects.ts";
import { refuseLine } from "../../line/answers.ts";
import { republish, settleLine } from "../../sale/publish.ts";
import { drawPlanOf, setupOf } from "../../sale/setup.ts";
import { seatTotals } from "../../sale/totals.ts";
import { decidedAnew, patchSale, writeShow } from "../db/show-making.ts";
import { withDraw } from "../draw-settings.ts";
import { refuseRelays } from "./not-here.ts";
import { ownShow, ownShowUp } from "./shows.ts";

const SHOW = "/v1/api/manage/shows/{show_id}";
type LineResult = Result<SaleAnswer, LineFailure>;

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
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      refuseRelays("relays", body);
      await ensuredLine(c, show);
      const { line, room: wish, limits } = partsOf(body);
      const opens = { before_ms: show.opens_at_ms, at_ms: show.opens_at_ms };
      const { admission, lobby_closes_at_ms } = withDraw(show.room, { room: body }, opens);
      const room = { ...wish, ...given({ admission, lobby_closes_at_ms }) };
      const draw = drawPlanOf(c.env, { ...show, room: { ...show.room, ...room } });
      const changed = (await lineOf(c.env, show.id).setSale({ settings: line, draw })) as LineResult;
      if (!changed.ok) return refuseLine(changed.failure, Date.now());
      await db.batch([
        patchSale(db, { show_id: show.id, room, limits, now_ms: c.get("now_ms") }),
        writeAudit(db, c, identity, {
          action: "sale.settings",
          subject_kind: "show",
          subject_id: show.id,
          details: { ...body },
        }),
      ]);
      await republish(c.env, show);
      const after = await ownShow(db, show.id, identity);
      return c.json(await saleBody(c, after.show, changed.value));
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
        "draw_fixed",
      ],
    },
    async (c, { params, body, identity }) => {
      const { show, line } = await decidedAnew(() => changeStatus(c, identity, params.show_id, body.status));
      await settleLine(c.env, show.id);
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
      const db = database(c.env);
      const { show } = await ownShowUp(db, params.show_id, identity);
      await ensuredLine(c, show);
      await lineOf(c.env, show.id).notice(body.text);
      await writeAudit(db, c, identity, {
        action: "sale.notice",
        subject_kind: "show",
        subject_id: show.id,
        details: { text: body.text },
      });
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
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const position = Number(params.position);
      if (!Number.isSafeInteger(position) || position < 1) throw new Refusal("not_found");
      const removed = (await lineOf(c.env, show.id).remove({ position, reason: body.reason })) as LineResult;
      if (!removed.ok) return refuseLine(removed.failure, Date.now());
      await writeAudit(db, c, identity, {
        action: "line.remove",
        subject_kind: "show",
        subject_id: show.id,
        details: { position, reason: body.reason },
      });
      return c.body(null, 204);
    },
  ),
];

/** The line is asked first, it owns what the sale is; D1 keeps what it said. */
async function changeStatus(c: Ctx, identity: Identity, show_id: string, status: "OPEN" | "PAUSED" | "ENDED") {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  if (show.status === "TAKEN_DOWN") {
    // Taken down between the first look and the write: what the line was told meanwhile is taken back.
    await settleLine(c.env, show.id);
    throw new Refusal("show_taken_down");
  }
  await ensuredLine(c, show);
  const changed = (await lineOf(c.env, show.id).setStatus(status)) as LineResult;
  if (!changed.ok) return refuseLine(changed.failure, Date.now());
  const { opens_at_ms, lobby_opens_at_ms, vip_opens_at_ms } = changed.value.window;
  const sale_override = status === "OPEN" ? null : status;
  const copy = { sale_override, opens_at_ms, lobby_opens_at_ms, vip_opens_at_ms };
  await db.batch([
    writeShow(db, copy, { show, now_ms: c.get("now_ms") }),
    writeAudit(db, c, identity, {
      action: "sale.status",
      subject_kind: "show",
      subject_id: show.id,
      details: { status },
    }),
  ]);
  return { show: { ...show, ...copy }, line: changed.value };
}

export async function ensuredLine(c: Ctx, show: ShowRow): Promise<SaleAnswer> {
  const answer = (await lineOf(c.env, show.id).ensure(setupOf(c.env, show))) as LineResult;
  return answer.ok ? answer.value : refuseLine(answer.failure, Date.now());
}

/** Settings of the room and of the ledgers stand in one body; each goes to its owner's part. */
function partsOf(patch: SalePatch) {
  const {
    room_capacity,
    batch_size,
    step_ms,
    claim_ms,
    pass_ms,
    waiting_per_seat_max,
    admission: _admission,
    relays,
    lobby_closes_at_ms: _lobby_closes_at_ms,
    ...limits
  } = patch;
  const line = given({ room_capacity, batch_size, step_ms, claim_ms, pass_ms, waiting_per_seat_max });
  return { line, room: { ...line, ...given({ relays }) }, limits: given(limits) };
}

const given = (part: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

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
    },
    window: line.window,
    as_of_ms: line.as_of_ms,
  };
}
