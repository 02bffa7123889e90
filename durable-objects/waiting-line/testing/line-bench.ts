// A line on a table to be driven by tests: its database in memory, its clock in the test's hand, its death at will.
import type { NodeSql } from "../../../domain/testing/node-sql.ts";
import { decideSetup } from "../../../domain/waiting-line/decide-sale.ts";
import type { DrawPlan, LineSettings, SaleWindow } from "../../../domain/waiting-line/events.ts";
import { SETTINGS_DEFAULT } from "../../../domain/waiting-line/state.ts";
import { emptyDatabase } from "../../kit/testing/empty-database.ts";
import { LineEngine } from "../engine.ts";
import { LINE_STEPS } from "../migrations.ts";
import { LineStore } from "../store.ts";

export const SHOW = "show_test";
export const OPENS_AT_MS = 1_000_000_000;
export const CLOSES_AT_MS = OPENS_AT_MS + 100_000_000;

export const WINDOW: SaleWindow = {
  lobby_opens_at_ms: OPENS_AT_MS - 600_000,
  vip_opens_at_ms: null,
  opens_at_ms: OPENS_AT_MS,
  closes_at_ms: CLOSES_AT_MS,
};

export type LineBench = { sql: NodeSql; clock: { now_ms: number }; engine: LineEngine; reload: () => LineEngine };

export function lineBench(
  settings: Partial<LineSettings> = {},
  window: Partial<SaleWindow> = {},
  now_ms = OPENS_AT_MS,
  draw: DrawPlan | null = null,
): LineBench {
  const sql = emptyDatabase(LINE_STEPS);
  const clock = { now_ms };
  const wake = (): LineEngine =>
    new LineEngine({
      store: new LineStore(sql),
      now: () => clock.now_ms,
      randomBytes: (count) => Uint8Array.from({ length: count }, (_, i) => i * 7 + 1),
    });
  const bench: LineBench = {
    sql,
    clock,
    engine: wake(),
    reload: () => {
      bench.engine = wake();
      return bench.engine;
    },
  };
  const setup = {
    show_id: SHOW,
    window: { ...WINDOW, ...window },
    settings: { ...SETTINGS_DEFAULT, ...settings },
    draw,
  };
  bench.engine.run((state, at_ms) => decideSetup(state, setup, at_ms));
  return bench;
}

export const joinAll = (engine: LineEngine, ...fans: string[]): number[] => [...engine.join({ fans }).positions];
