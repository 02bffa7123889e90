// Organiser: what removed fans ask to be looked at again, and the answer to it.
import { appealDecision, appealMade, appealsQuery, heardAppeal } from "../../../schema/http/appeals.ts";
import { listOf } from "../../../schema/http/common.ts";
import { database } from "../../kit/db/database.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { decideAppeal, heardAppeals } from "../appeals.ts";
import { ownShow } from "./shows.ts";

const APPEALS = "/v1/api/manage/shows/{show_id}/appeals";

export const manageAppealRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: APPEALS,
      tag: "Organiser",
      summary: "Appeals against removals from the own line, newest first",
      access: "manager",
      query: appealsQuery,
      answers: { 200: listOf(heardAppeal) },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { items, next } = await heardAppeals(db, { show_id: show.id, status: query.status }, page);
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) }, 200, {
        "cache-control": "no-store",
      });
    },
  ),

  route(
    {
      method: "POST",
      path: `${APPEALS}/{appeal_id}/decision`,
      tag: "Organiser",
      summary: "Bring the fan back to the same place, or let the removal stand; they are told why",
      access: "manager",
      body: appealDecision,
      answers: { 200: appealMade },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "appeal_decided",
        "not_removed",
        "sale_over",
        "show_cancelled",
        "unavailable",
      ],
    },
    async (c, { params, body, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      const decided = await decideAppeal(c, identity, { ...body, show_id: show.id, appeal_id: params.appeal_id });
      return c.json({ id: decided.id, status: decided.status });
    },
  ),
];
