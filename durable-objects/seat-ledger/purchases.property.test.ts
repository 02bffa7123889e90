import fc from "fast-check";
import { expect, test } from "vitest";
import { sequence, World } from "./testing/world.ts";

const SEED = 20_261_120;
const SEQUENCES = 500;

test("S1 S3 S4 S11 S22 S23 S25 S29: 500 worlds of purchases, crashes and lost messages keep every promise", () => {
  let commands = 0;
  console.log(`seed ${SEED}`);
  fc.assert(
    fc.property(sequence, ({ steps, cancel_after }) => {
      const world = new World();
      steps.forEach((step, i) => {
        if (i === cancel_after) world.cancelShow();
        world.play(step);
      });
      world.settle();
      commands += world.commands;
    }),
    { seed: SEED, numRuns: SEQUENCES, endOnFailure: true },
  );
  expect(commands).toBeGreaterThanOrEqual(10_000);
});
