// The levels of a practice: how many made-up fans come, how fast they are, and the rates that are shown beside the level
// and kept to. Tuned by play (crowd.test.ts): two seconds of reaction win "easy" nearly always and "hard" hardly ever.

export type LevelName = "easy" | "normal" | "hard" | "custom" | "returns" | "keys";

export type Level = {
  readonly name: LevelName;
  readonly bots: number;
  /** From the opening to the tap, and from one's turn to entering; the median. */
  readonly react_ms: number;
  /** They come within so long of the opening, most of them at first; 0 where each taps as fast as they can. */
  readonly arrive_within_ms: number;
  /** From the map to the choice. */
  readonly decide_ms: number;
  /** From the hold to the payment. */
  readonly pay_ms: number;
  readonly spread: number;
  /** Share of choices that hit a seat without looking whether it is free. */
  readonly slips: number;
  /** Shares: of holds let go again, of payments declined, of those waiting who lose patience, of those let in who never
   * come. */
  readonly second_thoughts: number;
  readonly declines: number;
  readonly impatience: number;
  readonly no_show: number;
  /** All of them together try to hold at most so often in any second. */
  readonly holds_per_second_max: number;
  /** Seats that are for sale; the rest of the hall is shown as sold. */
  readonly seats_for_sale: number;
  /** Seats that come back one by one, and within what time; 0 where the sale begins with all of them free. */
  readonly returning: number;
  readonly returning_within_ms: number;
};

const EASY: Level = {
  name: "easy",
  bots: 60,
  react_ms: 5_000,
  arrive_within_ms: 0,
  decide_ms: 14_000,
  pay_ms: 20_000,
  spread: 0.5,
  slips: 0.3,
  second_thoughts: 0.15,
  declines: 0.1,
  impatience: 0.1,
  no_show: 0,
  holds_per_second_max: 4,
  seats_for_sale: 200,
  returning: 0,
  returning_within_ms: 0,
};

export const LEVELS: Readonly<Record<Exclude<LevelName, "custom">, Level>> = {
  easy: EASY,
  normal: {
    ...EASY,
    name: "normal",
    bots: 270,
    react_ms: 1_800,
    decide_ms: 7_000,
    pay_ms: 15_000,
    slips: 0.15,
    holds_per_second_max: 12,
  },
  hard: {
    ...EASY,
    name: "hard",
    bots: 400,
    react_ms: 700,
    decide_ms: 3_000,
    pay_ms: 8_000,
    spread: 0.4,
    slips: 0.05,
    second_thoughts: 0.04,
    declines: 0.03,
    impatience: 0.02,
    holds_per_second_max: 40,
  },
  returns: {
    ...EASY,
    name: "returns",
    bots: 36,
    react_ms: 3_000,
    decide_ms: 5_000,
    slips: 0.05,
    second_thoughts: 0,
    holds_per_second_max: 4,
    returning: 24,
    returning_within_ms: 180_000,
  },
  /** Whoever listens to a map chooses slower than who looks at it; the crowd waits for them, a little. */
  keys: { ...EASY, name: "keys", bots: 40, decide_ms: 30_000, pay_ms: 30_000, holds_per_second_max: 2 },
};

/** What someone may ask of a crowd of their own: a practice must never weigh on a sale. */
export const CUSTOM_LIMITS = {
  bots: [1, 500],
  react_ms: [200, 60_000],
  decide_ms: [500, 60_000],
} as const;

export type CustomWish = { readonly [name in keyof typeof CUSTOM_LIMITS]?: number };

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, Math.round(value)));

export function customLevel(wish: CustomWish): Level {
  const usual = LEVELS.normal;
  const bots = within(wish.bots ?? usual.bots, CUSTOM_LIMITS.bots);
  return {
    ...usual,
    name: "custom",
    bots,
    react_ms: within(wish.react_ms ?? usual.react_ms, CUSTOM_LIMITS.react_ms),
    decide_ms: within(wish.decide_ms ?? usual.decide_ms, CUSTOM_LIMITS.decide_ms),
    holds_per_second_max: Math.max(1, Math.ceil(bots / 10)),
  };
}

/** The crowd that an organiser expects, for a rehearsal of their own hall: as they say, and for the rest as usual. */
export function expectedLevel(crowd: {
  readonly fans: number;
  readonly arrive_within_ms: number;
  readonly no_show: number;
  readonly decide_ms: number;
  readonly decline: number;
}): Level {
  const { fans, arrive_within_ms, no_show, decide_ms, decline } = crowd;
  return {
    ...EASY,
    name: "custom",
    bots: fans,
    // Who chooses fast is fast altogether: the rest of it never takes longer than people usually need.
    react_ms: Math.min(3_000, Math.round(decide_ms / 4)),
    pay_ms: Math.min(20_000, Math.round(decide_ms / 2)),
    arrive_within_ms,
    decide_ms,
    no_show,
    declines: decline,
    slips: 0.1,
    second_thoughts: 0.05,
    impatience: 0,
    holds_per_second_max: Math.max(1, Math.ceil(fans / 5)),
  };
}
