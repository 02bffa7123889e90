import { createHash, createHmac } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesToWords, wordsToBytes } from "../log/sha256.ts";
import { toHex } from "../log/text.ts";
import { firstRoundFrom, QUICKNET, roundOfDraw, roundTime } from "./chain.ts";
import { drawKeys, drawRoot, type Leaves, placesByArrival, placesOf, randomnessOf, seedOf } from "./order.ts";
import { isSignedRound, roundMessage } from "./signature.ts";

const ROUND_42 = "95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a";
const ROUND_123 = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";

/** Made-up leaves: the hash of a word and a number. */
function leavesOf(count: number, word = "leaf"): Leaves {
  const leaves = new Int32Array(count * 8);
  for (let i = 0; i < count; i++) {
    leaves.set(bytesToWords(createHash("sha256").update(`${word} ${i}`).digest()), i * 8);
  }
  return leaves;
}
const bytesOf = (leaves: Leaves): Buffer => Buffer.from(wordsToBytes(leaves));

test("L40 the round of a draw is the first whose time is at least six seconds after the lobby closes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (lobby_closes_at_ms) => {
      const round = roundOfDraw(QUICKNET, QUICKNET.genesis_at_ms + lobby_closes_at_ms);
      const least_ms = QUICKNET.genesis_at_ms + lobby_closes_at_ms + 6_000;
      expect(roundTime(QUICKNET, round)).toBeGreaterThanOrEqual(least_ms);
      expect(roundTime(QUICKNET, round - 1)).toBeLessThan(least_ms);
    }),
  );
  expect(roundTime(QUICKNET, 1)).toBe(QUICKNET.genesis_at_ms);
  expect(firstRoundFrom(QUICKNET, QUICKNET.genesis_at_ms)).toBe(1);
  expect(firstRoundFrom(QUICKNET, QUICKNET.genesis_at_ms + 1)).toBe(2);
  expect(firstRoundFrom(QUICKNET, 0)).toBe(1);
});

test("L41 rounds of the public chain are verified, and their randomness is the one it publishes", async () => {
  expect(await isSignedRound(QUICKNET, 42, ROUND_42)).toBe(true);
  expect(await isSignedRound(QUICKNET, 123, ROUND_123)).toBe(true);
  expect(randomnessOf(ROUND_42)).toBe("8ada64bae5c6c0f5540a6a13af56e663240edfbd2c76ac6a8f27671eb7259ce3");
  expect(randomnessOf(ROUND_123)).toBe("fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc");
});

test("L41 another round, another key, another scheme, and every bent signature are refused without a throw", async () => {
  expect(await isSignedRound(QUICKNET, 43, ROUND_42)).toBe(false);
  expect(await isSignedRound(QUICKNET, 42, ROUND_123)).toBe(false);
  expect(await isSignedRound({ ...QUICKNET, scheme: "pedersen-bls-chained" }, 42, ROUND_42)).toBe(false);
  const stranger = bls12_381.shortSignatures.keygen(new Uint8Array(48).fill(7));
  const theirs = { ...QUICKNET, public_key: toHex(stranger.publicKey.toBytes()) };
  expect(await isSignedRound(theirs, 42, ROUND_42)).toBe(false);
  expect(await isSignedRound({ ...QUICKNET, public_key: "00".repeat(96) }, 42, ROUND_42)).toBe(false);
  for (const bit of [0, 1, 7, 100, 255, 383]) {
    const bent = Buffer.from(ROUND_42, "hex");
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(await isSignedRound(QUICKNET, 42, bent.toString("hex"))).toBe(false);
  }
  for (const text of ["", "zz", ROUND_42.toUpperCase(), ROUND_42.slice(2), `${ROUND_42}00`, "00".repeat(48)]) {
    expect(await isSignedRound(QUICKNET, 42, text)).toBe(false);
  }
});

