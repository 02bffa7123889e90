// Inside workerd: drives the ledger's object over RPC, so many holds in flight, each by another fan for two other seats, or
// all for the same few.
import { configOf, stadium } from "../../domain/seat-ledger/testing/halls.ts";
import { socketBudget } from "../../durable-objects/kit/socket-budget.ts";
import { seatLedger } from "../../durable-objects/seat-ledger/object.ts";

/** `pool`: from how many seats everybody chooses, beginning at `first`; 0: each asks for seats of their own. */
type Wish = {
  readonly from: number;
  readonly holds: number;
  readonly in_flight: number;
  readonly pool: number;
  readonly first: number;
};
type Hold = (request: Parameters<SeatLedger["hold"]>[0]) => Promise<{ readonly ok: boolean }>;

/** The product's class as it is, and a crowd inside it; nobody around it listens. */
export class SeatLedger extends seatLedger(() => ({
  deliver: async () => ({ parked: [] }),
  tellCounts: async () => undefined,
  sockets: socketBudget("bench", 9_000),
})) {
  /** What the object itself can do: the same calls, gathered and written in the same way, without the road to it. */
  crowd(wish: Wish): Promise<number> {
    return holdAll((request) => this.hold(request), wish);
  }
}

type BenchEnv = { LEDGER: DurableObjectNamespace<SeatLedger> };

const ids = stadium().sections.flatMap((section) =>
  section.kind === "seated" ? section.rows.flatMap((row) => row.seats.map(({ id }) => id)) : [],
);

async function holdAll(hold: Hold, { from, holds, in_flight, pool, first }: Wish): Promise<number> {
  let next = from;
  let held = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < from + holds; n = next++) {
      const at = pool === 0 ? n * 2 : first + Math.floor(Math.random() * (pool - 1));
      const seats = ids.slice(at, at + 2);
      const wish = { kind: "seats", seats } as const;
      if ((await hold({ fan_id: `usr_${n}`, pass_id: `pass-${n}`, stay_ends_ms: null, key: null, wish })).ok) held++;
    }
  };
  await Promise.all(Array.from({ length: in_flight }, work));
  return held;
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const ledger = env.LEDGER.getByName("TESTAA");
    const number = (name: string): number => Number(searchParams.get(name));
    const wish = {
      from: number("from"),
      holds: number("holds"),
      in_flight: number("in_flight"),
      pool: number("pool"),
      first: number("first"),
    };
    switch (pathname) {
      case "/publish": {
        const starts_at_ms = Date.now() + 30 * 86_400_000;
        return Response.json(await ledger.publish({ config: configOf({ starts_at_ms }), layout: stadium() }));
      }
      case "/rpc":
        return Response.json(await holdAll((one) => ledger.hold(one), wish));
      case "/crowd":
        return Response.json(await ledger.crowd(wish));
      default:
        return new Response(null, { status: 404 });
    }
  },
};
