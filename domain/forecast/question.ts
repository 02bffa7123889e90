// What an organiser asks before the day: their hall, their settings, the crowd they expect. One question and one seed
// make one scenario, the very one that a simulation of the same plays.
import { LIMITS } from "../../schema/limits.ts";
import type { LedgerConfig } from "../seat-ledger/config.ts";
import { hallOf, type SeatsPerGrade } from "../simulation/hall-of.ts";
import { BEHAVIOUR_USUAL, NETWORK_USUAL, PAYMENT_USUAL, type Scenario } from "../simulation/scenario.ts";
import type { LineSettings } from "../waiting-line/events.ts";

export type Question = {
  readonly seats: SeatsPerGrade;
  readonly prices_krw: LedgerConfig["prices_krw"];
  readonly settings: LineSettings;
  readonly limits: LedgerConfig["limits"];
  readonly relays: number;
  /** A lobby that is drawn is played as one. */
  readonly admission: "fifo" | "draw";
  readonly fans: number;
  readonly arrive_within_ms: number;
  /** Shares. */
  readonly no_show: number;
  readonly decline: number;
  /** The median time from the map to the choice. */
  readonly decide_ms: number;
  readonly seed: number;
};

/** Least and most of what is played: a forecast must end while somebody waits for it. */
export const QUESTION_LIMITS = {
  seats: [1, LIMITS.forecast_seats],
  fans: [1, LIMITS.forecast_fans],
  arrive_within_ms: [1_000, LIMITS.forecast_arrivals_ms],
  no_show: [0, 1],
  decline: [0, 1],
  decide_ms: [1_000, LIMITS.forecast_decide_ms],
} as const;

export function withinLimits({ seats, ...question }: Question): boolean {
  const asked = { ...question, seats: Object.values(seats).reduce((sum, count) => sum + count, 0) };
  return (Object.keys(QUESTION_LIMITS) as (keyof typeof QUESTION_LIMITS)[]).every((name) => {
    const [least, most] = QUESTION_LIMITS[name];
    return asked[name] >= least && asked[name] <= most;
  });
}

/** Of those expected, so many stand in a lobby that will be drawn: coming early brings nothing there, coming late costs. */
export const DRAWN_SHARE = 0.8;

/** Longer than this after the last arrival nobody wants to know. */
const LOOKED_AT_MS = 2 * 3_600_000;

export const scenarioOf = (question: Question, seed: number): Scenario => ({
  seed,
  layout: hallOf(question.seats),
  limits: question.limits,
  prices_krw: question.prices_krw,
  settings: question.settings,
  arrivals: {
    fans: question.fans,
    within_ms: question.arrive_within_ms,
    shape: "rush",
    ...(question.admission === "draw" && { drawn: DRAWN_SHARE }),
  },
  behaviour: { ...BEHAVIOUR_USUAL, no_show: question.no_show, decide_ms: question.decide_ms },
  payment: { ...PAYMENT_USUAL, decline: question.decline },
  network: { ...NETWORK_USUAL, relays: question.relays },
  incidents: [],
  horizon_ms: question.arrive_within_ms + LOOKED_AT_MS,
});
