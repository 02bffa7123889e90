// Which identity providers this deployment speaks to, and where they live: one optional secret, IDENTITY_PROVIDERS.
import * as z from "zod/mini";
import { PROVIDERS, type Provider } from "../../../schema/http/people.ts";
import { log } from "../../kit/log.ts";
import type { ProviderFetch } from "./ask.ts";

/** The bindings the sign-in needs; the last two are absent in a deployment without social login. */
export type IdentityEnv = {
  readonly SIGNING_KEYS: string;
  readonly ISSUER: string;
  readonly IDENTITY_PROVIDERS?: string;
  /** How a provider is reached, where that is not the network: the stand-ins answer in the same process. */
  readonly IDENTITY_FETCH?: ProviderFetch;
};

export type ProviderSettings = {
  readonly client_id: string;
  readonly client_secret: string;
  readonly authorize_url: string;
  readonly token_url: string;
  readonly userinfo_url: string;
  readonly jwks_url: string;
  readonly issuers: readonly string[];
};

type Endpoints = Omit<ProviderSettings, "client_id" | "client_secret">;

const ENDPOINTS: Readonly<Record<Provider, Endpoints>> = {
  google: {
    authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
    token_url: "https://oauth2.googleapis.com/token",
    userinfo_url: "https://openidconnect.googleapis.com/v1/userinfo",
    jwks_url: "https://www.googleapis.com/oauth2/v3/certs",
    issuers: ["https://accounts.google.com", "accounts.google.com"],
  },
  kakao: {
    authorize_url: "https://kauth.kakao.com/oauth/authorize",
    token_url: "https://kauth.kakao.com/oauth/token",
    userinfo_url: "https://kapi.kakao.com/v2/user/me",
    jwks_url: "https://kauth.kakao.com/.well-known/jwks.json",
    issuers: ["https://kauth.kakao.com"],
  },
  naver: {
    authorize_url: "https://nid.naver.com/oauth2.0/authorize",
    token_url: "https://nid.naver.com/oauth2.0/token",
    userinfo_url: "https://openapi.naver.com/v1/nid/me",
    // The plain OAuth road gives no ID token: there is nothing to verify one with.
    jwks_url: "",
    issuers: [],
  },
};

const SECRET_CHARS_MAX = 16_384;
const text = z.string().check(z.minLength(1), z.maxLength(500));
const address = z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500)));
const entry = z.object({
  client_id: text,
  client_secret: text,
  authorize_url: address,
  token_url: address,
  userinfo_url: address,
  jwks_url: address,
  issuer: z.optional(text),
});
const secret = z.object({ google: z.optional(entry), kakao: z.optional(entry), naver: z.optional(entry) });

type AllSettings = Partial<Record<Provider, ProviderSettings>>;
let parsed: { readonly text: string; readonly settings: AllSettings } | null = null;

/** Null for a provider that this deployment does not offer. */
export const settingsOf = (env: IdentityEnv, provider: Provider): ProviderSettings | null =>
  allSettings(env.IDENTITY_PROVIDERS ?? "")[provider] ?? null;

/** What the sign-in page shows, always in the same order. */
export const offeredProviders = (env: IdentityEnv): Provider[] =>
  PROVIDERS.filter((provider) => settingsOf(env, provider) !== null);

function allSettings(given: string): AllSettings {
  if (parsed?.text !== given) parsed = { text: given, settings: given === "" ? {} : readSettings(given) };
  return parsed.settings;
}

/** A secret that cannot be read switches social login off and leaves the mail code working. */
function readSettings(given: string): AllSettings {
  const value = given.length > SECRET_CHARS_MAX ? null : jsonOf(given);
  const read = secret.safeParse(value);
  if (!read.success) {
    const where = read.error.issues.map((issue) => issue.path.map(String).join(".")).join(" ");
    log("error", "identity_providers_unreadable", { where: where.slice(0, 200) });
    return {};
  }
  const settings: AllSettings = {};
  for (const provider of PROVIDERS) {
    const own = read.data[provider];
    if (own === undefined) continue;
    const usual = ENDPOINTS[provider];
    settings[provider] = {
      client_id: own.client_id,
      client_secret: own.client_secret,
      authorize_url: own.authorize_url ?? usual.authorize_url,
      token_url: own.token_url ?? usual.token_url,
      userinfo_url: own.userinfo_url ?? usual.userinfo_url,
      jwks_url: own.jwks_url ?? usual.jwks_url,
      issuers: own.issuer === undefined ? usual.issuers : [own.issuer],
    };
  }
  return settings;
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}
