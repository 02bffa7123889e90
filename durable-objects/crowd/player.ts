// Carries the crowd's acts out at its line and ledger, one after the other in the order of the seed, and lets each bot
// hear what became of its act. It knows no platform: what it calls stands behind ports.
import { type Act, hear, nextAct, nextMs, type Word } from "../../domain/crowd/crowd.ts";
import { codeOfPractice, practiceBot, practiceFan } from "../../domain/crowd/names.ts";
import { CROWD_LIMITS } from "../../domain/crowd/order.ts";
import type { Play } from "../../domain/crowd/play.ts";
import { returnsOf } from "../../domain/crowd/returns.ts";
import { type CrowdSeat, seatsSeen } from "../../domain/crowd/seats.ts";
import { standInOutcome } from "../../domain/crowd/stand-in-payment.ts";
import { HELD } from "../../domain/seat-ledger/seat-state.ts";
import { readSeatBits } from "../../domain/seat-ledger/status.ts";
import type { LedgerRoad, LineRoad } from "./ports.ts";

/** A made-up fan looks at the map, and at the line, no oftener than a page would. */
const LOOK_MS = 200;
const ASK_LINE_MS = 250;

type Roads = { readonly line: LineRoad; readonly ledger: LedgerRoad };
type Around = {
  /** Taken anew for each call: one that broke is broken for good. */
  readonly roads: () => Roads;
  readonly play: Play;
  readonly seats: readonly CrowdSeat[];
  readonly now: () => number;
};

export class Player {
  readonly #around: Around;
  readonly #code: string;
  readonly #returns: readonly { readonly at_ms: number; readonly seat: string }[];
  #states: Uint8Array = new Uint8Array(0);
  #looked_ms = 0;
  #asked_ms = 0;

  constructor(around: Around) {
    this.#around = around;
    const { order, crowd } = around.play;
    this.#code = codeOfPractice(order.id);
    const ids = around.seats.map(({ id }) => id);
    this.#returns = returnsOf(ids, { seed: order.seed, level: order.level, opens_ms: crowd.opens_ms });
  }

