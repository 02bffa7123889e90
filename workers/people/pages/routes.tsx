// Where the account pages are mounted. They come before all other pages, so that what is private stays out of every
// cache below /me, whoever adds a page there later.
import type { Hono } from "hono";
import type { AppEnv } from "../../kit/env.ts";
import { keepNowhere } from "../../kit/middleware/keep-nowhere.ts";
import { deleteMe, deletePage, endOne, endOthers, mePage, saveMe, sessionsPage, unlink } from "./me-routes.tsx";
import { askForCode, codePage, resendCode, signInPage, signOut, tryCode } from "./sign-in-routes.tsx";

export function mountAccountPages(app: Hono<AppEnv>): void {
  for (const path of ["/me/*", "/signin/*", "/signout"]) app.use(path, keepNowhere);
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
}
