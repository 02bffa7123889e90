// A message for one browser, sealed so that the push service between cannot read it (RFC 8291, aes128gcm of RFC 8188).
// Pure but for the platform's cryptography: what is random is given.

export type Receiver = {
  /** The browser's public key, uncompressed, 65 bytes. */
  readonly p256dh: Uint8Array<ArrayBuffer>;
  readonly auth: Uint8Array<ArrayBuffer>;
};
export type Once = {
  /** Made for this message alone. */
  readonly keys: CryptoKeyPair;
  readonly salt: Uint8Array<ArrayBuffer>;
};

const RECORD_BYTES = 4_096;
const TAG_BYTES = 16;
const KEY_BYTES = 65;
const LAST_RECORD = 2;
/** One record holds a message: longer ones no push service takes. */
export const PUSH_BYTES_MAX = RECORD_BYTES - TAG_BYTES - 1 - 86;

const encoder = new TextEncoder();

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

type Derive = {
  readonly secret: ArrayBuffer | Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly info: Uint8Array<ArrayBuffer>;
  readonly bytes: number;
};

async function derive({ secret, salt, info, bytes }: Derive): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, bytes * 8));
}

export const onceKeys = async (): Promise<Once> => ({
  keys: (await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"])) as CryptoKeyPair,
  salt: crypto.getRandomValues(new Uint8Array(16)),
});

export async function sealPush(
  text: string,
  receiver: Receiver,
  { keys, salt }: Once,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = encoder.encode(text);
  if (plain.byteLength > PUSH_BYTES_MAX) throw new RangeError(`at most ${PUSH_BYTES_MAX} bytes a push`);
  const ours = new Uint8Array((await crypto.subtle.exportKey("raw", keys.publicKey)) as ArrayBuffer);
  const theirs = await crypto.subtle.importKey(
    "raw",
    receiver.p256dh,
    { name: "ECDH", namedCurve: "P-256" },
    false,
    [],
  );
  // The platform's types name the other side's key `$public`; its code, as every browser's, takes `public`.
  const agree = { name: "ECDH", public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm;
  const shared = await crypto.subtle.deriveBits(agree, keys.privateKey, 256);
  const secret = await derive({
    secret: shared,
    salt: receiver.auth,
    info: joined(encoder.encode("WebPush: info\0"), receiver.p256dh, ours),
    bytes: 32,
  });
  const content = await derive({ secret, salt, info: encoder.encode("Content-Encoding: aes128gcm\0"), bytes: 16 });
  const iv = await derive({ secret, salt, info: encoder.encode("Content-Encoding: nonce\0"), bytes: 12 });
  const key = await crypto.subtle.importKey("raw", content, "AES-GCM", false, ["encrypt"]);
  const record = joined(plain, Uint8Array.of(LAST_RECORD));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, record));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, RECORD_BYTES);
  return joined(salt, size, Uint8Array.of(KEY_BYTES), ours, sealed);
}
