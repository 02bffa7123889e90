// Admin: everybody's shows, taking one down and bringing it back.
import * as z from "zod/mini";
import { adminShowFilter, managedShow, showStandingPatch } from "../../../schema/http/catalogue.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import { database } from "../../kit/db/database.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { findAnyShows } from "../db/any-shows.ts";
import { setStanding } from "../show-standing.ts";
import { managed } from "./shows.ts";

export const adminShowRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/shows",
      tag: "Admin",
      summary: "Find everybody's shows by title, id or organiser, and by status",
      access: "admin",
      query: z.extend(adminShowFilter, pageQuery),
      answers: { 200: listOf(managedShow) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const { limit, cursor, ...filter } = query;
      const { found, next } = await findAnyShows(database(c.env), filter, { limit, cursor: readCursor(cursor) });
      const items = found.map((one) => managed(c, one));
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) });
    },
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/admin/shows/{show_id}/status",
      tag: "Admin",
      summary: "Take a show down or restore it",
      access: "admin",
      body: showStandingPatch,
      answers: { 200: managedShow },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "show_cancelled"],
    },
    async (c, { params, body, identity }) => {
      const { status, reason } = body;
      const changed = await setStanding(c, identity, { show_id: params.show_id, status, reason });
      return c.json(managed(c, changed));
    },
  ),
];
