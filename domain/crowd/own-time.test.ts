import { expect, it } from "vitest";
import type { Step, StepName } from "./card.ts";
import { OWN_LEAST_MS, ownTimeOf } from "./own-time.ts";

const made = (ms: Partial<Record<StepName, number>>): Step[] =>
  Object.entries({ click: 200, wait: 9_000, enter: 400, choose: 2_000, pay: 1_500, ...ms }).flatMap(([name, took]) =>
    took === undefined ? [] : [{ name: name as StepName, ms: took }],
  );

it("PR10: a person's own time is every step but the wait", () => {
  expect(ownTimeOf({ grade: "A", steps: made({}) })).toEqual({ kind: "own", own_ms: 4_100 });
  expect(ownTimeOf({ grade: "F", steps: made({}) })).toEqual({ kind: "not_won" });
});

it("PR10: a script with no reaction, and whoever went around a page, has no time among people's", () => {
  const least = made({ click: 0, enter: 0, choose: 0, pay: OWN_LEAST_MS });
  expect(ownTimeOf({ grade: "S", steps: least }).kind).toBe("own");
  expect(ownTimeOf({ grade: "S", steps: made({ click: 0, enter: 1, choose: 12, pay: 40 }) }).kind).toBe("not_by_hand");
  for (const name of ["click", "wait", "enter", "choose", "pay"] as const) {
    const steps = made({}).filter((step) => step.name !== name);
    expect(ownTimeOf({ grade: "S", steps }), name).toEqual({ kind: "not_by_hand" });
  }
});
