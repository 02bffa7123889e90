// Inside workerd: drives the line's object over RPC, so that the figures hold what a relay would pay.
import type { AuditEntry } from "../../../schema/audit-acts.ts";
import { socketBudget } from "../../kit/socket-budget.ts";
import { waitingLine } from "../object.ts";
import { crowd, fanId, repeatsIn, SETUP } from "./people.ts";

/** The product's class as it is; the platform wants it exported from the entry point. */
export class WaitingLine extends waitingLine(() => ({
  sockets: socketBudget("bench", 9_000),
  ledgerOf: () => null,
  keepAudit: async () => {},
})) {}

const ACT: AuditEntry = {
  id: "aud_bench",
  at_ms: 0,
  actor_id: "usr_bench",
  action: "sale.status",
  subject_kind: "show",
  subject_id: SETUP.show_id,
  details: {},
  request_id: "bench",
};

type BenchEnv = { LINE: DurableObjectNamespace<WaitingLine> };

/** Two in flight: while the line works on one, the next is on its way. */
const IN_FLIGHT = 2;

let prepared: string[][] = [];

/** Makes the crowd before the clock runs: its names are not the line's work. */
function prepare(params: URLSearchParams): { joined: number; calls: number } {
  const size = Number(params.get("batch"));
  const to = Number(params.get("to"));
  let joined = Number(params.get("from"));
  prepared = [];
  while (joined < to) {
    prepared.push(crowd(joined, size));
    joined += joined === 0 ? size : size - repeatsIn(size);
  }
  return { joined, calls: prepared.length * size };
}

async function fill(env: BenchEnv): Promise<void> {
  const line = env.LINE.getByName("bench");
  const road: Promise<unknown>[] = [];
  for (const fans of prepared) {
    road.push(line.join({ fans }));
    if (road.length >= IN_FLIGHT) await road.shift();
  }
  await Promise.all(road);
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const url = new URL(request.url);
    const line = env.LINE.getByName("bench");
    switch (url.pathname) {
      case "/setup":
        await line.setUp(SETUP);
        // Paused, so that no alarm wakes the line before the measured request does.
        return Response.json(await line.setStatus("PAUSED", ACT));
      case "/prepare":
        return Response.json(prepare(url.searchParams));
      case "/fill":
        await fill(env);
        return Response.json({});
      case "/again": {
        const joined = await line.join({ fans: [fanId(5)] });
        return Response.json({ position: joined.positions[0] });
      }
      case "/open":
        return Response.json(await line.setStatus("OPEN", ACT));
      case "/one":
        return Response.json(await line.joinOne({ fan: url.searchParams.get("fan") ?? "" }));
      case "/sale":
        return Response.json(await line.sale());
      case "/live":
        return line.fetch(
          new Request(url, { headers: { Upgrade: "websocket", "X-Fan-Id": url.searchParams.get("fan") ?? "" } }),
        );
      default:
        return new Response(null, { status: 404 });
    }
  },
};
