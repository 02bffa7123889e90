import { expect, test } from "vitest";
import { FAULTS, type FaultCode, faultWords } from "./faults.ts";

const PLACES = /\{\w+\}/g;

test.each(Object.keys(FAULTS) as FaultCode[])("F2: the fault %s takes the same values in both languages", (code) => {
  const { ko, en } = FAULTS[code];
  expect([...ko.matchAll(PLACES)].map(String).sort()).toEqual([...en.matchAll(PLACES)].map(String).sort());
  expect(ko).toMatch(/\p{Script=Hangul}/u);
});

test("F2: a fault's values stand in its words, numbers in groups", () => {
  const full = { fault: "too_many_seats", values: { max: 50_000, count: 50_001 } } as const;
  expect(faultWords(full, "ko")).toBe("공연장 하나에 50,000석까지예요. 지금은 50,001석이에요");
  expect(faultWords(full, "en")).toBe("A venue holds at most 50,000 places; this one has 50,001");
});
