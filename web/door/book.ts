// What a door knows while it is alone: its bundle, and what this device did since. Pure: times and marks are given.
import { type BundleRow, NAME_MARK_CHARS } from "../../domain/door/bundle.ts";
import type { Direction, ScanFact, Shown } from "../../domain/door/merge.ts";
import { decideScan } from "../../domain/door/scan.ts";
import { ticketKey } from "../../domain/door/tickets.ts";
import { ticketIdOf } from "../../domain/seat-ledger/ids.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";

type Manifest = DoorManifest;
type Ticket = Manifest["tickets"][number];

/** One scan of this device, as it is kept until the service has it and shown in the list of the last ones. */
export type OwnScan = {
  readonly nonce: string;
  readonly code?: string;
  readonly ticket_id: string;
  readonly at_ms: number;
  readonly direction: Direction;
  readonly shown: Shown;
  readonly undoes: string | null;
  /** When the service had it, by this device's clock; null while it waits. */
  readonly sent_at_ms: number | null;
  /** What the service said of it afterwards: a double entry is told to the door that made it. */
  readonly result: string | null;
};

export type Seat = { readonly section: string; readonly row: string; readonly label: string; readonly grade: string };
export type Told = { readonly at_ms: number; readonly door: string };
export type Verdict = { readonly shown: Shown; readonly seat: Seat | null; readonly first: Told | null };

/** A later answer of the service laid over an earlier one. */
export function merged(known: Manifest | null, told: Manifest): Manifest {
  if (known === null || told.whole || known.showtime.id !== told.showtime.id) return told;
  // Rows and doors are numbered anew in each answer.
  const rows = [...known.rows];
  const doors = [...known.doors];
  const place = <T>(list: T[], thing: T): number => {
    const at = list.findIndex((one) => JSON.stringify(one) === JSON.stringify(thing));
    return at >= 0 ? at : list.push(thing) - 1;
  };
  const changed = new Map(
    told.tickets.map((ticket) => {
      const [key, row, label, number, mark, void_since, inside, first, door] = ticket;
      const own = told.rows[Number(row)];
      const state =
        inside === undefined ? [] : [void_since, inside, first, place(doors, told.doors[Number(door)] ?? "")];
      const moved = [key, own === undefined ? row : place(rows, own), label, number, mark, ...state];
      return [key, moved.map((part) => part ?? 0) as Ticket];
    }),
  );
  const tickets = known.tickets.map((ticket) => changed.get(ticket[0] ?? "") ?? ticket);
  const keys = new Set(tickets.map(([key]) => key));
  for (const [key, ticket] of changed) if (!keys.has(key)) tickets.push(ticket);
  return { ...told, whole: true, rows, doors, tickets };
}

