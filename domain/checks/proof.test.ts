// Q15: the proof of work costs a phone a second, is bound to whom it was made for, and cannot be had cheaper.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Challenge,
  challengeText,
  isWorkDone,
  PROOF_BITS,
  PROOF_PARTS,
  readChallenge,
  readProof,
  solvePart,
  writeChallenge,
  writeProof,
} from "./proof.ts";

const SEED = 20_261_128;
const MAC = new Uint8Array(32).fill(7);
const EASY: Challenge = { expires_at_ms: 1_800_000_000_000, bits: 6, parts: 4, salt: "abcdefghijklmnop" };

const solve = (challenge: Challenge): string => {
  const text = writeChallenge(challenge, MAC);
  const nonces = Array.from({ length: challenge.parts }, (_, part) => solvePart(text, part, challenge.bits) ?? -1);
  return writeProof(text, nonces);
};

describe("Q15: the proof of work", () => {
  test("Q15: a challenge is read back as it was written", () => {
    const text = writeChallenge(EASY, MAC);
    expect(readChallenge(text)).toMatchObject(EASY);
    for (const wrong of [
      "",
      "p1",
      text.replace("p1", "p2"),
      `${text}x`,
      text.replace(".6.4.", ".25.4."),
      text.replace(".6.4.", ".6.0."),
    ]) {
      expect(readChallenge(wrong), wrong).toBeNull();
    }
  });

  test("Q15: work that was done is seen, and one nonce less is not enough", () => {
    const read = readProof(solve(EASY));
    if (read === null) throw new Error("a proof that cannot be read");
    expect(isWorkDone(read)).toBe(true);
    for (let part = 0; part < EASY.parts; part++) {
      const nonces = read.nonces.with(part, (read.nonces[part] ?? 0) + 1_000_003);
      expect(isWorkDone({ ...read, nonces })).toBe(false);
    }
  });

  test("Q15: the work of one challenge is worth nothing under another", () => {
    const read = readProof(solve(EASY));
    const other = writeChallenge({ ...EASY, salt: "ponmlkjihgfedcba" }, MAC);
    expect(read && isWorkDone({ ...read, challenge_text: other })).toBe(false);
  });

  test("Q15: no two bindings sign the same text, whatever the names hold", () => {
    const name = fc.string({ maxLength: 12 }).map((text) => text.replaceAll("\n", ""));
    fc.assert(
      fc.property(name, name, name, name, (show_a, fan_a, show_b, fan_b) => {
        const same = show_a === show_b && fan_a === fan_b;
        const a = challengeText(EASY, { show_id: show_a, fan_id: fan_a });
        expect(a === challengeText(EASY, { show_id: show_b, fan_id: fan_b })).toBe(same);
      }),
      { seed: SEED },
    );
  });

  test("Q15: bent tokens are refused before any hash is made", () => {
    const token = solve(EASY);
    for (const wrong of [
      "",
      "~",
      token.split("~")[0] ?? "",
      `${token}.1`,
      `${token}~1`,
      token.replace("~", "~-"),
      `${token}${"0".repeat(1_000)}`,
    ]) {
      expect(readProof(wrong), wrong).toBeNull();
    }
  });

  test("Q15: as it is asked for, the work takes about 2^17 hashes, and its luck is small", () => {
    const tries = Array.from({ length: 8 }, (_, i) => {
      const text = writeChallenge({ ...EASY, bits: PROOF_BITS, salt: `abcdefghijklmno${i}` }, MAC);
      return Array.from({ length: PROOF_PARTS }, (_, part) => solvePart(text, part, PROOF_BITS) ?? 0).reduce(
        (sum, nonce) => sum + nonce + 1,
        0,
      );
    });
    const expected = PROOF_PARTS * 2 ** PROOF_BITS;
    for (const count of tries) {
      expect(count).toBeGreaterThan(expected * 0.3);
      expect(count).toBeLessThan(expected * 2.5);
    }
  });
});
