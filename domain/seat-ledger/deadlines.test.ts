import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBody } from "./answers.ts";
import { Deadlines } from "./deadlines.ts";

test("SL4: deadlines come due in order, whatever order they were added in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 0, max: 50 }), (times, now_ms) => {
      const deadlines = new Deadlines();
      times.forEach((at_ms, i) => {
        deadlines.add(at_ms, String(i));
      });
      const sorted = [...times].sort((a, b) => a - b);
      expect(deadlines.takeDue(now_ms).map(({ at_ms }) => at_ms)).toEqual(sorted.filter((at_ms) => at_ms <= now_ms));
      expect(deadlines.first(() => true)?.at_ms ?? null).toBe(sorted.find((at_ms) => at_ms > now_ms) ?? null);
      expect(deadlines.first(() => false)).toBe(null);
      expect(deadlines.size).toBe(0);
    }),
    { seed: 3 },
  );
});

test("SL11: the order of a body's fields is no difference, their values are", () => {
  expect(canonicalBody({ b: [1, { d: null, c: "x" }], a: undefined })).toBe(
    canonicalBody({ b: [1, { c: "x", d: null }] }),
  );
  expect(canonicalBody({ a: "1" })).not.toBe(canonicalBody({ a: 1 }));
  expect(canonicalBody({ a: [1, 2] })).not.toBe(canonicalBody({ a: [2, 1] }));
});
