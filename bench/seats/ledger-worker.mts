// Inside workerd: drives the ledger's object over RPC, so many holds in flight, each by another fan for two other seats.
import { configOf, stadium } from "../../domain/seat-ledger/testing/halls.ts";
import { seatLedger } from "../../durable-objects/seat-ledger/seat-ledger.ts";
import { socketBudget } from "../../durable-objects/socket-budget.ts";

/** The product's class as it is; nobody around it listens. */
export class SeatLedger extends seatLedger(() => ({
  deliver: async () => ({ parked: [] }),
  tellCounts: async () => undefined,
  sockets: socketBudget("bench", 9_000),
})) {}

type BenchEnv = { LEDGER: DurableObjectNamespace<SeatLedger> };

const ids = stadium().sections.flatMap((section) =>
  section.kind === "seated" ? section.rows.flatMap((row) => row.seats.map(({ id }) => id)) : [],
);

async function hold(env: BenchEnv, wish: { from: number; holds: number; in_flight: number }): Promise<number> {
  const ledger = env.LEDGER.getByName("TESTAA");
  let next = wish.from;
  let held = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < wish.from + wish.holds; n = next++) {
      const fan_id = `usr_${n}`;
      const seats = ids.slice(n * 2, n * 2 + 2);
      const request = { fan_id, pass_id: `show~${n}`, key: null, wish: { kind: "seats", seats } as const };
      if ((await ledger.hold(request)).ok) held++;
    }
  };
  await Promise.all(Array.from({ length: wish.in_flight }, work));
  return held;
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/publish") {
      const starts_at_ms = Date.now() + 30 * 86_400_000;
      return Response.json(
        await env.LEDGER.getByName("TESTAA").publish({ config: configOf({ starts_at_ms }), layout: stadium() }),
      );
    }
    const number = (name: string): number => Number(searchParams.get(name));
    return Response.json(
      await hold(env, { from: number("from"), holds: number("holds"), in_flight: number("in_flight") }),
    );
  },
};
