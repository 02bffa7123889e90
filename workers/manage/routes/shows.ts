// Organiser: shows and prices. A change never touches what was sold; deleting works only where nothing was.

import * as z from "zod/mini";
import { missingOf, missingWords } from "../../../domain/catalogue/missing.ts";
import type { Fault } from "../../../schema/faults.ts";
import {
  managedShow,
  ownShowAnswer,
  type ShowInput,
  type ShowPatch,
  showInput,
  showPatch,
} from "../../../schema/http/catalogue.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import { type FoundShow, listOwnShows, readAnyShow, type ShowRow, type VenueRow } from "../../catalogue/db/shows.ts";
import { isVenuePublic, readPlaces, readVenue } from "../../catalogue/db/venues.ts";
import { dropPicture } from "../../catalogue/pictures.ts";
import { awayTermsOf, detailOf } from "../../catalogue/show-views.ts";
import { deleteDoorsOf } from "../../door/db/doors.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { newId } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { rehearsalsOf } from "../../kit/objects.ts";
import { deleteAppealsOf } from "../../line/db/appeals.ts";
import { replaceGuests } from "../../line/db/vips.ts";
import { runBroadcast } from "../../messages/broadcast.ts";
import { orderBroadcast } from "../../messages/db/broadcasts.ts";
import { markGone } from "../../sale/db/live-objects.ts";
import { closeSale, isInHands } from "../../sale/in-hands.ts";
import { republish } from "../../sale/publish.ts";
import { showtimeCodes } from "../db/purchases.ts";
import {
  decidedAnew,
  deleteGrades,
  deleteShow,
  deleteShowtimesOf,
  hasSales,
  insertGrades,
  insertShow,
  newShowRow,
  patchedColumns,
  saleTimesFault,
  writeShow,
} from "../db/show-making.ts";
import { drawFault, isDrawFixed } from "../draw-settings.ts";
import { ownerFilter } from "./venues.ts";

/** What buyers are told of when it changes. Prices and sale times are not theirs any more. */
const TOLD_FIELDS = ["title", "running_minutes"] as const;

export const manageShowRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/manage/shows",
      tag: "Organiser",
      summary: "List own shows",
      access: "manager",
      query: z.object(pageQuery),
      answers: { 200: listOf(managedShow) },
      refusals: ["invalid"],
    },
    async (c, { query, identity }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await listOwnShows(database(c.env), ownerFilter(identity), page);
      const items = found.map((one) => managed(c, one));
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) });
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/manage/shows",
      tag: "Organiser",
      summary: "Make a show; it is published unless `draft` is true",
      access: "manager",
      keeps_answer: "here",
      body: showInput,
      answers: { 201: ownShowAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "too_large", "key_reused", "key_in_use"],
    },
    async (c, { body, identity }) => {
      const { id } = await makeShow(c, identity, body);
      return c.json(await managedWhole(c, await ownShow(database(c.env), id, identity)), 201);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/manage/shows/{show_id}",
      tag: "Organiser",
      summary: "Read an own show, drafts too",
      access: "manager",
      answers: { 200: ownShowAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) =>
      c.json(await managedWhole(c, await ownShow(database(c.env), params.show_id, identity))),
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/manage/shows/{show_id}",
      tag: "Organiser",
      summary: "Change a show",
      access: "manager",
      body: showPatch,
      answers: { 200: ownShowAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "too_large",
        "has_sales",
        "show_cancelled",
        "show_taken_down",
        "draw_fixed",
      ],
    },
    async (c, { params, body, identity }) =>
      c.json(await managedWhole(c, await patchShow(c, identity, { show_id: params.show_id, patch: body }))),
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/manage/shows/{show_id}",
      tag: "Organiser",
      summary: "Delete a show of which nothing was sold",
      access: "manager",
      answers: { 204: null },
      refusals: ["not_found", "has_sales"],
    },
    async (c, { params, identity }) => {
      await removeShow(c, identity, params.show_id);
      return c.body(null, 204);
    },
  ),
];

