// Fans inside a simulated sale: when they come, what they choose, whether it is still there, and how paying goes.
import { chance, mix, normal, pace } from "../chance.ts";
import { decideHold, decideRelease, type Wish } from "../seat-ledger/decide-hold.ts";
import { decideOrder } from "../seat-ledger/decide-order.ts";
import { decideOutcome, decidePay, type Outcome } from "../seat-ledger/decide-payment.ts";
import { decideRefundOutcome } from "../seat-ledger/decide-refund.ts";
import { ID_RANDOM_BYTES, makeId, readId } from "../seat-ledger/ids.ts";
import type { PaymentJob } from "../seat-ledger/outbox.ts";
import { placeId } from "../seat-ledger/seat-map.ts";
import { FREE } from "../seat-ledger/seat-state.ts";
import { windowTable } from "../seat-ledger/window-table.ts";
import { decideClaim, decideLeave } from "../waiting-line/decide-room.ts";
import { passOf } from "../waiting-line/pass-id.ts";
import { stayEndsMs } from "../waiting-line/sale.ts";
import { DRAW, DUE } from "./kinds.ts";
import { nameOf } from "./line-desk.ts";
import type { StayPhase } from "./room-time.ts";
import type { Sale } from "./sale.ts";

type Shopper = {
  phase: StayPhase;
  since_ms: number;
  readonly count: number;
  readonly by_hand: boolean;
  tries: number;
  /** What was chosen on the map as it looked then. */
  seats: readonly string[] | null;
  hold_id: string;
  order_id: string;
  attempts: number;
};

/** A choice that was gone is made again faster, and after so many the machine may choose. */
const TRIES_BY_HAND = 4;
const TRIES_MAX = 8;
const AGAIN_MS = 4_000;
const PAY_AGAIN_MS = 15_000;
/** Places of the map a hand tries before it says that nothing nice is left. */
const GLANCES = 24;

export class Shoppers {
  readonly figures = { holds: 0, lost: 0, orders: 0, payments: 0, declined: 0, gave_up: 0 };
  readonly #sale: Sale;
  readonly #inside = new Map<number, Shopper>();

  constructor(sale: Sale) {
    this.#sale = sale;
  }

  /** Their turn has come. `share`: where they stand between the first fan and the last. */
  admitted(fan: number, share: number): void {
    const { agenda, now_ms, scenario } = this.#sale;
    const { behaviour, seed, network } = scenario;
    const no_show = behaviour.no_show + share * ((behaviour.no_show_last ?? behaviour.no_show) - behaviour.no_show);
    const shows = chance(seed, DRAW.NO_SHOW, fan) >= no_show;
    const count = partyOf(behaviour.party, chance(seed, DRAW.PARTY, fan));
    const by_hand = chance(seed, DRAW.BY_HAND, fan) < behaviour.by_hand;
    const phase = shows ? "arriving" : "no_show";
    const shopper: Shopper = {
      phase,
      since_ms: now_ms,
      count: Math.min(count, scenario.limits.seats_per_fan),
      by_hand,
      tries: 0,
      seats: null,
      hold_id: "",
      order_id: "",
      attempts: 0,
    };
    this.#inside.set(fan, shopper);
    if (!shows) return;
    const seen_ms = network.tick_ms * chance(seed, DRAW.REACT, fan, 7);
    agenda.put(now_ms + Math.ceil(seen_ms + this.#pace(behaviour.react_ms, DRAW.REACT, fan)), DUE.FAN_ENTERS, fan);
  }

  /** Their stay is over, whichever way. */
  gone(fan: number): void {
    const shopper = this.#inside.get(fan);
    if (shopper === undefined) return;
    this.#sale.room.spent(shopper.phase, this.#sale.now_ms - shopper.since_ms);
    this.#inside.delete(fan);
  }

  handle(kind: number, who: number): boolean {
    if (kind === DUE.PROVIDER_ANSWERS) {
      this.#provider(this.#sale.jobs.get(who));
      this.#sale.jobs.delete(who);
      return true;
    }
    const shopper = this.#inside.get(who);
    switch (kind) {
      case DUE.FAN_ENTERS:
        if (shopper !== undefined) this.#enter(who, shopper);
        return true;
      case DUE.FAN_LOOKS:
        if (shopper !== undefined) this.#look(who, shopper);
        return true;
      case DUE.FAN_HOLDS:
        if (shopper !== undefined) this.#hold(who, shopper);
        return true;
      case DUE.FAN_ORDERS:
        if (shopper !== undefined) this.#order(who, shopper);
        return true;
      case DUE.FAN_PAYS:
        if (shopper !== undefined) this.#pay(who, shopper);
        return true;
      default:
        return false;
    }
  }

  #enter(fan: number, shopper: Shopper): void {
    const position = this.#sale.line.position_of[fan] ?? 0;
    const refused = this.#sale.act((line, now_ms) => decideClaim(line, { position, by: "tap" }, now_ms));
    if (refused !== null) return;
    // The map's snapshot and its socket.
    this.#sale.ledger_traffic.count(this.#sale.now_ms, 2);
    this.#turnTo(shopper, "choosing");
    this.#look(fan, shopper);
  }

  /** Chooses by the map as it is now; the choice is made when they have decided. */
  #look(fan: number, shopper: Shopper): void {
    const { agenda, now_ms, scenario } = this.#sale;
    shopper.seats = shopper.by_hand && shopper.tries < TRIES_BY_HAND ? this.#glance(fan, shopper) : null;
    const think_ms = shopper.tries === 0 ? scenario.behaviour.decide_ms : AGAIN_MS;
    agenda.put(now_ms + this.#pace(think_ms, DRAW.DECIDE, fan, shopper.tries), DUE.FAN_HOLDS, fan);
  }

  /** Neighbours that look free, rather near the stage than far. */
  #glance(fan: number, { count, tries }: Shopper): readonly string[] | null {
    const { map, seat_state } = this.#sale.ledger.state;
    const { starts } = windowTable(map, count);
    const { seed } = this.#sale.scenario;
    for (let glance = 0; glance < GLANCES && starts.length > 0; glance++) {
      const drawn = chance(seed, DRAW.SEAT, fan, tries * GLANCES + glance);
      const start = starts[Math.floor(drawn * drawn * starts.length)] ?? 0;
      let free = 0;
      while (free < count && seat_state[start + free] === FREE) free++;
      if (free === count) return Array.from({ length: count }, (_, i) => placeId(map, start + i));
    }
    return null;
  }

