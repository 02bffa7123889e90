// Five sales on which the told waiting time has to keep its word. They stood here before the rule was tuned to them, and
// are not changed to please it.
import { configOf, hall } from "../../seat-ledger/testing/halls.ts";
import { BEHAVIOUR_USUAL, NETWORK_USUAL, PAYMENT_USUAL, type Scenario } from "../scenario.ts";

const MINUTE_MS = 60_000;

/** Six thousand fans in forty minutes, a room that lets in about a hundred a minute, seats enough for all. */
export const steady = (seed: number): Scenario => ({
  seed,
  layout: hall(200, 100),
  limits: configOf().limits,
  prices_krw: configOf().prices_krw,
  settings: {
    room_capacity: 200,
    batch_size: 100,
    step_ms: 1_000,
    claim_ms: 60_000,
    pass_ms: 600_000,
    waiting_per_seat_max: null,
  },
  arrivals: { fans: 6_000, within_ms: 40 * MINUTE_MS, shape: "even" },
  behaviour: BEHAVIOUR_USUAL,
  payment: PAYMENT_USUAL,
  network: NETWORK_USUAL,
  incidents: [],
  horizon_ms: 120 * MINUTE_MS,
});

const pause = (seed: number): Scenario => ({
  ...steady(seed),
  incidents: [
    { at_ms: 12 * MINUTE_MS, kind: "pause" },
    { at_ms: 15 * MINUTE_MS, kind: "resume" },
  ],
});

/** A quarter up for some seeds, a quarter down for the others. */
const capacity = (seed: number): Scenario => ({
  ...steady(seed),
  incidents: [{ at_ms: 12 * MINUTE_MS, kind: "resize", settings: { room_capacity: seed % 2 === 0 ? 250 : 150 } }],
});

/** From nobody who fails to come, at the front, to two in five at the end. */
const noShows = (seed: number): Scenario => ({
  ...steady(seed),
  behaviour: { ...BEHAVIOUR_USUAL, no_show: 0, no_show_last: 0.4 },
});

const leaving = (seed: number): Scenario => ({
  ...steady(seed),
  incidents: [{ at_ms: 12 * MINUTE_MS, kind: "leaving", share: 0.25, within_ms: MINUTE_MS }],
});

export const FIVE_SALES = { steady, pause, capacity, no_shows: noShows, leaving } as const;
