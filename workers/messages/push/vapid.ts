// Who is pushing, said to a push service in a signed word (RFC 8292).
import { base64Url } from "../../kit/http/hash.ts";

export type VapidKeys = {
  /** Uncompressed point, base64url: what browsers subscribe with. */
  readonly public_key: string;
  readonly private_key: string;
  /** Whom the service may ask: a mail or web address. */
  readonly subject: string;
};

/** Services take at most a day. */
const VALID_S = 12 * 3_600;
const encoder = new TextEncoder();

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

const part = (value: unknown): string => base64Url(encoder.encode(JSON.stringify(value)));

async function signingKey({ public_key, private_key }: VapidKeys): Promise<CryptoKey> {
  const point = fromBase64Url(public_key);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: base64Url(point.slice(1, 33)),
    y: base64Url(point.slice(33, 65)),
    d: private_key,
  };
  return crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
}

/** The value of the `Authorization` header. */
export async function vapidWord(keys: VapidKeys, endpoint: string, now_ms: number): Promise<string> {
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now_ms / 1_000) + VALID_S, sub: keys.subject };
  const said = `${part({ typ: "JWT", alg: "ES256" })}.${part(claims)}`;
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const signature = await crypto.subtle.sign(algorithm, await signingKey(keys), encoder.encode(said));
  return `vapid t=${said}.${base64Url(new Uint8Array(signature))}, k=${keys.public_key}`;
}
