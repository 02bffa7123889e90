// The hand-written SHA-256 against Node's own.
import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commitBatch, saltKey } from "./commitment.ts";
import { sha256, wordsToBytes } from "./sha256.ts";
import { fromBase64url, toBase64url, utf8 } from "./text.ts";

describe("hashes", () => {
  it("L20: agrees with the platform at every length around a block's end", () => {
    for (const length of [...Array(300).keys(), 1000, 4096]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
      expect(Buffer.from(sha256(bytes)).toString("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });

  it("L20: a leaf is the hash of its tag, its salt, its position and the fan, whatever the fan's id looks like", () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => i);
    const fans = [
      "usr_1",
      "팬-하나",
      "x".repeat(31),
      "x".repeat(32),
      "é".repeat(64),
      "y".repeat(500),
      "",
      "🎫".repeat(32),
    ];
    for (const from of [1, 2, 99]) {
      const { salts, leaves } = commitBatch(saltKey(key), from, fans);
      fans.forEach((fan, i) => {
        const position = from + i;
        const word = (value: number): Buffer => {
          const bytes = Buffer.alloc(4);
          bytes.writeUInt32BE(value);
          return bytes;
        };
        const mac = createHmac("sha256", key)
          .update(word(position >>> 1))
          .digest();
        const salt = mac.subarray((position & 1) * 16, (position & 1) * 16 + 16);
        expect(Buffer.from(wordsToBytes(salts, i * 4, 4))).toEqual(salt);
        const leaf = createHash("sha256").update("LEAF").update(salt).update(word(position)).update(fan).digest();
        expect(Buffer.from(wordsToBytes(leaves, i * 8, 8))).toEqual(leaf);
      });
    }
  });

  it("L20: text and bytes have one spelling", () => {
    for (const length of [0, 1, 2, 3, 31, 32, 33]) {
      const bytes = Uint8Array.from({ length }, (_, i) => 255 - i * 7);
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
    }
    for (const text of ["plain", "줄", "🎫 é ß"]) expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text));
    for (const text of ["A", "AB=", "A B", "AAB"]) expect(fromBase64url(text)).toBeNull();
  });
});