test("L41 a local chain signs rounds by the same protocol", async () => {
  const { shortSignatures } = bls12_381;
  const { secretKey, publicKey } = shortSignatures.keygen(new Uint8Array(48).fill(1));
  const chain = { ...QUICKNET, name: "local", public_key: toHex(publicKey.toBytes()) };
  const signature = toHex(shortSignatures.sign(shortSignatures.hash(roundMessage(7)), secretKey).toBytes());
  expect(await isSignedRound(chain, 7, signature)).toBe(true);
  expect(await isSignedRound(QUICKNET, 7, signature)).toBe(false);
});

test("L42 root, seed, keys and places are what the platform's own hashes make of the rule", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.string(), (count, show_id) => {
      const leaves = leavesOf(count, show_id);
      const root = createHash("sha256").update(`fairline-draw-1\n${show_id}\n${count}\n`).update(bytesOf(leaves));
      const root_hex = root.digest("hex");
      expect(drawRoot(show_id, leaves)).toBe(root_hex);
      const randomness = randomnessOf(ROUND_42) ?? "";
      const seed = createHash("sha256")
        .update("fairline-draw-1 seed\n")
        .update(Buffer.from(root_hex, "hex"))
        .update(Buffer.from(randomness, "hex"))
        .digest();
      expect(seedOf(root_hex, randomness)).toBe(seed.toString("hex"));
      const keyed = Array.from({ length: count }, (_, i) => ({
        i,
        key: createHmac("sha256", seed)
          .update(bytesOf(leaves).subarray(i * 32, i * 32 + 32))
          .digest(),
      }));
      keyed.sort((a, b) => Buffer.compare(a.key, b.key) || a.i - b.i);
      const places = placesOf(seed.toString("hex"), leaves);
      expect(keyed.map(({ i }) => places[i])).toEqual(keyed.map((_, at) => at + 1));
    }),
  );
});

test("L42 keys that begin alike are told apart by all their bytes, equal ones by lobby number", () => {
  const twice = new Int32Array(32);
  twice.set(leavesOf(1), 0);
  twice.set(leavesOf(1), 8);
  twice.set(leavesOf(1, "other"), 16);
  twice.set(leavesOf(1), 24);
  const places = placesOf("ab".repeat(32), twice);
  expect([...places].sort()).toEqual([1, 2, 3, 4]);
  expect((places[1] ?? 0) - (places[0] ?? 0)).toBe(1);
  expect((places[3] ?? 0) - (places[1] ?? 0)).toBe(1);
});

test("L42 places are a permutation at every size, also where an index takes many bits", () => {
  const leaves = leavesOf(70_000);
  const places = placesOf("cd".repeat(32), leaves);
  expect(new Set(places).size).toBe(70_000);
  const keys = drawKeys("cd".repeat(32), leaves);
  const order = new Uint32Array(70_000);
  for (const [i, place] of places.entries()) order[place - 1] = i;
  const bytes = Buffer.from(wordsToBytes(keys));
  const keyAt = (i: number): Buffer => bytes.subarray(i * 32, i * 32 + 32);
  for (let at = 1; at < order.length; at++) {
    const [before = 0, here = 0] = order.subarray(at - 1, at + 1);
    if (Buffer.compare(keyAt(before), keyAt(here)) >= 0) throw new Error(`place ${at} and the next are out of order`);
  }
  expect([...placesByArrival(3)]).toEqual([1, 2, 3]);
});

test("L43 the draw is uniform: over 10,000 draws every entrant comes to every place as often as chance allows", () => {
  const [entrants, draws] = [10, 10_000];
  const leaves = leavesOf(entrants);
  const root = drawRoot("show_chi", leaves);
  const seen = new Float64Array(entrants * entrants);
  for (let draw = 0; draw < draws; draw++) {
    const randomness = createHash("sha256").update(`round ${draw}`).digest("hex");
    const places = placesOf(seedOf(root, randomness), leaves);
    for (const [i, place] of places.entries())
      seen[i * entrants + place - 1] = (seen[i * entrants + place - 1] ?? 0) + 1;
  }
  const expected = draws / entrants;
  const chi_square = seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 81 degrees of freedom: 99.9 % of fair draws stay below 126.
  expect(chi_square).toBeLessThan(126);
  expect(chi_square).toBeGreaterThan(46);
});
