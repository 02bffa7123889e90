// Organiser: venues and their layouts.

import * as z from "zod/mini";
import { buildLayout } from "../../../domain/layout/build.ts";
import { layoutAnswer, venueAnswer, venueInput, venueMadeAnswer } from "../../../schema/http/catalogue.ts";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import { type LayoutInput, layoutInput } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { VenueRow } from "../../catalogue/db/shows.ts";
import {
  awaitingShowtimes,
  insertLayout,
  insertVenue,
  listVenues,
  type Plan,
  packLayout,
  readVenue,
  useLayout,
} from "../../catalogue/db/venues.ts";
import { layoutResponse } from "../../catalogue/routes/shows.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { newId } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { isInHands } from "../../sale/in-hands.ts";
import { moveToLayout } from "../../sale/relayout.ts";

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
      answers: { 200: layoutAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const venue = await ownVenue(database(c.env), params.venue_id, identity);
      return layoutResponse(c, venue.layout_version);
    },
  ),

  route(
    {
      method: "PUT",
      path: "/v1/api/manage/venues/{venue_id}/layout",
      tag: "Organiser",
      summary: "Give a venue a new layout version; showtimes nobody has touched follow it",
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
      const awaiting = await awaitingShowtimes(db, venue.id, c.get("now_ms"));
      const changes = packed.layout.layout_version !== venue.layout_version;
      if (
        changes &&
        (await isInHands(
          c.env,
          awaiting.map(({ code }) => code),
        ))
      )
        throw new Refusal("layout_in_use");
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
      if (changes) await moveToLayout(c.env, awaiting, packed.layout);
      const changed = { ...venue, layout_version: packed.layout.layout_version, capacity: packed.row.capacity };
      return c.json({ ...shown(changed), sections: sectionsOf(plan) });
    },
  ),
];

/** An admin reaches everything, a manager only their own: what is not theirs is not found. */
export const ownerFilter = (identity: Identity): string | null => (identity.role === "ADMIN" ? null : identity.user_id);

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
  throw new Refusal("invalid", { errors: [{ path: built.failure.path, message: built.failure.message }] });
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
