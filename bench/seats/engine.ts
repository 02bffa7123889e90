// What one ledger decides and writes by itself: two-seat holds with owner, limit, expiry, request key, journal and outbox,
// in batches, on Node's SQLite in a file; and how long it takes to wake.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configOf, stadium } from "../../domain/seat-ledger/testing/halls.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { migrate } from "../../durable-objects/kit/migrate.ts";
import { holdTask, orderTask } from "../../durable-objects/seat-ledger/commands.ts";
import { LedgerEngine } from "../../durable-objects/seat-ledger/engine.ts";
import { LEDGER_STEPS } from "../../durable-objects/seat-ledger/migrations.ts";
import { LedgerStore } from "../../durable-objects/seat-ledger/store.ts";

const HOLDS = 16_384;
const BATCH = 64;

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

export function engineFigures(): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "seats-"));
  try {
    const sql = new NodeSql(join(folder, "ledger.sqlite"));
    migrate(sql, LEDGER_STEPS);
    const store = new LedgerStore(sql);
    const engine = new LedgerEngine({ store, now: Date.now, randomBytes });
    engine.publish(configOf(), stadium());
    const ids = engine.state?.map.ids ?? [];
    const begun_ms = performance.now();
    let holds = 0;
    const held: { fan_id: string; hold_id: string }[] = [];
    for (let at = 0; at < HOLDS; at += BATCH) {
      const tasks = Array.from({ length: BATCH }, (_, i) => {
        const n = at + i;
        const seats = ids.slice(n * 2, n * 2 + 2);
        const fan_id = `fan-${n}`;
        return holdTask(
          { fan_id, pass_id: `pass-${n}`, stay_ends_ms: null, key: `key-${n}`, wish: { kind: "seats", seats } },
          randomBytes,
        );
      });
      engine.runAll(tasks).forEach((answer, i) => {
        if (!answer.ok) return;
        holds++;
        held.push({ fan_id: `fan-${at + i}`, hold_id: answer.value.id });
      });
    }
    const holds_ms = performance.now() - begun_ms;
    for (let at = 0; at < held.length; at += BATCH) {
      engine.runAll(held.slice(at, at + BATCH).map((one) => orderTask({ ...one, key: null }, randomBytes)));
    }
    const wake_ms = performance.now();
    new LedgerEngine({ store, now: Date.now, randomBytes }).nextDueMs();
    const woke_ms = performance.now();
    sql.close();
    return {
      engine_two_seat_holds_per_s: (holds / holds_ms) * 1_000,
      engine_wake_ms: woke_ms - wake_ms,
      engine_wake_events: HOLDS * 2,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
