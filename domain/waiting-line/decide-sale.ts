// What the organiser and the ledgers may change about a sale while it runs.
import { ok, type Result, refused } from "../result.ts";
import { decidePlan } from "./decide-draw.ts";
import { decideStand, type Stand } from "./decide-stand.ts";
import type { DrawPlan, LineEvent, LineFailure, LineSettings, SaleWindow, ShowtimeCounts } from "./events.ts";
import { isOver, isSoldOut } from "./sale.ts";
import type { LineState } from "./state.ts";

type Decision = Result<readonly LineEvent[], LineFailure>;

/** Bounds of the settings, each with its reason. */
export const SETTINGS_LIMITS = {
  /** Guests are kept one by one in memory; a room of this size is a stadium's worth of buyers at once. */
  room_capacity: [0, 100_000],
  batch_size: [1, 100_000],
  /** Below this the beat is shorter than an alarm's grain. */
  step_ms: [50, 3_600_000],
  /** A fan needs a moment to see that it is their turn; a day is already for ever. */
  claim_ms: [1_000, 86_400_000],
  pass_ms: [1_000, 86_400_000],
  waiting_per_seat_max: [0, 1_000_000],
} as const satisfies Record<keyof LineSettings, readonly [number, number]>;

const settingsFit = (settings: LineSettings): boolean =>
  (Object.keys(SETTINGS_LIMITS) as (keyof LineSettings)[]).every((name) => {
    const value = settings[name];
    const [least, most] = SETTINGS_LIMITS[name];
    if (value === null) return name === "waiting_per_seat_max";
    const whole = name === "waiting_per_seat_max" || Number.isInteger(value);
    return whole && value >= least && value <= most;
  });

export type LineSetup = {
  show_id: string;
  window: SaleWindow;
  settings: LineSettings;
  /** Left out where the line's admission stays as it is. */
  draw?: DrawPlan | null;
  /** Left out where whether it goes on stays as it is. */
  stand?: Stand;
};

const windowsFit = (window: SaleWindow): boolean =>
  window.closes_at_ms > window.opens_at_ms &&
  (window.lobby_opens_at_ms ?? window.opens_at_ms) <= window.opens_at_ms &&
  (window.vip_opens_at_ms ?? window.opens_at_ms) <= window.opens_at_ms;

/** The first time makes the line, later times change what differs: publishing twice does no harm. */
export function decideSetup(state: LineState, setup: LineSetup, now_ms: number): Decision {
  if (!settingsFit(setup.settings) || !windowsFit(setup.window)) return refused({ code: "settings_invalid" });
  const { draw = state.draw?.plan ?? null, stand, ...made } = setup;
  const planned = decidePlan(state, { plan: draw, window: setup.window }, now_ms);
  if (!planned.ok) return planned;
  const set = { ...state, show_id: made.show_id, sale: { ...state.sale, window: made.window } };
  const stands = stand === undefined ? [] : decideStand(set, stand, now_ms);
  if (state.show_id === null) return ok([{ kind: "created", at_ms: now_ms, ...made }, ...planned.value, ...stands]);
  const events: LineEvent[] = [];
  if (!sameFields(setup.window, state.sale.window)) {
    events.push({ kind: "rescheduled", at_ms: now_ms, window: setup.window });
  }
  if (!sameFields(setup.settings, state.settings)) {
    events.push({ kind: "resized", at_ms: now_ms, settings: setup.settings });
  }
  return ok([...events, ...planned.value, ...stands]);
}

export function decideSettings(
  state: LineState,
  change: { settings?: Partial<LineSettings>; window?: Partial<SaleWindow>; draw?: DrawPlan | null },
  now_ms: number,
): Decision {
  if (state.show_id === null) return refused({ code: "settings_invalid" });
  return decideSetup(
    state,
    {
      show_id: state.show_id,
      settings: { ...state.settings, ...change.settings },
      window: { ...state.sale.window, ...change.window },
      ...(change.draw === undefined ? {} : { draw: change.draw }),
    },
    now_ms,
  );
}

const sameFields = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((name) => a[name] === b[name]);

export function decideStatus(state: LineState, status: "OPEN" | "PAUSED" | "ENDED", now_ms: number): Decision {
  if (state.sale.cancelled_at_ms !== null) return refused({ code: "show_cancelled" });
  if (isOver(state, now_ms)) return status === "ENDED" ? ok([]) : refused({ code: "sale_over" });
  if (status === "ENDED") return ok([{ kind: "ended", at_ms: now_ms }]);
  if (status === "PAUSED") return ok(state.sale.paused_at_ms === null ? [{ kind: "paused", at_ms: now_ms }] : []);
  const events: LineEvent[] = [];
  if (state.sale.paused_at_ms !== null) events.push({ kind: "resumed", at_ms: now_ms });
  if (now_ms < state.sale.window.opens_at_ms) {
    // The lobby that was announced closes when it was announced to, and not before.
    if (state.draw !== null && state.draw.frozen === null) return refused({ code: "draw_fixed" });
    events.push(openNow(state, now_ms));
  }
  return ok(events);
}

function openNow(state: LineState, now_ms: number): LineEvent {
  const { lobby_opens_at_ms, vip_opens_at_ms } = state.sale.window;
  const window: SaleWindow = {
    ...state.sale.window,
    opens_at_ms: now_ms,
    lobby_opens_at_ms: lobby_opens_at_ms === null ? null : Math.min(lobby_opens_at_ms, now_ms),
    vip_opens_at_ms: vip_opens_at_ms === null ? null : Math.min(vip_opens_at_ms, now_ms),
  };
  return { kind: "rescheduled", at_ms: now_ms, window };
}

export const decideCancel = (state: LineState, now_ms: number): readonly LineEvent[] =>
  state.sale.cancelled_at_ms === null ? [{ kind: "cancelled", at_ms: now_ms }] : [];

/** Counts come from each ledger with a version; an older one than is known changes nothing. */
export function decideCounts(
  state: LineState,
  counts: ShowtimeCounts,
  now_ms: number,
  { anew }: { readonly anew: boolean } = { anew: false },
): readonly LineEvent[] {
  const known = state.counts.get(counts.showtime_id);
  if (!anew && known !== undefined && known.version >= counts.version) return [];
  const before = isSoldOut(state);
  const after = isSoldOut({ ...state, counts: new Map(state.counts).set(counts.showtime_id, counts) });
  const flip = before === after ? null : after ? "sold_out" : "on_sale";
  return [{ kind: "counted", at_ms: now_ms, counts, flip }];
}
