import { expect, it } from "vitest";
import { mayRank, mayStart, RANKINGS_OF_ONE, rankingsOfLate, STARTS, type Start, startsOfMinute } from "./starts.ts";

it("PR11 F11: whoever begins practices and ends them at once, again and again, leaves half of the minute to others", () => {
  let starts: Start[] = [];
  const begin = (asker: string, at_ms: number): boolean => {
    starts = startsOfMinute(starts, at_ms);
    if (!mayStart(starts, asker)) return false;
    starts.push({ asker, at_ms });
    return true;
  };
  const begun = Array.from({ length: 1_000 }, (_, i) => begin("one", i)).filter(Boolean).length;
  expect(begun).toBe(STARTS.per_minute_of_one);
  expect(begin("two", 1_000)).toBe(true);
  for (let n = 0; n < 100; n++) begin(`n${n}`, 1_001);
  expect(starts).toHaveLength(STARTS.per_minute);
  expect(begin("one", 61_001)).toBe(true);
});

it("PR10: one asker writes so many rows of the ranking in ten minutes, and keeps nobody else from theirs", () => {
  const written = Array.from({ length: RANKINGS_OF_ONE }, (_, at_ms): Start => ({ asker: "one", at_ms }));
  expect([mayRank(written.slice(1), "one"), mayRank(written, "one"), mayRank(written, "two")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(mayRank(rankingsOfLate(written, 600_000), "one")).toBe(true);
});
