// One sale under chance's worst: fans, relays, the line, the ledger, the provider and the network, all in one process on
// one virtual clock. The four truths are looked at after every step: strict order, one owner for a seat, money that
// follows seats or comes back, and that nobody is given what is another's.

import { ok } from "../../../domain/result.ts";
import type { Destination, LineNews, PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { DESTINATIONS } from "../../../domain/seat-ledger/outbox.ts";
import { START_MS } from "../../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { decideCancel } from "../../../domain/waiting-line/decide-sale.ts";
import { readPass } from "../../../domain/waiting-line/pass-id.ts";
import { SHOW } from "../../waiting-line/testing/line-bench.ts";
import { ChaosFan } from "./chaos-fan.ts";
import { Chance, type Fault, type Guard, type Meeting } from "./faults.ts";
import { LedgerNode } from "./ledger-node.ts";
import { LineNode } from "./line-node.ts";
import { Network } from "./network.ts";
import { RelayNode } from "./relay-node.ts";

const FANS = [6, 14] as const;
const RELAYS = 3;
const ROUGH_MS = 6 * 60_000;
const BEAT_MS = 1_000;
const CALM_BEAT_MS = 5_000;
/** The provider is asked for eleven minutes, and seats of an unknown outcome stay for fifteen more. */
const CALM_MS = 60 * 60_000;
const AGAIN_MS = 3_000;
/** Of a cancelled show tickets are on their way back, or were. */
const BOUGHT: readonly string[] = ["LIVE", "REFUNDING", "REFUND_REFUSED", "REFUNDED"];

export type ChaosResult = {
  readonly faults: readonly Fault[];
  readonly met: ReadonlyMap<Meeting, number>;
  readonly bought: number;
  /** All that was decided, in a form that two runs can be compared by. */
  readonly portrait: string;
};

/** Throws with the truth that is broken. */
export function playChaos(seed: number, guard_out: Guard | null = null): ChaosResult {
  return new ChaosRun(seed, guard_out).play();
}

class ChaosRun {
  readonly #chance: Chance;
  readonly #network: Network;
  readonly #line: LineNode;
  readonly #ledger: LedgerNode;
  readonly #relays: readonly RelayNode[];
  readonly #fans: readonly ChaosFan[];
  readonly #guard_out: Guard | null;
  readonly #under_way = new Set<Destination | "ends">();

  constructor(seed: number, guard_out: Guard | null) {
    this.#guard_out = guard_out;
    const chance = new Chance(seed);
    const network = new Network(START_MS, chance);
    const clock = (): number => network.now_ms;
    const line = new LineNode(chance, clock);
    const ledger = new LedgerNode(chance, clock);
    const told_early = guard_out === "answer_after_commit";
    const relays = Array.from({ length: RELAYS }, () => new RelayNode(line, network, chance, told_early));
    const around = { chance, network, line, ledger, relays, new_keys: guard_out === "one_key_one_hold" };
    const count = chance.between(...FANS);
    this.#fans = Array.from({ length: count }, (_, i) => new ChaosFan(`fan${i}`, around));
    this.#chance = chance;
    this.#network = network;
    this.#line = line;
    this.#ledger = ledger;
    this.#relays = relays;
  }

  play(): ChaosResult {
    const network = this.#network;
    for (const fan of this.#fans) network.later(this.#chance.between(0, 20_000), () => fan.act());
    this.#planIncidents();
    this.#beat();
    while (network.step(START_MS + ROUGH_MS));
    this.#chance.calm = true;
    while (network.step(START_MS + ROUGH_MS + CALM_MS) && !this.#quiet());
    this.#checkEnd();
    const bought = this.#fans.filter((fan) => fan.bought).length;
    return { faults: [...this.#chance.faults], met: this.#chance.met, bought, portrait: this.#portrait() };
  }

  #planIncidents(): void {
    const { faults } = this.#chance;
    if (faults.has("relay_death")) {
      for (let n = 0; n < 12; n++) {
        const relay = this.#relays[this.#chance.between(0, RELAYS - 1)];
        this.#network.later(this.#chance.between(100, 30_000), () => relay?.die());
      }
    }
    if (faults.has("cancelled") && this.#chance.draw() < 0.5) {
      this.#network.later(this.#chance.between(60_000, 240_000), () => this.#cancel());
    }
    if (!faults.has("pause")) return;
    const at_ms = this.#chance.between(20_000, 90_000);
    this.#network.later(at_ms, () => this.#line.pause("PAUSED"));
    // The organiser's word may be lost to a crash as well: they press again until the sale runs.
    for (let n = 1; n <= 5; n++) this.#network.later(at_ms + n * 20_000, () => this.#line.pause("OPEN"));
  }

  /** Said again until both have it. */
  #cancel(): void {
    const line = this.#line.call((engine) => engine.run((state, now_ms) => ok(decideCancel(state, now_ms))));
    const ledger = this.#ledger.cancelShow();
    if (line === undefined || !ledger) this.#network.later(AGAIN_MS, () => this.#cancel());
  }

  /** What alarms do: time's ends are swept, and what must be told is on its way. */
  #beat(): void {
    this.#line.call((engine) => engine.sweep());
    this.#ledger.call(({ engine }) => engine.rest());
    for (const destination of DESTINATIONS) this.#drain(destination);
    this.#tellEnds();
    const counts = this.#ledger.counts();
    this.#network.send(() => this.#line.counts(counts));
    const word = this.#line.clockWord();
    if (word !== null) this.#network.send(() => this.#ledger.setClock(word));
    this.#network.later(this.#chance.calm ? CALM_BEAT_MS : BEAT_MS, () => this.#beat());
  }

  /** Rows stay until their receiver has said that it has them, and are sent again until then. */
  #drain(destination: Destination): void {
    if (this.#under_way.has(destination)) return;
    const rows = this.#ledger.waiting(destination);
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    this.#once(destination);
    if (this.#guard_out === "outbox_until_heard") this.#ledger.delivered(destination, ids);
    this.#network.send(() => {
      if (
        !this.#receive(
          destination,
          rows.map(({ body }) => body),
        )
      )
        return;
      this.#network.send(() => {
        this.#ledger.delivered(destination, ids);
        this.#under_way.delete(destination);
      });
    });
  }

  #receive(destination: Destination, bodies: readonly unknown[]): boolean {
    if (destination === "line") return this.#line.hear(bodies as readonly LineNews[]);
    if (destination === "record") for (const order of bodies as readonly OrderView[]) this.#ledger.takeRecord(order);
    // A queue of its own: a message may come twice and in any order, and its answer may be lost.
    if (destination === "payments") {
      for (const job of bodies as readonly PaymentJob[]) {
        this.#network.send(() => {
          const tell = this.#ledger.serve(job);
          this.#network.send(tell);
        });
      }
    }
    return true;
  }

  #tellEnds(): void {
    if (this.#under_way.has("ends")) return;
    const { positions, passes } = this.#line.ended();
    if (positions.length === 0) return;
    this.#once("ends");
    this.#network.send(() => {
      if (!this.#ledger.endPasses(passes)) return;
      this.#network.send(() => {
        this.#line.release(positions);
        this.#under_way.delete("ends");
      });
    });
  }

  /** One delivery under way; after a while without an answer it is taken as lost. */
  #once(name: Destination | "ends"): void {
    this.#under_way.add(name);
    this.#network.later(AGAIN_MS, () => this.#under_way.delete(name));
  }

  #quiet(): boolean {
    if (this.#fans.some((fan) => fan.step !== "home")) return false;
    const { orders, holds } = this.#ledger.ledger.state;
    if (holds.size > 0 || DESTINATIONS.some((destination) => this.#ledger.waiting(destination).length > 0))
      return false;
    if (this.#line.engine.state.room.size > 0) return false;
    return [...orders.values()].every(
      ({ status, refunds, attempts, seats_until_ms }) =>
        status !== "PENDING" &&
        status !== "PAYING" &&
        seats_until_ms === null &&
        refunds.every((refund) => refund.status !== "REQUESTED") &&
        attempts.every((attempt) => attempt.next_ask_at_ms === null),
    );
  }

  #checkEnd(): void {
    if (!this.#quiet()) throw new Error("broken: it never came to rest");
    this.#ledger.checkMoney();
    const engine = this.#line.engine;
    for (const fan of this.#fans) {
      const orders = [...this.#ledger.ledger.state.orders.values()].filter(({ fan_id }) => fan_id === fan.id);
      for (const { pass_id } of orders) {
        const position = readPass(SHOW, pass_id ?? "")?.position;
        if (position !== fan.position) throw new Error(`broken: ${fan.id} bought with another's pass`);
      }
      if (!fan.bought) continue;
      if (!orders.some(({ lines }) => lines.some(({ status }) => BOUGHT.includes(status)))) {
        throw new Error(`broken: ${fan.id} was told of tickets that are not there`);
      }
      const { state } = engine.view(fan.position, engine.now());
      if (state !== "FINISHED" && state !== "EXPIRED") throw new Error(`broken: ${fan.id} bought and is ${state}`);
    }
  }

  #portrait(): string {
    const { state } = this.#ledger.ledger;
    const orders = [...state.orders.values()].map(({ id, status, rev }) => [id, status, rev]);
    const line = this.#line.engine.state;
    return JSON.stringify([state.seq, orders, line.totals, [...line.entries.subarray(0, line.joined + 1)]]);
  }
}
