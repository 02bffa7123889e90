// Organiser: venues and their layouts.

import * as z from "zod/mini";
import { buildLayout } from "../../../domain/layout/build.ts";
import { changesBetween, countsOf } from "../../../domain/layout-editing/diff.ts";
import { openDraft } from "../../../domain/layout-editing/draft.ts";
import { problemMessage } from "../../../domain/layout-editing/problem-words.ts";
import { problemsOf } from "../../../domain/layout-editing/problems.ts";
import { exportPlan } from "../../../domain/pretix-plan/export.ts";
import { importPlan, importText } from "../../../domain/pretix-plan/import.ts";
import { reportMessage } from "../../../domain/pretix-plan/report.ts";
import { faultWords } from "../../../schema/faults.ts";
import { venueAnswer, venueInput, venueMadeAnswer } from "../../../schema/http/catalogue.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import {
  layoutOrPlanAnswer,
  layoutPreviewAnswer,
  layoutQuery,
  planImportAnswer,
  planImportInput,
} from "../../../schema/http/layouts.ts";
import { type LayoutInput, layoutInput } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { VenueRow } from "../../catalogue/db/shows.ts";
import {
  awaitingShowtimes,
  insertLayout,
  insertVenue,
  listVenues,
  ownShowsAt,
  type Plan,
  packLayout,
  readVenue,
  useLayout,
} from "../../catalogue/db/venues.ts";
import { layoutResponse } from "../../catalogue/routes/shows.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { newId } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { layoutOf } from "../../sale/publish.ts";
import { moveToLayout } from "../../sale/relayout.ts";
import { seatsInUse } from "../../sale/seats-in-use.ts";

export const manageVenueRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/manage/venues",
      tag: "Organiser",
      summary: "List own venues",
      access: "manager",
      query: z.object(pageQuery),
      answers: { 200: listOf(venueAnswer) },
      refusals: ["invalid"],
    },
    async (c, { query, identity }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await listVenues(database(c.env), ownerFilter(identity), page);
      return c.json({ items: found.map(shown), next_cursor: next === null ? null : writeCursor(next) });
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/manage/venues",
      tag: "Organiser",
      summary: "Make a venue with its layout",
      access: "manager",
      keeps_answer: "here",
      body: venueInput,
      body_bytes_max: LIMITS.layout_body_bytes,
      answers: { 201: venueMadeAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "too_large", "key_reused", "key_in_use"],
    },
    async (c, { body, identity }) => {
      const { venue, plan } = await makeVenue(c, identity, body);
      return c.json({ ...shown(venue), sections: sectionsOf(plan) }, 201);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/manage/venues/{venue_id}/layout",
      tag: "Organiser",
      summary: "Read a venue's present layout",
      access: "manager",
      query: layoutQuery,
      answers: { 200: layoutOrPlanAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const db = database(c.env);
      const venue = await ownVenue(db, params.venue_id, identity);
      if (query.format !== "pretix") return layoutResponse(c, venue.layout_version);
      const plan = exportPlan(await layoutOf(db, venue.layout_version), venue.name);
      c.header("content-disposition", `attachment; filename="${venue.id}.json"`);
      return c.json(plan);
    },
  ),

  route(
    {
      method: "PUT",
      path: "/v1/api/manage/venues/{venue_id}/layout",
      tag: "Organiser",
      summary: "Give a venue a new layout version; its owner's showtimes that nobody has touched follow it",
      access: "manager",
      body: layoutInput,
      body_bytes_max: LIMITS.layout_body_bytes,
      answers: { 200: venueMadeAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "too_large", "layout_in_use"],
    },
    async (c, { params, body, identity }) => {
      const db = database(c.env);
      const venue = await ownVenue(db, params.venue_id, identity);
      const plan = planOf(body);
      const packed = await packLayout(venue.id, plan, c.get("now_ms"));
      const awaiting = await awaitingShowtimes(db, venue, c.get("now_ms"));
      const changes = packed.layout.layout_version !== venue.layout_version;
      const in_use = changes ? await seatsInUse(c.env, awaiting) : [];
      if (in_use.length > 0) throw new Refusal("layout_in_use", { in_use });
      await db.batch([
        insertLayout(db, packed.row),
        useLayout(db, venue.id, packed),
        writeAudit(db, c, identity, {
          action: "layout.change",
          subject_kind: "venue",
          subject_id: venue.id,
          details: { from: venue.layout_version, to: packed.layout.layout_version },
        }),
      ]);
      if (changes) {
        const show_ids = (await ownShowsAt(db, venue)).map(({ id }) => id);
        await moveToLayout(c.env, { show_ids, showtimes: awaiting }, packed.layout);
      }
      const changed = { ...venue, layout_version: packed.layout.layout_version, capacity: packed.row.capacity };
      return c.json({ ...shown(changed), sections: sectionsOf(plan) });
    },
  ),
  route(
    {
      method: "POST",
      path: "/v1/api/manage/layouts/import",
      tag: "Organiser",
      summary: "Read a seating plan of another system as a layout; nothing is stored",
      access: "manager",
      body: planImportInput,
      body_bytes_max: LIMITS.plan_bytes + LIMITS.body_bytes,
      unbounded: "plan_unreadable",
      answers: { 200: planImportAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "too_large", "plan_unreadable"],
    },
    async (c, { body }) => {
      const options = { join_rows: body.join_rows ?? false };
      const read = typeof body.plan === "string" ? importText(body.plan, options) : importPlan(body.plan, options);
      if (!read.ok) throw new Refusal("plan_unreadable", { reason: read.failure });
      const { report, ...layout } = read.value;
      const language = c.get("language");
      const told = report.map((entry) => {
        const { severity, code, path } = entry;
        return { severity, code, path, message: reportMessage(entry, language) };
      });
      return c.json({ ...layout, report: told });
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/manage/venues/{venue_id}/layout/preview",
      tag: "Organiser",
      summary: "What a new layout would change, whom it would concern, and what is wrong with it; nothing is stored",
      access: "manager",
      body: layoutInput,
      body_bytes_max: LIMITS.layout_body_bytes,
      answers: { 200: layoutPreviewAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "too_large"],
    },
    async (c, { params, body, identity }) => {
      const db = database(c.env);
      const venue = await ownVenue(db, params.venue_id, identity);
      const built = buildLayout(body);
      const awaiting = await awaitingShowtimes(db, venue, c.get("now_ms"));
      const [before, in_use] = await Promise.all([layoutOf(db, venue.layout_version), seatsInUse(c.env, awaiting)]);
      if (!built.ok) {
        const { code, values } = built.failure;
        const message = faultWords({ fault: code, values }, c.get("language"));
        const problem = { severity: "error" as const, code, message, seats: [] };
        return c.json({ changes: NO_CHANGES, in_use, problems: [problem] });
      }
      const problems = problemsOf(openDraft(built.value)).map(({ severity, code, name, seats }) => {
        return { severity, code, message: problemMessage(code, name, c.get("language")), seats };
      });
      return c.json({ changes: countsOf(changesBetween(before, built.value)), in_use, problems });
    },
  ),
];

