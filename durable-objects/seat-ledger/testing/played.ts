// A world of acts drawn by a seed, lived through: step by step, with a machine that may die within any of them.
import type { TestLedger } from "./test-ledger.ts";

type World = { step(): void; settle(): void };

/** Its seed is said where it breaks. */
export function played<W extends World>(
  seed: number,
  world: W,
  { steps, damage = () => undefined }: { readonly steps: number; readonly damage?: (world: W) => void },
): W {
  try {
    for (let n = 0; n < steps; n++) {
      damage(world);
      world.step();
    }
    world.settle();
    return world;
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Does something, and dies at that statement of it, if it comes so far; then it is read from its rows. */
export function dyingAt(ledger: TestLedger, crash_at: number, act: () => void): void {
  ledger.sql.crashAt(crash_at);
  try {
    act();
  } catch (error) {
    if (crash_at === Number.POSITIVE_INFINITY) throw error;
    ledger.sql.crashAt(Number.POSITIVE_INFINITY);
    ledger.reload();
  }
  ledger.sql.crashAt(Number.POSITIVE_INFINITY);
}
