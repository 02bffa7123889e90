// Assembly of the HTTP side: middleware, stated routes, pages, and what is said when none of them fits.
import { Hono } from "hono";
import { bookingRoutes } from "../buying/routes/bookings.ts";
import { handoverRoutes } from "../buying/routes/handovers.ts";
import { paymentRoutes } from "../buying/routes/payments.ts";
import { returnsRoutes } from "../buying/routes/returns.ts";
import { returnsLogRoutes } from "../buying/routes/returns-log.ts";
import { ticketRoutes } from "../buying/routes/tickets.ts";
import { forgetAfterChange } from "../catalogue/middleware.ts";
import { showRoutes } from "../catalogue/routes/shows.ts";
import { checkInRoutes } from "../door/routes/checkins.ts";
import { manifestRoutes } from "../door/routes/manifest.ts";
import { notificationChoiceRoutes } from "../inbox/routes/notification-choices.ts";
import { notificationRoutes } from "../inbox/routes/notifications.ts";
import { pushRoutes } from "../inbox/routes/push.ts";
import { type AppEnv, type Ctx, urlOf } from "../kit/env.ts";
import { problemResponse, Refusal } from "../kit/failures.ts";
import { KeptMatches } from "../kit/http/kept-matches.ts";
import { methodsAt, mountRoutes } from "../kit/http/mount.ts";
import { openApiOf } from "../kit/http/openapi.ts";
import type { Route } from "../kit/http/route.ts";
import { log, loggedPath, thrown } from "../kit/log.ts";
import { accounts } from "../kit/middleware/accounts.ts";
import { security } from "../kit/middleware/security.ts";
import { serviceBanner } from "../kit/middleware/service-banner.ts";
import { pageProblem } from "../kit/pages/answer.tsx";
import { VERSION } from "../kit/version.ts";
import { appealRoutes } from "../line/routes/appeals.ts";
import { checkRoutes } from "../line/routes/checks.ts";
import { lineRoutes } from "../line/routes/line.ts";
import { lineLogRoutes } from "../line/routes/log.ts";
import { adminRoutes } from "../manage/routes/admin.ts";
import { adminAuditRoutes } from "../manage/routes/admin-audit.ts";
import { adminFailureRoutes } from "../manage/routes/admin-failures.ts";
import { adminObjectRoutes } from "../manage/routes/admin-objects.ts";
import { adminSaleRoutes } from "../manage/routes/admin-sale.ts";
import { adminShowRoutes } from "../manage/routes/admin-shows.ts";
import { manageAppealRoutes } from "../manage/routes/appeals.ts";
import { manageBlockRoutes } from "../manage/routes/blocks.ts";
import { manageDoorRoutes } from "../manage/routes/doors.ts";
import { manageJobRoutes } from "../manage/routes/jobs.ts";
import { manageLiveSaleRoutes } from "../manage/routes/live-sale.ts";
import { manageMessageRoutes } from "../manage/routes/messages.ts";
import { managePosterRoutes } from "../manage/routes/poster.ts";
import { managePurchaseRoutes } from "../manage/routes/purchases.ts";
import { manageRehearsalRoutes } from "../manage/routes/rehearsals.ts";
import { manageReturnsRoutes } from "../manage/routes/returns.ts";
import { manageSaleRoutes } from "../manage/routes/sale.ts";
import { manageSeriesRoutes } from "../manage/routes/series.ts";
import { manageShowRoutes } from "../manage/routes/shows.ts";
import { manageShowtimeRoutes } from "../manage/routes/showtimes.ts";
import { manageStoryRoutes } from "../manage/routes/story.ts";
import { manageVenueRoutes } from "../manage/routes/venues.ts";
import { manageVipRoutes } from "../manage/routes/vips.ts";
import { holdToAdmin } from "../people/hold-to-admin.ts";
import { asker } from "../people/middleware/asker.ts";
import { practised } from "../people/middleware/practised.ts";
import { renew } from "../people/middleware/renew.ts";
import { authRoutes } from "../people/routes/auth.ts";
import { oauthRoutes } from "../people/routes/oauth.ts";
import { userRoutes } from "../people/routes/users.ts";
import { practiceRoutes } from "../practice/routes/practices.ts";
import { retentionRoutes } from "../running/routes/retention.ts";
import { serviceRoutes } from "../running/routes/service.ts";
import { statusRoutes } from "../running/routes/status.ts";
import { seatRoutes } from "../seats/routes/seats.ts";
import { mountPages } from "./pages.tsx";

