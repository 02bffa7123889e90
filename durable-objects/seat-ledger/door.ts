// The doors of a ledger: check-ins, what devices did while alone, bundles and counts. Beside the engine, on its state and in
// the same turn: a refund and an entry meet here and nowhere else.
import { type Bundle, type DoorFact, type DoubleEntry, makeBundle } from "../../domain/door/bundle.ts";
import { type Direction, type Placed, placeScans, type Shown } from "../../domain/door/merge.ts";
import { decideScan, RE_ENTRY } from "../../domain/door/scan.ts";
import { ticketKey } from "../../domain/door/seal.ts";
import { type DoorTally, tallyDoors } from "../../domain/door/tally.ts";
import { soldTickets, type TicketAtLedger, ticketOf, ticketsVersion } from "../../domain/door/tickets.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import type { Sql } from "../kit/sql.ts";
import { DoorStore } from "./door-store.ts";

/** Where a scan was made: a door with its name, or the organiser's own hand. */
export type DoorPlace = {
  readonly door_id: string;
  readonly door: string;
  readonly sections: readonly string[] | null;
};

/** A ticket by its id, or by the key that a bundle has of it. */
export type NamedTicket = { readonly ticket_id: string } | { readonly ticket_key: string };
/** One scan as the edge hands it on: signature, show and times are checked. */
type ScanAsk = NamedTicket & {
  readonly nonce: string;
  /** How often the ticket had changed hands when its code was made; null where it was found by hand. */
  readonly generation: number | null;
  readonly direction: Direction;
};
export type ToldScan = ScanAsk & { readonly at_ms: number; readonly shown: Shown; readonly undoes: string | null };

export type CheckIn = {
  readonly shown: Shown;
  readonly at_ms: number;
  readonly door: string;
  readonly first: { readonly at_ms: number; readonly door: string } | null;
  readonly ticket: TicketAtLedger | null;
};
export type PlacedScan = {
  readonly nonce: string;
  readonly ticket_id: string | null;
  readonly result: ScanResult;
  readonly first: CheckIn["first"];
};
export type ScanResult = Shown | "double_entry" | "undone";

export type LedgerBundle = Bundle & {
  readonly version: number;
  /** Everything, or only tickets that something happened to since the version that was asked with. */
  readonly whole: boolean;
  readonly starts_at_ms: number;
  readonly double_entries: readonly DoubleEntry[];
};

/** Versions say both what happened to orders and what at the doors: half a million scans an hour for a day. */
const SCANS_PER_VERSION = 2 ** 24;
/** Seconds in bundles count from here: nobody is let in a season before, and a rehearsal's scans keep their day. */
const BASE_BEFORE_START_MS = 90 * 86_400_000;
const TOLD_DOUBLES_MAX = 100;

type Ports = { readonly sql: Sql; readonly state: () => LedgerState | null; readonly now: () => number };

export class LedgerDoors {
  readonly #store: DoorStore;
  readonly #state: () => LedgerState | null;
  /** Tickets by the keys of bundles: made when somebody is first let in without a code. */
  readonly #by_key = new Map<string, string>();
  readonly #now: () => number;

  constructor({ sql, state, now }: Ports) {
    this.#store = new DoorStore(sql);
    this.#state = state;
    this.#now = now;
  }

