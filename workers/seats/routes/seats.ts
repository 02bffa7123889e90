// The live map and holds. Everything is decided by the showtime's ledger; the edge checks who asks and with which pass.
import type { Wish } from "../../../domain/seat-ledger/decide-hold.ts";
import { type HoldInput, holdAnswer, holdInput, seatsAnswer, seatsQuery } from "../../../schema/http/seats.ts";
import { placeOfShowtime, type ShowtimePlace } from "../../catalogue/known-showtimes.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { idempotencyKey } from "../../kit/http/kept-answers.ts";
import { askForSocket, notOpened } from "../../kit/http/live.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { noteInPractice } from "../../line/practice-notes.ts";
import { demandPass } from "../../line/room-pass.ts";
import { knownShow } from "../../sale/known-shows.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { answered, refuseLedger } from "../answers.ts";
import { namedSeats } from "../named-seats.ts";

const NO_STORE = { "cache-control": "no-store" };

export const seatRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/showtimes/{showtime_id}/seats",
      tag: "Seats",
      summary: "The state of every seat, numbered; compact unless `format=json`",
      access: "anyone",
      practised: "inside",
      query: seatsQuery,
      answers: { 200: seatsAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const ledger = ledgerOf(c.env, (await showtimePlace(c, params.showtime_id)).code);
      const snapshot = await ledger.snapshot();
      if (!snapshot.ok) return refuseLedger(snapshot);
      const body = { ...snapshot.value, now_ms: snapshot.now_ms };
      if (query.format !== "json") return c.json(body, 200, NO_STORE);
      return c.json({ ...body, seats: await namedSeats(c.env, snapshot.value) }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/showtimes/{showtime_id}/live",
      tag: "Seats",
      summary: "WebSocket: the snapshot's version first, then numbered changes of seats and zones",
      access: "anyone",
      practised: "inside",
      live: "socket",
      answers: { 101: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const ledger = ledgerOf(c.env, (await showtimePlace(c, params.showtime_id)).code);
      const answer = await askForSocket(c, ledger, { fan: identity?.user_id ?? null });
      if (answer.status === 101) return answer;
      throw answer.status === 404 ? new Refusal("not_found") : notOpened(answer);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/showtimes/{showtime_id}/holds",
      tag: "Seats",
      summary: "Hold chosen seats, the best together, or places in a zone: all or nothing",
      access: "fan",
      practised: "inside",
      pass: "showtime",
      keeps_answer: "ledger",
      body: holdInput,
      answers: { 201: holdAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "seat_unknown",
        "duplicate_seat",
        "seat_blocked",
        "seat_sold",
        "seat_held",
        "not_enough_together",
        "not_enough",
        "limit_reached",
        "strands_seat",
        "show_cancelled",
        "show_taken_down",
        "sale_over",
        "unavailable",
        "key_reused",
        "already_inside",
      ],
    },
    async (c, { params, body, identity }) => {
      const key = idempotencyKey(c);
      const { code, show_id } = await showtimePlace(c, params.showtime_id);
      const pass = await demandPass(c, identity, show_id);
      const request = {
        fan_id: identity.user_id,
        pass_id: pass.pid,
        stay_ends_ms: pass.stay_ms,
        key,
        wish: wishOf(body),
      };
      const held = await ledgerOf(c.env, code).hold(request);
      if (held.ok) c.set("about", { hold_id: held.value.id });
      const tried = "seats" in body ? body.seats : held.ok ? held.value.seats.map(({ id }) => id) : [];
      noteInPractice(c, { kind: "tried", seats: tried, held: held.ok });
      return c.json(answered(held), 201, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/holds/{hold_id}",
      tag: "Seats",
      summary: "An own hold",
      access: "fan",
      practised: "inside",
      answers: { 200: holdAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const wish = { hold_id: params.hold_id, fan_id: identity.user_id };
      const { ledger } = await ledgerOfId(c.env, params.hold_id, "hold");
      return c.json(answered(await ledger.holdOf(wish)), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/holds/{hold_id}",
      tag: "Seats",
      summary: "Release an own hold; a second time is done already",
      access: "fan",
      practised: "inside",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const command = { hold_id: params.hold_id, fan_id: identity.user_id };
      const { ledger } = await ledgerOfId(c.env, params.hold_id, "hold");
      const released = await ledger.release(command);
      return released.ok ? c.body(null, 204) : refuseLedger(released);
    },
  ),
];

function wishOf(body: HoldInput): Wish {
  if ("seats" in body) return { kind: "seats", seats: body.seats };
  if ("zone" in body) return { kind: "zone", zone: body.zone, count: body.count };
  const { count, grade, section } = body.best;
  return {
    kind: "best",
    count,
    ...(grade === undefined ? {} : { grade }),
    ...(section === undefined ? {} : { section }),
  };
}

/** Where a showtime's ledger is; it is made by the first visitor if its making was lost. */
export async function showtimePlace(c: Ctx, showtime_id: string): Promise<ShowtimePlace> {
  const place = await placeOfShowtime(c.env, showtime_id);
  if (place === null || (await knownShow(c.env, place.show_id, c.get("now_ms"))) === null)
    throw new Refusal("not_found");
  return place;
}