export async function makeShow(c: Ctx, identity: Identity, body: ShowInput): Promise<{ readonly id: string }> {
  const db = database(c.env);
  const venue = await venueForShow(db, body.venue_id, identity);
  await holdGradesToVenue(db, venue.layout_version, body.grades);
  const row = newShowRow(body, venue, { id: newId("show"), owner_id: identity.user_id, now_ms: c.get("now_ms") });
  refuseFault(saleTimesFault(row) ?? drawFault(row));
  await db.batch([
    insertShow(db, row),
    insertGrades(db, row.id, body.grades),
    writeAudit(db, c, identity, { action: "show.create", subject_kind: "show", subject_id: row.id }),
  ]);
  await republish(c.env, row);
  return row;
}

type Patch = { readonly show_id: string; readonly patch: ShowPatch };

export async function patchShow(c: Ctx, identity: Identity, { show_id, patch }: Patch): Promise<FoundShow> {
  const before = await decidedAnew(() => changeShow(c, show_id, patch, identity));
  if (before.news_id !== null) c.executionCtx.waitUntil(runBroadcast(c.env, before.news_id));
  if (patch.status === "CANCELLED") await closeSale(c.env, show_id, before.codes, "cancelled");
  const changed = await ownShow(database(c.env), show_id, identity);
  if (before.poster !== changed.show.poster) c.executionCtx.waitUntil(dropPicture(c.env, before.poster));
  await republish(c.env, changed.show);
  return changed;
}

export async function removeShow(c: Ctx, identity: Identity, show_id: string): Promise<void> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  const codes = await showtimeCodes(db, show.id);
  if ((await hasSales(db, { show_id: show.id })) || (await isInHands(c.env, codes))) throw new Refusal("has_sales");
  await db.batch([
    ...replaceGuests(db, show.id, []),
    deleteShowtimesOf(db, show.id),
    deleteGrades(db, show.id),
    deleteDoorsOf(db, show.id),
    deleteAppealsOf(db, show.id),
    deleteShow(db, show.id),
    markGone(db, [show.id, ...codes]),
    writeAudit(db, c, identity, { action: "show.delete", subject_kind: "show", subject_id: show.id }),
  ]);
  c.executionCtx.waitUntil(dropPicture(c.env, show.poster));
  c.executionCtx.waitUntil(rehearsalsOf(c.env, show.id).forget());
  if (show.status !== "DRAFT") await closeSale(c.env, show.id, codes, "deleted");
}

type Changed = {
  readonly codes: readonly string[];
  readonly news_id: string | null;
  readonly poster: string | null;
};

/** One look, one decision, one write: what changed between is looked at again. */
async function changeShow(c: Ctx, show_id: string, body: ShowPatch, identity: Identity): Promise<Changed> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { show, grades } = await ownShow(db, show_id, identity);
  if (show.status === "CANCELLED") throw new Refusal("show_cancelled");
  if (show.status === "TAKEN_DOWN" && body.status !== undefined) throw new Refusal("show_taken_down");
  const moves = body.venue_id !== undefined && body.venue_id !== show.venue_id;
  const ends = body.status === "DRAFT" || body.status === "CANCELLED";
  const codes = moves || ends ? await showtimeCodes(db, show.id) : [];
  const sold = await hasSales(db, { show_id: show.id });
  if ((moves || ends) && (sold || (await isInHands(c.env, codes)))) throw new Refusal("has_sales");
  if (moves && codes.length > 0) refuseFault({ path: "venue_id", fault: "venue_has_showtimes" });
  const venue = moves ? await venueForShow(db, body.venue_id ?? "", identity) : await houseOf(db, show.venue_id);
  if (moves || body.grades !== undefined) {
    await holdGradesToVenue(db, moves ? venue.layout_version : show.layout_version, body.grades ?? grades);
  }
  const columns = patchedColumns(show, body, venue);
  const after = { ...show, ...columns };
  if (isDrawFixed(show, after, now_ms)) throw new Refusal("draw_fixed");
  refuseFault(saleTimesFault(after) ?? drawFault(after));
  const told = TOLD_FIELDS.filter((field) => columns[field] !== undefined && columns[field] !== show[field]);
  const news = sold && told.length > 0 ? showChanged(db, after, told, now_ms) : null;
  await db.batch([
    writeShow(db, columns, { show, now_ms }),
    writeAudit(db, c, identity, {
      action: "show.change",
      subject_kind: "show",
      subject_id: show.id,
      details: { fields: Object.keys(body) },
    }),
    ...(body.grades === undefined ? [] : [deleteGrades(db, show.id), insertGrades(db, show.id, body.grades)]),
    ...(news === null ? [] : [news.statement]),
  ]);
  return { codes, news_id: news?.id ?? null, poster: show.poster };
}

