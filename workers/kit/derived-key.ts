// Keys for what the deployment tells only itself: made of its own secret, one for each purpose, stored nowhere.
import { keySetsOf } from "./keys.ts";

const made = new Map<string, Promise<CryptoKey>>();

function derivedKey(secret: string, purpose: string): Promise<CryptoKey> {
  const seed = keySetsOf(secret).access[0]?.jwk.d ?? "";
  const text = `${purpose}:${seed}`;
  const known = made.get(text);
  if (known !== undefined) return known;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = crypto.subtle.importKey("raw", new TextEncoder().encode(text), algorithm, false, ["sign"]);
  // A turned key leaves its predecessor behind; the few there ever are need no bound but this.
  if (made.size > 16) made.clear();
  made.set(text, key);
  return key;
}

export async function derivedMac(secret: string, purpose: string, text: string): Promise<Uint8Array> {
  const key = await derivedKey(secret, purpose);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
}
