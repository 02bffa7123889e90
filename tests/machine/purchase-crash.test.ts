import { describe, expect, it } from "vitest";
import { crashSale } from "../../ops/crash/crash-sale.ts";
import { seeded } from "../../sandbox/toss/testing/seeded.ts";

describe("B8 CH5: buying while the machine dies", () => {
  it("D43 D44 D45: kill -9 of each process in turn, sockets cut: what was reported is there, the rest becomes final, line and sale hold", async () => {
    const rounds = ["workerd", "guard", "starter"] as const;
    const plan = { rounds, at_once: 8, between: 6, random: seeded(Date.now()), cut_share: 0.03 };
    const { faults, ...figures } = await crashSale(plan);
    expect(faults).toEqual([]);
    expect([figures.killed, figures.restarts]).toEqual([3, 1]);
    expect(figures.reported).toBeGreaterThanOrEqual(4 * plan.between);
    expect(figures.requests_cut).toBeGreaterThan(0);
    expect(figures.sockets_cut).toBeGreaterThan(0);
    console.log(`${figures.reported} reported at once, ${figures.confirmed} sold, ${figures.orders} orders`);
  });
});
