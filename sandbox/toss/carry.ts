// From a request as `fetch` takes it to a call at the desk, and from the desk's reply to what the shop sees: an answer,
// late, or a line that broke.
import { LIMITS } from "../../schema/limits.ts";
import { readBounded } from "../../workers/kit/http/parse.ts";
import type { TossCall, TossReply } from "./desk.ts";

export const BASE = "/sandbox/toss";
const HEADERS = [
  "authorization",
  "idempotency-key",
  "tosspayments-test-code",
  "tosspayments-simulate",
  "accept-language",
] as const;

export async function tossCall(request: Request): Promise<TossCall> {
  const url = new URL(request.url);
  const headers: Record<string, string> = {};
  for (const name of HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const body = request.method === "POST" ? await bodyOf(request) : "";
  return { method: request.method, path: url.pathname.slice(BASE.length), headers, body, origin: url.origin };
}

const bodyOf = async (request: Request): Promise<string> =>
  new TextDecoder().decode(await readBounded(request, LIMITS.body_bytes));

/** Behaves as the network does where it matters: it stops waiting when the asker does. */
export async function carried(reply: TossReply, signal: AbortSignal | null): Promise<Response> {
  if (reply.wait_ms > 0) await waited(reply.wait_ms, signal);
  if (reply.lost) throw new TypeError("the line broke");
  return new Response(reply.body, { status: reply.status, headers: { "content-type": "application/json" } });
}

function waited(wait_ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, wait_ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      fail(signal.reason);
    });
  });
}
