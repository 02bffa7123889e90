// Admin: people. Each act and its audit line are one batch.
import { listOf } from "../../../schema/http/common.ts";
import { adminUser, rolePatch, statusPatch, usersQuery } from "../../../schema/http/people.ts";
import type { Role } from "../../../schema/http/words.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { cutHere } from "../../people/auth/token-cuts.ts";
import { readUser, type UserRow, updateUser } from "../../people/db/people.ts";
import { endSessionsOf } from "../../people/db/sessions.ts";
import { cutTokens } from "../../people/db/token-cuts.ts";
import { letGoEverywhere } from "../../people/let-go.ts";
import { findUsers } from "../db/admin.ts";

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
];

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
    await letGoEverywhere(c.env, user.id);
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
