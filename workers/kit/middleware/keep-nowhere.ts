// Pages about a person are kept by no cache: a shared phone's back button finds nothing of who signed out (D70).
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../env.ts";

export const keepNowhere: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set("cache-control", "no-store");
};
