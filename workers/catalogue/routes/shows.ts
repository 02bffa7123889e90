// The public catalogue: finding shows, reading one, its showtimes and their seat layouts.
import { layoutAnswer, showDetail, showSummary, showsQuery, showtimeAnswer } from "../../../schema/http/catalogue.ts";
import { listOf, timedListOf } from "../../../schema/http/common.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { hasIt } from "../../kit/http/etag.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { countView } from "../db/show-views.ts";
import { findShows } from "../db/shows.ts";
import { packedLayout, publicShow } from "../kept-shows.ts";
import { layoutVersionOf } from "../known-showtimes.ts";
import { detailOf, showtimeOf, summaryOf } from "../show-views.ts";

const YEAR_S = 31_536_000;

export const showRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/shows",
      tag: "Catalogue",
      summary: "Find shows",
      access: "anyone",
      query: showsQuery,
      answers: { 200: timedListOf(showSummary) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const now_ms = c.get("now_ms");
      const { found, next } = await findShows(database(c.env), query, { now_ms, cursor: readCursor(query.cursor) });
      const items = found.map((one) => summaryOf(one, c.get("language"), now_ms));
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next), now_ms });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/shows/{show_id}",
      tag: "Catalogue",
      summary: "Read a show",
      access: "anyone",
      answers: { 200: showDetail },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const kept = await publicShow(c.env, params.show_id, c.get("now_ms"));
      if (kept === null) throw new Refusal("not_found");
      countView(c, params.show_id, readerOf(c));
      return c.json(detailOf(kept.found, c.get("language"), c.get("now_ms")));
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/shows/{show_id}/showtimes",
      tag: "Catalogue",
      summary: "List a show's showtimes with the seats left",
      access: "anyone",
      practised: "inside",
      answers: { 200: listOf(showtimeAnswer) },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const kept = await publicShow(c.env, params.show_id, c.get("now_ms"));
      if (kept === null) throw new Refusal("not_found");
      return c.json({ items: kept.showtimes.map(showtimeOf), next_cursor: null });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/showtimes/{showtime_id}/layout",
      tag: "Catalogue",
      summary: "Read the seat layout of a showtime",
      access: "anyone",
      practised: "inside",
      answers: { 200: layoutAnswer },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const layout_version = await layoutVersionOf(c.env, params.showtime_id, c.get("now_ms"));
      if (layout_version === null) throw new Refusal("not_found");
      return layoutResponse(c, layout_version);
    },
  ),
];

/**
 * Immutable per version. Addressed by showtime, whose version may change until its first sale, so the answer is kept
 * for a year only when it was asked for by `?v=<layout_version>`; otherwise it is revalidated by its ETag.
 */
export async function layoutResponse(c: Ctx, layout_version: string): Promise<Response> {
  const etag = `"${layout_version}"`;
  const asked = c.req.query("v") === layout_version;
  const headers = new Headers({
    etag,
    "cache-control": asked ? `public, max-age=${YEAR_S}, immutable` : "public, max-age=0, must-revalidate",
    "content-type": "application/json; charset=utf-8",
    vary: "Accept-Encoding",
  });
  if (hasIt(c.req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const body = await packedLayout(c.env, layout_version, c.get("now_ms"));
  if (body === null) throw new Refusal("not_found");
  if (/\bgzip\b/.test(unpacks(c))) {
    headers.set("content-encoding", "gzip");
    return new Response(body, { headers, encodeBody: "manual" });
  }
  return new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip")), { headers });
}

/** The platform asks for packed bodies itself, and hands them on to whoever said nothing; what the client said stands beside. */
function unpacks(c: Ctx): string {
  const said = c.req.raw.cf?.clientAcceptEncoding;
  return typeof said === "string" ? said : (c.req.header("accept-encoding") ?? "");
}

/** Who reads, for counting views: the fan where known, else the address. Never stored. */
export const readerOf = (c: Ctx): string =>
  c.get("identity")?.user_id ?? c.req.header("cf-connecting-ip") ?? c.get("request_id");