const NO_CHANGES = { added: 0, removed: 0, moved: 0, regraded: 0, relabelled: 0 };

/** An admin reaches everything, a manager only their own: what is not theirs is not found. */
export const ownerFilter = (identity: Identity): string | null => (identity.role === "ADMIN" ? null : identity.user_id);

export async function makeVenue(
  c: Ctx,
  identity: Identity,
  body: z.infer<typeof venueInput>,
): Promise<{ readonly venue: VenueRow; readonly plan: Plan }> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const plan = planOf(body);
  const id = newId("ven");
  const packed = await packLayout(id, plan, now_ms);
  const venue: VenueRow = {
    id,
    owner_id: identity.user_id,
    name: body.name,
    name_en: body.name_en ?? null,
    region: body.region,
    time_zone: body.time_zone,
    capacity: packed.row.capacity,
    layout_version: packed.layout.layout_version,
    created_at_ms: now_ms,
  };
  await db.batch([
    insertVenue(db, venue),
    insertLayout(db, packed.row),
    writeAudit(db, c, identity, { action: "venue.create", subject_kind: "venue", subject_id: id }),
  ]);
  return { venue, plan };
}

export async function ownVenue(db: Database, venue_id: string, identity: Identity): Promise<VenueRow> {
  const venue = await readVenue(db, venue_id);
  if (venue === null || (identity.role !== "ADMIN" && venue.owner_id !== identity.user_id)) {
    throw new Refusal("not_found");
  }
  return venue;
}

function planOf(input: LayoutInput): Plan {
  const built = buildLayout(input);
  if (built.ok) return built.value;
  const { code: fault, path, values } = built.failure;
  throw new Refusal("invalid", { errors: [{ path, fault, values }] });
}

const sectionsOf = (plan: Plan) => plan.sections.map(({ id, name, kind, grade }) => ({ id, name, kind, grade }));

const shown = ({ id, name, region, time_zone, capacity, layout_version }: VenueRow) => ({
  id,
  name,
  region,
  time_zone,
  capacity,
  layout_version,
});
