// Admin: people, shows of everyone, the audit log. Each act and its audit line are one batch.
import * as z from "zod/mini";
import { managedShow } from "../../../schema/http/catalogue.ts";
import { id, listOf, pageQuery, timeMs } from "../../../schema/http/common.ts";
import { adminUser, rolePatch, statusPatch, usersQuery } from "../../../schema/http/people.ts";
import type { Role } from "../../../schema/http/words.ts";
import { listOwnShows, readAnyShow } from "../../catalogue/db/shows.ts";
import { detailOf } from "../../catalogue/show-views.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { lineOf } from "../../kit/objects.ts";
import { runBroadcast } from "../../messages/broadcast.ts";
import { orderBroadcast } from "../../messages/db/broadcasts.ts";
import { cutHere } from "../../people/auth/token-cuts.ts";
import { readUser, type UserRow, updateUser } from "../../people/db/people.ts";
import { endSessionsOf } from "../../people/db/sessions.ts";
import { cutTokens } from "../../people/db/token-cuts.ts";
import { leaveEveryLine } from "../../people/leave-lines.ts";
import { republish } from "../../sale/publish.ts";
import { findUsers, readAudit } from "../db/admin.ts";
import { decidedAnew, writeShow } from "../db/show-making.ts";

const auditLine = z.object({
  id,
  at_ms: timeMs,
  actor_id: z.string(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string(),
  details: z.record(z.string(), z.unknown()),
  request_id: z.string(),
});

export const adminRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/users",
      tag: "Admin",
      summary: "Find people by address, name or id",
      access: "admin",
      query: usersQuery,
      answers: { 200: listOf(adminUser) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await findUsers(database(c.env), query, page);
      const items = found.map(shownUser);
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) }, 200, {
        "cache-control": "no-store",
      });
    },
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/admin/users/{user_id}/role",
      tag: "Admin",
      summary: "Give a role; access tokens of the old role end at once",
      access: "admin",
      body: rolePatch,
      answers: { 200: adminUser },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "own_role"],
    },
    async (c, { params, body, identity }) => c.json(shownUser(await giveRole(c, identity, params.user_id, body.role))),
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/admin/users/{user_id}/status",
      tag: "Admin",
      summary: "Disable a person, which ends their sessions, or let them in again",
      access: "admin",
      body: statusPatch,
      answers: { 200: adminUser },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "own_role"],
    },
    async (c, { params, body, identity }) =>
      c.json(shownUser(await setStatus(c, identity, params.user_id, body.status))),
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/shows",
      tag: "Admin",
      summary: "List everybody's shows",
      access: "admin",
      query: z.object(pageQuery),
      answers: { 200: listOf(managedShow) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await listOwnShows(database(c.env), null, page);
      const items = found.map((one) => ({
        ...detailOf(one, c.get("language"), c.get("now_ms")),
        room: one.show.room,
      }));
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
      body: z.object({ status: z.enum(["TAKEN_DOWN", "PUBLISHED"]) }),
      answers: { 200: managedShow },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "show_cancelled"],
    },
    async (c, { params, body, identity }) => {
      const news_id = await decidedAnew(() => setDown(c, identity, params.show_id, body.status));
      const changed = await readAnyShow(database(c.env), params.show_id);
      if (changed === null) throw new Refusal("not_found");
      // Its organiser may have changed it while it was down.
      await republish(c.env, changed.show);
      const stands = changed.show.status === "TAKEN_DOWN" || changed.show.sale_override === "PAUSED";
      if (!stands) await lineOf(c.env, changed.show.id).standStill(false);
      if (news_id !== null) c.executionCtx.waitUntil(runBroadcast(c.env, news_id));
      return c.json({ ...detailOf(changed, c.get("language"), c.get("now_ms")), room: changed.show.room });
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/admin/audit",
      tag: "Admin",
      summary: "Read the log of privileged acts, newest first",
      access: "admin",
      query: z.object(pageQuery),
      answers: { 200: listOf(auditLine) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await readAudit(database(c.env), page);
      return c.json({ items: found, next_cursor: next === null ? null : writeCursor(next) }, 200, {
        "cache-control": "no-store",
      });
    },
  ),
];

/** Answers with the message to its buyers, where something changed. */
async function setDown(
  c: Ctx,
  identity: Identity,
  show_id: string,
  status: "TAKEN_DOWN" | "PUBLISHED",
): Promise<string | null> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const found = await readAnyShow(db, show_id);
  if (found === null) throw new Refusal("not_found");
  const { show } = found;
  if (show.status === "CANCELLED") throw new Refusal("show_cancelled");
  // Nobody has seen a draft yet, and only its organiser says when it is ready.
  if (show.status === "DRAFT") throw new Refusal("invalid", { errors: [{ path: "status", message: "a draft" }] });
  const down = status === "TAKEN_DOWN";
  const cause = down ? "show_taken_down" : "show_restored";
  const news = show.status === status ? null : orderBroadcast(db, { show_id, cause }, now_ms);
  await db.batch([
    writeShow(db, { status }, { show, now_ms }),
    writeAudit(db, c, identity, {
      action: down ? "show.take_down" : "show.restore",
      subject_kind: "show",
      subject_id: show.id,
    }),
    ...(news === null ? [] : [news.statement]),
  ]);
  return news?.id ?? null;
}

export async function giveRole(c: Ctx, identity: Identity, user_id: string, role: Role): Promise<UserRow> {
  const db = database(c.env);
  const user = await otherUser(db, user_id, identity);
  const now_ms = Date.now();
  await db.batch([
    updateUser(db, user.id, { role, updated_at_ms: now_ms }),
    cutTokens(db, `user:${user.id}`, now_ms),
    writeAudit(db, c, identity, {
      action: "user.role",
      subject_kind: "user",
      subject_id: user.id,
      details: { from: user.role, to: role },
    }),
  ]);
  cutHere(`user:${user.id}`, now_ms);
  return { ...user, role };
}

export async function setStatus(
  c: Ctx,
  identity: Identity,
  user_id: string,
  status: "ACTIVE" | "DISABLED",
): Promise<UserRow> {
  const db = database(c.env);
  const user = await otherUser(db, user_id, identity);
  const now_ms = Date.now();
  const change = updateUser(db, user.id, { status, updated_at_ms: now_ms });
  const audit = writeAudit(db, c, identity, {
    action: status === "DISABLED" ? "user.disable" : "user.enable",
    subject_kind: "user",
    subject_id: user.id,
  });
  if (status === "DISABLED") {
    await db.batch([change, audit, ...endSessionsOf(db, user.id, "disabled", now_ms)]);
    cutHere(`user:${user.id}`, now_ms);
    await leaveEveryLine(c.env, user.id);
  } else {
    await db.batch([change, audit]);
  }
  return { ...user, status };
}

/** Nobody changes themselves: the last admin could lock the door from outside. */
async function otherUser(db: Database, user_id: string, identity: Identity): Promise<UserRow> {
  if (user_id === identity.user_id) throw new Refusal("own_role");
  const user = await readUser(db, user_id);
  if (user === null || user.status === "DELETED") throw new Refusal("not_found");
  return user;
}

const shownUser = ({ id: user_id, email, name, role, status, created_at_ms }: UserRow) => ({
  id: user_id,
  email,
  name,
  role,
  status,
  created_at_ms,
});
