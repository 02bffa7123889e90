// The waiting line for fans: joining, the place, the claim, leaving.
import { joinQuery } from "../../../schema/http/catalogue.ts";
import { joinInput } from "../../../schema/http/checks.ts";
import { claimInput, joinAnswer, placeAnswer, receiptAnswer } from "../../../schema/http/line.ts";
import { dropCookie } from "../../kit/cookies.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { lineOf } from "../../kit/objects.ts";
import { knownShow } from "../../sale/known-shows.ts";
import { passCookie, placeBody, refuseLine } from "../answers.ts";
import { claimRoom } from "../claim.ts";
import { joinLine } from "../join.ts";
import { lineSocket, lineStream } from "../live.ts";
import { noteInPractice } from "../practice-notes.ts";
import { signReceipt } from "../receipt.ts";
import { byRoad, seenByRelay } from "../road.ts";

const QUEUE = "/v1/api/shows/{show_id}/queue";

export const lineRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: QUEUE,
      tag: "Line",
      summary: "Join the line; again, from anywhere, is the same place",
      access: "fan",
      practised: "inside",
      query: joinQuery,
      body: joinInput,
      body_optional: true,
      answers: { 201: joinAnswer, 200: joinAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "sale_not_open",
        "sale_over",
        "sold_out",
        "line_full",
        "show_cancelled",
        "removed",
        "check_required",
        "check_failed",
      ],
    },
    async (c, { params, query, body, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const joining = { show_id, fan: identity.user_id, vip_code: query.vip_code ?? null, shown: body.check };
      const answer = await joinLine(c, joining);
      if (!answer.ok) return refuseLine(answer.failure, Date.now());
      const { fresh, place, receipt } = answer.value;
      const answered = { ...place, receipt: await signReceipt(c.env, receipt) };
      return c.json(answered, fresh ? 201 : 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/status`,
      tag: "Line",
      summary: "The own place; changes nothing, and is the way to learn of admission after any loss",
      access: "fan",
      practised: "inside",
      answers: { 200: placeAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const answer = await byRoad(c, { show_id, fan: identity.user_id }, (road) => road.status(identity.user_id));
      return c.json(await placeBody(c, identity, show_id, answer));
    },
  ),

  route(
    {
      method: "PATCH",
      path: `${QUEUE}/status`,
      tag: "Line",
      summary: "Claim the turn, or prolong the time to claim once",
      access: "fan",
      practised: "inside",
      body: claimInput,
      answers: { 200: placeAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "not_in_line",
        "not_admitted",
        "already_inside",
        "purchase_in_progress",
        "claim_expired",
        "already_prolonged",
        "sale_over",
        "show_cancelled",
      ],
    },
    async (c, { params, body, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      if ("prolong" in body) {
        const prolonged = await lineOf(c.env, show_id).prolong(identity.user_id);
        if (!prolonged.ok) return refuseLine(prolonged.failure, Date.now());
        return c.json(await placeBody(c, identity, show_id, prolonged.value));
      }
      const claim = { show_id, by: body.by ?? ("tap" as const), switching: body.switch === true };
      return c.json(await placeBody(c, identity, show_id, await claimRoom(c, identity, claim)));
    },
  ),

  route(
    {
      method: "DELETE",
      path: QUEUE,
      tag: "Line",
      summary: "Leave; the people behind move up, and what the fan held is freed",
      access: "fan",
      practised: "inside",
      answers: { 204: null },
      refusals: ["not_found", "purchase_in_progress"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const left = await lineOf(c.env, show_id).leave(identity.user_id);
      // Leaving a line one is not in is done already.
      if (!left.ok && left.failure.code === "purchase_in_progress") return refuseLine(left.failure, Date.now());
      await seenByRelay(c, { show_id, fan: identity.user_id });
      noteInPractice(c, { kind: "left" });
      dropCookie(c, passCookie(c));
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/receipts/{position}`,
      tag: "Line",
      summary: "The signed receipt of an own place, with its inclusion proof",
      access: "fan",
      practised: "inside",
      answers: { 200: receiptAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const position = Number(params.position);
      if (!Number.isSafeInteger(position) || position < 1) throw new Refusal("not_found");
      const found = await lineOf(c.env, show_id).receipt({ fan: identity.user_id, position });
      if (!found.ok) throw new Refusal("not_found");
      return c.json({ receipt: await signReceipt(c.env, found.value) }, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/live`,
      tag: "Line",
      summary: "WebSocket: place, admitted, sale and notice frames; never a pass",
      access: "fan",
      practised: "inside",
      live: "socket",
      answers: { 101: null },
      refusals: ["not_found", "not_in_line"],
    },
    async (c, { params, identity }) => lineSocket(c, await showInLine(c, params.show_id), identity.user_id),
  ),

  route(
    {
      method: "GET",
      path: `${QUEUE}/events`,
      tag: "Line",
      summary: "The same frames as server-sent events",
      access: "fan",
      practised: "inside",
      live: "stream",
      answers: { 200: { media: "text/event-stream" } },
      refusals: ["not_found", "not_in_line", "unavailable"],
    },
    async (c, { params, identity }) => lineStream(c, await showInLine(c, params.show_id), identity.user_id),
  ),
];

export async function showInLine(c: Ctx, show_id: string): Promise<string> {
  if ((await knownShow(c.env, show_id, c.get("now_ms"))) === null) throw new Refusal("not_found");
  return show_id;
}
