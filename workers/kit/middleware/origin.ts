// Cookies are sent by any page, so what they carry counts only from our own pages: for writes, and for live roads.
import { type Ctx, urlOf } from "../env.ts";
import { Refusal } from "../failures.ts";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

function isOwnOrigin(c: Ctx): boolean {
  const origin = c.req.header("origin");
  if (origin !== undefined) return origin === urlOf(c).origin;
  return c.req.header("sec-fetch-site") === "same-origin";
}

const bornByHeader = (c: Ctx): boolean => c.get("identity")?.borne_by === "header";

/** A page's request always says where it comes from; a program's with its own token may say nothing. */
function comesFromElsewhere(c: Ctx): boolean {
  const says_origin = c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  if (says_origin) return !isOwnOrigin(c);
  return !bornByHeader(c) && c.req.header("cookie") !== undefined;
}

export function holdWriteToOrigin(c: Ctx): void {
  if (!UNSAFE.has(c.req.method) || bornByHeader(c)) return;
  if (comesFromElsewhere(c)) throw new Refusal("foreign_origin");
}

/** Asked by the route, never by what the request's headers call it (D69). */
export function holdLiveToOrigin(c: Ctx): void {
  if (comesFromElsewhere(c)) throw new Refusal("foreign_origin");
}
