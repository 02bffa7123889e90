// What a request cost, told in the log and to whoever asked: how long it took and how often it asked D1.
import type { MiddlewareHandler } from "hono";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import { countedDatabase } from "../db/counted.ts";
import type { AppEnv, RequestAbout } from "../env.ts";
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
    ...(c.get("about") ?? aboutIn(c.req.path)),
  });
  // An upgrade's answer is the platform's and takes no headers.
  if (c.res.status !== 101) c.res.headers.set("server-timing", `d1;desc="statements";dur=${d1.statements}`);
};

/** An order's id is one word wherever it was named, so that one question to the logs finds all of its story. */
function aboutIn(path: string): RequestAbout {
  for (const word of path.split("/")) {
    const read = readId(word);
    if (read?.kind === "hold") return { hold_id: word };
    if (read?.kind === "order") return { order_id: word };
    if (read?.order_id !== undefined) return { order_id: read.order_id };
  }
  return {};
}
