// A simulated sale in words and figures, the same text for the same scenario and seed: nothing of the machine is in it.

import { MONTHLY_FEE_USD } from "../../domain/costs/platform-prices.ts";
import { beyondIncludedUsd, costOf, totalUsd } from "../../domain/costs/sale-cost.ts";
import type { Outcome } from "../../domain/simulation/outcome.ts";
import { MOMENTS } from "../../domain/simulation/told.ts";
import { REQUESTS_PER_SECOND_MAX } from "../../domain/simulation/traffic.ts";

const minutes = (ms: number | null): string => (ms === null ? "–" : `${(ms / 60_000).toFixed(1)} min`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const grouped = (value: number): string => Math.round(value).toLocaleString("en-US");
const usd = (value: number): string => `$${value.toFixed(2)}`;

export function printed(outcome: Outcome): string {
  return [
    ...sale(outcome),
    ...waiting(outcome),
    ...told(outcome),
    ...room(outcome),
    ...objects(outcome),
    ...costs(outcome),
  ].join("\n");
}

function sale({ seed, fans, seats, line, buying, sold_out_ms, ended_ms }: Outcome): string[] {
  return [
    `seed ${seed}: ${grouped(fans)} fans, ${grouped(line.joined)} joined, ${grouped(line.admitted)} let in (${grouped(line.no_shows)} never came), ${grouped(line.left)} left`,
    `${grouped(seats.sold)} seats sold, ${grouped(seats.available)} left; ${sold_out_ms === null ? `looked at for ${minutes(ended_ms)}` : `sold out after ${minutes(sold_out_ms)}`}`,
    `${grouped(buying.holds)} tries to hold, ${grouped(buying.lost)} too late; ${grouped(buying.orders)} orders, ${grouped(buying.payments)} payments, ${grouped(buying.declined)} declined; ${grouped(buying.gave_up)} gave up`,
    "",
  ];
}

function waiting({ waits }: Outcome): string[] {
  const rows = waits.by_arrival.map(
    (wait) =>
      `  ${percent(wait.from_share).padStart(6)} to ${percent(wait.to_share).padStart(7)}  let in ${percent(wait.admitted_share).padStart(7)}  half within ${minutes(wait.p50_ms).padStart(9)}, nine in ten within ${minutes(wait.p90_ms).padStart(9)}`,
  );
  return ["waiting time of those let in, by arrival", ...rows, ""];
}

function told({ told: { moments, width } }: Outcome): string[] {
  const rows = moments.map(({ told: asked, kept }, i) =>
    asked === 0
      ? `  at ${percent(MOMENTS[i] ?? 0).padStart(6)} of the wait: nobody knew`
      : `  at ${percent(MOMENTS[i] ?? 0).padStart(6)} of the wait: ${percent(kept / asked)} of ${asked} inside`,
  );
  return [`ranges told (10th to 90th percentile), mean width ${percent(width)} of the middle`, ...rows, ""];
}

function room({ room: clock, order }: Outcome): string[] {
  const { by_phase_ms } = clock;
  const all_ms = Object.values(by_phase_ms).reduce((sum, ms) => sum + ms, 0);
  const phases = Object.entries(by_phase_ms).map(([phase, ms]) => `${phase} ${percent(ms / Math.max(1, all_ms))}`);
  return [
    `room ${percent(clock.filled)} full while somebody waited; held back by: room ${minutes(clock.full_ms)}, batch ${minutes(clock.batch_ms)}, no seat left for now ${minutes(clock.no_seat_ms)}`,
    `a slot's time: ${phases.join(", ")}`,
    `worst order error ${grouped(order.worst_ms)} ms between two joins (a batch gathers for ${grouped(order.window_ms)} ms); ${grouped(order.overtaken)} stand behind a later one`,
    "",
  ];
}

function objects({ load, work }: Outcome): string[] {
  const row = (name: string, of: Outcome["load"]["line"]): string =>
    `  ${name.padEnd(12)} at most ${grouped(of.peak).padStart(6)} a second (limit ${grouped(REQUESTS_PER_SECOND_MAX)}; over it for ${of.seconds_over} s), ${grouped(of.total)} in all`;
  return [
    "requests to each object",
    row("line", load.line),
    ...(work.relays === 0 ? [] : [row("each relay", load.relay)]),
    row("seat ledger", load.ledger),
    "",
  ];
}

function costs(outcome: Outcome): string[] {
  const items = costOf(outcome);
  return [
    "cost at list price",
    ...items.map(
      ({ item, quantity, unit, usd: cost }) =>
        `  ${item.padEnd(22)} ${grouped(quantity).padStart(13)} ${unit.padEnd(16)} ${usd(cost).padStart(8)}`,
    ),
    `  ${"all".padEnd(53)} ${usd(totalUsd(items)).padStart(8)}`,
    `  beyond what the ${usd(MONTHLY_FEE_USD)} a month include: ${usd(beyondIncludedUsd(items))}`,
  ];
}
