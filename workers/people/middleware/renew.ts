// Whoever asks for a page with an access cookie that has run out goes on by the refresh cookie, within the same
// request: a fan is not thrown out after half an hour. Programs renew for themselves at the route made for it.
import type { MiddlewareHandler } from "hono";
import { readCookie } from "../../kit/cookies.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { log, thrown } from "../../kit/log.ts";
import { verifyAccessToken } from "../auth/access-token.ts";
import { refreshSession } from "../auth/refresh.ts";
import { dropSessionCookies } from "../routes/auth.ts";
import { languageOf } from "./asker.ts";

export const renew: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.get("identity") === null && isForPage(c)) await goOn(c);
  await next();
};

/** Pages and the forms on them; a form's origin was held to ours before this. */
function isForPage(c: Ctx): boolean {
  const asks_for_page = (c.req.header("accept") ?? "").includes("text/html") && !c.req.path.startsWith("/v1/");
  return asks_for_page && c.req.header("authorization") === undefined;
}

async function goOn(c: Ctx): Promise<void> {
  const refresh_token = readCookie(c, "refresh");
  if (refresh_token === undefined) {
    // An access token that counts no more, and nothing to go on with: the cookie only repeats a refusal.
    if (c.get("identity_refusal") !== null) dropSessionCookies(c);
    return;
  }
  try {
    const { access_token } = await refreshSession(c, refresh_token, { tabs: true });
    const verdict = await verifyAccessToken(c.env, access_token, c.get("now_ms"));
    if (!verdict.ok) return;
    const { sub, sid, role } = verdict.claims;
    c.set("identity", { user_id: sub, session_id: sid, role, borne_by: "cookie" });
    c.set("identity_refusal", null);
    c.set("language", languageOf(c, verdict.claims));
  } catch (error) {
    if (error instanceof Refusal) {
      // Told by pages that need somebody: this browser was signed in and is no more.
      c.set("identity_refusal", "session_ended");
      return dropSessionCookies(c);
    }
    // The page is shown signed out; the cookies stay, for the trouble is ours and may be over in a moment.
    log("error", "session_not_renewed", { request_id: c.get("request_id"), ...thrown(error) });
  }
}
