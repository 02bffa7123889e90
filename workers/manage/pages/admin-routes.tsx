// The admin's pages over the same acts that the admin's API has.
import { failureWords } from "../../../schema/failures.ts";
import { rolePatch, statusPatch } from "../../../schema/http/people.ts";
import { ROLES } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { readHoldings } from "../../people/db/account-views.ts";
import { readIdentities, readUser } from "../../people/db/people.ts";
import { asAdmin, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { findUsers } from "../db/admin.ts";
import { giveRole, setStatus } from "../routes/admin.ts";
import { PersonPage } from "./admin-person-page.tsx";
import { UsersPage } from "./admin-users-page.tsx";

const USERS_PAGE = 20;

export const usersPage = asAdmin(async (c, { user }) => {
  const query = queryRecord(c.req.url);
  const q = (query.q ?? "").trim().slice(0, LIMITS.search_chars);
  const role = ROLES.find((one) => one === query.role) ?? null;
  const about = { ...(q === "" ? {} : { q }), ...(role === null ? {} : { role }) };
  const { found, next } = await findUsers(database(c.env), about, {
    limit: USERS_PAGE,
    cursor: readCursor(query.cursor),
  });
  const next_cursor = next === null ? null : writeCursor(next);
  const view = { q, role, users: found, first: query.cursor === undefined, next_cursor };
  return page(c, <UsersPage frame={fanFrame(c, user, null)} view={view} />);
});

export const personPage = asAdmin(async (c, { user: admin }) => {
  const db = database(c.env);
  const user_id = c.req.param("user_id") ?? "";
  const user = await readUser(db, user_id);
  if (user === null) throw new Refusal("not_found");
  const [identities, holdings] = await Promise.all([
    readIdentities(db, user.id),
    readHoldings(db, user.id, c.get("now_ms")),
  ]);
  const view = { user, identities, holdings, is_self: user.id === admin.id };
  return page(c, <PersonPage frame={fanFrame(c, admin, saidOnPerson(c))} view={view} />);
});

function saidOnPerson(c: Ctx): Said {
  const query = queryRecord(c.req.url);
  const { done } = wordsFor(c.get("language")).account.admin;
  if (query.done !== undefined && Object.hasOwn(done, query.done)) {
    return { tone: "info", text: done[query.done as keyof typeof done] };
  }
  if (query.refused !== "own_role") return null;
  const { title, detail } = failureWords("own_role", c.get("language"));
  return { tone: "warning", text: `${title}. ${detail}` };
}

/** Ends in the person's page, which says what was done or why not. */
async function act(c: Ctx, user_id: string, done: string, step: () => Promise<unknown>) {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== "own_role") throw error;
    return c.redirect(`${paths.user(user_id)}?refused=own_role`, 303);
  }
  return c.redirect(`${paths.user(user_id)}?done=${done}`, 303);
}

export const changeRole = asAdmin(async (c, { identity }) => {
  const user_id = c.req.param("user_id") ?? "";
  const { role } = parseWith(rolePatch, { role: (await readForm(c)).get("role") });
  return act(c, user_id, "role", () => giveRole(c, identity, user_id, role));
});

export const changeStatus = asAdmin(async (c, { identity }) => {
  const user_id = c.req.param("user_id") ?? "";
  const { status } = parseWith(statusPatch, { status: (await readForm(c)).get("status") });
  const done = status === "DISABLED" ? "disabled" : "unlocked";
  return act(c, user_id, done, () => setStatus(c, identity, user_id, status));
});
