// Whether a round's signature is the chain's own. BLS is unique: a round has one valid signature and no other, so nobody
// who relays it can choose. The curve's arithmetic is heavy and loaded only where a signature is looked at.
import { sha256 } from "../log/sha256.ts";
import { fromHex } from "../log/text.ts";
import { type Chain, SCHEME } from "./chain.ts";

const SIGNATURE_BYTES = 48;
const KEY_BYTES = 96;
const DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

/** What is signed: SHA-256 of the round as eight bytes, the highest first. */
export function roundMessage(round: number): Uint8Array {
  const bytes = new Uint8Array(8);
  let rest = round;
  for (let at = 7; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return sha256(bytes);
}

export async function isSignedRound(chain: Chain, round: number, signature: string): Promise<boolean> {
  const bytes = fromHex(signature);
  const key = fromHex(chain.public_key);
  if (chain.scheme !== SCHEME || bytes?.length !== SIGNATURE_BYTES || key?.length !== KEY_BYTES) return false;
  const { bls12_381 } = await import("@noble/curves/bls12-381.js");
  const { shortSignatures } = bls12_381;
  try {
    return shortSignatures.verify(bytes, shortSignatures.hash(roundMessage(round), DST), key);
  } catch {
    // A bent signature is no point of the curve, which the library says by throwing.
    return false;
  }
}
