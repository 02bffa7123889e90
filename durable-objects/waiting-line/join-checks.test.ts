// Checks in the very turn that takes fans in: who needs none keeps their place, and one check lets one in.
import { describe, expect, it } from "vitest";
import type { Shown } from "../../domain/checks/asked.ts";
import { ok } from "../../domain/result.ts";
import { decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { JoinChecks } from "./join-checks.ts";
import { answersTo, type JoinItem, passedWithoutJoining } from "./replies.ts";
import { joinAll, lineBench } from "./testing/line-bench.ts";

const EXPIRES_MS = 9e12;
const passed = (mark: string): Shown => ({ by: "proof", mark, expires_at_ms: EXPIRES_MS });
const item = (fan: string, shown: Shown = "nothing", more: { check_above?: number; off?: boolean } = {}): JoinItem => ({
  fan,
  asked: {
    rule: { check: more.off ? "off" : "proof", check_above: more.check_above ?? 1_000 },
    range: "10.0.0.0/24",
    shown,
  },
});

function scene() {
  const bench = lineBench({ room_capacity: 0 });
  const world = { ...bench, checks: new JoinChecks(bench.sql) };
  const join = (...items: JoinItem[]) =>
    answersTo(world.engine, world.checks, items).map((answer) =>
      answer.ok ? answer.value.place.position : answer.failure.code,
    );
  const sleep = () => {
    world.engine = bench.reload();
    world.checks = new JoinChecks(bench.sql);
  };
  return { world, join, sleep };
}

describe("checks before joining", () => {
  it("CK3: who shows nothing or something worthless is told so, who passed stands where they came, in order", () => {
    const { join } = scene();
    expect(join(item("a"), item("b", passed("1")), item("c", "failed"), item("d", passed("2")))).toEqual([
      "check_required",
      1,
      "check_failed",
      2,
    ]);
  });

  it("CK3: nobody loses a place: who stands in line is told it, whatever they show", () => {
    const { world, join } = scene();
    joinAll(world.engine, "a", "b");
    expect(join(item("a"), item("b", "failed"), item("new"))).toEqual([1, 2, "check_required"]);
  });

  it("CK3: a line that takes nobody says so first: nobody works for a refusal", () => {
    const { world, join } = scene();
    world.engine.run((state, at_ms) => decideStatus(state, "ENDED", at_ms));
    expect(join(item("a"), item("b", "failed"))).toEqual(["sale_over", "sale_over"]);
  });

  it("CK4: a check is spent once, over sleep too; the fan's own repeated call is the same place", () => {
    const { world, join, sleep } = scene();
    expect(join(item("a", passed("1")), item("b", passed("1")))).toEqual([1, 2]);
    expect(join(item("a", passed("1")))).toEqual([1]);
    world.engine.run((state, at_ms) => decideLeave(state, 1, at_ms));
    sleep();
    expect(join(item("a", passed("1")), item("a", passed("2")))).toEqual(["check_failed", 3]);
  });

  it("CK4: a failed write spends nothing, and what was spent is forgotten after it would have run out", () => {
    const { world, join } = scene();
    world.sql.crashAt(3);
    expect(() => join(item("a", passed("1")))).toThrow();
    world.sql.crashAt(Number.POSITIVE_INFINITY);
    world.engine = world.reload();
    expect(join(item("a", passed("1")))).toEqual([1]);
    const spent = () => world.sql.all("SELECT mark FROM spent_check").length;
    expect(spent()).toBe(1);
    world.clock.now_ms = EXPIRES_MS + 1;
    world.engine.run(() => ok([]));
    world.checks.joined([item("z", { by: "proof", mark: "9", expires_at_ms: EXPIRES_MS * 2 })], EXPIRES_MS + 1);
    expect(spent()).toBe(1);
  });

  it("CK1: a flood in one batch counts as what it is; those of it who stand in line are not asked", () => {
    const { world, join } = scene();
    joinAll(world.engine, "own");
    const flood = Array.from({ length: 30 }, (_, i) => item(`f${i}`, "nothing", { off: true, check_above: 10 }));
    const answers = join(...flood, item("own", "nothing", { off: true, check_above: 10 }));
    expect(answers.filter((answer) => answer === "check_required")).toHaveLength(20);
    expect(answers.at(-1)).toBe(1);
    expect(
      world.checks.asks({ rule: { check: "off", check_above: 10 }, range: "10.0.0.0/24" }, world.engine.now()),
    ).toBe("proof");
  });

  it("CK8: a list asks as joining does: who ever stood in line nothing, anybody else once, and what was shown is spent", () => {
    const { world, join, sleep } = scene();
    const pass = (fan: string, shown: Shown = "nothing", more = {}) => {
      const { asked } = item(fan, shown, more);
      if (asked === undefined) throw new Error("asked nothing");
      const answer = passedWithoutJoining(world.engine, world.checks, { fan, asked });
      return answer.ok ? "passed" : answer.failure.code;
    };
    joinAll(world.engine, "a", "b");
    world.engine.run((state, now_ms) => decideLeave(state, 2, now_ms));
    expect([pass("a"), pass("b"), pass("new"), pass("new", "failed")]).toEqual([
      "passed",
      "passed",
      "check_required",
      "check_failed",
    ]);
    expect([pass("new", passed("1")), pass("other", passed("1"))]).toEqual(["passed", "check_failed"]);
    sleep();
    expect([pass("other", passed("1")), join(item("other", passed("1")))]).toEqual(["check_failed", ["check_failed"]]);
    expect(pass("anybody", "nothing", { off: true })).toBe("passed");
    expect(world.engine.find("new")).toBe(0);
  });

  it("CK8: who asks for a list counts as who joins, where nobody is asked and thousands come from one part of the net", () => {
    const { world, join } = scene();
    const few = { off: true, check_above: 2 };
    const pass = (fan: string) => {
      const { asked } = item(fan, "nothing", few);
      return asked !== undefined && passedWithoutJoining(world.engine, world.checks, { fan, asked }).ok;
    };
    expect([pass("a"), pass("b"), pass("c")]).toEqual([true, true, false]);
    expect(join(item("d", "nothing", few))).toEqual(["check_required"]);
  });
});