  #hold(fan: number, shopper: Shopper): void {
    const sale = this.#sale;
    const { seats, count } = shopper;
    const wish: Wish = seats === null ? { kind: "best", count } : { kind: "seats", seats };
    const hold_id = makeId("hold", sale.ledger.state.config.code, this.#bytes(fan, shopper.tries));
    const pass_id = passOf(sale.line.state, sale.line.position_of[fan] ?? 0);
    const stay_ends_ms = stayEndsMs(sale.line.state, sale.line.position_of[fan] ?? 0, sale.now_ms);
    this.figures.holds++;
    const held = sale.ask((ledger, now_ms) =>
      decideHold(ledger, { hold_id, fan_id: nameOf(fan), pass_id, stay_ends_ms, wish }, now_ms),
    );
    shopper.tries++;
    if (held.ok) {
      shopper.hold_id = held.value.id;
      this.#turnTo(shopper, "checkout");
      sale.agenda.put(
        sale.now_ms + this.#pace(sale.scenario.behaviour.checkout_ms, DRAW.CHECKOUT, fan),
        DUE.FAN_ORDERS,
        fan,
      );
      return;
    }
    this.figures.lost++;
    const nothing_left = held.failure.code === "not_enough" || held.failure.code === "not_enough_together";
    if (shopper.tries >= TRIES_MAX || nothing_left) this.#giveUp(fan);
    else this.#look(fan, shopper);
  }

