// The rule of the list once more, told apart from the ledger that follows it: it knows in which order fans registered,
// since when each seat is there to be offered, and says whether the offers just made were the right ones.

import type { Entry } from "../../../domain/returns/events.ts";
import { seatsReady } from "../../../domain/returns/list-view.ts";
import { gradeOf } from "../../../domain/seat-ledger/seat-map.ts";
import { seatsCounted } from "../../../domain/seat-ledger/state.ts";
import type { TestLedger } from "./test-ledger.ts";

const second = (at_ms: number): number => Math.floor(at_ms / 1000) * 1000;

type Wish = { readonly entry: Entry; readonly seats: readonly number[] | null };

export class ListReferee {
  readonly #ledger: TestLedger;
  readonly #gather_ms: number;
  readonly #order = new Map<string, number>();
  readonly #wished = new Map<string, number>();
  readonly #since = new Map<number, number>();
  #offers_seen = new Set<string>();
  #registered = 0;

  constructor(ledger: TestLedger, gather_ms: number) {
    this.#ledger = ledger;
    this.#gather_ms = gather_ms;
  }

  /** Registered, or wished anew: for more seats to the back, else at the old place. */
  listed(fan_id: string): void {
    const entry = this.#entry(fan_id);
    const before = this.#wished.get(fan_id);
    if (before === undefined || entry.count > before) this.#order.set(fan_id, ++this.#registered);
    this.#wished.set(fan_id, entry.count);
  }

  check(): void {
    const { state } = this.#ledger;
    const offers = [...state.holds.values()].filter((hold) => hold.for_list === true);
    const fresh = offers.filter(({ id }) => !this.#offers_seen.has(id));
    this.#offers_seen = new Set([...this.#offers_seen, ...fresh.map(({ id }) => id)]);
    const free = new Set(seatsReady(state).map(({ place }) => place));
    for (const { places } of fresh) for (const place of places) free.add(place);
    this.#note(free);
    const wishes = [...state.returns.entries.values()]
      .filter((entry) => entry.state === "WAITING" || fresh.some(({ id }) => id === entry.hold_id))
      .map((entry): Wish => ({ entry, seats: fresh.find(({ id }) => id === entry.hold_id)?.places ?? null }))
      .sort((a, b) => this.#place(a.entry) - this.#place(b.entry));
    this.#judge(wishes, free);
    for (const { places } of fresh) for (const place of places) this.#unnote(place);
  }

  /** Since when: a ticket offered back keeps its own time however often its offer comes to nothing. */
  #note(free: ReadonlySet<number>): void {
    const { state, now_ms } = this.#ledger;
    for (const place of free)
      if (!this.#since.has(place)) this.#since.set(place, state.returns.offered.get(place)?.since_ms ?? now_ms);
    for (const place of this.#since.keys()) if (!free.has(place)) this.#since.delete(place);
  }
  #unnote(place: number): void {
    this.#since.delete(place);
  }

  #judge(wishes: readonly Wish[], free: Set<number>): void {
    const left = new Set(free);
    const unserved: Entry[] = [];
    for (const { entry, seats } of wishes) {
      const fitting = [...left].filter((place) => this.#fits(entry, place)).sort((a, b) => a - b);
      const can = this.#mayBeServed(entry) && this.#canServe(entry, fitting);
      if (seats === null) {
        if (can) throw new Error(`${entry.fan_id} was passed over without a reason`);
        if (!this.#mayBeServed(entry)) continue;
        unserved.push(entry);
        for (const place of fitting) if (!this.#isGathered(place)) left.delete(place);
        continue;
      }
      if (!can) throw new Error(`${entry.fan_id} was offered seats out of order`);
      if (seats.length !== entry.count || seats.some((place) => !fitting.includes(place)))
        throw new Error(`${entry.fan_id} was offered what is not theirs`);
      if (entry.together && !this.#isRun(seats)) throw new Error(`${entry.fan_id} was offered seats apart`);
      const over = unserved.filter((one) => seats.some((place) => this.#fits(one, place)));
      for (const { fan_id, passed } of over)
        if (passed === null) throw new Error(`${fan_id} was passed over and is told no reason`);
      for (const place of seats) left.delete(place);
    }
  }

  #entry(fan_id: string): Entry {
    const entry = this.#ledger.state.returns.entries.get(fan_id);
    if (entry === undefined) throw new Error(`${fan_id} is not listed`);
    return entry;
  }
  #place({ fan_id }: Entry): number {
    return this.#order.get(fan_id) ?? Number.POSITIVE_INFINITY;
  }
  #fits({ grades }: Entry, place: number): boolean {
    return grades.length === 0 || grades.includes(gradeOf(this.#ledger.state.map, place));
  }
  #isGathered(place: number): boolean {
    // The rule counts in whole seconds, as its public log does.
    return second(this.#since.get(place) ?? 0) + this.#gather_ms <= second(this.#ledger.state.last_at_ms);
  }
  #isRun(places: readonly number[]): boolean {
    const { joined_right } = this.#ledger.state.map;
    const sorted = places.toSorted((a, b) => a - b);
    return sorted.every((place, i) => i === 0 || (sorted[i - 1] === place - 1 && joined_right[place - 1] === 1));
  }
  #canServe({ count, together }: Entry, fitting: readonly number[]): boolean {
    if (!together) return fitting.length >= count;
    return fitting.some((_, i) => i + count <= fitting.length && this.#isRun(fitting.slice(i, i + count)));
  }
  #mayBeServed({ fan_id, count }: Entry): boolean {
    const { state } = this.#ledger;
    const { held, bought } = seatsCounted(state, fan_id);
    const own = this.#ledger.state.holds.get(this.#entry(fan_id).hold_id ?? "")?.places.length ?? 0;
    if (held - own + bought + count > state.config.limits.seats_per_fan) return false;
    return ![...state.returns.offered.values()].some(({ order_id }) => state.orders.get(order_id)?.fan_id === fan_id);
  }
}
