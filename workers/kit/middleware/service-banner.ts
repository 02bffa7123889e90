// What every page must say of the service itself, found out before it is drawn.
import type { MiddlewareHandler } from "hono";
import { bannerFor } from "../../../domain/alerts/service-status.ts";
import type { AppEnv } from "../env.ts";
import { knownServiceState } from "../service-state.ts";

export const serviceBanner: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (
    c.req.method === "GET" &&
    !c.req.path.startsWith("/v1/") &&
    (c.req.header("accept") ?? "").includes("text/html")
  ) {
    const state = await knownServiceState(c);
    const show_id = /^\/(?:shows|verify|manage\/shows)\/([\w-]+)/.exec(c.req.path)?.[1] ?? null;
    c.set("banner", state === null ? null : bannerFor(state, show_id, c.get("now_ms")));
  }
  await next();
};
