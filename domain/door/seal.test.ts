// A bundle that somebody finds says nobody's name; whoever stands at the door with their ticket is greeted by theirs.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeId, ticketId } from "../seat-ledger/ids.ts";
import { firstName } from "./names.ts";
import { keyOfSeal, nameMark, readWord, sealOf, sealTickets, uncoverName } from "./seal.ts";

const SALT = "st_1";
const TICKET = ticketId(makeId("order", "ABCDEF", new Uint8Array(10).fill(3)), 0);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const wordOf = (name: string, generation = 0) => {
  const [ticket] = sealTickets(
    [generation === 0 ? [TICKET, 0, "1", "XXXXX1", ""] : [TICKET, 0, "1", "XXXXX1", "", 0, 0, -1, 0, generation]],
    { salt: SALT, nameOf: () => name },
  );
  return readWord(String(ticket?.[0]));
};

describe("DR9: names in a bundle", () => {
  test("DR9: a first name comes out by its ticket's id and by no other's", () => {
    const word = wordOf("김하린");
    expect([word.key, word.number, word.mark]).toEqual([
      keyOfSeal(sealOf(SALT, TICKET)),
      "XXXXX1",
      nameMark(SALT, "김 하린"),
    ]);
    expect(text(uncoverName(sealOf(SALT, TICKET), 0, word.name))).toBe("하린");
    const other = ticketId(makeId("order", "ABCDEF", new Uint8Array(10).fill(4)), 0);
    expect(text(uncoverName(sealOf(SALT, other), 0, word.name))).not.toBe("하린");
    expect(word.key).not.toContain(TICKET.slice(9, 15));
  });

  test("DR9: two holders of one ticket are covered by two streams", () => {
    const covered = [0, 1, 2].map((generation) => wordOf("이민수", generation).name);
    expect(new Set(covered).size).toBe(3);
    expect(text(uncoverName(sealOf(SALT, TICKET), 2, covered[2] ?? ""))).toBe("민수");
  });

  test("DR9: every name comes back as its beginning, cut between letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), (name) => {
        const first = firstName(name);
        const found = text(uncoverName(sealOf(SALT, TICKET), 0, wordOf(name).name));
        expect(first.startsWith(found.normalize("NFC")) || first.includes("\0") || first !== first.toWellFormed()).toBe(
          true,
        );
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });

  test("DR9: first names are those that people are called by", () => {
    expect(["김하린", "남궁민수", "이 솔", "강산", "Harin Kim", "황보", "Ana"].map(firstName)).toEqual([
      "하린",
      "민수",
      "이",
      "산",
      "Harin",
      "보",
      "Ana",
    ]);
    expect(wordOf("").name).toBe("");
  });
});
