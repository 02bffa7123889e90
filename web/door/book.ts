// What a door knows while it is alone: its bundle, and what this device did since. Pure: times are given.
import type { BundleRow } from "../../domain/door/bundle.ts";
import type { Direction, ScanFact, Shown } from "../../domain/door/merge.ts";
import { decideScan, doorsTo, type TicketForDoor } from "../../domain/door/scan.ts";
import { keyOfSeal, nameMark, readWord, type Seal, sealOf, uncoverName } from "../../domain/door/seal.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";
import { keyOf } from "./bundle-text.ts";
import { factOf, OWN, type OwnScan, type Seat } from "./own-scans.ts";

type Ticket = DoorManifest["tickets"][number];
export type Told = { readonly at_ms: number; readonly door: string };
export type Verdict = {
  readonly shown: Shown;
  readonly seat: Seat | null;
  readonly first: Told | null;
  /** Who comes in, by their first name: only their own code says it. */
  readonly name: string;
  /** For a ticket of another door: which those are. */
  readonly doors: readonly string[];
  /** For a ticket of another showtime of this show: when it begins. */
  readonly other_at_ms: number | null;
  /** Signed by us for this showtime and in no bundle: sold after it was made. */
  readonly unlisted: boolean;
};
export const NOTHING_KNOWN: Omit<Verdict, "shown"> = {
  seat: null,
  first: null,
  name: "",
  doors: [],
  other_at_ms: null,
  unlisted: false,
};

/** What this device did, and how far our clock is ahead of its own. */
export type OwnPart = { readonly own: readonly OwnScan[]; readonly ahead_ms: number };
/** By its code, or found by hand under the bundle's key. */
export type Scanned =
  | { readonly ticket_id: string; readonly generation: number; readonly direction: Direction }
  | { readonly key: string; readonly direction: Direction };

const decoder = new TextDecoder();

export class Book {
  readonly manifest: DoorManifest;
  /** How many came in, as far as the bundle knows. */
  readonly entered: number;
  readonly #tickets: ReadonlyMap<string, Ticket>;

  constructor(manifest: DoorManifest) {
    this.manifest = manifest;
    this.#tickets = new Map(manifest.tickets.map((ticket) => [keyOf(ticket), ticket]));
    this.entered = manifest.tickets.reduce((sum, ticket) => sum + (Number(ticket[5] ?? -1) >= 0 ? 1 : 0), 0);
  }

  keyOf(ticket_id: string): string {
    return keyOfSeal(sealOf(this.manifest.name_salt, ticket_id));
  }

  /** What this device says by itself. The code's signature was looked at before. */
  decide(scan: Scanned, { own, ahead_ms }: OwnPart): Verdict {
    const by_code = "ticket_id" in scan;
    const elsewhere = by_code ? this.#elsewhere(scan.ticket_id) : null;
    if (elsewhere !== null) return elsewhere;
    const seal = by_code ? sealOf(this.manifest.name_salt, scan.ticket_id) : null;
    const key = seal === null ? (scan as { readonly key: string }).key : keyOfSeal(seal);
    const ticket = this.#tickets.get(key);
    const facts = own.filter((one) => one.key === key).map((one) => factOf(one, ahead_ms));
    if (ticket === undefined) {
      return by_code ? this.#unlisted(facts, scan.direction) : { ...NOTHING_KNOWN, shown: "void" };
    }
    const known = { ...NOTHING_KNOWN, seat: this.seatOf(ticket) };
    const generation = Number(ticket[7] ?? 0);
    // The code of before a hand-over; a later one than the bundle knows of was signed by us all the same.
    if (by_code && scan.generation < generation) return { ...known, shown: "void" };
    const decided = this.#decided(this.#about(ticket), [...this.#factsOf(ticket), ...facts], scan.direction);
    const theirs = by_code && scan.generation === generation;
    return { ...known, ...decided, name: theirs && seal !== null ? nameIn(ticket, seal) : "" };
  }

  /** No ticket is ever forgotten by the service, also a void one: what a bundle does not know was sold after it was made. */
  #unlisted(facts: readonly ScanFact[], direction: Direction): Verdict {
    const nowhere = { section: "", section_id: "", void_since_ms: null };
    return { ...NOTHING_KNOWN, ...this.#decided(nowhere, facts, direction), unlisted: true };
  }

  #about(ticket: Ticket): TicketForDoor {
    const void_s = Number(ticket[3] ?? 0);
    const [section, section_id] = this.#row(ticket);
    return { section, section_id, void_since_ms: void_s === 0 ? null : this.manifest.base_ms + void_s * 1_000 };
  }

  #decided(about: TicketForDoor, facts: readonly ScanFact[], direction: Direction) {
    const { door, zones } = this.manifest;
    const { shown, first } = decideScan(about, facts, { direction, sections: door.sections });
    const at_door = first?.door_id === OWN ? door.name : (first?.door_id ?? "");
    return {
      shown,
      first: first === null ? null : { at_ms: first.at_ms, door: at_door },
      doors: shown === "wrong_door" ? doorsTo(zones, about) : [],
    };
  }

  /** Null for a ticket of the showtime this door is at. */
  #elsewhere(ticket_id: string): Verdict | null {
    const { showtime, showtimes } = this.manifest;
    const code = ticket_id.split("_")[1] ?? "";
    if (code === showtime.code) return null;
    const other_at_ms = showtimes.find((one) => one.code === code)?.starts_at_ms ?? null;
    return { ...NOTHING_KNOWN, shown: "wrong_showtime", other_at_ms };
  }

  /** By the end of a booking number, or by a name. */
  find(text: string): { key: string; seat: Seat }[] {
    const { showtime, name_salt, tickets } = this.manifest;
    const plain = text
      .toUpperCase()
      .replaceAll("O", "0")
      .replaceAll(/[IL]/g, "1")
      .replaceAll(/[^0-9A-Z]/g, "");
    const number = plain.startsWith(showtime.code) ? plain.slice(showtime.code.length) : plain;
    const mark = nameMark(name_salt, text);
    const FOUND_MAX = 30;
    const found: { key: string; seat: Seat }[] = [];
    for (const ticket of tickets) {
      const word = readWord(String(ticket[0]));
      if (word.number === number || word.mark === mark) found.push({ key: word.key, seat: this.seatOf(ticket) });
      if (found.length === FOUND_MAX) break;
    }
    return found;
  }

  seatOf(ticket: Ticket): Seat {
    const [section, , grade, row] = this.#row(ticket);
    return { section, row, label: String(ticket[2]), grade };
  }

  #row(ticket: Ticket): BundleRow {
    return this.manifest.rows[Number(ticket[1])] ?? ["", "", "", ""];
  }

  #factsOf(ticket: Ticket): ScanFact[] {
    const [, , , , inside, first_s, door] = ticket;
    if (inside === undefined || Number(first_s) < 0) return [];
    const at_ms = this.manifest.base_ms + Number(first_s) * 1_000;
    const door_id = this.manifest.doors[Number(door)] ?? "";
    const told = { device_id: "", door_id, undoes: null } as const;
    const entry: ScanFact = { ...told, nonce: "first", at_ms, direction: "in", shown: "entered" };
    if (inside === 1) return [entry];
    return [entry, { ...told, nonce: "left", at_ms: at_ms + 1, direction: "out", shown: "left" }];
  }
}

const nameIn = (ticket: Ticket, seal: Seal): string =>
  decoder.decode(uncoverName(seal, Number(ticket[7] ?? 0), readWord(String(ticket[0])).name));
