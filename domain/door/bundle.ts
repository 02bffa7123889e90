// What a door keeps of a showtime to work alone: tickets and what happened to them, in as few letters as fifty thousand of
// them allow. No name and no address: a name is only found by who knows it.
import { placeScans, type ScanFact } from "./merge.ts";
import { RE_ENTRY } from "./scan.ts";
import type { TicketAtLedger } from "./tickets.ts";

/** Section's name, section's id, grade, row. */
export type BundleRow = readonly [section: string, section_id: string, grade: string, row: string];

/**
 * Only where something happened: seconds from the bundle's base to when it became void (0: it is not), 1 for inside, seconds
 * to the first entry (-1: none), the door's place in the list of doors; and where it changed hands, how often.
 */
type TicketEvents = readonly [
  void_since_s?: number,
  inside?: number,
  first_at_s?: number,
  first_door?: number,
  generation?: number,
];
/** As the ledger tells it to the edge: the ticket's id, its row, its label, the end of its booking number, who holds it if not its buyer. */
export type LedgerTicket = readonly [
  ticket_id: string,
  row: number,
  label: string,
  number: string,
  holder_id: string,
  ...TicketEvents,
];
/** As a door keeps it: see `seal.ts` for the word. */
export type BundleTicket = readonly [word: string, row: number, label: string, ...TicketEvents];

export type Told = { readonly at_ms: number; readonly door: string };
type SeatOfTicket = {
  readonly ticket_id: string;
  readonly section: string;
  readonly row: string;
  readonly label: string;
};
export type DoubleEntry = SeatOfTicket & { readonly first: Told; readonly again: Told };
/** Somebody is in with a ticket that is void: since before, or a door told of them too late. */
export type VoidEntry = SeatOfTicket & { readonly void_since_ms: number; readonly entry: Told };

export type Bundle = {
  readonly base_ms: number;
  readonly rows: readonly BundleRow[];
  readonly doors: readonly string[];
  readonly tickets: readonly LedgerTicket[];
};

/** A fact with the name of the door it was made at. */
export type DoorFact = ScanFact & { readonly ticket_id: string; readonly door: string };

export type BundleParts = {
  readonly base_ms: number;
  readonly tickets: Iterable<TicketAtLedger>;
  readonly factsOf: (ticket_id: string) => readonly DoorFact[];
};

export function makeBundle({ base_ms, tickets, factsOf }: BundleParts): Bundle {
  const rows = new Listed<BundleRow>();
  const doors = new Listed<string>();
  const made: LedgerTicket[] = [];
  const seconds = (at_ms: number): number => Math.max(1, Math.round((at_ms - base_ms) / 1_000));
  for (const ticket of tickets) {
    const { section, section_id, grade, row, label, number, void_since_ms, generation, holder_id } = ticket;
    const place = rows.at(`${section_id}\n${row}`, [section, section_id, grade, row]);
    const number_end = number.slice(number.indexOf("-") + 1);
    const plain = [ticket.ticket_id, place, label, number_end, holder_id ?? ""] as const;
    const facts = factsOf(ticket.ticket_id);
    if (facts.length === 0 && void_since_ms === null && generation === 0) {
      made.push(plain);
      continue;
    }
    const { inside, first } = placeScans(facts, { re_entry: RE_ENTRY, void_since_ms });
    const door = facts.find(({ nonce }) => nonce === first?.nonce)?.door ?? "";
    const events = [
      void_since_ms === null ? 0 : seconds(void_since_ms),
      inside ? 1 : 0,
      first === null ? -1 : seconds(first.at_ms),
      doors.at(door, door),
    ] as const;
    made.push(generation === 0 ? [...plain, ...events] : [...plain, ...events, generation]);
  }
  return { base_ms, rows: rows.list, doors: doors.list, tickets: made };
}

/** Things met again and again, each written once. */
class Listed<T> {
  readonly list: T[] = [];
  readonly #places = new Map<string, number>();

  at(name: string, thing: T): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.list.length);
    return this.list.push(thing) - 1;
  }
}
