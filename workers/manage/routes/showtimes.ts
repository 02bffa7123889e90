// Organiser: the dates and rounds of a show. A showtime keeps the layout version of its making.
import type * as z from "zod/mini";
import type { Round } from "../../../domain/catalogue/series.ts";
import { type ShowtimeAnswer, showtimeAnswer, showtimeInput, showtimePatch } from "../../../schema/http/catalogue.ts";
import { listOf } from "../../../schema/http/common.ts";
import type { Grade } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { type FoundShow, readShowtime, readShowtimes } from "../../catalogue/db/shows.ts";
import { readPlaces } from "../../catalogue/db/venues.ts";
import { showtimeOf } from "../../catalogue/show-views.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { newId, newShowtimeCode } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { runBroadcast } from "../../messages/broadcast.ts";
import { orderBroadcast } from "../../messages/db/broadcasts.ts";
import { markGone } from "../../sale/db/live-objects.ts";
import { closeLedgers, isInHands } from "../../sale/in-hands.ts";
import { publishIfPublic } from "../../sale/publish.ts";
import {
  deleteShowtime,
  hasSales,
  insertShowtimes,
  isRoundTaken,
  refreshShowDates,
  showtimeTaken,
  updateShowtime,
} from "../db/show-making.ts";
import { holdGradesToVenue, ownShow, refuseFault } from "./shows.ts";

/** A long run is named by its first ones and its number. */
const IDS_NAMED = 20;

export const manageShowtimeRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/manage/shows/{show_id}/showtimes",
      tag: "Organiser",
      summary: "List an own show's showtimes",
      access: "manager",
      answers: { 200: listOf(showtimeAnswer) },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      return c.json({ items: (await readShowtimes(db, show.id)).map(showtimeOf), next_cursor: null });
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/manage/shows/{show_id}/showtimes",
      tag: "Organiser",
      summary: "Add a showtime",
      access: "manager",
      keeps_answer: "here",
      body: showtimeInput,
      answers: { 201: showtimeAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "showtime_exists",
        "show_cancelled",
        "key_reused",
        "key_in_use",
      ],
    },
    async (c, { params, body, identity }) =>
      c.json(await addShowtime(c, identity, { show_id: params.show_id, showtime: body }), 201),
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/manage/showtimes/{showtime_id}",
      tag: "Organiser",
      summary: "Move a showtime",
      access: "manager",
      body: showtimePatch,
      answers: { 200: showtimeAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "showtime_exists", "show_cancelled"],
    },
    async (c, { params, body, identity }) =>
      c.json(await moveShowtime(c, identity, { showtime_id: params.showtime_id, patch: body })),
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/manage/showtimes/{showtime_id}",
      tag: "Organiser",
      summary: "Delete a showtime of which nothing was sold",
      access: "manager",
      answers: { 204: null },
      refusals: ["not_found", "has_sales"],
    },
    async (c, { params, identity }) => {
      await removeShowtime(c, identity, params.showtime_id);
      return c.body(null, 204);
    },
  ),
];

type One = { readonly show_id: string; readonly showtime: z.infer<typeof showtimeInput> };

export async function addShowtime(c: Ctx, identity: Identity, { show_id, showtime }: One) {
  const db = database(c.env);
  const { show, grades } = await ownShow(db, show_id, identity);
  if (show.status === "CANCELLED") throw new Refusal("show_cancelled");
  const existing = await readShowtimes(db, show.id);
  if (existing.length >= LIMITS.showtimes_per_show) {
    refuseFault({ path: "", fault: "showtimes_full", values: { max: LIMITS.showtimes_per_show } });
  }
  if (await showtimeTaken(db, show.id, showtime.starts_at_ms, showtime.round)) throw new Refusal("showtime_exists");
  const [made] = await addShowtimes(c, identity, { show, grades }, [showtime]);
  return made;
}

type Move = { readonly showtime_id: string; readonly patch: z.infer<typeof showtimePatch> };

