// The third party's answer about a token, by its protocol: good once and for five minutes, the same answer to the same
// request asked again, and keys whose answer is known beforehand. A token carries what the widget was given.
import * as z from "zod/mini";

export const BASE = "/sandbox/turnstile";
export const STAND_IN = { site_key: "stand-in", secret: "stand-in-secret" } as const;
/** As the real service publishes them for tests. */
const ALWAYS_PASSES = "1x0000000000000000000000000000000AA";
const ALWAYS_FAILS = "2x0000000000000000000000000000000AA";
const ALWAYS_SPENT = "3x0000000000000000000000000000000AA";

const TOKEN_MS = 300_000;
const TOKENS_KEPT = 10_000;

const question = z.object({
  secret: z._default(z.optional(z.string()), ""),
  response: z._default(z.optional(z.string()), ""),
  idempotency_key: z.optional(z.string()),
});
const token = z.object({
  nonce: z.string(),
  issued_at_ms: z.number(),
  action: z._default(z.optional(z.string()), ""),
  cdata: z._default(z.optional(z.string()), ""),
  hostname: z.string(),
});
export type StandInToken = z.infer<typeof token>;

type Verdict = { readonly success: boolean; readonly "error-codes": readonly string[] } & Readonly<
  Record<string, unknown>
>;
const no = (code: string): Verdict => ({ success: false, "error-codes": [code] });

export const writeToken = (facts: StandInToken): string => btoa(encodeURIComponent(JSON.stringify(facts)));

function readToken(text: string): StandInToken | null {
  try {
    return token.parse(JSON.parse(decodeURIComponent(atob(text))));
  } catch {
    return null;
  }
}

export class Siteverify {
  /** By token: the request that spent it, and what it was told. In memory: a restart forgets. */
  readonly #spent = new Map<string, { readonly key: string | undefined; readonly said: Verdict }>();

  answer(asked: unknown, now_ms: number): Verdict {
    const read = question.safeParse(asked);
    if (!read.success) return no("bad-request");
    const { secret, response, idempotency_key } = read.data;
    if (secret === "") return no("missing-input-secret");
    if (response === "") return no("missing-input-response");
    if (secret === ALWAYS_FAILS) return no("invalid-input-response");
    if (secret === ALWAYS_SPENT) return no("timeout-or-duplicate");
    if (secret !== ALWAYS_PASSES && secret !== STAND_IN.secret) return no("invalid-input-secret");
    const facts = readToken(response);
    if (facts === null) return no("invalid-input-response");
    const before = this.#spent.get(response);
    if (before !== undefined && before.key !== undefined && before.key === idempotency_key) return before.said;
    if (before !== undefined || now_ms >= facts.issued_at_ms + TOKEN_MS) return no("timeout-or-duplicate");
    const said = goodOf(facts);
    if (this.#spent.size >= TOKENS_KEPT) this.#spent.clear();
    this.#spent.set(response, { key: idempotency_key, said });
    return said;
  }
}

const goodOf = ({ issued_at_ms, hostname, action, cdata }: StandInToken): Verdict => ({
  success: true,
  challenge_ts: new Date(issued_at_ms).toISOString(),
  hostname,
  action,
  cdata,
  "error-codes": [],
});
