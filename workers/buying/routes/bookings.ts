// Bookings: an order is made from a hold, and its ledger owns it for its whole life. D1 is a copy for lists of the past.

import * as z from "zod/mini";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import { bookingAnswer, bookingInput } from "../../../schema/http/seats.ts";
import { database } from "../../kit/db/database.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { idempotencyKey } from "../../kit/http/kept-answers.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { fanOf } from "../../kit/objects.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { answered, refuseLedger } from "../../seats/answers.ts";
import { bookingPlaces } from "../db/bookings.ts";
import { keepOrder } from "../kept-orders.ts";
import { demandOrderRight } from "../order-right.ts";

const NO_STORE = { "cache-control": "no-store" };

export const bookingRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/bookings",
      tag: "Buying",
      summary: "Turn a hold into an order, priced by the server",
      access: "fan",
      practised: "inside",
      pass: "hold",
      keeps_answer: "ledger",
      body: bookingInput,
      answers: { 201: bookingAnswer },
      refusals: [
        "malformed",
        "invalid",
        "unsupported_type",
        "not_found",
        "hold_expired",
        "show_cancelled",
        "show_taken_down",
        "sale_over",
        "key_reused",
      ],
    },
    async (c, { body, identity }) => {
      const key = idempotencyKey(c);
      const found = await ledgerOfId(c.env, body.hold_id, "hold");
      await demandOrderRight(c, identity, { hold_id: body.hold_id, found });
      const request = { fan_id: identity.user_id, key, hold_id: body.hold_id, request_id: c.get("request_id") };
      const order = answered(await found.ledger.order(request));
      c.set("about", { hold_id: body.hold_id, order_id: order.id });
      await keepOrder(c, identity, order);
      return c.json(shown(order), 201, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/bookings",
      tag: "Buying",
      summary: "Own bookings, newest first",
      access: "fan",
      query: z.object(pageQuery),
      answers: { 200: listOf(bookingAnswer) },
      refusals: ["invalid"],
    },
    async (c, { query, identity }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const newest = await fanOf(c.env, identity.user_id).orders();
      const { found, next } = await bookingPlaces(database(c.env), { user_id: identity.user_id, newest }, page);
      const orders = await Promise.all(
        found.map(async ({ id }) => {
          const { ledger } = await ledgerOfId(c.env, id, "order");
          return ledger.orderOf({ order_id: id, fan_id: identity.user_id });
        }),
      );
      const items = orders.flatMap((order) => (order.ok ? [shown({ ...order.value, now_ms: order.now_ms })] : []));
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/bookings/{booking_id}",
      tag: "Buying",
      summary: "An own booking",
      access: "fan",
      practised: "inside",
      answers: { 200: bookingAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const wish = { order_id: params.booking_id, fan_id: identity.user_id };
      const { ledger } = await ledgerOfId(c.env, params.booking_id, "order");
      const order = answered(await ledger.orderOf(wish));
      return c.json(shown(order), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/bookings/{booking_id}",
      tag: "Buying",
      summary: "Give up an unpaid booking; its seats are free at once",
      access: "fan",
      practised: "inside",
      answers: { 204: null },
      refusals: ["not_found", "payment_in_progress", "already_paid"],
    },
    async (c, { params, identity }) => {
      const wish = { order_id: params.booking_id, fan_id: identity.user_id };
      const { ledger } = await ledgerOfId(c.env, params.booking_id, "order");
      const cancelled = await ledger.cancelOrder(wish);
      return cancelled.ok ? c.body(null, 204) : refuseLedger(cancelled);
    },
  ),
];

/** What its owner may see: no keys of the provider, no pass. */
function shown(order: OrderView & { readonly now_ms: number }) {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    show_id: order.show_id,
    showtime_id: order.showtime_id,
    starts_at_ms: order.starts_at_ms,
    lines: order.lines.map(({ holder_id: _holder, generation: _generation, ...line }) => line),
    total_krw: order.total_krw,
    refunded_krw: order.refunded_krw,
    fee_krw: order.fee_krw,
    attempts_left: order.attempts_left,
    created_at_ms: order.created_at_ms,
    expires_at_ms: order.expires_at_ms,
    now_ms: order.now_ms,
  };
}
