// A fan in a chaos run: asks, and asks again with the same key while no answer comes. Believes nothing but what it is
// told, and remembers it: what was told once must stay true.
import type { Wish } from "../../../domain/seat-ledger/decide-hold.ts";
import { seatId } from "../../../domain/seat-ledger/testing/halls.ts";
import { decideClaim, decideLeave } from "../../../domain/waiting-line/decide-room.ts";
import { passOf } from "../../../domain/waiting-line/pass-id.ts";
import type { LineEngine } from "../../waiting-line/engine.ts";
import type { Chance } from "./faults.ts";
import type { LedgerNode } from "./ledger-node.ts";
import type { LineNode } from "./line-node.ts";
import type { Network } from "./network.ts";
import type { RelayNode } from "./relay-node.ts";

type Step = "join" | "wait" | "claim" | "hold" | "order" | "pay" | "ask" | "leave" | "home";

export type Around = {
  readonly chance: Chance;
  readonly network: Network;
  readonly line: LineNode;
  readonly ledger: LedgerNode;
  readonly relays: readonly RelayNode[];
  /** A guard taken out: the key is a new one at each try. */
  readonly new_keys: boolean;
};

const WISHES: readonly Wish[] = [
  { kind: "seats", seats: [seatId("A", 1, 1), seatId("A", 1, 2)] },
  { kind: "seats", seats: [seatId("A", 1, 2)] },
  { kind: "seats", seats: [seatId("B", 1, 3), seatId("B", 1, 4)] },
  { kind: "best", count: 2 },
  { kind: "zone", zone: "Z", count: 1 },
];
const CHOICES_MAX = 4;
const DOZE_MS = 70_000;

export class ChaosFan {
  readonly id: string;
  step: Step = "join";
  position = 0;
  bought = false;
  readonly #around: Around;
  /** Grows with each new wish: an answer to an older one says nothing any more. */
  #wish_number = 0;
  #attempt = 0;
  #sent = 0;
  /** Looks away for longer than a hold lives. */
  #dozes = false;
  #hold_id = "";
  #pass_id: string | null = null;
  #order_id = "";