  /** When there is something to do next; null once all have gone home and nothing comes back any more. */
  nextMs(): number | null {
    const { play } = this.#around;
    const times = [nextMs(play.crowd), this.#returns[play.returns_done]?.at_ms ?? null];
    if (this.#awaitsLine()) times.push(Math.max(play.crowd.opens_ms, this.#asked_ms + ASK_LINE_MS));
    const due = times.filter((at_ms) => at_ms !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Everything that is due, but no more than one turn takes. */
  async turn(): Promise<void> {
    await this.#giveBack();
    await this.#askLine();
    await this.#look();
    const { play, seats, now } = this.#around;
    let joining: Act[] = [];
    for (let acts = 0; acts < CROWD_LIMITS.acts_per_turn || joining.length > 0; acts++) {
      const act = nextAct(play.crowd, seatsSeen(seats, this.#states), now());
      if (act?.do === "join" && joining.length < CROWD_LIMITS.bots) {
        joining.push(act);
        continue;
      }
      if (joining.length > 0) await this.#join(joining);
      joining = [];
      if (act === null) return;
      await this.#carryOut(act);
    }
  }

  /** Seats that come back, as unpaid orders end elsewhere. */
  async #giveBack(): Promise<void> {
    const { ledger } = this.#around.roads();
    const { play, now } = this.#around;
    const due = this.#returns.slice(play.returns_done).filter(({ at_ms }) => at_ms <= now());
    for (const { seat } of due) {
      await ledger.block({ seats: [seat], blocked: false });
      play.returns_done++;
    }
  }

  /** Who waits for their turn: as many as the line has let in hear of it, and the first who has not waits on. */
  async #askLine(): Promise<void> {
    const { line } = this.#around.roads();
    const { play, now } = this.#around;
    if (!this.#awaitsLine() || now() < this.#asked_ms + ASK_LINE_MS) return;
    this.#asked_ms = now();
    await this.#askForYou();
    const waiting = play.crowd.bots
      .flatMap(({ phase }, bot) => (phase === "waiting" ? [{ bot, position: play.positions[bot] ?? 0 }] : []))
      .sort((a, b) => a.position - b.position);
    const over = play.order.kind === "rehearsal" && (await this.#allSold());
    for (const { bot } of waiting.slice(0, CROWD_LIMITS.acts_per_turn)) {
      if (over) {
        hear(play.crowd, bot, { kind: "over" }, now());
        continue;
      }
      const { place } = await line.status(practiceBot(this.#code, bot));
      if (place.state === "WAITING" || place.state === "LOBBY") return;
      const word: Word["kind"] = place.state === "ADMITTED" ? "let_in" : "over";
      hear(play.crowd, bot, { kind: word }, now());
    }
  }

  /** Behind a hall of which nothing can come back nobody waits for the end of a rehearsal. */
  async #allSold(): Promise<boolean> {
    const counts = await this.#around.roads().ledger.counts();
    return counts.ok && counts.value.available + counts.value.held === 0;
  }

  async #askForYou(): Promise<void> {
    const { line } = this.#around.roads();
    const { play, now } = this.#around;
    const { you, order } = play;
    if (you.joined_ms === null || you.admitted_ms !== null) return;
    const { place } = await line.status(practiceFan(this.#code));
    you.position = place.position ?? you.position;
    // The claim's end says to the millisecond when the turn came.
    if (place.state !== "ADMITTED") return;
    // Whoever asked for more time at once has not been called later for it.
    you.admitted_ms = Math.min(now(), (place.expires_at_ms ?? now()) - order.settings.claim_ms);
  }

  #awaitsLine(): boolean {
    const { crowd, you } = this.#around.play;
    if (you.joined_ms !== null && you.admitted_ms === null && !you.left) return true;
    return crowd.bots.some(({ phase }) => phase === "waiting");
  }

  async #look(): Promise<void> {
    const { ledger } = this.#around.roads();
    const { now, play } = this.#around;
    if (now() < this.#looked_ms + LOOK_MS || now() < play.crowd.opens_ms) return;
    const answer = await ledger.snapshot();
    if (!answer.ok) return;
    this.#looked_ms = now();
    this.#states = readSeatBits(answer.value.seats.bits, answer.value.seats.count);
  }

  /** Those who come together come in one call, in their order, as through a relay. */
  async #join(acts: readonly Act[]): Promise<void> {
    const { line } = this.#around.roads();
    const { play, now } = this.#around;
    const fans = acts.map(({ bot }) => practiceBot(this.#code, bot));
    const { positions } = await this.#timed("join", acts.length, () => line.join(fans));
    acts.forEach(({ bot, at_ms }, at) => {
      const position = positions[at] ?? 0;
      play.positions[bot] = position;
      hear(play.crowd, bot, { kind: position > 0 ? "joined" : "over" }, Math.max(at_ms, now()));
    });
  }

  async #carryOut(act: Act): Promise<void> {
    const { play, now } = this.#around;
    try {
      const word = await this.#timed(act.do, 1, () => this.#do(act));
      if (word !== null) hear(play.crowd, act.bot, word, now());
    } catch {
      // A call that broke is an act that came to nothing: the next one shows whether the sale stands.
      play.tally.failed++;
      hear(play.crowd, act.bot, { kind: "over" }, now());
    }
  }

  async #do(act: Act): Promise<Word | null> {
    const { line, ledger } = this.#around.roads();
    const fan_id = practiceBot(this.#code, act.bot);
    switch (act.do) {
      case "claim":
        return this.#claim(act.bot);
      case "hold":
        return this.#hold(act.bot, act.seats);
      case "pay":
        return this.#pay(act.bot, act);
      case "release":
        await ledger.release({ hold_id: act.hold_id, fan_id });
        await line.leave(fan_id);
        return null;
      case "leave":
        await line.leave(fan_id);
        return null;
      default:
        return null;
    }
  }

  async #claim(bot: number): Promise<Word> {
    const { line } = this.#around.roads();
    const { play } = this.#around;
    const claimed = await line.claim({ fan: practiceBot(this.#code, bot), by: "tap" });
    if (!claimed.ok) return this.#refused(claimed.failure.code, "over");
    const { pass } = claimed.value;
    if (pass !== null) play.passes[bot] = { pass_id: pass.pass_id, stay_ends_ms: pass.stay_ends_ms };
    return { kind: "claimed" };
  }

  async #hold(bot: number, seats: readonly string[]): Promise<Word> {
    const { ledger } = this.#around.roads();
    const { play } = this.#around;
    const { pass_id = null, stay_ends_ms = null } = play.passes[bot] ?? {};
    const wish = { kind: "seats" as const, seats };
    const fan_id = practiceBot(this.#code, bot);
    const held = await ledger.hold({ fan_id, key: null, pass_id, stay_ends_ms, wish });
    this.#mark(seats);
    if (!held.ok) return this.#refused(held.failure.code, "refused");
    return { kind: "held", hold_id: held.value.id };
  }

  /** Taken, by whoever: nobody else of this turn goes for them with open eyes. */
  #mark(ids: readonly string[]): void {
    for (const { id, place } of this.#around.seats) if (ids.includes(id)) this.#states[place] = HELD;
  }

  async #pay(bot: number, { hold_id, declined }: { hold_id: string; declined: boolean }): Promise<Word> {
    const { ledger } = this.#around.roads();
    const fan_id = practiceBot(this.#code, bot);
    const mine = await ledger.ordersOf(fan_id);
    const before = mine.ok ? mine.value.find((order) => order.hold_id === hold_id) : undefined;
    const ordered = before === undefined ? await ledger.order({ fan_id, hold_id, key: null }) : null;
    if (ordered?.ok === false) return this.#refused(ordered.failure.code, "over");
    const { id: order_id, total_krw } = before ?? (ordered?.ok === true ? ordered.value : { id: "", total_krw: 0 });
    const simulate = declined ? "declined" : "success";
    const wish = { fan_id, key: null, order_id, amount_krw: null, method: null, payment_key: null, simulate };
    const started = await ledger.pay(wish);
    if (!started.ok) return this.#refused(started.failure.code, "over");
    const attempt_id = started.value.request_id;
    // The stand-in answers each attempt too; whichever word comes second changes nothing.
    await ledger.outcome({ attempt_id, outcome: standInOutcome({ simulate, amount_krw: total_krw }) });
    return { kind: declined ? "declined" : "bought" };
  }

  #refused(code: string, kind: "over" | "refused"): Word {
    const { refusals } = this.#around.play.tally;
    refusals[code] = (refusals[code] ?? 0) + 1;
    return { kind };
  }

  async #timed<T>(kind: string, count: number, call: () => Promise<T>): Promise<T> {
    const { play, now } = this.#around;
    const { acts, slowest_ms } = play.tally;
    const began_ms = now();
    try {
      return await call();
    } finally {
      acts[kind] = (acts[kind] ?? 0) + count;
      slowest_ms[kind] = Math.max(slowest_ms[kind] ?? 0, now() - began_ms);
    }
  }
}
