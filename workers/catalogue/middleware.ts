// What an organiser or an admin changed through this isolate is read anew by the next who asks.
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../kit/env.ts";
import { forgetShows } from "./kept-shows.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

export const forgetAfterChange: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (!READING.has(c.req.method)) forgetShows();
};