  readonly #asks: Readonly<Record<Step, () => void>> = {
    join: () => this.#join(),
    wait: () => this.#look(),
    claim: () => this.#claim(),
    hold: () => this.#hold(),
    order: () => this.#order(),
    pay: () => this.#pay(),
    ask: () => this.#askOrder(),
    leave: () => this.#leave(),
    home: () => {},
  };

  constructor(id: string, around: Around) {
    this.id = id;
    this.#around = around;
  }

  /** Does what the step asks, and comes back to it while it stays the same. */
  act(): void {
    const { network, chance } = this.#around;
    if (this.step === "home") return;
    this.#sent++;
    if (!this.#dozes) this.#asks[this.step]();
    const wait_ms = this.#dozes ? DOZE_MS : chance.between(900, 2_500);
    this.#dozes = false;
    network.later(wait_ms, () => this.act());
  }

  /** Through any relay that lives: the one asked before may be dead with the question. */
  #join(): void {
    const { relays, network, chance } = this.#around;
    const relay = relays[chance.between(0, relays.length - 1)];
    network.send(() => relay?.take({ fan: this.id, told: (position) => this.#told(position) }));
  }

  #told(position: number): void {
    const { line } = this.#around;
    if (position === 0) return;
    // Whoever is told a place has it from then on, also after any crash.
    line.memory.told.set(position, this.id);
    // A late copy of an old question may bring back who has left or bought: a new place, and nobody there to take it.
    if (this.step === "home" || this.step === "leave") return;
    if (this.position !== 0 && this.position !== position) {
      throw new Error(`broken: ${this.id} was told the places ${this.position} and ${position}`);
    }
    this.position = position;
    if (this.step === "join") this.step = "wait";
  }

  #look(): void {
    this.#toLine(
      (engine, now_ms) => {
        const at = engine.find(this.id);
        return { ...engine.view(at, now_ms), pass_id: passOf(engine.state, at) };
      },
      ({ state, position, pass_id }) => {
        if (this.step !== "wait") return;
        this.#pass_id = pass_id;
        if (position !== null && position !== this.position)
          throw new Error(`broken: ${this.id} is shown another's place`);
        const { chance } = this.#around;
        if (state === "ADMITTED") this.step = chance.happens("no_show", 0.3) ? "home" : "claim";
        else if (state === "CLAIMED") this.step = "hold";
        else if (state === "WAITING" && chance.happens("leaving", 0.02)) this.step = "leave";
        else if (state !== "WAITING" && state !== "LOBBY") this.step = "home";
      },
    );
  }

  #claim(): void {
    const { position } = this;
    this.#toLine(
      (engine) => engine.run((state, now_ms) => decideClaim(state, { position, by: "tap" }, now_ms)).ok,
      (claimed) => {
        if (this.step === "claim") this.step = claimed ? "hold" : "home";
      },
    );
  }

  #hold(): void {
    const { chance, new_keys } = this.#around;
    const number = this.#wish_number;
    const wish = WISHES[(Number(this.id.slice(3)) + number) % WISHES.length] ?? { kind: "best", count: 1 };
    const key = new_keys ? `${this.id}-${number}-${this.#sent}` : `${this.id}-${number}`;
    const pass_id = this.#pass_id ?? "none";
    this.#toLedger(
      ({ ledger }) => ledger.hold(this.id, wish, { key, pass_id }),
      (answer) => {
        if (answer.ok && number === this.#wish_number && this.#hold_id !== "" && this.step !== "hold") {
          if (answer.value.id !== this.#hold_id) throw new Error(`broken: ${this.id} asked once and holds twice`);
          chance.meet("same_hold_answered_twice");
        }
        if (this.step !== "hold" || number !== this.#wish_number) return;
        if (answer.ok) {
          this.#hold_id = answer.value.id;
          this.step = "order";
          this.#dozes = chance.happens("slow_fan", 0.3);
          return;
        }
        if (answer.failure.code === "seat_held" || answer.failure.code === "seat_sold")
          chance.meet("seat_gone_when_chosen");
        this.#chooseAgain();
      },
    );
  }

  #order(): void {
    const hold_id = this.#hold_id;
    this.#toLedger(
      ({ ledger }) => ledger.order(this.id, hold_id, `${this.id}-o-${hold_id}`),
      (answer) => {
        if (this.step !== "order" || hold_id !== this.#hold_id) return;
        if (answer.ok) {
          this.#order_id = answer.value.id;
          this.step = "pay";
          return;
        }
        if (answer.failure.code === "hold_expired") this.#around.chance.meet("hold_expired");
        this.#chooseAgain();
      },
    );
  }

  #pay(): void {
    const order_id = this.#order_id;
    const key = `${order_id}-${this.#attempt}`;
    this.#toLedger(
      ({ ledger }) => ledger.pay(this.id, order_id, { key }),
      (answer) => {
        if (this.step !== "pay" || order_id !== this.#order_id) return;
        if (answer.ok || answer.failure.code === "payment_in_progress" || answer.failure.code === "already_paid") {
          this.step = "ask";
        } else this.#chooseAgain();
      },
    );
  }

  #askOrder(): void {
    const order_id = this.#order_id;
    this.#toLedger(
      ({ ledger }) => ledger.state.orders.get(order_id)?.status ?? null,
      (status) => {
        if (this.step !== "ask" || order_id !== this.#order_id) return;
        if (status === "CONFIRMED") {
          if (this.#attempt > 0) this.#around.chance.meet("declined_and_paid_again");
          this.bought = true;
          this.step = "home";
        } else if (status === "PENDING") {
          this.#attempt++;
          this.step = "pay";
        } else if (status !== "PAYING") this.#chooseAgain();
      },
    );
  }

  #leave(): void {
    const { position } = this;
    this.#toLine(
      (engine) => engine.run((state, now_ms) => decideLeave(state, position, now_ms)).ok,
      () => {
        this.step = "home";
      },
    );
  }

  #chooseAgain(): void {
    this.#wish_number++;
    this.#attempt = 0;
    this.#hold_id = "";
    this.step = this.#wish_number < CHOICES_MAX ? "hold" : "leave";
  }

  /** There over the network, and back over the network. */
  #toLine<T>(work: (engine: LineEngine, now_ms: number) => T, then: (answer: T) => void): void {
    const { network, line } = this.#around;
    network.send(() => {
      const answer = line.call(work);
      if (answer !== undefined) network.send(() => then(answer));
    });
  }

  #toLedger<T>(work: (node: LedgerNode) => T, then: (answer: T) => void): void {
    const { network, ledger } = this.#around;
    network.send(() => {
      const answer = ledger.call(() => work(ledger));
      if (answer !== undefined) network.send(() => then(answer));
    });
  }
}
