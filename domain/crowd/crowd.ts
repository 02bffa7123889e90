// A crowd of made-up fans: plain data and three verbs. It proposes what one of them does next and when; whoever carries
// that out tells it what became of it. Everything is drawn from the seed and from whose act it is, so that the same seed
// and the same acts of the people among them give the same sale.
import { chance, normal, pace } from "../chance.ts";
import { arrivalTimes } from "../simulation/scenario.ts";
import type { Level } from "./levels.ts";
import { type SeatsSeen, seatsFor } from "./taste.ts";

export type Phase = "coming" | "waiting" | "called" | "looking" | "choosing" | "held" | "paying" | "gone" | "bought";

export type Bot = {
  phase: Phase;
  /** When it acts next; null while it waits for a word. */
  at_ms: number | null;
  tries: number;
  seats: readonly string[];
  hold_id: string | null;
  attempts: number;
};

/** Plain data: written down as it is and read back, it goes on as if nothing had been. */
export type Crowd = {
  readonly seed: number;
  readonly level: Level;
  readonly opens_ms: number;
  readonly bots: Bot[];
  /** Tries to hold in the second that runs: the level's rate is kept to. */
  rate: { second: number; holds: number };
};

export type Act = { readonly at_ms: number; readonly bot: number } & (
  | { readonly do: "join" | "claim" | "leave" }
  | { readonly do: "hold"; readonly seats: readonly string[] }
  | { readonly do: "release"; readonly hold_id: string }
  | { readonly do: "pay"; readonly hold_id: string; readonly declined: boolean }
);

export type Word =
  | { readonly kind: "joined" | "let_in" | "claimed" | "refused" | "over" | "declined" | "bought" }
  | { readonly kind: "held"; readonly hold_id: string };

const DRAW = {
  REACT: 1,
  ENTER: 2,
  DECIDE: 3,
  PARTY: 4,
  SEAT: 5,
  SLIP: 6,
  PAY: 7,
  THOUGHTS: 8,
  DECLINE: 9,
  LEAVE: 10,
  ARRIVE: 11,
  COME: 12,
};
/** Half of them want two together, as people do. */
const PARTY = [0.3, 0.8, 0.9, 1];
const TRIES_MAX = 6;
const PATIENCE_MS = 90_000;

export function newCrowd({ seed, level, opens_ms }: Pick<Crowd, "seed" | "level" | "opens_ms">): Crowd {
  const crowd: Crowd = { seed, level, opens_ms, bots: [], rate: { second: 0, holds: 0 } };
  const expected = arrivalTimes({ fans: level.bots, within_ms: level.arrive_within_ms, shape: "rush" }, (bot) =>
    chance(seed, DRAW.ARRIVE, bot),
  );
  for (let bot = 0; bot < level.bots; bot++) {
    const own_ms = drawPace(crowd, { bot, draw: DRAW.REACT, median_ms: level.react_ms });
    const at_ms = opens_ms + (level.arrive_within_ms > 0 ? (expected[bot] ?? 0) : own_ms);
    crowd.bots.push({ phase: "coming", at_ms, tries: 0, seats: [], hold_id: null, attempts: 0 });
  }
  return crowd;
}

/** When somebody acts next; null once all have gone home or wait for a word. */
export function nextMs(crowd: Crowd): number | null {
  const bot = nextBot(crowd);
  return bot === null ? null : (crowd.bots[bot]?.at_ms ?? null);
}

/** The next act that is due by now; null where none is. What it only thinks (looking, choosing) it does by itself. */
export function nextAct(crowd: Crowd, seats: SeatsSeen, now_ms: number): Act | null {
  for (;;) {
    const number = nextBot(crowd);
    const bot = number === null ? undefined : crowd.bots[number];
    if (number === null || bot === undefined || bot.at_ms === null || bot.at_ms > now_ms) return null;
    const act = actOf(crowd, { bot, number, at_ms: bot.at_ms, now_ms }, seats);
    if (act !== null) return act;
  }
}

export function hear(crowd: Crowd, number: number, word: Word, now_ms: number): void {
  const bot = crowd.bots[number];
  if (bot === undefined || bot.phase === "gone" || bot.phase === "bought") return;
  const { level } = crowd;
  if (word.kind === "held" || word.kind === "refused") countAnswer(crowd, now_ms);
  const soon = (draw: number, median_ms: number): number =>
    now_ms + drawPace(crowd, { bot: number, draw, median_ms, again: bot.tries + bot.attempts });
  switch (word.kind) {
    case "joined": {
      const leaves = chance(crowd.seed, DRAW.LEAVE, number) < level.impatience;
      Object.assign(bot, { phase: "waiting", at_ms: leaves ? soon(DRAW.LEAVE, PATIENCE_MS) : null });
      return;
    }
    case "let_in":
      if (bot.phase !== "waiting") return;
      if (chance(crowd.seed, DRAW.COME, number) < level.no_show) Object.assign(bot, { phase: "gone", at_ms: null });
      else Object.assign(bot, { phase: "called", at_ms: soon(DRAW.ENTER, level.react_ms) });
      return;
    case "claimed":
      Object.assign(bot, { phase: "looking", at_ms: now_ms });
      return;
    case "held":
      Object.assign(bot, { phase: "held", hold_id: word.hold_id, at_ms: soon(DRAW.PAY, level.pay_ms) });
      return;
    case "refused":
      // Faster than the first time: they know the map by now. Who has tried often enough goes.
      Object.assign(bot, { phase: "looking", at_ms: soon(DRAW.ENTER, level.react_ms / 2) });
      return;
    case "declined":
      Object.assign(bot, { phase: "held", at_ms: soon(DRAW.PAY, level.pay_ms / 2) });
      return;
    case "bought":
    case "over":
      Object.assign(bot, { phase: word.kind === "bought" ? "bought" : "gone", at_ms: null });
  }
}

