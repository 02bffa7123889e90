// A practice's names are its own: none of a real show is one of them, whatever random bytes made it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptId, ID_RANDOM_BYTES, makeId, readBookingNumber, readId, showtimeCode } from "../seat-ledger/ids.ts";
import {
  codeOfPractice,
  isPracticeCode,
  isPracticeId,
  isPracticeName,
  PRACTICE_ID_BYTES,
  practiceBot,
  practiceFan,
  practiceId,
  practiceNamed,
  practiceShowId,
  practiceShowtimeId,
} from "./names.ts";

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });

describe("the names of a practice", () => {
  it("PR6: no code, id or show of a real sale is ever a practice's, and everything of a practice names it", () => {
    const seed = 20_261_128;
    console.log(`seed ${seed}`);
    fc.assert(
      fc.property(bytes(PRACTICE_ID_BYTES), bytes(ID_RANDOM_BYTES), (random, other) => {
        const real = showtimeCode(random);
        expect(isPracticeCode(real)).toBe(false);
        for (const id of [real, makeId("hold", real, other), makeId("order", real, other), `show_${real}`]) {
          expect(practiceNamed(id)).toBeNull();
        }
        const id = practiceId(random);
        const code = codeOfPractice(id);
        expect([isPracticeId(id), isPracticeCode(code)]).toEqual([true, true]);
        const order_id = makeId("order", code, other);
        const names = [practiceShowId(code), practiceShowtimeId(code), practiceFan(code), practiceBot(code, 499)];
        for (const name of names) expect(isPracticeName(name)).toBe(true);
        const ids = [id, code, makeId("hold", code, other), order_id, attemptId(order_id, 1)];
        for (const name of [...names, ...ids]) expect(practiceNamed(name)).toBe(code);
        expect(readId(order_id)).toEqual({ kind: "order", code });
        expect(readId(attemptId(order_id, 2))?.kind).toBe("attempt");
      }),
      { seed, numRuns: 300 },
    );
  });

  it("PR6: what only looks like one is none", () => {
    const not = [
      "practice_",
      "practice_ABCDEF",
      "practice_U1234",
      "practice_U12345x",
      "U1234",
      "x_U12345_AAAA",
      "UNITED",
    ];
    for (const text of not) expect(practiceNamed(text)).toBeNull();
    expect(isPracticeName("practice_U12345~you~you")).toBe(false);
    expect(readBookingNumber("U12345-ABCDEF")).toBeNull();
  });
});
