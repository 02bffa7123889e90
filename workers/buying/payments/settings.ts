// Which payment provider this deployment speaks to: one optional secret, PAYMENTS.
import * as z from "zod/mini";
import { log } from "../../kit/log.ts";
import { overNetwork, type PaymentFetch } from "./call.ts";

/** The bindings payments need. Without PAYMENTS nothing can be bought but free seats. */
export type PaymentEnv = {
  readonly PAYMENTS?: string;
  /** How the provider is reached, where that is not the network: the stand-in answers in the same process. */
  readonly PAYMENT_FETCH?: PaymentFetch;
};

export type PaymentSettings = {
  readonly provider: "toss";
  readonly client_key: string;
  readonly secret_key: string;
  readonly base_url: string;
  /** The provider's script for the checkout page. */
  readonly sdk_url: string;
  /** Only a stand-in's: payments may begin without a window, and be told how to end. */
  readonly simulated: boolean;
};

export const TOSS_BASE_URL = "https://api.tosspayments.com";
export const TOSS_SDK_URL = "https://js.tosspayments.com/v2/standard";

const SECRET_CHARS_MAX = 4_096;
/** What a key may look like: it goes into a header and, the public one, into a page. */
const key = z.string().check(z.regex(/^[\w-]{8,200}$/));
const address = z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500)));
const secret = z.object({
  provider: z.literal("toss"),
  client_key: key,
  secret_key: key,
  base_url: address,
  sdk_url: address,
  simulated: z.optional(z.boolean()),
});

let parsed: { readonly text: string; readonly settings: PaymentSettings | null } | null = null;

/** Null where payments are switched off, or the secret cannot be read. */
export function paymentSettings(env: PaymentEnv): PaymentSettings | null {
  const given = env.PAYMENTS ?? "";
  if (parsed?.text !== given) parsed = { text: given, settings: given === "" ? null : readSettings(given) };
  return parsed.settings;
}

export const paymentFetch = (env: PaymentEnv): PaymentFetch => env.PAYMENT_FETCH ?? overNetwork;

function readSettings(given: string): PaymentSettings | null {
  const read = secret.safeParse(given.length > SECRET_CHARS_MAX ? null : jsonOf(given));
  const fault = read.success ? faultOf(read.data) : read.error.issues.map((issue) => issue.path.join(".")).join(" ");
  if (!read.success || fault !== null) {
    log("error", "payments_unreadable", { where: (fault ?? "").slice(0, 200) });
    return null;
  }
  const { provider, client_key, secret_key, simulated = false } = read.data;
  const base_url = (read.data.base_url ?? TOSS_BASE_URL).replace(/\/+$/, "");
  return { provider, client_key, secret_key, base_url, sdk_url: read.data.sdk_url ?? TOSS_SDK_URL, simulated };
}

type Read = z.infer<typeof secret>;

/** Keys of the two families are never mixed, and the secret one never stands where the page's key belongs. */
function faultOf({ client_key, secret_key, simulated, base_url }: Read): string | null {
  const client = /^(test|live)_(g?)ck_/.exec(client_key);
  const own = /^(test|live)_(g?)sk_/.exec(secret_key);
  if (client === null) return "client_key";
  if (own === null) return "secret_key";
  if (client[1] !== own[1] || client[2] !== own[2]) return "keys are of two families";
  if (simulated === true && (own[1] !== "test" || base_url === undefined)) return "simulated";
  return null;
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}
