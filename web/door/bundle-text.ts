// A door's bundle as it comes and as it is kept: the whole, and what changed since, laid over it in order. Pure.
import type { DoorManifest } from "../../schema/http/doors.ts";

type Ticket = DoorManifest["tickets"][number];

/** Later answers of the service laid over an earlier one, all of an evening's at once: the tickets are gone through once. */
export function merged(known: DoorManifest | null, told: readonly DoorManifest[]): DoorManifest | null {
  let sheet: Sheet | null = null;
  let newest = known;
  for (const one of told) {
    if (newest === null || one.whole || newest.showtime.id !== one.showtime.id) sheet = null;
    else {
      sheet ??= new Sheet(newest);
      sheet.lay(one);
    }
    newest = one;
  }
  return sheet === null || newest === null ? newest : { ...newest, whole: true, ...sheet.content };
}

/** Rows and doors are numbered anew in each answer, and a show that was moved counts its seconds from elsewhere. */
class Sheet {
  readonly #base_ms: number;
  readonly #tickets: Ticket[];
  readonly #places: Map<string, number>;
  readonly #rows: Numbered<DoorManifest["rows"][number]>;
  readonly #doors: Numbered<string>;

  constructor(known: DoorManifest) {
    this.#base_ms = known.base_ms;
    this.#tickets = [...known.tickets];
    this.#places = new Map(known.tickets.map((ticket, i) => [keyOf(ticket), i]));
    this.#rows = new Numbered(known.rows);
    this.#doors = new Numbered(known.doors);
  }

  lay(told: DoorManifest): void {
    const later_s = Math.round((told.base_ms - this.#base_ms) / 1_000);
    for (const ticket of told.tickets) {
      const key = keyOf(ticket);
      const place = this.#places.get(key) ?? this.#tickets.length;
      this.#places.set(key, place);
      this.#tickets[place] = renumbered(ticket, { told, later_s, rows: this.#rows, doors: this.#doors });
    }
  }

  get content(): Pick<DoorManifest, "base_ms" | "rows" | "doors" | "tickets"> {
    return { base_ms: this.#base_ms, rows: this.#rows.list, doors: this.#doors.list, tickets: this.#tickets };
  }
}

export const KEY_CHARS = 8;
export const keyOf = (ticket: Ticket): string => String(ticket[0]).slice(0, KEY_CHARS);

type Places = {
  readonly told: DoorManifest;
  /** How much later its seconds begin than those of what is known. */
  readonly later_s: number;
  readonly rows: Numbered<DoorManifest["rows"][number]>;
  readonly doors: Numbered<string>;
};

function renumbered(ticket: Ticket, { told, later_s, rows, doors }: Places): Ticket {
  const [word = "", row, label = "", void_since, inside, first, door, ...more] = ticket;
  const own = told.rows[Number(row)];
  const place = own === undefined ? Number(row) : rows.at(own);
  if (void_since === undefined || inside === undefined || first === undefined) return [word, place, label];
  const since = Number(void_since) === 0 ? 0 : Math.max(1, Number(void_since) + later_s);
  const first_s = Number(first) < 0 ? first : Math.max(0, Number(first) + later_s);
  return [word, place, label, since, inside, first_s, doors.at(told.doors[Number(door)] ?? ""), ...more];
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
