// What a request cost, told in the log and to whoever asked: how long it took and how often it asked D1.
import type { MiddlewareHandler } from "hono";
import { countedDatabase } from "../db/counted.ts";
import type { AppEnv } from "../env.ts";
import { log, loggedPath } from "../log.ts";

export const accounts: MiddlewareHandler<AppEnv> = async (c, next) => {
  const began_ms = Date.now();
  const d1 = { statements: 0 };
  c.set("d1", d1);
  // Over the bindings, not a copy of them: there are dozens.
  c.env = Object.create(c.env, { DB: { value: countedDatabase(c.env.DB, d1), enumerable: true } });
  await next();
  const took_ms = Date.now() - began_ms;
  log("info", "answered", {
    request_id: c.get("request_id"),
    method: c.req.method,
    path: loggedPath(c.req.path),
    status: c.res.status,
    took_ms,
    d1_statements: d1.statements,
  });
  // An upgrade's answer is the platform's and takes no headers.
  if (c.res.status !== 101) c.res.headers.set("server-timing", `d1;desc="statements";dur=${d1.statements}`);
};