/** The name is said with every message; of the rest its new value goes along. */
const showChanged = (
  db: Database,
  { id, running_minutes }: Pick<ShowRow, "id" | "running_minutes">,
  told: readonly (typeof TOLD_FIELDS)[number][],
  now_ms: number,
) => {
  const length = told.includes("running_minutes") && running_minutes !== null ? { running_minutes } : {};
  const params = { changed: told.join(","), ...length };
  return orderBroadcast(db, { show_id: id, cause: "show_changed", params }, now_ms);
};

/** For acts that have no place while a show is taken down: what sells, says or ends something in public. */
export async function ownShowUp(db: Database, show_id: string, identity: Identity): Promise<FoundShow> {
  const found = await ownShow(db, show_id, identity);
  if (found.show.status === "TAKEN_DOWN") throw new Refusal("show_taken_down");
  return found;
}

export async function ownShow(db: Database, show_id: string, identity: Identity): Promise<FoundShow> {
  const found = await readAnyShow(db, show_id);
  if (found === null || (identity.role !== "ADMIN" && found.show.owner_id !== identity.user_id)) {
    throw new Refusal("not_found");
  }
  return found;
}

/** One's own house, or one that the catalogue shows to everybody anyway. */
async function venueForShow(db: Database, venue_id: string, identity: Identity): Promise<VenueRow> {
  const venue = await readVenue(db, venue_id);
  const own = venue !== null && (identity.role === "ADMIN" || venue.owner_id === identity.user_id);
  if (venue !== null && (own || (await isVenuePublic(db, venue_id)))) return venue;
  throw new Refusal("invalid", { errors: [{ path: "venue_id", fault: "venue_unknown" }] });
}

async function houseOf(db: Database, venue_id: string): Promise<VenueRow> {
  const venue = await readVenue(db, venue_id);
  if (venue === null) throw new Error(`venue ${venue_id} is not there`);
  return venue;
}

/** Each grade of the house has a price, and no price is for a grade the house has not. */
export async function holdGradesToVenue(db: Database, layout_version: string, list: readonly { grade: string }[]) {
  const places = Object.keys((await readPlaces(db, layout_version)) ?? {});
  const priced = new Set(list.map((entry) => entry.grade));
  const unpriced = places.filter((grade) => !priced.has(grade));
  const unknown = [...priced].filter((grade) => !places.includes(grade));
  if (unpriced.length > 0)
    refuseFault({ path: "grades", fault: "grade_unpriced", values: { grades: unpriced.join(", ") } });
  if (unknown.length > 0)
    refuseFault({ path: "grades", fault: "grade_not_in_venue", values: { grades: unknown.join(", ") } });
}

export function refuseFault(fault: Fault | null): void {
  if (fault !== null) throw new Refusal("invalid", { errors: [fault] });
}

export const managed = (c: Ctx, found: FoundShow) => ({
  ...detailOf(found, c.get("language"), c.get("now_ms")),
  room: found.show.room,
  ...awayTermsOf(found.show),
});

async function managedWhole(c: Ctx, found: FoundShow) {
  const places = (await readPlaces(database(c.env), found.show.layout_version)) ?? {};
  return { ...managed(c, found), missing: whatIsMissing(c, found, places) };
}

export function whatIsMissing(c: Ctx, { show, grades }: FoundShow, places: Readonly<Record<string, number>>) {
  const facts = { ...show, priced: grades.map(({ grade }) => grade), grades: Object.keys(places) };
  return missingOf(facts, c.get("now_ms")).map((code) => missingWords(code, c.get("language")));
}
