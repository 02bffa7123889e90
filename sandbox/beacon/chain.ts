// The stand-in's own chain of rounds: the protocol of the public network, a key that everybody may know.
import { type Chain, SCHEME } from "../../domain/draw/chain.ts";
import { roundMessage } from "../../domain/draw/signature.ts";
import { fromHex, toHex } from "../../domain/log/text.ts";

/** No secret: whatever this chain signs is drawn on a laptop only. */
const SECRET_KEY = "46".repeat(32);

export const LOCAL_CHAIN: Chain = {
  name: "fairline-local",
  chain_hash: "fa1e".repeat(16),
  public_key:
    "b2e35c13fc49ca780a2d224523ea675581ae04bacc5b6bf403274d5b1ede3b3b15a148473ced22364dac00085261a00413a83be6f5ffeae8ee84ffc3459438bcfb8e610001b62bc9ef3b8c60bb6eb6ae904df0b7cab47bfd152008d642ede50a",
  scheme: SCHEME,
  period_ms: 3_000,
  genesis_at_ms: 1_700_000_001_000,
};

/** Heavy arithmetic, loaded when the first round is asked for. */
export async function signRound(round: number): Promise<string> {
  const { bls12_381 } = await import("@noble/curves/bls12-381.js");
  const { shortSignatures } = bls12_381;
  const key = fromHex(SECRET_KEY) ?? new Uint8Array();
  return toHex(shortSignatures.sign(shortSignatures.hash(roundMessage(round)), key).toBytes());
}
