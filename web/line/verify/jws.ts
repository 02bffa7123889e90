// Signatures of receipts and checkpoints, checked with the published keys. Runs in a browser and in node alike.

export type PublishedKey = { readonly kid: string; readonly purpose: string; readonly jwk: JsonWebKey };
export type Signed = {
  readonly kid: string;
  readonly typ: string;
  readonly payload: unknown;
  readonly signing_input: string;
  readonly signature: Uint8Array<ArrayBuffer>;
};
export type SignatureVerdict = "good" | "wrong" | "key_unknown";

export const RECEIPT_TYPE = "receipt+jws";
export const CHECKPOINT_TYPE = "checkpoint+jws";
/** A key of another purpose signs nothing here: a token must never pass for a receipt. */
const PURPOSE = "receipt";
const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNED_CHARS_MAX = 16_384;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function readKeys(value: unknown): PublishedKey[] | undefined {
  if (!isFields(value) || !Array.isArray(value.keys)) return undefined;
  return value.keys.flatMap((key: unknown): PublishedKey[] => {
    if (!isFields(key) || typeof key.kid !== "string") return [];
    const { kty, crv, x, y, kid, purpose } = key;
    if (kty !== "EC" || crv !== "P-256" || typeof x !== "string" || typeof y !== "string") return [];
    return [{ kid, purpose: typeof purpose === "string" ? purpose : PURPOSE, jwk: { kty, crv, x, y } }];
  });
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function jsonOf(part: string): unknown {
  const bytes = bytesOf(part);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** A compact JWS as it was pasted, line breaks and all. Null for anything else. */
export function readSigned(text: string): Signed | null {
  const compact = text.replace(/\s+/g, "");
  if (compact.length > SIGNED_CHARS_MAX) return null;
  const [head = "", body = "", seal = "", ...more] = compact.split(".");
  const header = jsonOf(head);
  const payload = jsonOf(body);
  const signature = bytesOf(seal);
  if (more.length > 0 || !isFields(header) || payload === undefined || signature === null) return null;
  if (header.alg !== "ES256" || typeof header.kid !== "string" || typeof header.typ !== "string") return null;
  return { kid: header.kid, typ: header.typ, payload, signing_input: `${head}.${body}`, signature };
}

export async function checkSignature(signed: Signed, keys: readonly PublishedKey[]): Promise<SignatureVerdict> {
  const found = keys.find(({ kid, purpose }) => kid === signed.kid && purpose === PURPOSE);
  if (found === undefined) return "key_unknown";
  try {
    const key = await crypto.subtle.importKey("jwk", found.jwk, CURVE, false, ["verify"]);
    const good = await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      key,
      signed.signature,
      new TextEncoder().encode(signed.signing_input),
    );
    return good ? "good" : "wrong";
  } catch {
    return "wrong";
  }
}
