// The whole story of one booking (B13), by its id or by the number a fan reads aloud.
import * as z from "zod/mini";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { timeMs } from "../../../schema/http/common.ts";
import { BOOKING_STATUSES } from "../../../schema/http/seats.ts";
import { readToldOf } from "../../buying/db/story.ts";
import { placeInLine } from "../../buying/place-in-line.ts";
import { inTime, ledgerLines, toldLines } from "../../buying/story-facts.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { ledgerOfId, ledgerOfNumber } from "../../sale/ledger-of-id.ts";
import { answered } from "../../seats/answers.ts";
import { ownShow } from "./shows.ts";

const storyAnswer = z.object({
  booking_id: z.string(),
  number: z.string(),
  status: z.enum(BOOKING_STATUSES),
  buyer: z.object({ id: z.string(), name: z.string(), email: z.nullable(z.string()) }),
  show_id: z.string(),
  showtime_id: z.string(),
  total_krw: z.int(),
  refunded_krw: z.int(),
  fee_krw: z.int(),
  lines: z.array(z.record(z.string(), z.unknown())),
  items: z.array(
    z.object({
      at_ms: timeMs,
      source: z.enum(["line", "ledger", "mail", "notice"]),
      kind: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
    }),
  ),
  now_ms: timeMs,
});

const foundBooking = z.object({
  booking_id: z.string(),
  number: z.string(),
  show_id: z.string(),
  showtime_id: z.string(),
  status: z.enum(BOOKING_STATUSES),
});

export const manageStoryRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/manage/shows/{show_id}/purchases/{booking_id}/story",
      tag: "Organiser",
      summary: "Everything that happened to one booking, in time order; by its id or its number",
      access: "manager",
      answers: { 200: storyAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const order = await orderNamed(c.env, params.booking_id);
      // A booking of somebody else's show is not there.
      if (order.show_id !== show.id) throw new Refusal("not_found");
      const [rows, told, place] = await Promise.all([
        ledgerOf(c.env, codeIn(order.id)).story(order.id),
        readToldOf(db, { id: order.id, user_id: order.fan_id }),
        placeInLine(c.env, order),
      ]);
      const body = {
        booking_id: order.id,
        number: order.number,
        status: order.status,
        buyer: { id: order.fan_id, name: told.buyer?.name ?? "", email: told.buyer?.email ?? null },
        show_id: order.show_id,
        showtime_id: order.showtime_id,
        total_krw: order.total_krw,
        refunded_krw: order.refunded_krw,
        fee_krw: order.fee_krw,
        lines: order.lines,
        items: inTime([...place, ...ledgerLines(rows, order), ...toldLines(told)]),
        now_ms: order.now_ms,
      };
      return c.json(body, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/bookings/{booking_id}",
      tag: "Admin",
      summary: "Find whose show a booking belongs to, by its id or its number",
      access: "admin",
      answers: { 200: foundBooking },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const { id, number, show_id, showtime_id, status } = await orderNamed(c.env, params.booking_id);
      return c.json({ booking_id: id, number, show_id, showtime_id, status }, 200, { "cache-control": "no-store" });
    },
  ),
];

const codeIn = (order_id: string): string => readId(order_id)?.code ?? "";

async function orderNamed(env: Env, text: string): Promise<OrderView & { now_ms: number }> {
  const spoken = await ledgerOfNumber(env, text);
  if (spoken !== null) return answered(await spoken.ledger.orderByNumber(spoken.number));
  const { ledger } = await ledgerOfId(env, text, "order");
  return answered(await ledger.orderOf({ order_id: text, fan_id: null }));
}
