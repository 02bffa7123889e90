// Inside workerd: the product's own way from a stored message to a fan's open page, with D1's written rows and the woken
// objects counted on the way.
import { EAR_HEADER } from "../../durable-objects/fan/object.ts";
import { broadcasts } from "../../schema/tables/inbox.ts";
import { Fan as ProductFan } from "../../workers/assembly/fan.ts";
import { database } from "../../workers/kit/db/database.ts";
import { fanOf } from "../../workers/kit/objects.ts";
import { runBroadcast } from "../../workers/messages/broadcast.ts";
import { orderBroadcast } from "../../workers/messages/db/broadcasts.ts";
import { deliverNotices } from "../../workers/messages/deliver.ts";
import { LEDGER_ROWS, userId } from "./people.ts";

let rows_written = 0;
let pokes = 0;

export class Fan extends ProductFan {
  override poke(changes: Parameters<ProductFan["poke"]>[0]): Promise<number> {
    pokes += 1;
    return super.poke(changes);
  }
}

/** The same database, its writes counted. */
const counted = (env: Env): Env => {
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch(statements);
    for (const { meta } of results) rows_written += meta.rows_written;
    return results;
  };
  return { ...env, DB: { prepare: (text: string) => env.DB.prepare(text), batch } as D1Database };
};

/** One message to each, in calls as large as a ledger's outbox makes them. */
async function deliver(env: Env, fans: number, round: number): Promise<void> {
  for (let from = 0; from < fans; from += LEDGER_ROWS) {
    const some = Array.from({ length: Math.min(LEDGER_ROWS, fans - from) }, (_, at) => userId(from + at));
    const created_at_ms = Date.now();
    const params = { number: "F-1", amount_krw: 90_000, seats: 1 };
    await deliverNotices(
      env,
      some.map((user_id) => ({
        dedupe_key: `round:${round}`,
        user_id,
        cause: "refund_done" as const,
        params,
        link: "/me",
        created_at_ms,
      })),
    );
  }
}

async function burst(env: Env): Promise<void> {
  const db = database(env);
  const order = orderBroadcast(db, { show_id: "show_bench", cause: "show_restored" }, Date.now());
  await order.statement;
  await runBroadcast(env, order.id);
  const [row] = await db.select().from(broadcasts);
  if (row?.status !== "DONE") throw new Error(`burst: ${row?.status}`);
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name) ?? 0);
    rows_written = 0;
    pokes = 0;
    const started_ms = Date.now();
    switch (pathname) {
      case "/live": {
        const user_id = userId(number("fan"));
        const ear = {
          user_id,
          session_id: "ses",
          language: "ko",
          seq: null,
          unread: null,
          greeted: false,
          lost: false,
        };
        const headers = { upgrade: "websocket", [EAR_HEADER]: JSON.stringify(ear) };
        return fanOf(env, user_id).fetch("http://fan/live", { headers });
      }
      case "/deliver":
        await deliver(counted(env), number("fans"), number("round"));
        break;
      case "/burst":
        await burst(counted(env));
        break;
      default:
        return new Response(null, { status: 404 });
    }
    return Response.json({ rows_written, pokes, took_ms: Date.now() - started_ms });
  },
};
