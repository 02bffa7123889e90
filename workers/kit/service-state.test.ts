import { beforeEach, expect, it } from "vitest";
import type { Ctx } from "./env.ts";
import { forgetServiceState, knownServiceState, serviceStateNow } from "./service-state.ts";

let payments: boolean | null = true;
let reads = 0;

/** A lookout that answers what it is told to, or not at all. */
const env = {
  LOOKOUT: {
    idFromName: (name: string) => name,
    get: () => ({
      state: async () => {
        reads += 1;
        if (payments === null) throw new Error("away");
        return { looked_at_ms: 0, expected_since_ms: 0, parts: { payments }, stops: [], incidents: [] };
      },
    }),
  },
};

const asking = (now_ms: number): Ctx =>
  ({ env, get: () => now_ms, executionCtx: { waitUntil: () => {} } }) as unknown as Ctx;

beforeEach(() => {
  forgetServiceState();
  payments = true;
  reads = 0;
});

it("O9: who asks how the service is hears how it is, also where nobody had asked for long; a crowd's page may hear it next time", async () => {
  const begun_ms = Date.now();
  await serviceStateNow(asking(begun_ms));
  payments = false;
  const later = asking(begun_ms + 120_000);
  expect((await knownServiceState(later))?.parts).toEqual({ payments: true });
  expect((await serviceStateNow(asking(begun_ms + 240_000)))?.parts).toEqual({ payments: false });
});

it("O9: while the lookout is away one in three seconds waits for it, and the others hear what was known", async () => {
  const begun_ms = Date.now();
  await serviceStateNow(asking(begun_ms));
  payments = null;
  const asked = Array.from({ length: 50 }, (_, i) => serviceStateNow(asking(begun_ms + 60_000 + i)));
  for (const state of await Promise.all(asked)) expect(state?.parts).toEqual({ payments: true });
  expect(reads).toBe(2);
});
