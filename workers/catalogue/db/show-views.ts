// Page views: counted in the isolate and written in bulk a few seconds later, one statement for all shows seen.
// A reload by the same reader within the window counts once, so that a nervous thumb is not popularity.
import { sql } from "drizzle-orm";
import { shows } from "../../../schema/tables/catalogue.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { log, thrown } from "../../kit/log.ts";

const GATHER_MS = 3_000;
const READERS_MAX = 20_000;

let pending = new Map<string, number>();
let readers = new Set<string>();
let flushes_at_ms = 0;

export function countView(c: Ctx, show_id: string, reader: string): void {
  const seen = `${show_id} ${reader}`;
  if (readers.size < READERS_MAX) {
    if (readers.has(seen)) return;
    readers.add(seen);
  }
  pending.set(show_id, (pending.get(show_id) ?? 0) + 1);
  const now_ms = c.get("now_ms");
  // One request carries the flush of all; should it be cancelled, the next after twice the time takes it over.
  if (now_ms < flushes_at_ms + GATHER_MS) return;
  flushes_at_ms = now_ms + GATHER_MS;
  c.executionCtx.waitUntil(flushLater(c.env));
}

async function flushLater(env: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  const batch = JSON.stringify([...pending]);
  pending = new Map();
  readers = new Set();
  flushes_at_ms = 0;
  try {
    await database(env).run(sql`UPDATE ${shows} SET views = views + seen.count
      FROM (SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS count FROM json_each(${batch})) AS seen
      WHERE ${shows.id} = seen.id`);
  } catch (error) {
    log("warn", "views_unwritten", thrown(error));
  }
}
