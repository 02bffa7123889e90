// Admin: the log of privileged acts, by page and as a table.
import * as z from "zod/mini";
import { auditFilter, auditLine } from "../../../schema/http/audit.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import { database } from "../../kit/db/database.ts";
import { csvAnswer } from "../../kit/http/csv.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { readAudit } from "../db/audit-log.ts";

const COLUMNS = ["at", "actor_id", "action", "subject_kind", "subject_id", "details", "request_id"];

export const adminAuditRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/audit",
      tag: "Admin",
      summary: "Read the log of privileged acts, newest first",
      access: "admin",
      query: z.extend(auditFilter, pageQuery),
      answers: { 200: listOf(auditLine) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const { limit, cursor, ...filter } = query;
      const { found, next } = await readAudit(database(c.env), filter, { limit, cursor: readCursor(cursor) });
      return c.json({ items: found, next_cursor: next === null ? null : writeCursor(next) }, 200, {
        "cache-control": "no-store",
      });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/audit.csv",
      tag: "Admin",
      summary: "The log of privileged acts as a table, or the lines a filter finds",
      access: "admin",
      query: auditFilter,
      answers: { 200: { media: "text/csv" } },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const db = database(c.env);
      return csvAnswer({
        name: "audit",
        columns: COLUMNS,
        read: (limit, cursor) => readAudit(db, query, { limit, cursor }),
        cells: (line) => [
          new Date(line.at_ms).toISOString(),
          line.actor_id,
          line.action,
          line.subject_kind,
          line.subject_id,
          JSON.stringify(line.details),
          line.request_id,
        ],
      });
    },
  ),
];
