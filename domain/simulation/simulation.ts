// Plays a scenario through, a slice at a time: fans come over the lanes, wait, go in, buy. Discrete events over the
// product's own rules, so that what comes out is what the product would do, not what a formula says of it.
import { chance } from "../chance.ts";
import { isDrawPending } from "../waiting-line/decide-draw.ts";
import { decideLeave } from "../waiting-line/decide-room.ts";
import { ENTRY } from "../waiting-line/entry-status.ts";
import type { LineEvent } from "../waiting-line/events.ts";
import { etaFor } from "../waiting-line/flow.ts";
import { isSoldOut } from "../waiting-line/sale.ts";
import { aheadOf, statusAt } from "../waiting-line/state.ts";
import { DRAW, DUE } from "./kinds.ts";
import { Lanes } from "./lanes.ts";
import { OrderWatch, Waits } from "./observed.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { OPENS_MS, Sale } from "./sale.ts";
import { arrivalTimes, drawnFans, type Scenario } from "./scenario.ts";
import { seatsOf } from "./seats-of.ts";
import { Shoppers } from "./shoppers.ts";
import { ToldRanges } from "./told.ts";
import { Traffic } from "./traffic.ts";

const HOUR_MS = 3_600_000;
const REFRESH_WITHIN_MS = 600_000;
/** How often the sample of waiting fans looks at what they are told, and how large it is. */
const ASK_EVERY_MS = 15_000;
const SAMPLE = 1_000;

export class Simulation {
  readonly sale: Sale;
  readonly shoppers: Shoppers;
  readonly lanes: Lanes;
  readonly told = new ToldRanges();
  readonly waits: Waits;
  readonly order: OrderWatch;
  readonly relay_traffic: Traffic;
  readonly scenario: Scenario;
  readonly arrives: Float64Array;
  /** When each fan's last question reached its lane: who left meanwhile stands by this one. */
  readonly #reached: Float64Array;
  sold_out_ms: number | null = null;
  refreshes = 0;
  #arrived = 0;
  #done = false;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const { seed, arrivals, network, horizon_ms } = scenario;
    this.arrives = arrivalTimes(arrivals, (fan) => chance(seed, DRAW.ARRIVAL, fan));
    this.#reached = new Float64Array(arrivals.fans);
    this.waits = new Waits(arrivals.fans);
    this.order = new OrderWatch();
    this.relay_traffic = new Traffic(OPENS_MS, horizon_ms);
    this.lanes = new Lanes(network, seed);
    this.sale = new Sale(scenario, (event) => this.#heard(event));
    this.shoppers = new Shoppers(this.sale);
    this.sale.open();
    this.#drawn(drawnFans(arrivals));
    this.sale.agenda.put(OPENS_MS + ASK_EVERY_MS, DUE.ASKED, 0);
  }

  get done(): boolean {
    return this.#done;
  }

  /** Between 0 and 1: by the fans that came, the seats that went, the time that passed, whichever is furthest. */
  get progress(): number {
    if (this.#done) return 1;
    const { now_ms, ledger } = this.sale;
    const { sold } = seatsOf(ledger.state);
    const passed = (now_ms - OPENS_MS) / this.scenario.horizon_ms;
    return Math.min(0.99, Math.max(passed, sold / ledger.state.map.places_count));
  }

  /** Goes on for about so many events: a caller who must answer others meanwhile asks for few. */
  run(events_max: number): boolean {
    for (let i = 0; i < events_max && !this.#done; i++) this.#step();
    return this.#done;
  }

  outcome(): Outcome {
    while (!this.#done) this.#step();
    return outcomeOf(this);
  }

  #step(): void {
    const { agenda } = this.sale;
    const arrives_ms = OPENS_MS + (this.arrives[this.#arrived] ?? Number.POSITIVE_INFINITY);
    const next_ms = Math.min(arrives_ms, agenda.next_ms);
    if (next_ms > OPENS_MS + this.scenario.horizon_ms || this.#nothingLeft()) {
      this.#done = true;
      return;
    }
    this.sale.now_ms = next_ms;
    if (arrives_ms <= agenda.next_ms) this.#arrive(this.#arrived++);
    else {
      agenda.take();
      this.#handle(agenda.kind, agenda.who);
    }
    if (this.sold_out_ms === null && isSoldOut(this.sale.line.state)) this.sold_out_ms = next_ms - OPENS_MS;
  }

  /** All have come, the room is empty, and so is the line, unless nothing is left for those in it. */
  #nothingLeft(): boolean {
    const { state } = this.sale.line;
    if (state.room.size > 0 || this.#arrived < this.arrives.length) return false;
    return this.sold_out_ms !== null || (state.waiting === 0 && this.lanes.empty);
  }

  #handle(kind: number, who: number): void {
    const { sale, lanes } = this;
    if (sale.handle(kind, who)) {
      if (kind === DUE.INCIDENT) this.#burst(who);
      return;
    }
    if (this.shoppers.handle(kind, who)) return;
    switch (kind) {
      case DUE.LANE_SENDS:
        if (lanes.send(who, sale.now_ms)) sale.agenda.put(sale.now_ms + sale.hopMs(), DUE.LANE_ARRIVES, who);
        return;
      case DUE.LANE_ARRIVES:
        this.#batchArrives(who);
        return;
      case DUE.LANE_HEARS: {
        const send_ms = lanes.answered(who, sale.now_ms);
        if (send_ms !== null) sale.agenda.put(send_ms, DUE.LANE_SENDS, who);
        return;
      }
      case DUE.FAN_REFRESHES:
        if (this.#isWaiting(who)) this.#toLane(who);
        return;
      case DUE.FAN_LEAVES_LINE:
        this.#leave(who);
        return;
      case DUE.ASKED:
        this.#ask();
        return;
    }
  }

  /** Who was in the lobby stands in line at the opening. */
  #drawn(fans: number): void {
    for (; this.#arrived < fans; this.#arrived++) {
      this.#follow(this.#arrived);
      this.#stay(this.#arrived);
    }
  }

  #arrive(fan: number): void {
    this.#toLane(fan);
    this.#stay(fan);
  }

  /** What somebody does who waits: loads the page again, loses patience. */
  #stay(fan: number): void {
    const { behaviour, seed } = this.scenario;
    if (chance(seed, DRAW.REFRESH, fan) < behaviour.refresh) {
      const later_ms = REFRESH_WITHIN_MS * chance(seed, DRAW.REFRESH, fan, 1);
      this.sale.agenda.put(this.sale.now_ms + Math.ceil(later_ms), DUE.FAN_REFRESHES, fan);
      this.refreshes++;
    }
    if (behaviour.leave_an_hour > 0) {
      // The same chance in every minute: half of these have gone after a while, some never go.
      const patience_ms =
        (-HOUR_MS * Math.log(1 - chance(seed, DRAW.PATIENCE, fan))) / -Math.log(1 - behaviour.leave_an_hour);
      if (patience_ms < this.scenario.horizon_ms) {
        this.sale.agenda.put(this.sale.now_ms + Math.ceil(patience_ms), DUE.FAN_LEAVES_LINE, fan);
      }
    }
  }

  #toLane(fan: number): void {
    const { sale, lanes, scenario } = this;
    this.#reached[fan] = sale.now_ms - OPENS_MS;
    // The join and the socket: at the relay, or both at the line where there is none.
    if (scenario.network.relays > 0) {
      if (lanes.laneOf(fan) === 0) this.relay_traffic.count(sale.now_ms, 2);
    } else sale.line_traffic.count(sale.now_ms, 2);
    const send_ms = lanes.take(fan, sale.now_ms);
    if (send_ms !== null) sale.agenda.put(send_ms, DUE.LANE_SENDS, lanes.laneOf(fan));
  }

