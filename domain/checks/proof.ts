// The proof of work that a sale may ask for before joining: a price in seconds of a phone's time, never a puzzle for a person
// and never a place in the line. A challenge is bound to fan, show and end by the edge's key, so that nothing is stored
// until it is spent. It is many small searches instead of one large one, so that luck counts for little: with 16
// parts the slowest tenth of phones of one kind takes a third longer than the middle, not three times as long.
import { bytesToWords, compress, newHashState, sha256 } from "../log/sha256.ts";
import { toBase64url, utf8 } from "../log/text.ts";

export const PROOF_PARTS = 16;
/** 16 × 2¹³ hashes: under a second on a slow phone, whose script does some 200,000 a second. */
export const PROOF_BITS = 13;
/** A search this long has one chance in e³² of finding nothing. */
const TRIES_MAX = 32 * 2 ** PROOF_BITS;
const BITS_MAX = 24;
const PARTS_MAX = 64;

export type Challenge = {
  readonly expires_at_ms: number;
  readonly bits: number;
  readonly parts: number;
  /** Random, so that no two challenges share their work; also what a spent one is remembered by. */
  readonly salt: string;
};
export type BoundTo = { readonly show_id: string; readonly fan_id: string };

const SALT = /^[A-Za-z0-9_-]{16,32}$/;
const SHAPE = /^p1\.([0-9a-z]{1,10})\.(\d{1,2})\.(\d{1,2})\.([A-Za-z0-9_-]{16,32})\.([A-Za-z0-9_-]{43})$/;

/** What the edge's key signs. Every part ends with its line, so that none can be read as the next. */
export const challengeText = (challenge: Challenge, { show_id, fan_id }: BoundTo): string =>
  [
    "fairline-proof-1",
    show_id,
    fan_id,
    challenge.expires_at_ms,
    challenge.bits,
    challenge.parts,
    challenge.salt,
    "",
  ].join("\n");

export function writeChallenge(challenge: Challenge, mac: Uint8Array): string {
  if (!SALT.test(challenge.salt)) throw new Error("a challenge's salt is 16 to 32 letters of base64url");
  const { expires_at_ms, bits, parts, salt } = challenge;
  return `p1.${expires_at_ms.toString(36)}.${bits}.${parts}.${salt}.${toBase64url(mac)}`;
}

export type ReadChallenge = Challenge & { readonly mac: string };

/** Null for what nobody of ours wrote. */
export function readChallenge(text: string): ReadChallenge | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, expires = "", bits = "", parts = "", salt = "", mac = ""] = match;
  const read = { expires_at_ms: Number.parseInt(expires, 36), bits: Number(bits), parts: Number(parts), salt, mac };
  return read.bits <= BITS_MAX && read.parts >= 1 && read.parts <= PARTS_MAX ? read : null;
}

/** One part's block, ready for its tries: the hash of challenge and part, room for the nonce, and the padding of 36 bytes. */
function blockOf(challenge: string, part: number): Int32Array {
  const block = new Int32Array(16);
  block.set(bytesToWords(sha256(utf8(`${challenge}:${part}`))));
  block[9] = 0x80 << 24;
  block[15] = 36 * 8;
  return block;
}

/** Leading zero bits of one try's hash, up to 32. One block and no memory a try: a slow phone does it too. */
function zeros(block: Int32Array, nonce: number): number {
  block[8] = nonce;
  const state = newHashState();
  compress(state, block, 0);
  return Math.clz32(state[0] ?? -1);
}

/** One part's search; null where luck failed altogether, and a fresh challenge is asked for. */
export function solvePart(challenge: string, part: number, bits: number): number | null {
  const block = blockOf(challenge, part);
  for (let nonce = 0; nonce < TRIES_MAX; nonce++) if (zeros(block, nonce) >= bits) return nonce;
  return null;
}

/** The token that goes with a join: the challenge and a nonce for each of its parts. */
export const writeProof = (challenge: string, nonces: readonly number[]): string =>
  `${challenge}~${nonces.map((nonce) => nonce.toString(36)).join(".")}`;

export type ReadProof = {
  readonly challenge: ReadChallenge;
  readonly challenge_text: string;
  readonly nonces: number[];
};
const PROOF_CHARS_MAX = 1_000;

export function readProof(token: string): ReadProof | null {
  if (token.length > PROOF_CHARS_MAX) return null;
  const [challenge_text = "", list = "", ...rest] = token.split("~");
  const challenge = readChallenge(challenge_text);
  if (challenge === null || rest.length > 0) return null;
  const nonces = list.split(".").map((text) => (/^[0-9a-z]{1,6}$/.test(text) ? Number.parseInt(text, 36) : -1));
  if (nonces.length !== challenge.parts || nonces.some((nonce) => nonce < 0)) return null;
  return { challenge, challenge_text, nonces };
}

/** Whether the work was done. Whose it is and whether it is spent the edge and the line say. */
export const isWorkDone = ({ challenge, challenge_text, nonces }: ReadProof): boolean =>
  nonces.every((nonce, part) => zeros(blockOf(challenge_text, part), nonce) >= challenge.bits);
