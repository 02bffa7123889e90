import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Asker,
  askerOfTags,
  FAN_SOCKETS_ALL_MAX,
  FAN_SOCKETS_MAX,
  socketBudget,
  socketsMaxOf,
  socketsOpen,
  tagsOf,
} from "./socket-budget.ts";

const owners = new Set<string>();
/** Forgotten behind each test: the count is one for the whole process. */
const budgetOf = (owner: string, sockets_max: number) => {
  owners.add(owner);
  return socketBudget(owner, sockets_max);
};
afterEach(() => {
  for (const owner of owners) socketBudget(owner, 1).recount([]);
  expect(socketsOpen()).toBe(0);
});

const numbers = Array.from({ length: 40_000 }, (_, number) => number).values();
const someFan = (range = ""): Asker => ({ fan: `fan ${numbers.next().value}`, range });
const guest = (range = ""): Asker => ({ fan: null, range });
/** How many of so many tries open. */
const openMany = (budget: ReturnType<typeof socketBudget>, tries: number, asker: () => Asker): number =>
  Array.from({ length: tries }, () => budget.tryOpen(asker())).filter((opening) => opening === "opened").length;

describe("F4: one ceiling for all", () => {
  it("F4: past the ceiling nothing is opened, and a closed socket makes room", () => {
    const a = budgetOf("a", 3);
    const b = budgetOf("b", 3);
    const first = someFan();
    expect([a.tryOpen(first), a.tryOpen(someFan()), b.tryOpen(someFan())]).toEqual(["opened", "opened", "opened"]);
    expect([a.tryOpen(someFan()), b.tryOpen(someFan())]).toEqual(["full", "full"]);
    a.closed(first);
    expect([b.tryOpen(someFan()), a.tryOpen(someFan())]).toEqual(["opened", "full"]);
  });

  it("F4: an owner that woke counts what it really holds, and closing twice frees once", () => {
    const budget = budgetOf("c", 2);
    const [one, other] = [someFan("x"), someFan("x")];
    budget.recount([one, other]);
    expect(budget.tryOpen(someFan())).toBe("full");
    budget.recount([one]);
    expect(socketsOpen()).toBe(1);
    budget.closed(one);
    budget.closed(one);
    expect(socketsOpen()).toBe(0);
  });

  it("F4: a ceiling that cannot be read is the safe one", () => {
    expect([socketsMaxOf("120"), socketsMaxOf("x"), socketsMaxOf("0")]).toEqual([120, 9_000, 9_000]);
  });

  it("F4: whose a socket is, is kept with it through a sleep", () => {
    const askers = [someFan("203.0.113.0/24"), someFan(), guest("2001:db8:1::/48"), guest()];
    for (const asker of askers) expect(askerOfTags(["map", ...tagsOf(asker)])).toEqual(asker);
  });
});

describe("F11 D73: nobody takes the ceiling from everybody", () => {
  it("F11 D73: one fan opens ten at one object and thirty at all, and the next fan still opens", () => {
    const fan = someFan("203.0.113.0/24");
    expect(openMany(budgetOf("line 0", 200), 150, () => fan)).toBe(FAN_SOCKETS_MAX);
    expect(socketBudget("line 0", 200).tryOpen(fan)).toBe("own_full");
    for (let line = 1; line < 15; line += 1) openMany(budgetOf(`line ${line}`, 200), 10, () => fan);
    expect(socketsOpen()).toBe(FAN_SOCKETS_ALL_MAX);
    expect(budgetOf("line 0", 200).tryOpen(someFan("203.0.113.0/24"))).toBe("opened");
  });

  it("F11 D73: thousands behind one address are not felt", () => {
    const budget = budgetOf("line", 9_000);
    expect(openMany(budget, 7_500, () => someFan("203.0.113.0/24"))).toBe(7_500);
  });

  it("F11 D73: one address never takes the last: who comes from elsewhere opens at once", () => {
    const budget = budgetOf("line", 900);
    expect(openMany(budget, 2_000, () => someFan("203.0.113.0/24"))).toBe(800);
    expect(openMany(budget, 50, () => someFan("198.51.100.0/24"))).toBe(50);
  });

  it("F11 D73: who has not signed in leaves room for who has", () => {
    const map = budgetOf("map", 900);
    expect(openMany(map, 2_000, () => guest("203.0.113.0/24"))).toBe(450);
    for (let range = 0; range < 200; range += 1) openMany(map, 20, () => guest(`10.0.${range}.0/24`));
    expect(socketsOpen()).toBe(600);
    expect(openMany(budgetOf("line", 900), 200, () => someFan("203.0.113.0/24"))).toBe(200);
  });

  it("F11 D73: where addresses are not known, the ceiling and the fan's own limit remain", () => {
    expect(openMany(budgetOf("line", 900), 2_000, () => someFan())).toBe(900);
  });

  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  it(`F11: in any order of opening, closing and waking the count is what is open (seed ${seed})`, () => {
    const step = fc.record({
      owner: fc.constantFrom("a", "b"),
      fan: fc.constantFrom(null, "f1", "f2"),
      range: fc.constantFrom("", "r1", "r2"),
      act: fc.constantFrom("open", "open", "open", "close", "wake" as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const open = { a: [] as Asker[], b: [] as Asker[] };
        for (const { owner, fan, range, act } of steps) {
          const budget = budgetOf(owner, 20);
          const mine = open[owner as "a" | "b"];
          if (act === "open" && budget.tryOpen({ fan, range }) === "opened") mine.push({ fan, range });
          if (act === "close") {
            const at = mine.findIndex((one) => one.fan === fan && one.range === range);
            if (at >= 0) mine.splice(at, 1);
            if (at >= 0) budget.closed({ fan, range });
          }
          if (act === "wake") budget.recount(mine);
          expect(socketsOpen()).toBe(open.a.length + open.b.length);
          expect(socketsOpen()).toBeLessThanOrEqual(20);
        }
        for (const owner of owners) socketBudget(owner, 1).recount([]);
        expect(socketsOpen()).toBe(0);
      }),
      { seed, numRuns: 300 },
    );
  });
});