  #order(fan: number, shopper: Shopper): void {
    const sale = this.#sale;
    const { behaviour, seed } = sale.scenario;
    if (chance(seed, DRAW.SECOND_THOUGHTS, fan) < behaviour.second_thoughts) {
      const { hold_id } = shopper;
      sale.ask((ledger, now_ms) => decideRelease(ledger, { hold_id, fan_id: nameOf(fan) }, now_ms));
      this.#giveUp(fan);
      return;
    }
    const order_id = makeId("order", sale.ledger.state.config.code, this.#bytes(fan, TRIES_MAX));
    const number_random = this.#bytes(fan, TRIES_MAX + 1);
    const command = { order_id, fan_id: nameOf(fan), hold_id: shopper.hold_id, number_random };
    const ordered = sale.ask((ledger, now_ms) => decideOrder(ledger, command, now_ms));
    if (!ordered.ok) {
      this.#giveUp(fan);
      return;
    }
    this.figures.orders++;
    shopper.order_id = ordered.value.id;
    sale.agenda.put(sale.now_ms + this.#pace(behaviour.pay_ms, DRAW.PAY, fan), DUE.FAN_PAYS, fan);
  }

  #pay(fan: number, shopper: Shopper): void {
    const { order_id } = shopper;
    const plain = { amount_krw: null, method: null, payment_key: null, simulate: null };
    const paying = this.#sale.ask((ledger, now_ms) =>
      decidePay(ledger, { order_id, fan_id: nameOf(fan), ...plain }, now_ms),
    );
    if (!paying.ok) {
      this.#giveUp(fan);
      return;
    }
    this.figures.payments++;
    shopper.attempts++;
    this.#turnTo(shopper, "paying");
  }

  /** The provider's word on a payment or a refund. Charged or not is settled by the attempt, whatever is asked how often. */
  #provider(job: PaymentJob | undefined): void {
    if (job === undefined) return;
    const id = job.kind === "cancel" ? job.refund_id : job.attempt_id;
    const order_id = readId(id)?.order_id ?? "";
    if (job.kind === "cancel") {
      const number = Number(id.slice(order_id.length + 2));
      this.#sale.ask((ledger, now_ms) =>
        decideRefundOutcome(ledger, { order_id, number, outcome: { kind: "done" } }, now_ms),
      );
      return;
    }
    const number = Number(id.slice(order_id.length + 1));
    const fan = fanOf(this.#sale.ledger.state.orders.get(order_id)?.fan_id ?? "");
    const outcome = this.#outcome(job, fan, number);
    const answer = this.#sale.ask((ledger, now_ms) => decideOutcome(ledger, { order_id, number, outcome }, now_ms));
    if (!answer.ok || answer.value.effect !== "declined") return;
    this.figures.declined++;
    const shopper = this.#inside.get(fan);
    if (shopper === undefined) return;
    this.#turnTo(shopper, "checkout");
    const again_ms = this.#pace(PAY_AGAIN_MS, DRAW.PAY, fan, shopper.attempts);
    this.#sale.agenda.put(this.#sale.now_ms + again_ms, DUE.FAN_PAYS, fan);
  }

  #outcome(job: Extract<PaymentJob, { kind: "confirm" | "ask" }>, fan: number, number: number): Outcome {
    const { payment, seed } = this.#sale.scenario;
    const drawn = chance(seed, DRAW.OUTCOME, fan, number);
    if (job.kind === "confirm" && chance(seed, DRAW.OUTCOME, fan, number, 1) < payment.unknown)
      return { kind: "unknown" };
    if (drawn < payment.decline) return { kind: "declined", code: "card_declined" };
    return { kind: "captured", payment_key: null, captured_krw: job.amount_krw, receipt_url: null };
  }

  #giveUp(fan: number): void {
    this.figures.gave_up++;
    const position = this.#sale.line.position_of[fan] ?? 0;
    this.#sale.act((line, now_ms) => decideLeave(line, position, now_ms));
  }

  #turnTo(shopper: Shopper, phase: StayPhase): void {
    this.#sale.room.spent(shopper.phase, this.#sale.now_ms - shopper.since_ms);
    shopper.phase = phase;
    shopper.since_ms = this.#sale.now_ms;
  }

  #pace(median_ms: number, draw: number, fan: number, again = 0): number {
    const { seed, behaviour } = this.#sale.scenario;
    return Math.ceil(pace(median_ms, behaviour.spread, normal(seed, draw, fan, again)));
  }

  #bytes(fan: number, n: number): Uint8Array {
    const bytes = new Uint8Array(ID_RANDOM_BYTES);
    const drawn = mix(this.#sale.scenario.seed, DRAW.ID, fan, n);
    for (let i = 0; i < 4; i++) {
      bytes[i] = drawn >>> (24 - 8 * i);
      bytes[4 + i] = fan >>> (24 - 8 * i);
    }
    bytes[8] = n >>> 8;
    bytes[9] = n;
    return bytes;
  }
}

const fanOf = (fan_id: string): number => Number(fan_id.slice("fan_".length));

function partyOf(party: readonly number[], drawn: number): number {
  let sum = 0;
  for (const [i, share] of party.entries()) {
    sum += share;
    if (drawn < sum) return i + 1;
  }
  return party.length;
}
