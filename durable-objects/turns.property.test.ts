// Random days of everything that fans and organisers can do, over the real line and real ledgers: a turn ends by its
// bound, whoever is not inside cannot hold, whoever left holds nothing, no seat has two owners; whatever an operator takes back meanwhile. With a guard taken out
// the very same days break a law.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Guard, type House, openHouse } from "./testing/sale-house.ts";
import { checkHeld, checkTurns, newRecords, type Records } from "./testing/turn-laws.ts";

const SEED = Number(process.env.TURN_SEED ?? 20261128);
const RUNS = Number(process.env.TURN_RUNS ?? 150);

const FANS = ["a", "b", "c"];
const fan = fc.constantFrom(...FANS);
const showtime = fc.nat({ max: 2 });
const pass = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 5 }) });
const seat = fc.nat({ max: 5 });
const how = fc.constantFrom("captured" as const, "declined" as const, "unknown" as const);
const is = <K extends string>(...kinds: [K, ...K[]]) => fc.constantFrom(...kinds);
const acts = [
  { weight: 40, arbitrary: fc.record({ kind: is("join", "claim"), fan }) },
  { weight: 30, arbitrary: fc.record({ kind: is("status"), fan }) },
  { weight: 90, arbitrary: fc.record({ kind: is("hold"), fan, showtime, pass, seat }) },
  { weight: 110, arbitrary: fc.record({ kind: is("order", "order", "cancel", "release", "pay", "pay"), fan }) },
  { weight: 30, arbitrary: fc.record({ kind: is("outcome"), how }) },
  { weight: 40, arbitrary: fc.record({ kind: is("deliver") }) },
  { weight: 20, arbitrary: fc.record({ kind: is("leave", "leave", "leave", "expel"), fan }) },
  { weight: 1, arbitrary: fc.record({ kind: is("end") }) },
  { weight: 2, arbitrary: fc.record({ kind: is("remove"), fan }) },
  { weight: 50, arbitrary: fc.record({ kind: is("wait"), ms: fc.integer({ min: 1, max: 6_000 }) }) },
  { weight: 10, arbitrary: fc.record({ kind: is("showtime", "showtime", "evict", "pause", "open", "open", "open") }) },
] as const;
const act = fc.oneof(...acts);
/** With an operator who takes the line, or a ledger, back to what was kept. */
const act_or_back = fc.oneof(...acts, {
  weight: 12,
  arbitrary: fc.record({ kind: is("keep", "line_back", "ledger_back") }),
});
type Act = typeof act_or_back extends fc.Arbitrary<infer A> ? A : never;

/** What an operator has kept of the line and of its first ledger. */
type Kept = { line: string | null; ledger: string | null };

async function live(house: House, { records, kept }: { records: Records; kept: Kept }, todo: Act): Promise<void> {
  switch (todo.kind) {
    case "join":
      records.gone.delete(todo.fan);
      return house.join(todo.fan);
    case "hold":
      if ((await house.hold(todo.fan, { ...todo, rejoin: true })) === "ok") checkHeld(house, todo.fan);
      return;
    case "outcome":
      for (const name of FANS) await house.outcome(name, todo.how);
      return;
    case "order":
    case "cancel":
    case "release":
    case "pay":
      await house[todo.kind](todo.fan);
      return;
    case "leave":
    case "remove":
      if ((await house[todo.kind](todo.fan)) === "ok") records.gone.add(todo.fan);
      return;
    case "expel":
      // Money on its way is waited for: the law of those who left does not bind them.
      records.gone.delete(todo.fan);
      return house.expel(todo.fan);
    case "claim":
    case "status":
      await house[todo.kind](todo.fan);
      return;
    case "wait":
      return house.wait(todo.ms);
    case "showtime":
      return house.ledgers.size < 3 ? house.addShowtime() : undefined;
    case "pause":
      return house.sale("PAUSED");
    case "open":
      return house.sale("OPEN");
    case "end":
      return house.sale("ENDED");
    case "keep":
      kept.line = house.keep();
      kept.ledger = house.keepLedger();
      return;
    case "line_back":
      if (kept.line === null) return;
      await house.takeBack(kept.line);
      // Money on its way is waited for, whatever the line knows of it.
      for (const name of FANS)
        if (house.orders(name).some(({ order }) => order.status === "PAYING")) records.gone.delete(name);
      return;
    case "ledger_back":
      return kept.ledger === null ? undefined : house.takeLedgerBack(kept.ledger);
    case "deliver":
    case "evict":
      return house[todo.kind]();
  }
}

async function days(
  runs: number,
  without: readonly Guard[],
): Promise<{ acts: number; ordered: number; bought: number }> {
  const seen = { acts: 0, ordered: 0, bought: 0 };
  const taken_back = without.length === 0 || without.includes("forgetting");
  const day = fc.array<Act>(taken_back ? act_or_back : act, { minLength: 30, maxLength: 120, size: "max" });
  const property = fc.asyncProperty(day, async (todos) => {
    const house = await openHouse({ without, showtimes: 2 });
    for (const name of FANS) await house.join(name);
    const records = newRecords();
    const around = { records, kept: { line: null, ledger: null } };
    try {
      for (const todo of todos) {
        await live(house, around, todo);
        checkTurns(house, records);
        seen.acts++;
      }
      for (const { state } of house.ledgers.values()) {
        seen.ordered += state.orders.size;
        seen.bought += state.finished_passes.size;
      }
    } finally {
      house.close();
    }
  });
  await fc.assert(property, { numRuns: runs, seed: SEED, endOnFailure: without.length > 0 });
  return seen;
}

describe("turns over line and ledgers", () => {
  it("L16 L17 L55 SL30 SL31 SL33 D71 D72 D79: hold over random days of fans, organisers and time", async () => {
    const seen = await days(RUNS, []);
    console.log(
      `turns: ${seen.acts} acts in ${RUNS} days, ${seen.ordered} orders, ${seen.bought} bought, seed ${SEED}`,
    );
    expect(seen.acts).toBeGreaterThan(RUNS * 30);
    expect(seen.ordered).toBeGreaterThan(RUNS / 2);
    expect(seen.bought).toBeGreaterThan(RUNS / 30);
  }, 60_000);

  it.each<[Guard, RegExp]>([
    ["turn_end", /no (hold|order) lasts past its turn/],
    ["standing", /whoever is not inside cannot hold/],
    ["ask_before_leaving", /left and holds nothing/],
    ["closing", /nothing is held after the end/],
    ["forgetting", /whoever is not inside cannot hold|nobody holds with|nothing is held after the end/],
  ])(
    "L16 L55 SL31 D71 D72 D79: without %s the same days break a law (control)",
    async (guard, broken) => {
      await expect(days(RUNS * 4, [guard])).rejects.toMatchObject({
        cause: { message: expect.stringMatching(broken) },
      });
    },
    60_000,
  );
});
