// Assembly of the HTTP side: middleware, stated routes, pages, and what is said when none of them fits.
import { Hono } from "hono";
import { adminRoutes } from "./api/admin.ts";
import { adminSaleRoutes } from "./api/admin-sale.ts";
import { authRoutes } from "./api/auth.ts";
import { bookingRoutes } from "./api/bookings.ts";
import { lineRoutes } from "./api/line.ts";
import { lineLogRoutes } from "./api/line-log.ts";
import { manageBlockRoutes } from "./api/manage-blocks.ts";
import { managePurchaseRoutes } from "./api/manage-purchases.ts";
import { manageSaleRoutes } from "./api/manage-sale.ts";
import { manageShowRoutes } from "./api/manage-shows.ts";
import { manageShowtimeRoutes } from "./api/manage-showtimes.ts";
import { manageStoryRoutes } from "./api/manage-story.ts";
import { manageVenueRoutes } from "./api/manage-venues.ts";
import { manageVipRoutes } from "./api/manage-vips.ts";
import { notificationChoiceRoutes } from "./api/notification-choices.ts";
import { notificationRoutes } from "./api/notifications.ts";
import { oauthRoutes } from "./api/oauth.ts";
import { paymentRoutes } from "./api/payments.ts";
import { pushRoutes } from "./api/push.ts";
import { seatRoutes } from "./api/seats.ts";
import { serviceRoutes } from "./api/service.ts";
import { showRoutes } from "./api/shows.ts";
import { ticketRoutes } from "./api/tickets.ts";
import { userRoutes } from "./api/users.ts";
import type { AppEnv, Ctx } from "./env.ts";
import { problemResponse, Refusal } from "./failures.ts";
import { methodsAt, mountRoutes } from "./http/mount.ts";
import { openApiOf } from "./http/openapi.ts";
import type { Route } from "./http/route.ts";
import { log, thrown } from "./log.ts";
import { asker } from "./middleware/asker.ts";
import { renew } from "./middleware/renew.ts";
import { security } from "./middleware/security.ts";
import { mountPages, pageProblem } from "./pages/routes.tsx";

export const VERSION = "1";

/** `simulated`: a payment may say how it shall end, which only the stand-in understands. */
export const routesOf = (simulated: boolean): readonly Route[] => [
  ...authRoutes,
  ...oauthRoutes,
  ...userRoutes,
  ...adminRoutes,
  ...showRoutes,
  ...manageVenueRoutes,
  ...manageShowRoutes,
  ...manageShowtimeRoutes,
  ...lineRoutes,
  ...lineLogRoutes,
  ...seatRoutes,
  ...bookingRoutes,
  ...manageSaleRoutes,
  ...paymentRoutes(simulated),
  ...ticketRoutes,
  ...manageBlockRoutes,
  ...manageVipRoutes,
  ...managePurchaseRoutes,
  ...manageStoryRoutes,
  ...adminSaleRoutes,
  ...notificationRoutes,
  ...notificationChoiceRoutes,
  ...pushRoutes,
  ...serviceRoutes,
];

export const productRoutes = routesOf(false);

/** The stand-ins' routes and pages join here on a laptop; the deployed bundle passes none. */
export function createApp(extra: readonly Route[] = [], mountExtra?: (app: Hono<AppEnv>) => void): Hono<AppEnv> {
  const routes = [...(extra.length > 0 ? routesOf(true) : productRoutes), ...extra];
  const app = new Hono<AppEnv>({ strict: true });
  app.use(security);
  app.use(asker);
  app.use(renew);
  mountRoutes(app, routes);
  let document: Record<string, unknown> | null = null;
  const openApi = () => (document ??= openApiOf(routes, VERSION));
  app.get("/v1/api/openapi.json", (c) => c.json(openApi(), 200, { "cache-control": "public, max-age=300" }));
  mountPages(app, openApi);
  mountExtra?.(app);
  app.notFound((c) => refuse(c, unknownPath(c, routes)));
  app.onError((error, c) => refuse(c, error));
  return app;
}

/** Addresses beside the stated routes that can only be read. */
const READ_ONLY = new Set(["/v1/api/openapi.json", "/docs", "/", "/search"]);

function unknownPath(c: Ctx, routes: readonly Route[]): unknown {
  const { pathname } = new URL(c.req.url);
  const methods: string[] = READ_ONLY.has(pathname) ? ["GET"] : methodsAt(routes, pathname);
  if (methods.length === 0) return new Refusal("not_found");
  c.header("allow", methods.join(", "));
  return new Refusal("method_not_allowed");
}

/** One answer for everything that went wrong: a refusal says itself, anything else is ours and is logged. */
function refuse(c: Ctx, error: unknown): Response | Promise<Response> {
  const request_id = c.get("request_id") ?? crypto.randomUUID();
  c.set("request_id", request_id);
  const failure = error instanceof Refusal ? error.failure : faultOf(error);
  const about = { request_id, method: c.req.method, path: c.req.path, code: failure.code };
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
