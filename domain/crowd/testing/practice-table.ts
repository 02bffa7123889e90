// A whole practice on a table: the crowd and one person at the product's own line and ledger, in virtual time. The
// object of a practice does the same over RPC.
import type { Layout } from "../../../schema/layout.ts";
import { ok } from "../../result.ts";
import { decideBlock } from "../../seat-ledger/decide-admin.ts";
import { decideHold, decideRelease } from "../../seat-ledger/decide-hold.ts";
import { decideOrder } from "../../seat-ledger/decide-order.ts";
import { decideOutcome, decidePay } from "../../seat-ledger/decide-payment.ts";
import { ID_RANDOM_BYTES, makeId } from "../../seat-ledger/ids.ts";
import { configOf } from "../../seat-ledger/testing/halls.ts";
import { LedgerDesk } from "../../simulation/ledger-desk.ts";
import { LineDesk, nameOf } from "../../simulation/line-desk.ts";
import { seatsOf } from "../../simulation/seats-of.ts";
import { decideClaim, decideFinish, decideLeave, decideRelease as decideSlot } from "../../waiting-line/decide-room.ts";
import { decideCounts, decideSetup } from "../../waiting-line/decide-sale.ts";
import type { LineEvent } from "../../waiting-line/events.ts";
import { passOf } from "../../waiting-line/pass-id.ts";
import { stayEndsMs } from "../../waiting-line/sale.ts";
import { type Act, type Crowd, hear, newCrowd, nextAct, nextMs, type Word } from "../crowd.ts";
import { type HallName, practiceLayout } from "../halls.ts";
import type { Level } from "../levels.ts";
import { PRACTICE_SETTINGS } from "../order.ts";
import { returnsOf } from "../returns.ts";
import { type CrowdSeat, crowdSeats, rowsOf, seatsSeen } from "../seats.ts";
import { type SeatsSeen, seatsForSale } from "../taste.ts";
import { OPENS_MS, type Person, Script } from "./person.ts";

const SHOW = "practice";

/** Nothing changes a layout, and making a ballpark takes longer than many a sale in it. */
const layouts = new Map<HallName, Layout>();
function layoutOf(hall: HallName): Layout {
  const layout = layouts.get(hall) ?? practiceLayout(hall);
  layouts.set(hall, layout);
  return layout;
}

export class PracticeTable {
  readonly crowd: Crowd;
  readonly line: LineDesk;
  readonly ledger: LedgerDesk;
  /** Everything that was done and what was answered, in order. */
  readonly journal: string[] = [];
  readonly hold_attempts_ms: number[] = [];
  now_ms = OPENS_MS;
  #ids = 0;

