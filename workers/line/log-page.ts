// A page of a public log as it is answered. No page is kept for good: a line or ledger may be taken back to an earlier moment, and
// its log goes on otherwise from there. Whoever has the page says so by the last entry's hash, which binds all before it.
import type { LogPage } from "../../durable-objects/kit/log-page.ts";
import type { Ctx } from "../kit/env.ts";
import { hasIt } from "../kit/http/etag.ts";

/** So long everybody may be shown the same: a crowd of readers is one. */
export const MOVING = "public, max-age=1";

/** Stored entries end with their hash. */
const HASH_LAST = /"hash":"([\w-]{43})"\}$/;

export function logPageAnswer(c: Ctx, { entries, full }: LogPage, page: { of: [string, string]; from: number }) {
  const hash = HASH_LAST.exec(entries.at(-1)?.slice(-60) ?? "")?.[1];
  const headers = new Headers({ "content-type": "application/json; charset=utf-8", "cache-control": MOVING });
  if (hash !== undefined) {
    const etag = `"${hash}"`;
    headers.set("etag", etag);
    if (hasIt(c.req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  }
  const [name, id] = page.of;
  const next_from = full ? page.from + entries.length : null;
  // Entries come as stored text: what was hashed is what is sent.
  const body = `{"${name}":${JSON.stringify(id)},"items":[${entries.join(",")}],"next_from":${next_from}}`;
  return new Response(body, { headers });
}
