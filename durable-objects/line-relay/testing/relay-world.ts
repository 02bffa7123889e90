// A line with relays on a table: the real engines, the network and the clock in the test's hand. Relays die with all they hold,
// answers are lost on the way, and fans ask again.
import { vi } from "vitest";
import { JOIN_PACE, type Pace } from "../../../domain/relay/gathering.ts";
import { relayOf } from "../../../domain/relay/spread.ts";
import type { LineSettings } from "../../../domain/waiting-line/events.ts";
import { LineBoard } from "../../waiting-line/board.ts";
import { JoinChecks } from "../../waiting-line/join-checks.ts";
import { passOf, type RelayAsk, takenIn } from "../../waiting-line/replies.ts";
import { type LineBench, lineBench, OPENS_AT_MS } from "../../waiting-line/testing/line-bench.ts";
import { RelayEngine } from "../engine.ts";
import type { LineStub } from "../ports.ts";

export const WAY_MS = 20;

/** What became of a fan's join: when they began to ask, when they asked and were answered, and where they stand. */
export type Told = {
  readonly fan: string;
  readonly began_ms: number;
  readonly asked_ms: number;
  readonly position: number;
};
type Life = { engine: RelayEngine; alive: boolean };

const KEY = { k0: 1, k1: 2 };

export class RelayWorld {
  readonly bench: LineBench;
  readonly told: Told[] = [];
  #board: LineBoard;
  readonly #checks: JoinChecks;
  readonly #pace: Pace;
  readonly #lives: Life[] = [];
  relays = 1;
  /** So many of the next answers of the line are lost on the way back. */
  lose = 0;
  calls = 0;
  unanswered = 0;

  constructor(settings: Partial<LineSettings>, pace: Pace = JOIN_PACE) {
    vi.setSystemTime(OPENS_AT_MS);
    this.bench = lineBench(settings);
    Object.defineProperty(this.bench.clock, "now_ms", { get: () => Date.now() });
    this.#board = new LineBoard(this.bench.engine, { life: "one", notice: null });
    this.#checks = new JoinChecks(this.bench.sql);
    this.#pace = pace;
    this.heard();
  }

  /** As the object does after every command. */
  heard(): void {
    this.#board.hear(this.bench.engine.takeEvents());
  }

  /** The line wakes again, with an empty memory of what it told. */
  wakeLine(life: string): void {
    this.bench.engine.takeEvents();
    this.#board = new LineBoard(this.bench.engine, { life, notice: null });
  }

  relay(index: number): RelayEngine {
    return this.#life(index).engine;
  }

  relayOfFan(fan: string): RelayEngine {
    return this.relay(relayOf(fan, this.relays, KEY) ?? 0);
  }

  /** Everything it held is gone; the next who asks meets a new one. */
  kill(index: number): void {
    const life = this.#lives[index];
    if (life === undefined) return;
    life.alive = false;
    delete this.#lives[index];
  }

  /** As a fan with patience: whoever is not answered in time asks again, by the road that is right by then. */
  async join(fan: string, tries_max = 10): Promise<void> {
    this.unanswered++;
    const began_ms = Date.now();
    for (let tries = 0; tries < tries_max; tries++) {
      const asked_ms = Date.now();
      const answer = await Promise.race([
        this.relayOfFan(fan)
          .join({ fan })
          .catch(() => null),
        new Promise<null>((resolve) => setTimeout(() => resolve(null), 2_000)),
      ]);
      if (answer === null) continue;
      this.unanswered--;
      if (answer.ok) this.told.push({ fan, began_ms, asked_ms, position: answer.value.place.position ?? 0 });
      return;
    }
  }

  #life(index: number): Life {
    const there = this.#lives[index];
    if (there !== undefined) return there;
    const engine: RelayEngine = new RelayEngine({
      line: this.#stub(() => life.alive),
      index,
      sockets: () => 0,
      join_pace: this.#pace,
      now: () => Date.now(),
      later: (ms, run) => void setTimeout(() => (life.alive ? run() : undefined), ms),
      learned: () => {},
      boarded: () => {},
    });
    const life: Life = { engine, alive: true };
    this.#lives[index] = life;
    return life;
  }

  #stub(alive: () => boolean): LineStub {
    const { engine } = this.bench;
    const board = (ask: RelayAsk) => {
      engine.sweep();
      this.heard();
      return this.#board.read(ask, { relays: this.relays, since_ms: 0 }, engine.now());
    };
    const over = <T>(work: () => T): Promise<T> => this.#over(alive, work);
    return {
      takeIn: (items, ask) =>
        over(() => {
          const { failures: _failures, ...taken } = takenIn(engine, this.#checks, items);
          return { ...taken, board: board(ask) };
        }),
      whereAre: (fans, ask) => over(() => ({ board: board(ask), arrivals: engine.arrivals(fans) })),
      board: (ask) => over(() => board(ask)),
      status: (fan) =>
        over(() => {
          const place = engine.view(engine.find(fan), engine.sweep());
          return { place, pass: passOf(engine.state, place, place.now_ms), notice: null };
        }),
    };
  }

  /** What is copied on the way cannot be changed behind the other's back. A dead relay's call may still arrive; its answer may not. */
  async #over<T>(alive: () => boolean, work: () => T): Promise<T> {
    await way();
    this.calls++;
    const answer = structuredClone(work());
    await way();
    if (!alive()) return new Promise<T>(() => {});
    if (this.lose > 0) {
      this.lose--;
      throw new Error("the answer was lost");
    }
    return answer;
  }
}

const way = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, WAY_MS));

/**
 * By how much time the most overtaken fan was overtaken: 0 where the order of asking is the order of the line. Who had to ask
 * again stands by the ask that was answered; who overtakes, by their first, which may have been the one that was heard.
 */
export function worstOrderErrorMs(told: readonly Told[]): number {
  const began = new Map<number, number>();
  for (const { position, began_ms } of told) began.set(position, Math.min(began_ms, began.get(position) ?? began_ms));
  let worst = 0;
  let latest_ms = Number.NEGATIVE_INFINITY;
  for (const { position, asked_ms } of firstTold(told).toSorted((a, b) => a.position - b.position)) {
    worst = Math.max(worst, latest_ms - asked_ms);
    latest_ms = Math.max(latest_ms, began.get(position) ?? asked_ms);
  }
  return worst;
}

/** Who asks again for a place that they have is told it again, and overtakes nobody. */
function firstTold(told: readonly Told[]): Told[] {
  const seen = new Set<number>();
  return told.filter(({ position }) => position > 0 && !seen.has(position) && seen.add(position));
}
