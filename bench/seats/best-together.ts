// How long the automatic choice takes on 50,000 seats, half of them sold at random. Every choice is taken, as in a sale.
import { chooseBest } from "../../domain/seat-ledger/best-together.ts";
import { FreeWindows } from "../../domain/seat-ledger/free-windows.ts";
import { compileMap, sectionsWanted } from "../../domain/seat-ledger/seat-map.ts";
import { FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { stadium } from "../../domain/seat-ledger/testing/halls.ts";
import { GRADES } from "../../schema/layout.ts";
import { randomOf } from "../kit/random.ts";
import { percentile } from "../kit/rounds.ts";

const CHOICES = 4_000;

export function bestTogetherFigures(seed: number): Record<string, number> {
  const random = randomOf(seed);
  const map = compileMap(stadium());
  const seat_state = Uint8Array.from({ length: map.places_count }, () => (random() < 0.5 ? SOLD : FREE));
  let house = { map, seat_state, free_windows: new FreeWindows(map, seat_state) };
  const started_ms = performance.now();
  for (const count of [1, 2, 3, 4]) chooseBest(house, count, sectionsWanted(map, {}));
  const first_ms = performance.now() - started_ms;

  const times_ms: number[] = [];
  let together = 0;
  for (let i = 0; i < CHOICES; i++) {
    const count = 1 + Math.floor(random() * 4);
    const grade = GRADES[Math.floor(random() * 5)];
    const wanted = sectionsWanted(map, i % 2 === 0 || grade === undefined ? {} : { grade });
    const begun_ms = performance.now();
    const choice = chooseBest(house, count, wanted);
    times_ms.push(performance.now() - begun_ms);
    if (choice.kind === "none") continue;
    if (choice.kind === "together") together++;
    for (const place of choice.places) {
      seat_state[place] = HELD;
      house.free_windows.changed(place);
    }
  }

  // The worst there is: hardly anything left, so that every window is looked at and then every row.
  seat_state.fill(SOLD);
  for (let place = 0; place < map.seats_count; place += 997) seat_state[place] = FREE;
  house = { ...house, free_windows: new FreeWindows(map, seat_state) };
  const worst_ms: number[] = [];
  for (let i = 0; i < 400; i++) {
    const begun_ms = performance.now();
    chooseBest(house, 4, sectionsWanted(map, {}));
    worst_ms.push(performance.now() - begun_ms);
  }
  return {
    best_together_p50_ms: percentile(times_ms, 0.5),
    best_together_p99_ms: percentile(times_ms, 0.99),
    best_together_max_ms: Math.max(...times_ms),
    best_together_nearly_sold_out_p99_ms: percentile(worst_ms, 0.99),
    best_together_first_use_ms: first_ms,
    choices_together_share: together / CHOICES,
  };
}
