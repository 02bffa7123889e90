// What a simulated sale came to, as plain data: the same scenario and seed give the same text.

import type { Lanes } from "./lanes.ts";
import type { OrderWatch, TurnWait, Wait, Waits } from "./observed.ts";
import type { RoomTime } from "./room-time.ts";
import { OPENS_MS, type Sale } from "./sale.ts";
import type { Scenario } from "./scenario.ts";
import { seatsOf } from "./seats-of.ts";
import type { Shoppers } from "./shoppers.ts";
import type { Kept, ToldRanges } from "./told.ts";
import type { Traffic } from "./traffic.ts";

type Load = { readonly peak: number; readonly total: number; readonly seconds_over: number };

export type Outcome = {
  readonly seed: number;
  readonly fans: number;
  readonly ended_ms: number;
  /** Null where seats were left. */
  readonly sold_out_ms: number | null;
  readonly seats: { readonly available: number; readonly held: number; readonly sold: number };
  readonly line: {
    readonly joined: number;
    readonly admitted: number;
    readonly no_shows: number;
    readonly left: number;
    readonly finished: number;
    readonly never_in: number;
  };
  readonly buying: {
    readonly holds: number;
    readonly lost: number;
    readonly orders: number;
    readonly payments: number;
    readonly declined: number;
    readonly gave_up: number;
  };
  readonly waits: {
    readonly all: Omit<Wait, "from_share" | "to_share" | "admitted_share">;
    readonly by_arrival: readonly Wait[];
    readonly by_turn: readonly TurnWait[];
  };
  readonly told: Kept;
  readonly room: RoomTime;
  readonly order: { readonly worst_ms: number; readonly overtaken: number; readonly window_ms: number };
  readonly load: { readonly line: Load; readonly relay: Load; readonly ledger: Load };
  /** Numbers from which the costs follow. */
  readonly work: {
    readonly line_events: number;
    readonly ledger_events: number;
    readonly messages: Played["sale"]["sent"];
    readonly alarms: number;
    readonly refreshes: number;
    readonly relays: number;
  };
};

/** What is read of a simulation that was played through. */
type Played = {
  readonly sale: Sale;
  readonly shoppers: Shoppers;
  readonly lanes: Lanes;
  readonly told: ToldRanges;
  readonly waits: Waits;
  readonly order: OrderWatch;
  readonly relay_traffic: Traffic;
  readonly scenario: Scenario;
  readonly sold_out_ms: number | null;
  readonly refreshes: number;
};

export function outcomeOf(simulation: Played): Outcome {
  const { sale, shoppers, waits, told, order, lanes, scenario } = simulation;
  const line = sale.line.state;
  const { admitted, no_shows, left, finished } = line.totals;
  const { available, held, sold } = seatsOf(sale.ledger.state);
  const ended_ms = sale.now_ms - OPENS_MS;
  const { relays, tick_ms } = scenario.network;
  return {
    seed: scenario.seed,
    fans: scenario.arrivals.fans,
    ended_ms,
    sold_out_ms: simulation.sold_out_ms,
    seats: { available, held, sold },
    line: { joined: line.joined, admitted, no_shows, left, finished, never_in: line.waiting },
    buying: { ...shoppers.figures },
    waits: { all: waits.all(), by_arrival: waits.byArrival(), by_turn: waits.byTurn() },
    told: told.kept(),
    room: sale.room.told(),
    order: { worst_ms: order.worst_ms, overtaken: order.overtaken, window_ms: lanes.window_ms },
    load: {
      // Every relay asks for the board at each tick, evenly.
      line: loadOf(sale.line_traffic, { each_second: (relays * 1_000) / tick_ms, ended_ms }),
      relay: loadOf(simulation.relay_traffic, { each_second: 0, ended_ms }),
      ledger: loadOf(sale.ledger_traffic, { each_second: 0, ended_ms }),
    },
    work: {
      line_events: sale.line.events,
      ledger_events: sale.ledger.state.seq,
      messages: { ...sale.sent },
      alarms: sale.alarms,
      refreshes: simulation.refreshes,
      relays,
    },
  };
}

function loadOf(
  traffic: { peak(): number; total: number; secondsOver(): number },
  { each_second, ended_ms }: { readonly each_second: number; readonly ended_ms: number },
): Load {
  return {
    peak: Math.ceil(traffic.peak() + each_second),
    total: Math.ceil(traffic.total + (each_second * ended_ms) / 1_000),
    seconds_over: traffic.secondsOver(),
  };
}
