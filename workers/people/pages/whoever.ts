// Who may see an account page: the signed-in person as D1 knows them now, and admins. Everybody else is led to the
// sign-in and back, or told that nothing is here.

import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { paths } from "../../kit/pages/paths.ts";
import type { NoticeTone, PageFrame } from "../../kit/pages/view-models.ts";
import { readUser, type UserRow } from "../db/people.ts";
import { dropSessionCookies } from "../routes/auth.ts";

export type Fan = { readonly identity: Identity; readonly user: UserRow };
type Answer = (c: Ctx, fan: Fan) => Promise<Response>;

/** Pages read the person anyway, so they go by the row, not by what a token of half an hour ago says. */
export const asFan = (answer: Answer) => async (c: Ctx) => {
  const identity = c.get("identity");
  const user = identity === null ? null : await personOf(c, identity);
  if (identity === null || user === null || user.status !== "ACTIVE") {
    if (identity !== null) dropSessionCookies(c);
    const ended = identity !== null || c.get("identity_refusal") !== null;
    return c.redirect(`${paths.signIn(frameOf(c).path)}${ended ? "&done=ended" : ""}`, 303);
  }
  if (c.req.method !== "GET") await brakeWrites(c, identity);
  return answer(c, { identity, user });
};

/** A practice's person is nobody that D1 knows. */
async function personOf(c: Ctx, { user_id }: Identity): Promise<UserRow | null> {
  if (c.get("practice") === null) return readUser(database(c.env), user_id);
  const at = { created_at_ms: 0, updated_at_ms: 0 };
  const language = c.get("language");
  return { id: user_id, email: null, name: "", phone: "", language, role: "USER", status: "ACTIVE", ...at };
}

/** The admin's pages do not exist for others. */
export const asAdmin = (answer: Answer) =>
  asFan((c, fan) => {
    if (fan.user.role !== "ADMIN") throw new Refusal("not_found");
    return answer(c, fan);
  });

export type Said = { readonly tone: NoticeTone; readonly text: string } | null;

/** The frame of a page that knows its reader by name. */
export const fanFrame = (c: Ctx, user: UserRow, notice: Said, ...islands: readonly string[]): PageFrame => ({
  ...frameOf(c, "account.ts", ...islands),
  user: c.get("practice") === null ? { name: user.name, role: user.role } : null,
  notice,
});

export const guestFrame = (c: Ctx, notice: Said): PageFrame => ({ ...frameOf(c, "account.ts"), notice });
