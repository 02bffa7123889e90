// The own profile: view, edit, unlink a way to sign in, delete the account.
import { type ProfilePatch, profilePatch, userAnswer } from "../../../schema/http/people.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { rememberLanguage } from "../auth/profile-language.ts";
import { cutHere } from "../auth/token-cuts.ts";
import { forgetUser, hasOpenBookings, organisesStill } from "../db/account-end.ts";
import { deleteIdentity, readIdentities, readUser, type UserRow, updateUser, userAnswerOf } from "../db/people.ts";
import { forgetObject, letGoEverywhere } from "../let-go.ts";
import { hasOpenOrders } from "../open-orders.ts";
import { dropSessionCookies } from "./auth.ts";

export const userRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/users/me",
      tag: "People",
      summary: "Read the own profile",
      access: "fan",
      answers: { 200: userAnswer },
      refusals: ["session_ended"],
    },
    async (c, { identity }) => {
      const db = database(c.env);
      const [user, list] = await Promise.all([readUser(db, identity.user_id), readIdentities(db, identity.user_id)]);
      if (user === null || user.status !== "ACTIVE") throw new Refusal("session_ended");
      return c.json(userAnswerOf(user, list), 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "PATCH",
      path: "/v1/api/users/me",
      tag: "People",
      summary: "Change name, phone or language",
      access: "fan",
      body: profilePatch,
      answers: { 200: userAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "session_ended"],
    },
    async (c, { body, identity }) => {
      const user = await saveProfile(c, identity, body);
      const list = await readIdentities(database(c.env), user.id);
      return c.json(userAnswerOf(user, list), 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/users/me",
      tag: "People",
      summary: "Delete the account: the person is forgotten, what the law of money needs stays",
      access: "fan",
      answers: { 204: null },
      refusals: ["open_bookings", "sale_running"],
    },
    async (c, { identity }) => {
      await deleteAccount(c, identity);
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/users/me/identities/{identity_id}",
      tag: "People",
      summary: "Unlink a way to sign in, except the last",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found", "last_identity"],
    },
    async (c, { params, identity }) => {
      await unlinkIdentity(c, identity, params.identity_id);
      return c.body(null, 204);
    },
  ),
];

export async function saveProfile(c: Ctx, identity: Identity, patch: ProfilePatch): Promise<UserRow> {
  const db = database(c.env);
  const user = await readUser(db, identity.user_id);
  if (user === null || user.status !== "ACTIVE") throw new Refusal("session_ended");
  // Only what was given: two devices that change two things at once each keep the other's.
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const changed: Partial<UserRow> = { ...Object.fromEntries(given), updated_at_ms: c.get("now_ms") };
  await updateUser(db, user.id, changed);
  const after = { ...user, ...changed };
  rememberLanguage(user.id, { language: after.language, at_ms: Date.now() });
  return after;
}

export async function deleteAccount(c: Ctx, identity: Identity): Promise<void> {
  const db = database(c.env);
  const now_ms = Date.now();
  if (await hasOpenBookings(db, identity.user_id)) throw new Refusal("open_bookings");
  if (await hasOpenOrders(c.env, identity, now_ms)) throw new Refusal("open_bookings");
  if (await organisesStill(db, identity.user_id, now_ms)) throw new Refusal("sale_running");
  await forgetUser(db, identity.user_id, now_ms);
  cutHere(`user:${identity.user_id}`, now_ms);
  await letGoEverywhere(c.env, identity.user_id);
  await forgetObject(c.env, identity.user_id);
  dropSessionCookies(c);
}

export async function unlinkIdentity(c: Ctx, identity: Identity, identity_id: string): Promise<void> {
  const db = database(c.env);
  const list = await readIdentities(db, identity.user_id);
  const named = list.find((one) => one.id === identity_id);
  if (named === undefined) throw new Refusal("not_found");
  if (list.length === 1) throw new Refusal("last_identity");
  // Two tabs unlinking the last two at once: the statement itself keeps one.
  if (!(await deleteIdentity(db, identity.user_id, named.id))) throw new Refusal("last_identity");
}
