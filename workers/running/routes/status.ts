// How the service is, for programs and open pages; and the administrators' switch that stops sales.
import * as z from "zod/mini";
import { bannerFor, serviceStatus } from "../../../domain/alerts/service-status.ts";
import { statusAnswer, stopInput, stopsAnswer } from "../../../schema/http/status.ts";
import { bannerText } from "../../../web/words/banner.ts";
import type { Ctx } from "../../kit/env.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { lookoutOf } from "../../kit/objects.ts";
import { serviceStateNow } from "../../kit/service-state.ts";
import { letSalesGoOn, stopSales } from "../stop-acts.ts";

const show_id = z.optional(z.string().check(z.maxLength(80)));

/** With nothing known it says so. */
export async function statusNow(c: Ctx) {
  const state = await serviceStateNow(c);
  const nothing = { looked_at_ms: null, expected_since_ms: 0, parts: {}, stops: [], incidents: [] };
  return { state, status: serviceStatus(state ?? nothing, c.get("now_ms")) };
}

const stopsOf = async (c: Ctx) => {
  const { stops } = await lookoutOf(c.env).state();
  return { items: stops.map(({ show_id, text, at_ms }) => ({ show_id, text, at_ms })) };
};

export const statusRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/status",
      tag: "Service",
      summary: "How the service is: by part, stopped sales, what happened lately, and what pages say above everything",
      access: "anyone",
      practised: "inside",
      query: z.object({ show_id }),
      answers: { 200: statusAnswer },
      refusals: ["invalid", "not_found"],
    },
    async (c, { query }) => {
      const { state, status } = await statusNow(c);
      const now_ms = c.get("now_ms");
      const banner = state === null ? null : bannerFor(state, query.show_id ?? null, now_ms);
      const stops = status.stops.map(({ show_id, text, at_ms }) => ({ show_id, text, at_ms }));
      const parts = [...status.parts];
      const incidents = [...status.incidents];
      const body = { ...status, parts, stops, incidents, now_ms, banner: bannerText(banner, c.get("language")) };
      return c.json(body, 200, { "cache-control": "no-cache" });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/stops",
      tag: "Admin",
      summary: "List stopped sales",
      access: "admin",
      without_database: true,
      answers: { 200: stopsAnswer },
      refusals: [],
    },
    async (c) => c.json(await stopsOf(c)),
  ),

  route(
    {
      method: "PUT",
      path: "/v1/api/admin/stops",
      tag: "Admin",
      summary: "Stop one sale, or all: nobody new is let in, the time of those inside stands still, a banner says why",
      access: "admin",
      without_database: true,
      body: stopInput,
      answers: { 200: stopsAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type"],
    },
    async (c, { body, identity }) => {
      await stopSales(c, identity, body);
      return c.json(await stopsOf(c));
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/admin/stops",
      tag: "Admin",
      summary: "Let a stopped sale go on; without a show that which was stopped for all",
      access: "admin",
      without_database: true,
      query: z.object({ show_id }),
      answers: { 204: null },
      refusals: ["not_found", "invalid"],
    },
    async (c, { query, identity }) => {
      await letSalesGoOn(c, identity, query.show_id ?? null);
      return c.body(null, 204);
    },
  ),
];