/** A try that was answered in the next second may have reached the ledger in it: there too it counts. */
function countAnswer(crowd: Crowd, now_ms: number): void {
  const second = Math.floor(now_ms / 1_000);
  if (second > crowd.rate.second) crowd.rate = { second, holds: 1 };
}

type Due = { readonly bot: Bot; readonly number: number; readonly at_ms: number; readonly now_ms: number };

function actOf(crowd: Crowd, { bot, number, at_ms, now_ms }: Due, seats: SeatsSeen): Act | null {
  const act = { at_ms, bot: number };
  switch (bot.phase) {
    case "coming":
      return waitFor(bot, { ...act, do: "join" });
    case "called":
      return waitFor(bot, { ...act, do: "claim" });
    case "looking":
      return look(crowd, { bot, number, at_ms, now_ms }, seats);
    case "choosing":
      return tryHold(crowd, { bot, number, at_ms, now_ms });
    case "held":
      return payOrLetGo(crowd, { bot, number, at_ms, now_ms });
    default:
      return go(bot, act);
  }
}

/** The act is on its way: nothing further until its answer is heard. */
function waitFor<A extends Act>(bot: Bot, act: A): A {
  bot.at_ms = null;
  return act;
}

function go(bot: Bot, act: { readonly at_ms: number; readonly bot: number }): Act {
  bot.phase = "gone";
  return waitFor(bot, { ...act, do: "leave" });
}

function look(crowd: Crowd, { bot, number, at_ms }: Due, seats: SeatsSeen): Act | null {
  const { seed, level } = crowd;
  if (bot.tries >= TRIES_MAX) return go(bot, { at_ms, bot: number });
  const drawn = chance(seed, DRAW.PARTY, number);
  // What comes back comes back one by one: nobody waits there for a pair.
  const count = level.returning > 0 ? 1 : PARTY.findIndex((share) => drawn < share) + 1;
  const blind = chance(seed, DRAW.SLIP, number, bot.tries) < level.slips;
  bot.seats = seatsFor(seats, { count, blind, draw: (glance) => chance(seed, DRAW.SEAT, number, bot.tries, glance) });
  if (bot.seats.length === 0) {
    // Where seats come back one by one they go on looking as long as any may.
    if (at_ms >= crowd.opens_ms + level.returning_within_ms) return go(bot, { at_ms, bot: number });
    bot.at_ms = at_ms + Math.max(1_000, level.react_ms);
    return null;
  }
  bot.phase = "choosing";
  bot.at_ms = at_ms + drawPace(crowd, { bot: number, draw: DRAW.DECIDE, median_ms: level.decide_ms, again: bot.tries });
  return null;
}

/** Over the level's rate the choice waits for the next second: what is shown beside a level is true of it. */
function tryHold(crowd: Crowd, { bot, number, at_ms, now_ms }: Due): Act | null {
  // By the clock on the wall: a crowd that was kept waiting does not make up for it all at once.
  const second = Math.floor(now_ms / 1_000);
  if (crowd.rate.second !== second) crowd.rate = { second, holds: 0 };
  if (crowd.rate.holds >= crowd.level.holds_per_second_max) {
    bot.at_ms = (second + 1) * 1_000;
    return null;
  }
  crowd.rate.holds++;
  bot.tries++;
  return waitFor(bot, { at_ms, bot: number, do: "hold", seats: bot.seats });
}

function payOrLetGo({ seed, level }: Crowd, { bot, number, at_ms }: Due): Act {
  const hold_id = bot.hold_id ?? "";
  if (bot.attempts === 0 && chance(seed, DRAW.THOUGHTS, number) < level.second_thoughts) {
    bot.phase = "gone";
    return waitFor(bot, { at_ms, bot: number, do: "release", hold_id });
  }
  const declined = chance(seed, DRAW.DECLINE, number, bot.attempts) < level.declines;
  bot.attempts++;
  bot.phase = "paying";
  return waitFor(bot, { at_ms, bot: number, do: "pay", hold_id, declined });
}

/** The earliest; of one moment the lowest number. */
function nextBot({ bots }: Crowd): number | null {
  let first: number | null = null;
  let first_ms = Number.POSITIVE_INFINITY;
  bots.forEach(({ at_ms }, number) => {
    if (at_ms === null || at_ms >= first_ms) return;
    first = number;
    first_ms = at_ms;
  });
  return first;
}

type Drawn = { readonly bot: number; readonly draw: number; readonly median_ms: number; readonly again?: number };

const drawPace = ({ seed, level }: Crowd, { bot, draw, median_ms, again = 0 }: Drawn): number =>
  Math.ceil(pace(median_ms, level.spread, normal(seed, draw, bot, again)));
