// Requests that name a practice are answered to the person of that very practice, by its own token, and to nobody else:
// a signed-in fan is nobody there, and the practice's person is nobody anywhere else.
import type { MiddlewareHandler } from "hono";
import { practiceFan, practiceNamed } from "../../../domain/crowd/names.ts";
import { readCookie } from "../../kit/cookies.ts";
import { type AppEnv, type Ctx, urlOf } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { holdWriteToOrigin } from "../../kit/middleware/origin.ts";
import { paths } from "../../kit/pages/paths.ts";
import { verifyPracticeToken } from "../auth/practice-token.ts";

/** Said by a practice's pages with each call of the API: what a body names is then of that practice or is not found. */
const HEADER = "x-practice";
/** Pages and routes about practices, which look at the token themselves. */
const ABOUT = /^\/(?:practice|v1\/api\/practices)(?:\/|$)/;
/** The product's own pages that a practice is played on, with all that their paths name. */
const PLAYED_ON = /^\/(?:shows\/([^/]+)\/(?:line|room(?:\/([^/]+))?)|checkout\/([^/]+)(?:\/release)?|verify\/([^/]+))$/;

export const practised: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set("practice", null);
  const { pathname } = urlOf(c);
  if (ABOUT.test(pathname)) return next();
  const code = c.req.header(HEADER) ?? codeIn(pathname);
  if (code === null) return next();
  await enter(c, code);
  const practice = c.get("practice");
  if (practice === null || pathname.startsWith("/v1/")) return next();
  const page = PLAYED_ON.exec(pathname);
  // Whatever else a link there leads to, it leads back to the practice.
  if (page === null) return c.redirect(paths.practice(practice.id), 303);
  // The wall of the stated routes, which pages are not: a practice's person is a fan of no other show.
  const named = page.slice(1).filter((part) => part !== undefined);
  if (named.some((part) => practiceNamed(plain(part)) !== code)) throw new Refusal("not_found");
  return next();
};

function codeIn(pathname: string): string | null {
  for (const part of pathname.split("/")) {
    const code = practiceNamed(plain(part));
    if (code !== null) return code;
  }
  return null;
}

/** As the routes read a part of a path: a name written with percents is that name. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function enter(c: Ctx, code: string): Promise<void> {
  const claims = await verifyPracticeToken(c.env, readCookie(c, "practice"), c.get("now_ms"));
  if (claims === null || claims.code !== code) throw new Refusal("practice_over");
  c.set("practice", { id: claims.practice_id, code });
  c.set("identity", { user_id: practiceFan(code), session_id: "practice", role: "USER", borne_by: "cookie" });
  c.set("identity_refusal", null);
  holdWriteToOrigin(c);
}
