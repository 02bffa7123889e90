// What a door says to one scan, from what is known of the ticket: decided by this rule in the ledger and on a device alone.
import { type Direction, placeScans, type ScanFact, type Shown } from "./merge.ts";

/** A ticket as doors need it; of a bundle or of the ledger. */
export type TicketForDoor = {
  readonly section_id: string;
  readonly section: string;
  readonly void_since_ms: number | null;
};

export type ScanWish = {
  readonly direction: Direction;
  /** Ids or names of sections; null for a door to all of them. */
  readonly sections: readonly string[] | null;
};

export type ScanAnswer = { readonly shown: Shown; readonly first: ScanFact | null };

/** Whoever was scanned out may come in again: a show that wants it otherwise scans nobody out. */
export const RE_ENTRY = true;

export function decideScan(ticket: TicketForDoor, facts: Iterable<ScanFact>, wish: ScanWish): ScanAnswer {
  const { inside, first } = placeScans(facts, { re_entry: RE_ENTRY, void_since_ms: ticket.void_since_ms });
  if (wish.direction === "out") return { shown: "left", first };
  if (ticket.void_since_ms !== null) return { shown: "void", first };
  if (!opensTo(ticket, wish.sections)) return { shown: "wrong_door", first };
  return { shown: inside || (first !== null && !RE_ENTRY) ? "already_entered" : "entered", first };
}

export const opensTo = (ticket: Pick<TicketForDoor, "section" | "section_id">, sections: ScanWish["sections"]) =>
  sections === null || sections.includes(ticket.section_id) || sections.includes(ticket.section);

type Zone = { readonly name: string; readonly sections: ScanWish["sections"] };

/** The doors that are for this section; those to everywhere only where no other is. */
export function doorsTo(zones: readonly Zone[], place: Pick<TicketForDoor, "section" | "section_id">): string[] {
  const fitting = zones.filter(({ sections }) => opensTo(place, sections));
  const own = fitting.filter(({ sections }) => sections !== null);
  return (own.length > 0 ? own : fitting).map(({ name }) => name);
}

/** A device's time by our clock: what its own clock said as it sent, against ours as it arrived. Never in the future. */
export const agreedTime = (scanned_at_ms: number, { clock_ms, now_ms }: { clock_ms: number; now_ms: number }) =>
  Math.max(0, Math.min(now_ms, scanned_at_ms + (now_ms - clock_ms)));

/** A phone that found no network on the way home has one by the day after: so long an ended link is heard. */
export const HEARD_AFTER_END_MS = 2 * 24 * 3_600_000;

/** A device names its scans; two devices may use one name, and none may speak of another's. */
export const scanName = (device_id: string, nonce: string): string => `${device_id}/${nonce}`;
