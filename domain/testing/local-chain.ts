// A chain of rounds with a key of its own, for tests: signs by the protocol of the public one.
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { type Chain, SCHEME } from "../draw/chain.ts";
import { roundMessage } from "../draw/signature.ts";
import { toHex } from "../log/text.ts";

const { shortSignatures } = bls12_381;
const { secretKey, publicKey } = shortSignatures.keygen(new Uint8Array(48).fill(3));

export const LOCAL_CHAIN: Chain = {
  name: "local",
  chain_hash: "10".repeat(32),
  public_key: toHex(publicKey.toBytes()),
  scheme: SCHEME,
  period_ms: 3_000,
  genesis_at_ms: 3_000,
};

export const signRound = (round: number): string =>
  toHex(shortSignatures.sign(shortSignatures.hash(roundMessage(round)), secretKey).toBytes());
