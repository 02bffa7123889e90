// Admin: a sale from its sources, for `npm run verify -- sale`: a ledger's journal, D1's copy of it, and the layout on
// which both stand. Reading changes nothing.
import * as z from "zod/mini";
import { layoutAnswer } from "../../../schema/http/catalogue.ts";
import { countInt, queryInt } from "../../../schema/http/common.ts";
import { readSaleRecord } from "../../buying/db/sale-record.ts";
import { readShowtime } from "../../catalogue/db/shows.ts";
import { layoutResponse } from "../../catalogue/routes/shows.ts";
import { type Database, database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { answered } from "../../seats/answers.ts";

const PAGE_MAX = 2_000;
const NO_STORE = { "cache-control": "no-store" };

const row = z.record(z.string(), z.unknown());
const limit = z._default(z.optional(queryInt(1, PAGE_MAX)), PAGE_MAX);
const journalQuery = z.object({ from: z._default(z.optional(queryInt(1, Number.MAX_SAFE_INTEGER)), 1), limit });
const journalAnswer = z.object({
  showtime_id: z.string(),
  code: z.string(),
  items: z.array(z.object({ seq: z.int(), at_ms: z.int(), event: row })),
  next_from: z.nullable(z.int()),
  /** The ledger as it counts itself, read after the page. */
  ledger: z.object({ seq: z.int(), waiting: countInt, parked: countInt, counts: row }),
});
const recordQuery = z.object({ after: z.optional(z.string().check(z.maxLength(80))), limit });
const recordAnswer = z.object({
  items: z.array(row),
  tickets: z.array(row),
  payments: z.array(row),
  refunds: z.array(row),
  live_tickets: countInt,
  next_after: z.nullable(z.string()),
});

export const adminSaleRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/showtimes/{showtime_id}/journal",
      tag: "Admin",
      summary: "Everything that happened to a showtime's seats and orders, as its ledger wrote it down",
      access: "admin",
      query: journalQuery,
      answers: { 200: journalAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const { id, code } = await showtimeOf(database(c.env), params.showtime_id);
      const ledger = ledgerOf(c.env, code);
      const items = await ledger.journal({ from_seq: query.from, limit: query.limit });
      const { now_ms: _, ...counts } = answered(await ledger.counts());
      const { seq, waiting, parked } = await ledger.stats();
      const next_from = items.length < query.limit ? null : query.from + items.length;
      const body = { showtime_id: id, code, items, next_from, ledger: { seq, waiting, parked, counts } };
      return c.json(body, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/showtimes/{showtime_id}/record",
      tag: "Admin",
      summary: "The database's copy of a showtime's bookings, tickets, payments and refunds",
      access: "admin",
      query: recordQuery,
      answers: { 200: recordAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query }) => {
      const db = database(c.env);
      const showtime = await showtimeOf(db, params.showtime_id);
      const page = { after: query.after, limit: query.limit };
      return c.json(await readSaleRecord(db, showtime, page), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/layouts",
      tag: "Admin",
      summary: "A seat layout by its version, older ones too",
      access: "admin",
      query: z.object({ version: z.string().check(z.minLength(1), z.maxLength(120)) }),
      answers: { 200: layoutAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { query }) => layoutResponse(c, query.version),
  ),
];

async function showtimeOf(db: Database, showtime_id: string): Promise<{ id: string; code: string }> {
  const found = await readShowtime(db, showtime_id);
  if (found === null) throw new Refusal("not_found");
  return found.showtime;
}
