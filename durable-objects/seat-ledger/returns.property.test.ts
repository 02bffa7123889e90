// Worlds of returned seats and of tickets offered back, each from a seed that is printed where it breaks (RT3 to RT8).
import { expect, test } from "vitest";
import { FREE } from "../../domain/seat-ledger/seat-state.ts";
import { setPlace } from "../../domain/seat-ledger/state.ts";
import { played } from "./testing/played.ts";
import { type Damage, ReturnsWorld, type WorldSize } from "./testing/returns-world.ts";

/** `RETURNS_SEEDS=500` plays them all; the suite plays as many as its minutes allow. */
const SEEDS = Number(process.env.RETURNS_SEEDS ?? 40);
const TIMEOUT_MS = 900_000;
/** Sixty seats, a hundred registered fans. */
const LIST: WorldSize = { rows: 2, fans: 100 };
/** So few that everybody meets everybody. */
const FEW: WorldSize = { rows: 1, fans: 6 };

const play = (seed: number, size: WorldSize, steps: number, damage?: Damage): ReturnsWorld =>
  played(seed, new ReturnsWorld(seed, size), { steps, ...(damage && { damage }) });

/** What the first world that turned red said; empty where none did. */
const redBy = (size: WorldSize, damage: Damage): string => {
  for (let seed = 1; seed <= 40; seed++) {
    try {
      play(seed, size, 80, damage);
    } catch (error) {
      return String(error);
    }
  }
  return "";
};

test("RT3 RT4 RT5: 100 fans and 60 seats that come back: in the order of the rule, nobody passed without a reason, nothing for a bot", {
  timeout: TIMEOUT_MS,
}, () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    for (const [kind, count] of play(seed, LIST, 90).seen) seen.set(kind, (seen.get(kind) ?? 0) + count);
  }
  console.log([...seen].map(([kind, count]) => `${kind} ${count}`).join(", "));
  for (const kind of ["passed_over", "hold_expired", "released", "unlisted", "return_offered", "return_withdrawn"]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(SEEDS / 20);
  }
});

test("RT6 RT7 RT8: offered back, declined, expired, thought again, used at the door, crashed: one owner and the money right", {
  timeout: TIMEOUT_MS,
}, () => {
  for (let seed = 1_001; seed <= 1_000 + SEEDS; seed++) play(seed, FEW, 120);
});

test("RT3: where nothing is kept for the list, the bot that asks after every step has a seat (control)", () => {
  // The referee is asleep: whoever notices is the bot.
  const unkept: Damage = (world) => {
    world.referee.check = () => undefined;
    for (const place of world.ledger.state.returns.pool.keys())
      setPlace(world.ledger.state, place, { state: FREE, owner: null });
    world.ledger.state.returns.pool.clear();
  };
  expect(redBy(LIST, unkept)).toContain("the bot got a seat");
});

test("RT3 RT5 RT6: with a guard taken out the very same worlds turn red (control)", () => {
  const controls: Record<string, Damage> = {
    "the list is not counted: seats go on sale": ({ ledger }) => {
      ledger.state.returns.takers = 0;
    },
    "two change places in the list": ({ ledger }) => {
      const [a, b] = [...ledger.state.returns.entries.values()].filter((one) => one.state === "WAITING");
      if (a !== undefined && b !== undefined)
        ledger.state.returns.entries.set(a.fan_id, { ...a, position: b.position + 0.5 });
    },
    "nothing is gathered": ({ ledger }) => {
      for (const place of ledger.state.returns.pool.keys()) ledger.state.returns.pool.set(place, 0);
      ledger.state.returns.changed = true;
    },
    "what is offered back is forgotten while its seat is lent": ({ ledger }) => {
      ledger.state.returns.offered.clear();
    },
    "a refund owed is written down as paid": ({ ledger }) => {
      for (const order of ledger.state.orders.values()) for (const refund of order.refunds) refund.status = "DONE";
    },
  };
  for (const [what, damage] of Object.entries(controls)) {
    expect(redBy(LIST, damage), what).not.toBe("");
  }
});