  /** Decided here and now: what the device's clock says is only needed for what it did alone. */
  checkIn(ask: ScanAsk & { readonly device_id: string; readonly place: DoorPlace }): CheckIn {
    const at_ms = this.#now();
    const state = this.#state();
    const ticket = state === null ? null : this.#ticketOf(state, ask);
    const { door } = ask.place;
    if (ticket === null) return { shown: "void", at_ms, door, first: null, ticket: null };
    const { ticket_id } = ticket;
    const told = this.#store.fact(this.#store.nameOf(ask.nonce, ticket_id));
    if (told !== null) return this.#again(told, ticket);
    const facts = this.#store.factsOf(ticket_id);
    const { direction, place } = ask;
    if (this.#store.isFull(ticket_id, place.door_id)) return { shown: "void", at_ms, door, first: null, ticket };
    const old_code = ask.generation !== null && ask.generation !== ticket.generation;
    const answer = old_code
      ? { shown: "void" as const, first: null }
      : decideScan(ticket, facts, { direction, sections: place.sections });
    const { shown, first } = answer;
    this.#store.keep([
      {
        ...factOf({ ...ask, at_ms, shown, undoes: null }, { ...ask, ticket_id }),
        by_hand: ask.generation === null,
        received_at_ms: at_ms,
      },
    ]);
    return { shown, at_ms, door, first: toldOf(facts, first?.nonce), ticket };
  }

  /** The same answer as before, unless that entry was taken back since: then it lets nobody in. */
  #again(told: DoorFact, ticket: TicketAtLedger): CheckIn {
    const facts = this.#store.factsOf(ticket.ticket_id);
    const rules = { re_entry: RE_ENTRY, void_since_ms: ticket.void_since_ms };
    const others = facts.filter(({ nonce }) => nonce !== told.nonce);
    const { first } = placeScans(others, rules);
    const undone = placeScans(facts, rules).placed.get(told.nonce) === "undone";
    const { at_ms, door } = told;
    return { shown: undone ? "void" : told.shown, at_ms, door, first: toldOf(others, first?.nonce), ticket };
  }

  /** Facts are kept whatever they say, and told how they stand among all others. */
  record(told: { readonly device_id: string; readonly place: DoorPlace; readonly items: readonly ToldScan[] }) {
    const state = this.#state();
    const received_at_ms = this.#now();
    const items = told.items.map((item) => ({ item, ticket: state === null ? null : this.#ticketOf(state, item) }));
    this.#store.keep(
      items.flatMap(({ item, ticket }) => {
        if (ticket === null) return [];
        const fact = factOf(item, { ...told, ticket_id: ticket.ticket_id });
        return [{ ...fact, by_hand: item.generation === null, received_at_ms }];
      }),
    );
    return items.map(({ item, ticket }) => this.#placed(ticket, item));
  }

  #placed(ticket: TicketAtLedger | null, { nonce, shown, generation }: ToldScan): PlacedScan {
    if (ticket === null) return { nonce, ticket_id: null, result: "void", first: null };
    const { ticket_id } = ticket;
    const facts = this.#store.factsOf(ticket_id);
    const { placed, first } = placeScans(facts, { re_entry: RE_ENTRY, void_since_ms: ticket.void_since_ms });
    const name = this.#store.nameOf(nonce, ticket_id);
    const result = resultOf(placed.get(name), shown);
    // The code of an earlier holder, scanned by a door that had not heard of the hand-over: whoever has it now is told.
    const handed_over = result === "entered" && generation !== null && generation !== ticket.generation;
    const told_first = first?.nonce === name ? null : toldOf(facts, first?.nonce);
    return { nonce, ticket_id, result: handed_over ? "void" : result, first: told_first };
  }

  #ticketOf(state: LedgerState, named: NamedTicket): TicketAtLedger | null {
    if ("ticket_id" in named) return ticketOf(state, named.ticket_id);
    const known = this.#by_key.get(named.ticket_key);
    if (known === undefined) {
      const { showtime_id } = state.config;
      for (const { ticket_id } of soldTickets(state)) this.#by_key.set(ticketKey(showtime_id, ticket_id), ticket_id);
    }
    return ticketOf(state, known ?? this.#by_key.get(named.ticket_key) ?? "");
  }

  /** Null where nothing is newer. */
  bundle(since: number | null): LedgerBundle | null {
    const state = this.#state();
    if (state === null) return null;
    const tickets_version = ticketsVersion(state);
    const version = tickets_version * SCANS_PER_VERSION + this.#store.seq();
    if (since === version) return null;
    // A door that knows more than we do is from before this ledger was taken back to an earlier moment.
    const whole = since === null || since > version || Math.floor(since / SCANS_PER_VERSION) !== tickets_version;
    const { starts_at_ms } = state.config;
    const changed = whole ? [] : this.#store.ticketsSince(since % SCANS_PER_VERSION);
    const tickets = whole ? soldTickets(state) : changed.flatMap((ticket_id) => ticketOf(state, ticket_id) ?? []);
    const factsOf = this.#store.facts();
    const made = makeBundle({ base_ms: Math.max(0, starts_at_ms - BASE_BEFORE_START_MS), tickets, factsOf });
    const { double_entries } = tallyDoors(soldTickets(state), factsOf);
    return { ...made, version, whole, starts_at_ms, double_entries: double_entries.slice(0, TOLD_DOUBLES_MAX) };
  }

  tally(): DoorTally | null {
    const state = this.#state();
    return state === null ? null : tallyDoors(soldTickets(state), this.#store.facts());
  }

  /** For the list on paper: every ticket that lets somebody in. */
  list(): TicketAtLedger[] {
    const state = this.#state();
    return state === null ? [] : [...soldTickets(state)].filter((ticket) => ticket.void_since_ms === null);
  }

  /** Of one order, the tickets that somebody came in with: nothing is paid back, handed over or offered back for them. */
  usedTickets(order_id: string): string[] {
    const order = this.#state()?.orders.get(order_id);
    return (order?.lines ?? []).map(({ ticket_id }) => ticket_id).filter((ticket_id) => this.isUsed(ticket_id));
  }

  isUsed(ticket_id: string): boolean {
    const facts = this.#store.factsOf(ticket_id);
    return placeScans(facts, { re_entry: RE_ENTRY, void_since_ms: null }).first !== null;
  }
}

const factOf = (
  { nonce, at_ms, direction, shown, undoes }: ToldScan,
  {
    device_id,
    place,
    ticket_id,
  }: { readonly device_id: string; readonly place: DoorPlace; readonly ticket_id: string },
) => {
  const { door_id, door } = place;
  return { nonce, ticket_id, at_ms, direction, shown, undoes, device_id, door_id, door };
};

const toldOf = (
  facts: readonly { readonly nonce: string; readonly at_ms: number; readonly door: string }[],
  nonce: string | undefined,
): CheckIn["first"] => {
  const fact = facts.find((one) => one.nonce === nonce);
  return fact === undefined ? null : { at_ms: fact.at_ms, door: fact.door };
};

const RESULTS: Partial<Readonly<Record<Placed, ScanResult>>> = {
  entered: "entered",
  re_entered: "entered",
  left: "left",
  double_entry: "double_entry",
  void_entry: "void",
  undone: "undone",
};

/** Who was turned away was told why then; that stands. What was not kept let nobody in. */
const resultOf = (placed: Placed | undefined, shown: Shown): ScanResult =>
  placed === undefined ? "void" : (RESULTS[placed] ?? shown);
