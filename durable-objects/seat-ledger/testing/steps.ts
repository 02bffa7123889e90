// What can happen in a world around a ledger, with its odds.
import fc from "fast-check";
import { seatId } from "../../../domain/seat-ledger/testing/halls.ts";
import type { Mood } from "./stand-in-provider.ts";

const SEATS = [...[1, 2, 3, 4, 5, 6].map((seat) => seatId("A", 1, seat)), seatId("B", 1, 1), seatId("B", 2, 5), "no"];
const MINUTE_MS = 60_000;

const fan = fc.integer({ min: 0, max: 3 });
const pick = fc.nat(11);
const mood = fc.constantFrom<Mood>("success", "success", "decline", "silent_charge", "silent_nothing", "down");
const wish = fc.oneof(
  fc.record({
    kind: fc.constant("seats" as const),
    seats: fc.array(fc.constantFrom(...SEATS), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("best" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("zone" as const), zone: fc.constant("Z"), count: fc.integer({ min: 1, max: 4 }) }),
);
const holdStep = fc.record({ do: fc.constant("hold" as const), fan, wish, key: fc.option(fc.nat(2), { nil: null }) });

const step = fc.oneof(
  { weight: 6, arbitrary: holdStep },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("together" as const),
      holds: fc.array(holdStep, { minLength: 2, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), fan, pick }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("order" as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("give_up" as const), pick }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("pay" as const), pick, key: fc.option(fc.nat(2), { nil: null }) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("job" as const),
      pick,
      mood,
      how: fc.constantFrom("once", "twice", "lost", "crash"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      pick,
      part: fc.boolean(),
      by: fc.constantFrom("fan" as const, "organiser" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("block" as const), pick, blocked: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      fan,
      cause: fc.constantFrom("left" as const, "expired" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pause" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 60_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 20 * MINUTE_MS }) },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait_due" as const), before: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reload" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("rest" as const),
      k: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("crash" as const), k: fc.integer({ min: 1, max: 12 }), fan, wish }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("prices" as const), krw: fc.integer({ min: 0, max: 3 }) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One sequence: at its end, perhaps, the show is cancelled, and then everything settles. */
export const sequence = fc.record({
  steps: fc.array(step, { minLength: 22, maxLength: 60, size: "max" }),
  cancel_after: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(40) }),
});
