import fc from "fast-check";
import { expect, test } from "vitest";
import type { LedgerEvent } from "../../domain/seat-ledger/events.ts";
import { checkInstant } from "./testing/promises.ts";
import { type Step, sequence } from "./testing/steps.ts";
import { World } from "./testing/world.ts";

const SEED = 20_261_120;
/** `PURCHASE_RUNS=1000` and more for a long look; the suite plays as many as its minutes allow. */
const SEQUENCES = Number(process.env.PURCHASE_RUNS ?? 300);

const play = (world: World, steps: readonly Step[], cancel_after: number | null) =>
  steps.forEach((step, i) => {
    if (i === cancel_after) world.cancelShow();
    world.play(step);
  });

test("SL1 SL3 SL4 SL11 SL22 SL23 SL25 SL29: worlds of purchases, crashes and lost messages keep every promise", () => {
  console.log(`seed ${SEED}`);
  let commands = 0;
  const seen = new Map<LedgerEvent["kind"], number>();
  const check = fc.property(sequence, ({ steps, cancel_after }) => {
    const world = new World();
    play(world, steps, cancel_after);
    world.settle();
    commands += world.commands;
    for (const { event } of world.ledger.store.journal(1, 100_000))
      seen.set(event.kind, (seen.get(event.kind) ?? 0) + 1);
  });
  fc.assert(check, { seed: SEED, numRuns: SEQUENCES, endOnFailure: true });
  expect(commands).toBeGreaterThanOrEqual(10_000);
  console.log(`${commands} commands: ${[...seen].map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  // Everything that can happen did, or the promises were never put to the test.
  for (const kind of [
    "hold_expired",
    "attempt_given_up",
    "seats_freed",
    "sold",
    "refund_done",
    "refund_refused",
  ] as const) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(SEQUENCES / 200);
  }
});

test("D22 D42 D43: with a guard taken out the very same worlds break their promises (control)", () => {
  /** After how many worlds it broke; null where it did not. */
  const breaksAfter = (damage: (world: World) => void, worlds = 200): number | null => {
    const check = fc.property(sequence, ({ steps }) => {
      const world = new World();
      for (const step of steps) {
        damage(world);
        world.play(step);
      }
      world.settle();
    });
    const { failed, numRuns } = fc.check(check, { seed: SEED, numRuns: worlds, endOnFailure: true });
    return failed ? numRuns : null;
  };
  // Held seats turn free, as after a cache rebuilt from the wrong place.
  const freed = breaksAfter(({ ledger }) => ledger.state.seat_state.fill(0));
  // What was charged is not remembered.
  const forgetCharges = ({ ledger }: World) => {
    for (const order of ledger.state.orders.values()) {
      for (const attempt of order.attempts) if (attempt.status === "CAPTURED") attempt.status = "STARTED";
    }
  };
  const uncharged = breaksAfter(forgetCharges);
  // A refund owed is written down as paid.
  const forgetRefunds = ({ ledger }: World) => {
    for (const order of ledger.state.orders.values()) for (const refund of order.refunds) refund.status = "DONE";
  };
  const unrefunded = breaksAfter(forgetRefunds);
  const after = [freed, uncharged, unrefunded];
  expect(after).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
  // Left alone, all of these worlds keep them.
  expect(breaksAfter(() => undefined, Math.max(...after.map(Number)))).toBeNull();
});

test("SL1: the check of an instant sees two claims on one seat", () => {
  const { ledger } = new World();
  ledger.hold("a", { kind: "best", count: 1 });
  const [hold] = ledger.state.holds.values();
  if (hold === undefined) throw new Error("nothing is held");
  ledger.state.holds.set("other", { ...hold, id: "other" });
  expect(() => checkInstant(ledger)).toThrow(/belongs to/);
});
