// What a practice's link says is what whoever opens it begins.
import { expect, it } from "vitest";
import { LIMITS } from "../../schema/limits.ts";
import { inputOf, sharedPath, wishOf } from "./wish.ts";

const read = (path: string) => {
  const query = new URLSearchParams(path.split("?")[1]);
  return wishOf((name) => query.get(name) ?? undefined);
};

it("PR17: a link to a crowd of one's own brings that crowd, a level's link needs no word of it", () => {
  const crowd = { bots: 100, react_ms: 2_500, decide_ms: 9_000 };
  const own = { level: "custom", layout: "ballpark", hall_of: null, seed: 21, crowd } as const;
  expect(read(sharedPath(own))).toMatchObject({ level: "custom", layout: "ballpark", seed: 21, custom: crowd });
  const shown = { show_id: "show_1", title: "A" };
  const path = sharedPath({ ...own, level: "hard", layout: null, hall_of: shown });
  expect(path).toBe("/practice?level=hard&layout=show_1&seed=21");
  expect(read(path)).toMatchObject({ level: "hard", hall_of: "show_1", seed: 21 });
});

it("PR17: a link of which something cannot be read says so; one of which nothing is said does not", () => {
  for (const broken of ["seed=abc", "seed=-1", "seed=1.5", "seed=99999999999", "level=nope&seed=7", "layout=moon"]) {
    expect([broken, read(`/practice?${broken}`).unreadable]).toEqual([broken, true]);
  }
  for (const whole of ["", "level=hard", "seed=", "level=returns&layout=show_1&seed=0"]) {
    expect([whole, read(`/practice?${whole}`).unreadable]).toEqual([whole, false]);
  }
});

it("PR17: what a form posts is begun, and nothing beyond a crowd's limits", () => {
  const posted = (fields: Record<string, string>) => inputOf({ get: (name) => fields[name] ?? "" });
  expect(posted({ level: "custom", bots: "100", react_s: "2.5", decide_s: "9", seed: "4" })).toEqual({
    level: "custom",
    layout: "theatre",
    bots: 100,
    react_ms: 2_500,
    decide_ms: 9_000,
    seed: 4,
  });
  const beyond = posted({ level: "custom", bots: "9999", react_s: "0", decide_s: "9999", seed: "99999999999" });
  expect(beyond).toEqual({ level: "custom", layout: "theatre", bots: 500, react_ms: 200, decide_ms: 60_000 });
  expect(posted({ level: "__proto__", layout: "constructor", seed: String(LIMITS.practice_seed_max + 1) })).toEqual({
    level: "easy",
    layout: "theatre",
  });
});
