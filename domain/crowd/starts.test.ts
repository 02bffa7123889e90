import { expect, it } from "vitest";
import { mayStart, STARTS, type Start, startsOfMinute } from "./starts.ts";

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