export async function moveShowtime(c: Ctx, identity: Identity, { showtime_id, patch }: Move): Promise<ShowtimeAnswer> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { showtime, show, time_zone } = await ownShowtime(db, showtime_id, identity);
  if (show.status === "CANCELLED") throw new Refusal("show_cancelled");
  const starts_at_ms = patch.starts_at_ms ?? showtime.starts_at_ms;
  const round = patch.round ?? showtime.round;
  const taken = await showtimeTaken(db, show.id, starts_at_ms, round);
  if (taken !== null && taken !== showtime.id) throw new Refusal("showtime_exists");
  const about = { showtime_id: showtime.id, changed: "starts_at", starts_at_ms, time_zone };
  const news = orderBroadcast(db, { show_id: show.id, cause: "show_changed", params: about }, now_ms);
  const moved = db.batch([
    updateShowtime(db, showtime.id, patch),
    ...(starts_at_ms === showtime.starts_at_ms ? [] : [news.statement]),
    refreshShowDates(db, show.id, now_ms),
    writeAudit(db, c, identity, {
      action: "showtime.change",
      subject_kind: "showtime",
      subject_id: showtime.id,
      details: { from_ms: showtime.starts_at_ms, to_ms: starts_at_ms },
    }),
  ]);
  await moved.catch(refuseTaken);
  await publishIfPublic(c.env, show);
  c.executionCtx.waitUntil(runBroadcast(c.env, news.id));
  const rows = await readShowtimes(db, show.id);
  const changed = rows.find((row) => row.id === showtime.id);
  if (changed === undefined) throw new Refusal("not_found");
  return showtimeOf(changed);
}

export async function removeShowtime(c: Ctx, identity: Identity, showtime_id: string): Promise<void> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { showtime, show } = await ownShowtime(db, showtime_id, identity);
  const sold = await hasSales(db, { showtime_id: showtime.id });
  if (sold || (await isInHands(c.env, [showtime.code]))) throw new Refusal("has_sales");
  await db.batch([
    deleteShowtime(db, showtime.id),
    markGone(db, [showtime.code]),
    refreshShowDates(db, show.id, now_ms),
    writeAudit(db, c, identity, { action: "showtime.delete", subject_kind: "showtime", subject_id: showtime.id }),
  ]);
  await closeLedgers(c.env, [showtime.code], "deleted");
}

/** All of them in one batch, or none. By the show's own plan: its house may have got another one since. */
export async function addShowtimes(
  c: Ctx,
  identity: Identity,
  { show, grades }: Pick<FoundShow, "show" | "grades">,
  rounds: readonly Round[],
): Promise<ShowtimeAnswer[]> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { id: show_id, layout_version } = show;
  const places = await readPlaces(db, layout_version);
  if (places === null) throw new Refusal("not_found");
  await holdGradesToVenue(db, layout_version, grades);
  const rows = rounds.map(({ starts_at_ms, round }) => ({
    id: newId("st"),
    show_id,
    code: newShowtimeCode(),
    round,
    starts_at_ms,
    layout_version,
    seats_left: places,
    created_at_ms: now_ms,
  }));
  const made = db.batch([
    writeAudit(db, c, identity, {
      action: "showtime.create",
      subject_kind: "show",
      subject_id: show_id,
      details: { showtimes: rows.map(({ id }) => id).slice(0, IDS_NAMED), count: rows.length },
    }),
    ...insertShowtimes(db, rows),
    refreshShowDates(db, show_id, now_ms),
  ]);
  await made.catch(refuseTaken);
  await publishIfPublic(c.env, show);
  const left = places as Partial<Record<Grade, number>>;
  return rows.map(({ created_at_ms, code, ...shown }) => ({ ...shown, seats_left: left, seats_total: left }));
}

/** Two of the same at the same moment both found the time free; the table's index lets one of them in. */
function refuseTaken(error: unknown): never {
  throw isRoundTaken(error) ? new Refusal("showtime_exists") : error;
}

export async function ownShowtime(db: Database, showtime_id: string, identity: Identity) {
  const found = await readShowtime(db, showtime_id);
  if (found === null || (identity.role !== "ADMIN" && found.show.owner_id !== identity.user_id)) {
    throw new Refusal("not_found");
  }
  return found;
}
