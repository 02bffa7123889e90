// A third party's word that somebody is a person, where the deployment has an account with it. Its token counts once and for
// five minutes there; while it is away the proof of work stands in for it.
import * as z from "zod/mini";
import type { Shown } from "../../domain/checks/asked.ts";
import type { Ctx } from "../kit/env.ts";
import { boundedText } from "../kit/http/bounded-text.ts";
import { sha256Base64Url } from "../kit/http/hash.ts";
import { log, thrown } from "../kit/log.ts";

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
  "error-codes": z.optional(z.array(z.string())),
});

const ANSWER_WITHIN_MS = 3_000;
const ANSWER_BYTES_MAX = 16_384;
/** Away, it is asked for again after this. */
const AWAY_MS = 30_000;
/** Its own codes for a trouble that is not the fan's. */
const ITS_OWN = new Set(["internal-error", "missing-input-secret", "invalid-input-secret", "bad-request"]);
/** Kept with a spent token until the third party itself would refuse it. */
const TOKEN_MS = 300_000;

let parsed: { readonly text: string; readonly site: TurnstileSite } | null = null;
let away_until_ms = 0;

/** Null where none is set up, and while it is away. */
export function turnstileOf(env: Env, now_ms: number): TurnstileSite | null {
  const text = env.TURNSTILE;
  if (text === undefined || text === "" || now_ms < away_until_ms) return null;
  if (parsed?.text !== text) parsed = { text, site: settings.parse(JSON.parse(text)) };
  return parsed.site;
}

export async function showTurnstile(c: Ctx, token: string): Promise<Shown> {
  const now_ms = c.get("now_ms");
  const site = turnstileOf(c.env, now_ms);
  if (site === null) return "failed";
  const asked = await ask(site, token, c.req.header("cf-connecting-ip"));
  if (asked === "away") {
    away_until_ms = now_ms + AWAY_MS;
    return "failed";
  }
  if (!asked) return "failed";
  return { by: "turnstile", mark: `t.${await sha256Base64Url(token)}`, expires_at_ms: now_ms + TOKEN_MS };
}

async function ask(site: TurnstileSite, token: string, address: string | undefined): Promise<boolean | "away"> {
  try {
    const response = await fetch(site.verify_url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        secret: site.secret,
        response: token,
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
    return said.success && (said.action === undefined || said.action === "" || said.action === "join");
  } catch (error) {
    log("warn", "turnstile_away", thrown(error));
    return "away";
  }
}
