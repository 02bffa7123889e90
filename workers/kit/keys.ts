// Signing keys, one set per purpose, told apart by `typ` and `aud`. Private keys come as one secret (SIGNING_KEYS);
// `next` keys are published before they sign, `retired` ones stay published as long as what they signed may live.
import { importJWK, type JWK } from "jose";
import * as z from "zod/mini";

export const PURPOSES = ["access", "pass", "receipt", "ticket"] as const;
export type Purpose = (typeof PURPOSES)[number];

const jwk = z.looseObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
const slot = z.object({
  kid: z.string().check(z.minLength(1), z.maxLength(100)),
  state: z.enum(["active", "next", "retired"]),
  not_after_ms: z.optional(z.int()),
  jwk,
});
const slots = z
  .array(slot)
  .check(z.refine((list) => list.filter((key) => key.state === "active").length === 1, "exactly one active key"));
const keySets = z.object({ access: slots, pass: slots, receipt: slots, ticket: slots });

type Slot = z.infer<typeof slot>;
export type KeySets = Readonly<Record<Purpose, readonly Slot[]>>;
export type SigningKey = { readonly kid: string; readonly key: CryptoKey };

let parsed: { readonly text: string; readonly sets: KeySets } | null = null;
const imported = new Map<string, Promise<CryptoKey>>();

export function keySetsOf(secret: string): KeySets {
  if (parsed?.text !== secret) {
    parsed = { text: secret, sets: keySets.parse(JSON.parse(secret)) };
    imported.clear();
  }
  return parsed.sets;
}

function importOnce(entry: Slot, use: "sign" | "verify"): Promise<CryptoKey> {
  const name = `${use}:${entry.kid}`;
  const known = imported.get(name);
  if (known !== undefined) return known;
  const material: JWK = use === "sign" ? entry.jwk : publicPart(entry);
  const key = importJWK(material, "ES256").then((value) => {
    if (value instanceof Uint8Array) throw new TypeError("an EC key was expected");
    return value;
  });
  imported.set(name, key);
  return key;
}

export async function signingKey(secret: string, purpose: Purpose): Promise<SigningKey> {
  const active = keySetsOf(secret)[purpose].find((entry) => entry.state === "active");
  if (active === undefined) throw new Error(`no active ${purpose} key`);
  return { kid: active.kid, key: await importOnce(active, "sign") };
}

/** Null for a kid this purpose does not know, or one past its last day. */
export async function verifyingKey(
  secret: string,
  purpose: Purpose,
  kid: string,
  now_ms: number,
): Promise<CryptoKey | null> {
  const entry = keySetsOf(secret)[purpose].find((one) => one.kid === kid);
  if (entry === undefined) return null;
  if (entry.not_after_ms !== undefined && now_ms > entry.not_after_ms) return null;
  return importOnce(entry, "verify");
}

const publicPart = (entry: Slot): JWK => ({
  kty: entry.jwk.kty,
  crv: entry.jwk.crv,
  x: entry.jwk.x,
  y: entry.jwk.y,
});

export const publishedKeys = (secret: string): { keys: JWK[] } => ({
  keys: PURPOSES.flatMap((purpose) => publishedKeysOf(secret, purpose)),
});

export const publishedKeysOf = (secret: string, purpose: Purpose): JWK[] =>
  keySetsOf(secret)[purpose].map((entry) => ({
    ...publicPart(entry),
    kid: entry.kid,
    alg: "ES256",
    use: "sig",
    purpose,
  }));
