// Signing keys: making a fresh set, and turning one over: next → active → retired.
import { createHash, generateKeyPairSync } from "node:crypto";

export const PURPOSES = ["access", "pass", "receipt", "ticket"] as const;
type Purpose = (typeof PURPOSES)[number];
type Jwk = { kty: string; crv: string; x: string; y: string; d: string };
export type Slot = { kid: string; state: "active" | "next" | "retired"; not_after_ms?: number; jwk: Jwk };
export type KeySets = Record<Purpose, Slot[]>;

export function newSlot(state: Slot["state"]): Slot {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y, d } = privateKey.export({ format: "jwk" }) as Jwk;
  // RFC 7638: the members in this order, no spaces.
  const kid = createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
  return { kid, state, jwk: { kty, crv, x, y, d } };
}

export const newKeySets = (): KeySets =>
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, [newSlot("active")]])) as KeySets;
