// What every answer carries: its headers, and a connection that the next request can use.
import type { MiddlewareHandler } from "hono";
import { LIMITS } from "../../../schema/limits.ts";
import { type AppEnv, urlOf } from "../env.ts";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** For the one page that a third party's widget stands on: its script and its frame, and nothing else. */
export const policyWith = (origin: string): string =>
  `${POLICY.replace("script-src 'self'", `script-src 'self' ${origin}`)}; frame-src ${origin}`;

const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};
/** A page with a need of its own says one of these itself. */
const USUAL_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

const TWO_YEARS = "max-age=63072000";
const WIDER = new Map([
  ["subdomains", `${TWO_YEARS}; includeSubDomains`],
  ["preload", `${TWO_YEARS}; includeSubDomains; preload`],
]);

/** Names that are not this host's are bound only where the deployment says that they are its own. */
export const transportSecurity = (asked: string | undefined): string => WIDER.get(asked ?? "") ?? TWO_YEARS;

export const security: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  await drain(c.req.raw);
  // An upgrade's answer is the platform's and takes no headers.
  if (c.res.status === 101) return;
  const { headers } = c.res;
  for (const name in HEADERS) headers.set(name, HEADERS[name] ?? "");
  for (const name in USUAL_HEADERS) if (!headers.has(name)) headers.set(name, USUAL_HEADERS[name] ?? "");
  headers.set("x-request-id", c.get("request_id"));
  // An answer of the API that says nothing about keeping it is kept by nobody who might show it to somebody else.
  if (c.req.path.startsWith("/v1/") && !headers.has("cache-control")) {
    headers.set("cache-control", c.get("identity") === null ? "no-cache" : "no-store");
    headers.append("vary", "Accept-Language, Authorization, Cookie");
  }
  if (urlOf(c).protocol === "https:") {
    headers.set("strict-transport-security", transportSecurity(c.env.HSTS));
  }
};

/**
 * A body that nobody read makes the server close the connection behind its answer: a client that keeps connections loses
 * its next request, one that is still sending loses the answer itself. So it is read to its end, within reason.
 */
async function drain(request: Request): Promise<void> {
  if (request.body === null || request.bodyUsed) return;
  const length = request.headers.get("content-length");
  if (length === "0" || Number(length ?? 0) > LIMITS.discarded_body_bytes) return;
  let size = 0;
  try {
    for await (const chunk of request.body as ReadableStream<Uint8Array>) {
      size += chunk.byteLength;
      if (size > LIMITS.discarded_body_bytes) return;
    }
  } catch {
    // The client went away in the middle of it: there is nobody left to keep a connection for.
  }
}
