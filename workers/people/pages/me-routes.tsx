// The own account by pages: each act ends in a redirect that says what was done, or in its form with what is wrong.
import { type FailureCode, failureWords } from "../../../schema/failures.ts";
import { PROVIDERS, profilePatch } from "../../../schema/http/people.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { dropCookie, writePreference } from "../../kit/cookies.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { cutHere } from "../auth/token-cuts.ts";
import { readHoldings } from "../db/account-views.ts";
import { readIdentities } from "../db/people.ts";
import { endOtherSessions, listSessions, readSession } from "../db/sessions.ts";
import { offeredProviders } from "../oauth/settings.ts";
import { endOwnSession } from "../routes/auth.ts";
import { deleteAccount, saveProfile, unlinkIdentity } from "../routes/users.ts";
import { DeletePage } from "./delete-account.tsx";
import { MePage, type ProfileErrors } from "./me-page.tsx";
import { SessionsPage } from "./sessions-page.tsx";
import { doorPath } from "./sign-in-routes.tsx";
import { asFan, type Fan, fanFrame, type Said } from "./whoever.ts";

/** The refusals that a redirect may carry back to the page; anything else in the address says nothing. */
const CARRIED: readonly FailureCode[] = ["last_identity", "not_found", "open_bookings", "sale_running"];

function saidOn(c: Ctx, done: Readonly<Record<string, string>>): Said {
  const query = queryRecord(c.req.url);
  const refused = CARRIED.find((code) => code === query.refused);
  if (refused !== undefined) {
    const { title, detail } = failureWords(refused, c.get("language"));
    return { tone: "warning", text: `${title}. ${detail}` };
  }
  const text = query.done !== undefined && Object.hasOwn(done, query.done) ? done[query.done] : undefined;
  return text === undefined ? null : { tone: "info", text };
}

export const mePage = asFan((c, fan) => {
  const { me } = wordsFor(c.get("language")).account;
  const { name, phone, language } = fan.user;
  return showMe(c, fan, { name, phone, language, errors: {} }, saidOn(c, { saved: me.saved, unlinked: me.unlinked }));
});

type Shown = Pick<Fan["user"], "name" | "phone" | "language"> & { readonly errors: ProfileErrors };

async function showMe(c: Ctx, { user }: Fan, shown: Shown, said: Said, status: 200 | 422 = 200) {
  const db = database(c.env);
  const [identities, holdings] = await Promise.all([
    readIdentities(db, user.id),
    readHoldings(db, user.id, c.get("now_ms")),
  ]);
  const offered = offeredProviders(c.env);
  const linkable = PROVIDERS.filter(
    (provider) => offered.includes(provider) && !identities.some((identity) => identity.provider === provider),
  );
  const view = { ...shown, email: user.email, identities, linkable, holdings };
  return page(c, <MePage frame={fanFrame(c, user, said)} view={view} />, status);
}

export const saveMe = asFan(async (c, fan) => {
  const form = await readForm(c);
  const given = { name: form.get("name"), phone: form.get("phone"), language: form.get("language") };
  const parsed = profilePatch.safeParse(given);
  if (!parsed.success) {
    const { me } = wordsFor(c.get("language")).account;
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const errors = {
      ...(wrong.has("name") ? { name: me.nameWrong } : {}),
      ...(wrong.has("phone") ? { phone: me.phoneWrong } : {}),
      ...(wrong.has("language") ? { language: me.languageWrong } : {}),
    };
    return showMe(c, fan, { ...given, language: fan.user.language, errors }, null, 422);
  }
  const user = await saveProfile(c, fan.identity, parsed.data);
  writePreference(c, "language", user.language);
  return c.redirect(`${paths.profile}?done=saved`, 303);
});

export const unlink = asFan(async (c, { identity }) => {
  try {
    await unlinkIdentity(c, identity, c.req.param("identity_id") ?? "");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return c.redirect(`${paths.profile}?refused=${error.failure.code}`, 303);
  }
  return c.redirect(`${paths.profile}?done=unlinked`, 303);
});

export const deletePage = asFan((c, fan) => showDelete(c, fan, null, 200));

async function showDelete(c: Ctx, { user }: Fan, error: string | null, status: 200 | 422) {
  const holdings = await readHoldings(database(c.env), user.id, c.get("now_ms"));
  return page(c, <DeletePage frame={fanFrame(c, user, null)} view={{ holdings, error }} />, status);
}

export const deleteMe = asFan(async (c, fan) => {
  const form = await readForm(c);
  if (form.get("sure") !== "yes") {
    return showDelete(c, fan, wordsFor(c.get("language")).account.me.removeSureWrong, 422);
  }
  try {
    await deleteAccount(c, fan.identity);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return c.redirect(`${paths.profile}?refused=${error.failure.code}`, 303);
  }
  dropCookie(c, "challenge");
  return c.redirect(doorPath("deleted"), 303);
});

export const sessionsPage = asFan(async (c, { identity, user }) => {
  const { sessions } = wordsFor(c.get("language")).account;
  const rows = await listSessions(database(c.env), user.id, c.get("now_ms"));
  const said = saidOn(c, { ended: sessions.ended, others_ended: sessions.othersEnded });
  const view = { sessions: rows, current_id: identity.session_id };
  return page(c, <SessionsPage frame={fanFrame(c, user, said)} view={view} />);
});

export const endOne = asFan(async (c, { identity }) => {
  const session = await readSession(database(c.env), c.req.param("session_id") ?? "");
  if (session === null || session.user_id !== identity.user_id || session.id === identity.session_id) {
    return c.redirect(`${paths.sessions}?refused=not_found`, 303);
  }
  await endOwnSession(c, session.id, "ended_elsewhere");
  return c.redirect(`${paths.sessions}?done=ended`, 303);
});

export const endOthers = asFan(async (c, { identity }) => {
  const now_ms = Date.now();
  const about = { user_id: identity.user_id, kept_id: identity.session_id };
  const ended = await endOtherSessions(database(c.env), about, now_ms);
  for (const session_id of ended) cutHere(`session:${session_id}`, now_ms);
  return c.redirect(`${paths.sessions}?done=others_ended`, 303);
});
