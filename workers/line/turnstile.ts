// A third party's word that somebody is a person, where the deployment has an account with it. Its token counts once and for
// five minutes there; while it is away the proof of work stands in for it.
import * as z from "zod/mini";
import type { Shown } from "../../domain/checks/asked.ts";
import type { BoundTo } from "../../domain/checks/proof.ts";
import { toBase64url } from "../../domain/log/text.ts";
import { derivedMac } from "../kit/derived-key.ts";
import type { Ctx } from "../kit/env.ts";
import { boundedText } from "../kit/http/bounded-text.ts";
import { sameText, sha256Base64Url } from "../kit/http/hash.ts";
import { log, thrown } from "../kit/log.ts";
import { policyWith } from "../kit/middleware/security.ts";

const settings = z.object({
  site_key: z.string().check(z.minLength(1)),
  secret: z.string().check(z.minLength(1)),
  script_url: z._default(z.optional(z.string()), "https://challenges.cloudflare.com/turnstile/v0/api.js"),
  verify_url: z._default(z.optional(z.string()), "https://challenges.cloudflare.com/turnstile/v0/siteverify"),
});
export type TurnstileSite = z.infer<typeof settings>;

const verdict = z.object({
  success: z.boolean(),
  action: z.optional(z.string()),
  cdata: z.optional(z.string()),
  hostname: z.optional(z.string()),
  "error-codes": z.optional(z.array(z.string())),
});

type Verdict = z.infer<typeof verdict>;

const ANSWER_WITHIN_MS = 3_000;
const ANSWER_BYTES_MAX = 16_384;
/** Away, it is asked for again after this. */
const AWAY_MS = 30_000;
/** Its own codes for a trouble that is not the fan's. */
const ITS_OWN = new Set(["internal-error", "missing-input-secret", "invalid-input-secret", "bad-request"]);
/** Kept with a spent token until the third party itself would refuse it. */
const TOKEN_MS = 300_000;

/** What the widget is put up for: a word given for anything else is worth nothing here. */
export const ACTION = "join";
const PURPOSE = "join-check-third-party";

/** The third party's call; a laptop's stand-in answers in its own process. */
export type TurnstileEnv = {
  readonly TURNSTILE?: string;
  readonly TURNSTILE_FETCH?: (url: string, init: RequestInit & { readonly body: string }) => Promise<Response>;
};

/** Handed through the widget and back: whose word it is, in a way that tells the third party nothing. */
export async function cdataOf(env: Env, { show_id, fan_id }: BoundTo): Promise<string> {
  return toBase64url(await derivedMac(env.SIGNING_KEYS, PURPOSE, `${show_id}\n${fan_id}\n`));
}

let parsed: { readonly text: string; readonly site: TurnstileSite } | null = null;
let away_until_ms = 0;

/** Null where none is set up, and while it is away. */
export function turnstileOf(env: Env, now_ms: number): TurnstileSite | null {
  const text = env.TURNSTILE;
  if (text === undefined || text === "" || now_ms < away_until_ms) return null;
  if (parsed?.text !== text) parsed = { text, site: settings.parse(JSON.parse(text)) };
  return parsed.site;
}

export async function showTurnstile(c: Ctx, token: string, bound: BoundTo): Promise<Shown> {
  const now_ms = c.get("now_ms");
  const site = turnstileOf(c.env, now_ms);
  if (site === null) return "failed";
  const hash = await sha256Base64Url(token);
  const asked = await ask(c, site, { token, idempotency_key: uuidOf(hash) });
  if (asked === "away") {
    away_until_ms = now_ms + AWAY_MS;
    return "failed";
  }
  const { success, action, cdata, hostname } = asked;
  const ours = action === ACTION && cdata !== undefined && sameText(cdata, await cdataOf(c.env, bound));
  if (!success || !ours || (hostname !== undefined && !hostsOf(c).has(hostname))) return "failed";
  return { by: "turnstile", mark: `t.${hash}`, expires_at_ms: now_ms + TOKEN_MS };
}

/** One number for one token: a fan who asks again because an answer was lost is not told that it is spent. */
function uuidOf(hash: string): string {
  const bytes = new TextEncoder().encode(hash).subarray(0, 16);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Where this site is reached: the widget has to have stood on it. */
const hostsOf = (c: Ctx): ReadonlySet<string> =>
  new Set([new URL(c.req.url).hostname, new URL(c.env.PUBLIC_ORIGIN).hostname]);

type Question = { readonly token: string; readonly idempotency_key: string };

async function ask(c: Ctx, site: TurnstileSite, { token, idempotency_key }: Question): Promise<Verdict | "away"> {
  const call = (c.env as TurnstileEnv).TURNSTILE_FETCH ?? fetch;
  const address = c.req.header("cf-connecting-ip");
  try {
    const response = await call(site.verify_url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        secret: site.secret,
        response: token,
        idempotency_key,
        ...(address === undefined ? {} : { remoteip: address }),
      }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: "manual",
    });
    const said = verdict.parse(JSON.parse((await boundedText(response, ANSWER_BYTES_MAX)) ?? ""));
    const own = (said["error-codes"] ?? []).find((code) => ITS_OWN.has(code));
    if (own !== undefined) {
      log("error", "turnstile_refused_us", { code: own });
      return "away";
    }
    return said;
  } catch (error) {
    log("warn", "turnstile_away", thrown(error));
    return "away";
  }
}

/** The third party that a show's organiser chose may draw its widget on this page. */
export function widenFor(c: Ctx): void {
  const site = turnstileOf(c.env, c.get("now_ms"));
  if (site !== null) c.header("content-security-policy", policyWith(new URL(site.script_url).origin));
}
