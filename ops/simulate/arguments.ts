// What `npm run simulate` is asked: a few numbers, each with a sensible default and a bound.
import { parseArgs } from "node:util";
import { hallOf } from "../../domain/simulation/hall-of.ts";
import { BEHAVIOUR_USUAL, NETWORK_USUAL, PAYMENT_USUAL, type Scenario } from "../../domain/simulation/scenario.ts";

const NUMBERS = {
  fans: { default: 1_000_000, least: 1, most: 2_000_000, about: "fans that come" },
  minutes: { default: 60, least: 1, most: 600, about: "within so many minutes" },
  seats: { default: 50_000, least: 10, most: 65_000, about: "seats of the hall" },
  room: { default: 2_000, least: 1, most: 100_000, about: "room: so many inside at once" },
  batch: { default: 200, least: 1, most: 100_000, about: "let in at most so many in a step" },
  step: { default: 1_000, least: 50, most: 3_600_000, about: "length of a step, ms" },
  relays: { default: 32, least: 0, most: 256, about: "relays, 0: none" },
  hop: { default: 8, least: 1, most: 10_000, about: "one way between two objects, ms" },
  seed: { default: 1, least: 0, most: 4_294_967_295, about: "another seed, another crowd" },
} as const;
const SHARES = {
  "no-show": { default: 0.1, about: "share of those let in who never come" },
  decline: { default: 0.05, about: "share of payments that are declined" },
  unknown: { default: 0.01, about: "share of payments whose outcome is not known at first" },
} as const;

type Numbers = Readonly<Record<keyof typeof NUMBERS, number>>;
type Shares = Readonly<Record<keyof typeof SHARES, number>>;

const described = Object.entries({ ...NUMBERS, ...SHARES })
  .map(([name, { default: usual, about }]) => `  --${name.padEnd(9)} ${about} (${usual})`)
  .join("\n");
export const HELP = `npm run simulate -- [--json] …    plays a sale through by the product's own rules

${described}
  --even      fans come evenly instead of in a rush with the opening
`;

/** A text where it cannot be read. */
export function readArguments(args: readonly string[]): { scenario: Scenario; json: boolean } | string {
  const asText = Object.fromEntries(
    [...Object.keys(NUMBERS), ...Object.keys(SHARES)].map((name) => [name, { type: "string" as const }]),
  );
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    const options = { ...asText, json: { type: "boolean" }, even: { type: "boolean" } } as const;
    values = parseArgs({ args: [...args], options }).values as typeof values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const numbers: Record<string, number> = {};
  for (const [name, { default: usual, least, most }] of Object.entries(NUMBERS)) {
    const value = Number(values[name] ?? usual);
    if (!Number.isInteger(value) || value < least || value > most)
      return `--${name}: a whole number, ${least} to ${most}`;
    numbers[name] = value;
  }
  for (const [name, { default: usual }] of Object.entries(SHARES)) {
    const value = Number(values[name] ?? usual);
    if (!(value >= 0 && value <= 1)) return `--${name}: a share, 0 to 1`;
    numbers[name] = value;
  }
  const shape = values.even === true ? "even" : "rush";
  return { scenario: scenarioOf(numbers as Numbers & Shares, shape), json: values.json === true };
}

function scenarioOf(asked: Numbers & Shares, shape: "even" | "rush"): Scenario {
  const minute_ms = 60_000;
  return {
    seed: asked.seed,
    layout: hallOf({
      VIP: Math.ceil(asked.seats * 0.1),
      R: Math.ceil(asked.seats * 0.3),
      S: asked.seats - Math.ceil(asked.seats * 0.1) - Math.ceil(asked.seats * 0.3),
    }),
    limits: {
      seats_per_fan: 4,
      hold_ms: 5 * minute_ms,
      payment_ms: 7 * minute_ms,
      payment_attempts: 3,
      release_on_decline: false,
      strand_check: false,
    },
    prices_krw: { VIP: 165_000, R: 132_000, S: 99_000 },
    settings: {
      room_capacity: asked.room,
      batch_size: asked.batch,
      step_ms: asked.step,
      claim_ms: 2 * minute_ms,
      pass_ms: 10 * minute_ms,
      waiting_per_seat_max: null,
    },
    arrivals: { fans: asked.fans, within_ms: asked.minutes * minute_ms, shape },
    behaviour: { ...BEHAVIOUR_USUAL, no_show: asked["no-show"] },
    payment: { ...PAYMENT_USUAL, decline: asked.decline, unknown: asked.unknown },
    network: { ...NETWORK_USUAL, relays: asked.relays, hop_ms: asked.hop },
    incidents: [],
    horizon_ms: (asked.minutes + 60) * minute_ms,
  };
}
