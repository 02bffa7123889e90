// `npm run bench -- forecast`: what an organiser's forecast takes of the processor, and how long its longest slice keeps
// others waiting. It runs here in one process; a show's own object plays the same slices.
import { Forecast } from "../../domain/forecast/forecast.ts";
import type { Question } from "../../domain/forecast/question.ts";
import { configOf } from "../../domain/seat-ledger/testing/halls.ts";
import { SETTINGS_DEFAULT } from "../../domain/waiting-line/state.ts";
import { SLICE_EVENTS } from "../../durable-objects/rehearsals/desk.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { loadNow } from "../kit/rounds.ts";

const ARRIVE_WITHIN_MS = 600_000;

function questionOf({ fans = 0, seats = 0, room = 0, seed = 0 }: Options["numbers"]): Question {
  const [VIP, R] = [Math.floor(seats / 10), Math.floor(seats / 3)];
  return {
    seats: { VIP, R, S: seats - VIP - R },
    prices_krw: configOf().prices_krw,
    settings: { ...SETTINGS_DEFAULT, room_capacity: room },
    limits: configOf().limits,
    relays: 0,
    admission: "fifo",
    fans,
    arrive_within_ms: ARRIVE_WITHIN_MS,
    no_show: 0.1,
    decline: 0.05,
    decide_ms: 45_000,
    seed,
  };
}

const processorMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

export async function run({ numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const began = process.cpuUsage();
  const began_ms = performance.now();
  const forecast = new Forecast(questionOf(numbers));
  const slices_ms: number[] = [];
  for (let over = false; !over; ) {
    const slice_ms = performance.now();
    over = forecast.run(SLICE_EVENTS);
    slices_ms.push(performance.now() - slice_ms);
  }
  const processor_ms = processorMs(began);
  const sales = forecast.done.length;
  return {
    figures: {
      processor_s: processor_ms / 1_000,
      elapsed_s: (performance.now() - began_ms) / 1_000,
      sales,
      processor_s_per_sale: processor_ms / 1_000 / sales,
      slices: slices_ms.length,
      longest_slice_ms: Math.max(...slices_ms),
      sold_out_after_s: (forecast.report()?.sold_out.from_ms ?? 0) / 1_000,
      load_average_before,
      load_average_after: loadNow(),
    },
    method:
      `${numbers.fans} fans within ten minutes before ${numbers.seats} seats and a room of ${numbers.room}, seed ` +
      `${numbers.seed}: three seeds whole and every changed setting (of more than 10,000 seats in part), in slices of ${SLICE_EVENTS} events, in one process. ` +
      "Processor time counts: on a machine with neighbours it grows with the load too.",
  };
}