  constructor(level: Level, seed: number, hall: HallName = "theatre") {
    const layout = layoutOf(hall);
    this.crowd = newCrowd({ seed, level, opens_ms: OPENS_MS });
    this.line = new LineDesk(level.bots + 1, (event) => this.#heard(event));
    this.ledger = new LedgerDesk(layout, configOf(), () => {});
    const window = {
      lobby_opens_at_ms: null,
      vip_opens_at_ms: null,
      opens_at_ms: OPENS_MS,
      closes_at_ms: OPENS_MS + 3_600_000,
    };
    const made = { show_id: SHOW, window, settings: PRACTICE_SETTINGS };
    const setup = decideSetup(this.line.state, made, OPENS_MS);
    if (!setup.ok) throw new Error(setup.failure.code);
    this.line.commit(setup.value);
    const { map } = this.ledger.state;
    const list = seatsForSale(rowsOf(map), { seed, seats: level.seats_for_sale });
    const for_sale = new Set(list);
    this.seats = crowdSeats(map, list);
    const returns = returnsOf([...for_sale], { seed, level, opens_ms: OPENS_MS });
    this.returns = returns;
    const all = this.ledger.state.map.ids;
    this.#block(returns.length > 0 ? [...all] : all.filter((id) => !for_sale.has(id)), true);
  }

  readonly returns: readonly { at_ms: number; seat: string }[];
  readonly seats: readonly CrowdSeat[];

  /** Until nobody does anything any more. True where the person bought. */
  play(person: Person | null, acts: ReadonlyMap<number, () => void> = new Map()): boolean {
    const you = this.crowd.level.bots;
    const script = person === null ? null : new Script(this, you, person);
    const dues = [...acts.keys()].sort((a, b) => a - b);
    const returns = [...this.returns];
    for (let turn = 0; turn < 100_000; turn++) {
      const crowd_ms = nextMs(this.crowd) ?? Number.POSITIVE_INFINITY;
      const you_ms = script?.at_ms ?? Number.POSITIVE_INFINITY;
      const own_ms = dues[0] ?? Number.POSITIVE_INFINITY;
      const back_ms = returns[0]?.at_ms ?? Number.POSITIVE_INFINITY;
      const line_ms = this.line.nextDeadline(this.now_ms) ?? Number.POSITIVE_INFINITY;
      const next_ms = Math.min(crowd_ms, you_ms, own_ms, back_ms, Math.max(line_ms, this.now_ms + 1));
      if (Math.min(crowd_ms, you_ms, own_ms, back_ms) === Number.POSITIVE_INFINITY && this.line.state.room.size === 0)
        break;
      if (next_ms > OPENS_MS + 1_800_000 || this.#soldOut()) break;
      this.now_ms = Math.max(this.now_ms, next_ms);
      this.settle();
      if (back_ms === next_ms) this.#block([returns.shift()?.seat ?? ""], false);
      else if (own_ms === next_ms) {
        const due = dues.shift();
        if (due !== undefined) acts.get(due)?.();
      } else if (you_ms === next_ms) script?.step();
      else {
        const act = nextAct(this.crowd, this.seen(), this.now_ms);
        if (act !== null) this.#carryOut(act);
      }
    }
    return script?.bought ?? false;
  }

  seen(): SeatsSeen {
    return seatsSeen(this.seats, this.ledger.state.seat_state);
  }

  settle(): void {
    this.line.settle(this.now_ms);
    this.ledger.sweep(this.now_ms);
    const { available, held, version } = seatsOf(this.ledger.state);
    const counts = { showtime_id: "st", ledger: "st", version, on_sale: true, available, held, paying: 0 };
    // On the level of returned seats the line goes on though nothing is free: they may come back.
    if (this.returns.length === 0) this.line.commit(decideCounts(this.line.state, counts, this.now_ms));
    this.line.settle(this.now_ms);
  }

  join(fan: number): void {
    this.line.join([fan], this.now_ms);
    this.journal.push(`${this.now_ms} ${fan} join ${this.line.position_of[fan]}`);
  }

  claim(fan: number): boolean {
    return this.#act(fan, (position) => decideClaim(this.line.state, { position, by: "tap" }, this.now_ms));
  }

  leave(fan: number): void {
    this.#act(fan, (position) => decideLeave(this.line.state, position, this.now_ms));
    this.#release();
  }

  hold(fan: number, seats: readonly string[]): string | null {
    const hold_id = makeId("hold", this.ledger.state.config.code, this.#bytes());
    const pass_id = passOf(this.line.state, this.line.position_of[fan] ?? 0);
    const stay_ends_ms = stayEndsMs(this.line.state, this.line.position_of[fan] ?? 0, this.now_ms);
    const command = { hold_id, fan_id: nameOf(fan), pass_id, stay_ends_ms, wish: { kind: "seats" as const, seats } };
    const answer = this.ledger.run((state, now_ms) => decideHold(state, command, now_ms), this.now_ms);
    this.hold_attempts_ms.push(this.now_ms);
    this.journal.push(`${this.now_ms} ${fan} hold ${seats.join(",")} ${answer.ok ? "ok" : answer.failure.code}`);
    return answer.ok ? hold_id : null;
  }

  letGo(fan: number, hold_id: string): void {
    this.ledger.run((state, now_ms) => decideRelease(state, { hold_id, fan_id: nameOf(fan) }, now_ms), this.now_ms);
    this.leave(fan);
  }

  pay(fan: number, hold_id: string, declined: boolean): boolean {
    const fan_id = nameOf(fan);
    const command = {
      order_id: makeId("order", this.ledger.state.config.code, this.#bytes()),
      fan_id,
      hold_id,
      number_random: this.#bytes(),
    };
    const ordered = this.ledger.run((state, now_ms) => decideOrder(state, command, now_ms), this.now_ms);
    if (!ordered.ok) return false;
    const { id: order_id, total_krw } = ordered.value;
    const plain = { amount_krw: null, method: null, payment_key: null, simulate: null };
    const paying = this.ledger.run(
      (state, now_ms) => decidePay(state, { order_id, fan_id, ...plain }, now_ms),
      this.now_ms,
    );
    if (!paying.ok) return false;
    const number = Number(paying.value.request_id.split("-").at(-1));
    const outcome = declined
      ? { kind: "declined" as const, code: "card_declined" }
      : { kind: "captured" as const, payment_key: null, captured_krw: total_krw, receipt_url: null };
    this.ledger.run((state, now_ms) => decideOutcome(state, { order_id, number, outcome }, now_ms), this.now_ms);
    this.journal.push(`${this.now_ms} ${fan} pay ${declined ? "declined" : "done"}`);
    if (declined) return false;
    this.#act(fan, (position) => ok(decideFinish(this.line.state, [position], this.now_ms)));
    this.#release();
    return true;
  }

  #carryOut(act: Act): void {
    const fan = act.bot;
    const tell = (word: Word): void => hear(this.crowd, fan, word, this.now_ms);
    switch (act.do) {
      case "join":
        this.join(fan);
        tell({ kind: "joined" });
        if ((this.line.position_of[fan] ?? 0) <= this.line.state.head) tell({ kind: "let_in" });
        return;
      case "claim":
        tell({ kind: this.claim(fan) ? "claimed" : "over" });
        return;
      case "leave":
        this.leave(fan);
        return;
      case "hold": {
        const hold_id = this.hold(fan, act.seats);
        tell(hold_id === null ? { kind: "refused" } : { kind: "held", hold_id });
        return;
      }
      case "release":
        this.letGo(fan, act.hold_id);
        return;
      case "pay":
        tell({ kind: this.pay(fan, act.hold_id, act.declined) ? "bought" : act.declined ? "declined" : "over" });
    }
  }

  #heard(event: LineEvent): void {
    if (event.kind !== "admitted") return;
    for (let position = event.from; position <= event.to; position++) {
      hear(this.crowd, this.line.fan_at[position] ?? -1, { kind: "let_in" }, this.now_ms);
    }
  }

  #act(fan: number, decide: (position: number) => ReturnType<typeof decideClaim>): boolean {
    this.line.settle(this.now_ms);
    const decided = decide(this.line.position_of[fan] ?? 0);
    if (decided.ok) this.line.commit(decided.value);
    this.line.settle(this.now_ms);
    return decided.ok;
  }

  /** The ledger hears at once here. */
  #release(): void {
    const positions = [...this.line.state.room.keys()];
    this.line.commit(decideSlot(this.line.state, positions, this.now_ms));
    this.line.settle(this.now_ms);
  }

  #soldOut(): boolean {
    const { available, held } = seatsOf(this.ledger.state);
    return this.returns.length === 0 && available + held === 0;
  }

  #block(seats: readonly string[], blocked: boolean): void {
    this.ledger.run((state, now_ms) => decideBlock(state, { seats, blocked }, now_ms), this.now_ms);
  }

  #bytes(): Uint8Array {
    const bytes = new Uint8Array(ID_RANDOM_BYTES);
    new DataView(bytes.buffer).setUint32(0, ++this.#ids);
    return bytes;
  }
}
