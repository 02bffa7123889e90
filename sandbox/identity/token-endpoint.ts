// What the three token endpoints share: reading the form, PKCE, and going wrong in the way that was chosen.
import type { Context } from "hono";
import { LIMITS } from "../../schema/limits.ts";
import { sha256Base64Url } from "../../workers/kit/http/hash.ts";
import { readBounded } from "../../workers/kit/http/parse.ts";
import type { SandboxEnv } from "../env.ts";
import type { Grant } from "./grants.ts";

export type StandInEnv = { Bindings: SandboxEnv };
export type StandInCtx = Context<StandInEnv>;

/** Longer than anybody asks. */
const SLOW_MS = 8_000;
const HUGE_CHARS = 200_000;

export async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return {};
  const bytes = await readBounded(request, LIMITS.body_bytes);
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
}

export async function provesVerifier(one: Grant, verifier: string | undefined): Promise<boolean> {
  if (one.challenge === null) return true;
  return verifier !== undefined && (await sha256Base64Url(verifier)) === one.challenge;
}

/** Null when the endpoint is to answer as usual. */
export async function troubleOf(c: StandInCtx, one: Grant): Promise<Response | null> {
  if (one.failure === "slow") await new Promise((done) => setTimeout(done, SLOW_MS));
  if (one.failure === "huge") return c.json({ access_token: "a".repeat(HUGE_CHARS) });
  if (one.failure !== "server_error") return null;
  return c.html("<h1>Service Unavailable</h1>", 503);
}
