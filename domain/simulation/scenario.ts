// One sale to be played through: the hall, the settings, the crowd that comes and how it behaves, and the network. The
// same scenario with the same seed gives the same sale, to the last byte.
import type { Layout } from "../../schema/layout.ts";
import { TICK_MS } from "../relay/board.ts";
import { BATCH_MAX, WINDOW_MS } from "../relay/gathering.ts";
import type { LedgerConfig } from "../seat-ledger/config.ts";
import type { LineSettings } from "../waiting-line/events.ts";

export type Arrivals = {
  readonly fans: number;
  /** All have come by then. */
  readonly within_ms: number;
  /** "rush": most of them with the opening, ever fewer later; "even": as many in every minute. */
  readonly shape: "rush" | "even";
  /** Share of the fans who stand in a lobby that is drawn before the opening; the others come after it. Left out: none. */
  readonly drawn?: number;
};

export type Behaviour = {
  /** Share of those let in who never come. */
  readonly no_show: number;
  /** Where given, the share moves evenly from `no_show` for the first fan to this for the last. */
  readonly no_show_last?: number;
  /** From the sight of one's turn to the tap; medians, as all times here. */
  readonly react_ms: number;
  /** From the map to the choice. */
  readonly decide_ms: number;
  /** From the hold to the order, and from the order to the payment. */
  readonly checkout_ms: number;
  readonly pay_ms: number;
  /** How far people differ: the deviation of the logarithm of their times. */
  readonly spread: number;
  /** Share that picks seats by hand, from a map seen when they began to choose; the rest asks for the best ones. */
  readonly by_hand: number;
  /** Share that lets go of held seats and leaves. */
  readonly second_thoughts: number;
  /** Share of those waiting who leave within an hour of waiting. */
  readonly leave_an_hour: number;
  /** Share that loads the page again while waiting, and so asks to join again. */
  readonly refresh: number;
  /** Seats of a party: the share of one, two, three and four. */
  readonly party: readonly [number, number, number, number];
};

export type Payment = {
  readonly decline: number;
  /** Share of payments whose outcome is not known at first. */
  readonly unknown: number;
  /** How long the provider takes to answer. */
  readonly answer_ms: number;
};

export type Network = {
  readonly relays: number;
  /** A relay gathers joins for so long, and sends at most so many at once. */
  readonly window_ms: number;
  readonly batch_max: number;
  /** One way between two objects; each message takes between this and three times as long. */
  readonly hop_ms: number;
  /** The line publishes its board so often. */
  readonly tick_ms: number;
};

/** What the organiser or the crowd does on the way. */
export type Incident =
  | { readonly at_ms: number; readonly kind: "pause" | "resume" }
  | { readonly at_ms: number; readonly kind: "resize"; readonly settings: Partial<LineSettings> }
  | { readonly at_ms: number; readonly kind: "leaving"; readonly share: number; readonly within_ms: number };

export type Scenario = {
  readonly seed: number;
  readonly layout: Layout;
  readonly limits: LedgerConfig["limits"];
  readonly prices_krw: LedgerConfig["prices_krw"];
  readonly settings: LineSettings;
  readonly arrivals: Arrivals;
  readonly behaviour: Behaviour;
  readonly payment: Payment;
  readonly network: Network;
  readonly incidents: readonly Incident[];
  /** The sale is looked at no longer than this. */
  readonly horizon_ms: number;
};

export const BEHAVIOUR_USUAL: Behaviour = {
  no_show: 0.1,
  react_ms: 4_000,
  decide_ms: 45_000,
  checkout_ms: 25_000,
  pay_ms: 30_000,
  spread: 0.6,
  by_hand: 0.7,
  second_thoughts: 0.05,
  leave_an_hour: 0.1,
  refresh: 0.1,
  party: [0.25, 0.5, 0.1, 0.15],
};

export const PAYMENT_USUAL: Payment = { decline: 0.05, unknown: 0.01, answer_ms: 900 };

export const NETWORK_USUAL: Network = {
  relays: 0,
  window_ms: WINDOW_MS,
  batch_max: BATCH_MAX,
  hop_ms: 8,
  tick_ms: TICK_MS,
};

/** When each fan comes, earliest first, in milliseconds from the opening: the shape's own quantiles, shaken a little. */
export function arrivalTimes(arrivals: Arrivals, uniform: (fan: number) => number): Float64Array {
  const { fans, within_ms, shape } = arrivals;
  const times = new Float64Array(fans);
  const drawn = drawnFans(arrivals);
  for (let fan = drawn; fan < fans; fan++) {
    const share = (fan - drawn + uniform(fan)) / (fans - drawn);
    times[fan] = Math.floor(within_ms * (shape === "even" ? share : rush(share)));
  }
  return times;
}

/** The first so many of the fans. Their wait begins with the opening. */
export const drawnFans = ({ fans, drawn = 0 }: Arrivals): number => Math.floor(fans * drawn);

/** A twentieth stands ready at the opening; of the rest half have come after a seventh of the time. */
const READY = 0.05;
const HASTE = 5;
function rush(share: number): number {
  if (share <= READY) return (share / READY) * 0.001;
  const later = (share - READY) / (1 - READY);
  return Math.min(1, 0.001 - Math.log(1 - later * (1 - Math.exp(-HASTE))) / HASTE);
}