/** `simulated`: a payment may say how it shall end, which only the stand-in understands. */
export const routesOf = (simulated: boolean): readonly Route[] => [
  ...authRoutes,
  ...oauthRoutes,
  ...userRoutes,
  ...adminRoutes,
  ...adminShowRoutes,
  ...adminAuditRoutes,
  ...adminFailureRoutes,
  ...showRoutes,
  ...manageVenueRoutes,
  ...manageShowRoutes,
  ...manageShowtimeRoutes,
  ...manageSeriesRoutes,
  ...managePosterRoutes,
  ...lineRoutes,
  ...checkRoutes,
  ...appealRoutes,
  ...lineLogRoutes,
  ...seatRoutes,
  ...bookingRoutes,
  ...manageSaleRoutes,
  ...manageAppealRoutes,
  ...manageLiveSaleRoutes,
  ...manageRehearsalRoutes,
  ...paymentRoutes(simulated),
  ...ticketRoutes,
  ...checkInRoutes,
  ...manifestRoutes,
  ...manageDoorRoutes,
  ...returnsRoutes,
  ...returnsLogRoutes,
  ...handoverRoutes,
  ...practiceRoutes,
  ...manageBlockRoutes,
  ...manageReturnsRoutes,
  ...manageVipRoutes,
  ...managePurchaseRoutes,
  ...manageJobRoutes,
  ...manageStoryRoutes,
  ...adminSaleRoutes,
  ...adminObjectRoutes,
  ...notificationRoutes,
  ...notificationChoiceRoutes,
  ...manageMessageRoutes,
  ...pushRoutes,
  ...serviceRoutes,
  ...statusRoutes,
  ...retentionRoutes,
];

export const productRoutes = routesOf(false);

/** The stand-ins' routes and pages join here on a laptop; the deployed bundle passes none. */
export function createApp(extra: readonly Route[] = [], mountExtra?: (app: Hono<AppEnv>) => void): Hono<AppEnv> {
  const routes = [...(extra.length > 0 ? routesOf(true) : productRoutes), ...extra];
  const app = new Hono<AppEnv>({ strict: true, router: new KeptMatches() });
  app.use(accounts);
  app.use(security);
  for (const path of ["/v1/api/manage/*", "/v1/api/admin/*", "/manage/*", "/admin/*"]) app.use(path, forgetAfterChange);
  app.use(asker);
  app.use(renew);
  app.use(practised);
  app.use(serviceBanner);
  mountRoutes(app, routes, holdToAdmin);
  let document: Record<string, unknown> | null = null;
  const openApi = () => (document ??= openApiOf(routes, VERSION));
  app.get("/v1/api/openapi.json", (c) => c.json(openApi(), 200, { "cache-control": "public, max-age=300" }));
  mountPages(app, openApi);
  mountExtra?.(app);
  app.notFound((c) => refuse(c, unknownPath(c, app)));
  app.onError((error, c) => refuse(c, error));
  return app;
}

function unknownPath(c: Ctx, app: Hono<AppEnv>): unknown {
  const methods = methodsAt(app, urlOf(c).pathname);
  if (methods.length === 0) return new Refusal("not_found");
  c.header("allow", methods.join(", "));
  return new Refusal("method_not_allowed");
}

/** One answer for everything that went wrong: a refusal says itself, anything else is ours and is logged. */
function refuse(c: Ctx, error: unknown): Response | Promise<Response> {
  const request_id = c.get("request_id") ?? crypto.randomUUID();
  c.set("request_id", request_id);
  const failure = error instanceof Refusal ? error.failure : faultOf(error);
  const about = { request_id, method: c.req.method, path: loggedPath(c.req.path), code: failure.code };
  if (error instanceof Refusal) log("info", "refused", about);
  else log("error", "failed", { ...about, ...thrown(error) });
  if (wantsPage(c)) return pageProblem(c, failure);
  const response = problemResponse(failure, c.get("language") ?? "ko", request_id);
  const allow = c.res.headers.get("allow");
  if (allow !== null) response.headers.set("allow", allow);
  return response;
}

/** What an object or D1 throws when it has too much to do is overload, not a fault of the request. */
function faultOf(error: unknown): Refusal["failure"] {
  const facts = error as { overloaded?: boolean; retryable?: boolean; message?: string } | null;
  if (facts?.overloaded === true || /overloaded|queued for too long/i.test(facts?.message ?? "")) {
    return { code: "overloaded" };
  }
  return { code: facts?.retryable === true ? "unavailable" : "internal" };
}

const wantsPage = (c: Ctx): boolean =>
  (c.req.method === "GET" || c.req.method === "POST") &&
  !c.req.path.startsWith("/v1/") &&
  (c.req.header("accept") ?? "").includes("text/html");