export class Book {
  readonly manifest: Manifest;
  readonly #tickets: ReadonlyMap<string, Ticket>;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    this.#tickets = new Map(manifest.tickets.map((ticket) => [String(ticket[0]), ticket]));
  }

  /** What this device says by itself. The code's signature was looked at before. */
  decide(
    scan: { readonly ticket_id: string; readonly generation: number | null; readonly direction: Direction },
    own: readonly OwnScan[],
  ): Verdict {
    const { code } = this.manifest.showtime;
    const ticket = scan.ticket_id.startsWith(`t_${code}_`) ? this.#tickets.get(ticketKey(scan.ticket_id)) : undefined;
    if (ticket === undefined) {
      const shown = scan.ticket_id.startsWith(`t_${code}_`) ? "void" : "wrong_showtime";
      return { shown, seat: null, first: null };
    }
    const seat = this.seatOf(ticket);
    if (scan.generation !== null && scan.generation !== 0) return { shown: "void", seat, first: null };
    const facts = [
      ...this.#factsOf(ticket),
      ...own.filter(({ ticket_id }) => ticket_id === scan.ticket_id).map(factOf),
    ];
    const { base_ms, door } = this.manifest;
    const void_s = Number(ticket[5] ?? 0);
    const [section, section_id] = this.#row(ticket);
    const about = { section, section_id, void_since_ms: void_s === 0 ? null : base_ms + void_s * 1_000 };
    const { shown, first } = decideScan(about, facts, { direction: scan.direction, sections: door.sections });
    const at_door = first === null ? "" : first.door_id === OWN ? door.name : first.door_id;
    return { shown, seat, first: first === null ? null : { at_ms: first.at_ms, door: at_door } };
  }

  /** By the end of a booking number, or by the mark of a name. */
  find({
    number,
    name_mark,
  }: {
    readonly number: string;
    readonly name_mark: string;
  }): { ticket_id: string; seat: Seat }[] {
    const plain = number.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
    const end = plain.startsWith(this.manifest.showtime.code) ? plain.slice(this.manifest.showtime.code.length) : plain;
    const FOUND_MAX = 30;
    return this.manifest.tickets
      .filter((ticket) => (end.length >= 4 && ticket[3] === end) || (name_mark !== "" && ticket[4] === name_mark))
      .slice(0, FOUND_MAX)
      .map((ticket) => ({
        ticket_id: ticketIdOf(this.manifest.showtime.code, String(ticket[0])),
        seat: this.seatOf(ticket),
      }));
  }

  seatOf(ticket: Ticket): Seat {
    const [section, , grade, row] = this.#row(ticket);
    return { section, row, label: String(ticket[2]), grade };
  }

  get entered(): number {
    return this.manifest.tickets.reduce((sum, ticket) => sum + (Number(ticket[7] ?? -1) >= 0 ? 1 : 0), 0);
  }

  #row(ticket: Ticket): BundleRow {
    return this.manifest.rows[Number(ticket[1])] ?? ["", "", "", ""];
  }

  #factsOf(ticket: Ticket): ScanFact[] {
    const [, , , , , , inside, first_s, door] = ticket;
    if (inside === undefined || Number(first_s) < 0) return [];
    const at_ms = this.manifest.base_ms + Number(first_s) * 1_000;
    const door_id = this.manifest.doors[Number(door)] ?? "";
    const told = { device_id: "", door_id, undoes: null } as const;
    const entry: ScanFact = { ...told, nonce: "first", at_ms, direction: "in", shown: "entered" };
    if (inside === 1) return [entry];
    return [entry, { ...told, nonce: "left", at_ms: at_ms + 1, direction: "out", shown: "left" }];
  }
}

const OWN = "own";

const factOf = ({ nonce, at_ms, direction, shown, undoes }: OwnScan): ScanFact => ({
  nonce,
  device_id: OWN,
  door_id: OWN,
  at_ms,
  direction,
  shown,
  undoes,
});

/** Scans that the bundle may not know of yet. */
export const unknownTo = (own: readonly OwnScan[], asked_at_ms: number): OwnScan[] =>
  own.filter(({ sent_at_ms }) => sent_at_ms === null || sent_at_ms >= asked_at_ms);

export const nameMark = (hash: string): string => hash.slice(0, NAME_MARK_CHARS);

const KEPT_SENT = 50;

/** Whatever the service has not heard is kept however long it takes; of the rest, what the list shows. */
export const worthKeeping = (own: readonly OwnScan[]): OwnScan[] =>
  own.filter(({ sent_at_ms }, i) => sent_at_ms === null || i >= own.length - KEPT_SENT);

export const BATCH_MAX = 200;
export const batchOf = (own: readonly OwnScan[]) =>
  own
    .filter(({ sent_at_ms }) => sent_at_ms === null)
    .slice(0, BATCH_MAX)
    .map(({ nonce, code, ticket_id, at_ms, direction, shown, undoes }) => ({
      ...(code === undefined ? { ticket_id } : { code }),
      nonce,
      scanned_at_ms: at_ms,
      direction,
      shown,
      ...(undoes === null ? {} : { undoes }),
    }));

export const heard = (
  own: readonly OwnScan[],
  results: readonly { readonly nonce: string; readonly result: string }[],
  now_ms: number,
): OwnScan[] => {
  const by_nonce = new Map(results.map(({ nonce, result }) => [nonce, result]));
  return own.map((scan) => {
    const result = by_nonce.get(scan.nonce);
    return result === undefined ? scan : { ...scan, sent_at_ms: now_ms, result };
  });
};

/** Only what let somebody in or out, and was not taken back already. */
export const mayUndo = (scan: OwnScan, own: readonly OwnScan[]): boolean =>
  (scan.shown === "entered" || scan.shown === "left") &&
  scan.undoes === null &&
  !own.some(({ undoes }) => undoes === scan.nonce);
