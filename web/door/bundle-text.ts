// A door's bundle as it comes and as it is kept: the whole, and what changed since, laid over it in order. Pure.
import type { DoorManifest } from "../../schema/http/doors.ts";

type Ticket = DoorManifest["tickets"][number];

/** A later answer of the service laid over an earlier one. */
export function merged(known: DoorManifest | null, told: DoorManifest): DoorManifest {
  if (known === null || told.whole || known.showtime.id !== told.showtime.id) return told;
  // Rows and doors are numbered anew in each answer.
  const rows = new Numbered(known.rows);
  const doors = new Numbered(known.doors);
  const changed = new Map(told.tickets.map((ticket) => [keyOf(ticket), renumbered(ticket, { told, rows, doors })]));
  const tickets = known.tickets.map((ticket) => {
    const again = changed.get(keyOf(ticket));
    changed.delete(keyOf(ticket));
    return again ?? ticket;
  });
  return { ...told, whole: true, rows: rows.list, doors: doors.list, tickets: [...tickets, ...changed.values()] };
}

export const KEY_CHARS = 8;
export const keyOf = (ticket: Ticket): string => String(ticket[0]).slice(0, KEY_CHARS);

type Places = {
  readonly told: DoorManifest;
  readonly rows: Numbered<DoorManifest["rows"][number]>;
  readonly doors: Numbered<string>;
};

function renumbered(ticket: Ticket, { told, rows, doors }: Places): Ticket {
  const [word = "", row, label = "", void_since, inside, first, door, ...more] = ticket;
  const own = told.rows[Number(row)];
  const place = own === undefined ? Number(row) : rows.at(own);
  if (void_since === undefined || inside === undefined || first === undefined) return [word, place, label];
  return [word, place, label, void_since, inside, first, doors.at(told.doors[Number(door)] ?? ""), ...more];
}

class Numbered<T> {
  readonly list: T[];
  readonly #places: Map<string, number>;

  constructor(known: readonly T[]) {
    this.list = [...known];
    this.#places = new Map(this.list.map((thing, i) => [JSON.stringify(thing), i]));
  }

  at(thing: T): number {
    const name = JSON.stringify(thing);
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.list.length);
    return this.list.push(thing) - 1;
  }
}
