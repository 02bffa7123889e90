// Who is woken: one optional secret, ALERT_WEBHOOK, and the road there, bounded in time and size, never following a redirect.
import * as z from "zod/mini";
import type { Send, Webhook } from "../../durable-objects/lookout/telling.ts";
import { LANGUAGES } from "../../schema/http/words.ts";
import { boundedText } from "../kit/http/bounded-text.ts";
import { log } from "../kit/log.ts";

export type WebhookEnv = {
  readonly ALERT_WEBHOOK?: string;
  /** How the webhook is reached, where that is not the network: the stand-in answers in the same process. */
  readonly ALERT_FETCH?: (url: string, init: RequestInit) => Promise<Response>;
};

const ANSWER_WITHIN_MS = 5_000;
const ANSWER_BYTES_MAX = 64 * 1024;
/** Of all headers of an answer those that say when to come again. */
const HEADERS = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset-after"] as const;

const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(500));
const secret = z.object({
  url: address,
  language: z._default(z.enum(LANGUAGES), "ko"),
  /** Where docs/OPERATIONS.md can be read. */
  runbook_url: z._default(z.nullable(address), null),
});

/** Null where nobody is to be woken, or the secret cannot be read. */
export function webhookOf(env: WebhookEnv & { readonly ISSUER: string }): Webhook | null {
  const given = env.ALERT_WEBHOOK ?? "";
  if (given === "") return null;
  const read = secret.safeParse(jsonOf(given));
  if (read.success) return { ...read.data, deployment: env.ISSUER };
  log("error", "alert_webhook_unreadable", { where: read.error.issues.map(({ path }) => path.join(".")).join(" ") });
  return null;
}

export const sendBy =
  (env: WebhookEnv): Send =>
  async ({ method, url, message }) => {
    const ask = env.ALERT_FETCH ?? ((to, init) => fetch(to, init));
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const headers = { "content-type": "application/json" };
    try {
      const response = await ask(url, { method, headers, body: JSON.stringify(message), redirect: "manual", signal });
      const text = await boundedText(response, ANSWER_BYTES_MAX);
      const said = HEADERS.flatMap((name): [string, string][] => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      });
      return { status: response.status, headers: Object.fromEntries(said), body: jsonOf(text ?? "") };
    } catch {
      // No answer tells nothing: it is told again.
      return null;
    }
  };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