  #batchArrives(lane: number): void {
    const { sale } = this;
    sale.join(this.lanes.batch(lane));
    sale.agenda.put(sale.now_ms + sale.hopMs(), DUE.LANE_HEARS, lane);
  }

  #heard(event: LineEvent): void {
    const { line } = this.sale;
    switch (event.kind) {
      case "joined":
        for (let at = event.from; at < event.from + event.count; at++) this.#joined(line.fan_at[at] ?? 0);
        return;
      case "admitted":
        for (let at = event.from; at <= event.to; at++) {
          if (statusAt(line.state, at) === ENTRY.ADMITTED) this.#admitted(line.fan_at[at] ?? 0);
        }
        return;
      case "left":
      case "finished":
      case "expired":
        this.told.left(line.fan_at[event.position] ?? 0);
        this.shoppers.gone(line.fan_at[event.position] ?? 0);
    }
  }

  #joined(fan: number): void {
    // Who came first to a lobby stands nowhere yet.
    if (isDrawPending(this.sale.line.state)) return;
    this.order.joined(this.#reached[fan] ?? 0);
    this.#follow(fan);
  }

  /** A sample of the fans is told of their wait. */
  #follow(fan: number): void {
    if (fan % Math.max(1, Math.floor(this.arrives.length / SAMPLE)) !== 0) return;
    this.told.begin(fan, this.sale.now_ms);
    this.#tell(fan);
  }

  #admitted(fan: number): void {
    const { now_ms } = this.sale;
    this.waits.admitted(fan, now_ms - OPENS_MS - (this.arrives[fan] ?? 0));
    this.told.admitted(fan, now_ms);
    this.shoppers.admitted(fan, fan / this.arrives.length);
  }

  #ask(): void {
    for (const fan of this.told.waiting()) this.#tell(fan);
    this.sale.agenda.put(this.sale.now_ms + ASK_EVERY_MS, DUE.ASKED, 0);
  }

  #tell(fan: number): void {
    const { line, now_ms } = this.sale;
    const ahead = aheadOf(line.state, line.position_of[fan] ?? 0);
    this.told.tell(fan, now_ms, etaFor(line.state, ahead, now_ms));
  }

  #isWaiting(fan: number): boolean {
    const { line } = this.sale;
    return statusAt(line.state, line.position_of[fan] ?? 0) === ENTRY.WAITING;
  }

  #leave(fan: number): void {
    if (!this.#isWaiting(fan)) return;
    const position = this.sale.line.position_of[fan] ?? 0;
    this.sale.act((line, now_ms) => decideLeave(line, position, now_ms));
  }

  #burst(number: number): void {
    const incident = this.scenario.incidents[number];
    if (incident?.kind !== "leaving") return;
    const { seed } = this.scenario;
    for (let fan = 0; fan < this.#arrived; fan++) {
      if (!this.#isWaiting(fan) || chance(seed, DRAW.BURST, number, fan) >= incident.share) continue;
      const later_ms = incident.within_ms * chance(seed, DRAW.BURST, number, fan, 1);
      this.sale.agenda.put(this.sale.now_ms + Math.ceil(later_ms), DUE.FAN_LEAVES_LINE, fan);
    }
  }
}
