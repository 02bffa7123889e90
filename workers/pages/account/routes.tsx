// Where the account pages are mounted. They come before all other pages, so that what is private stays out of every
// cache below /me and /admin, whoever adds a page there later.
import type { Hono, MiddlewareHandler } from "hono";
import type { AppEnv } from "../../env.ts";
import { auditPage, changeRole, changeStatus, personPage, usersPage } from "./admin-routes.tsx";
import { deleteMe, deletePage, endOne, endOthers, mePage, saveMe, sessionsPage, unlink } from "./me-routes.tsx";
import { askForCode, codePage, resendCode, signInPage, signOut, tryCode } from "./sign-in-routes.tsx";

/** A shared phone's back button must find nothing of the person who signed out (D70). */
const keepNowhere: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set("cache-control", "no-store");
};

export function mountAccountPages(app: Hono<AppEnv>): void {
  for (const path of ["/me/*", "/admin/*", "/signin/*", "/signout"]) app.use(path, keepNowhere);
  app.get("/signin", signInPage);
  app.post("/signin", askForCode);
  app.get("/signin/code", codePage);
  app.post("/signin/code", tryCode);
  app.post("/signin/code/resend", resendCode);
  app.post("/signout", signOut);
  app.get("/me", mePage);
  app.post("/me", saveMe);
  app.post("/me/identities/:identity_id/unlink", unlink);
  app.get("/me/delete", deletePage);
  app.post("/me/delete", deleteMe);
  app.get("/me/sessions", sessionsPage);
  app.post("/me/sessions/end_others", endOthers);
  app.post("/me/sessions/:session_id/end", endOne);
  app.get("/admin", (c) => c.redirect("/admin/users", 302));
  app.get("/admin/users", usersPage);
  app.get("/admin/users/:user_id", personPage);
  app.post("/admin/users/:user_id/role", changeRole);
  app.post("/admin/users/:user_id/status", changeStatus);
  app.get("/admin/audit", auditPage);
}
