// Writes the public log of a list: each change of the list as it happens, and the seats that came back or went, so that
// whoever reads it can match them by the rule again.
import { second } from "../log/entry.ts";
import { gradeOf } from "../seat-ledger/seat-map.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { seatsReady } from "./list-view.ts";
import {
  beginningOfList,
  commitment,
  type ListCheckpoint,
  type ListFacts,
  type ListLogEntry,
  type ListNote,
  type ListReceipt,
  linkedToList,
} from "./public-entry.ts";
import { gatherMs } from "./terms.ts";

/** Where the log stands. Its key, hex, makes the salts with each position's own bytes, and is told to nobody. */
export type ListHead = {
  readonly key: string;
  readonly seq: number;
  readonly hash: string;
  readonly gather_ms: number;
  readonly suspended: boolean;
  /** The seats that the log knows to be there, and since when. */
  readonly seats: readonly (readonly [number, number])[];
};

export type ListLog = { head: ListHead | null; entries: ListLogEntry[] };

export type ListSecrets = {
  readonly makeKey: () => string;
  /** Random, and the same for a position as long as it is one fan's. */
  readonly ownOf: (position: number) => string;
};

/** The log begins with its first registration: before that there is nothing to tell. */
export function writeNotes(log: ListLog, state: LedgerState, at_ms: number, { makeKey, ownOf }: ListSecrets): void {
  for (const note of state.returns.notes.splice(0)) {
    const head = log.head ?? open(log, state, at_ms, makeKey());
    const { fan_id, ...facts } = note;
    const { position = 0 } = note;
    const hides = (fan: string) => commitment({ key: head.key, own: ownOf(position) }, position, fan);
    write(log, head, at_ms, { ...facts, ...(fan_id === undefined ? {} : { leaf: hides(fan_id).leaf }) });
  }
}

/** What came back and what is gone since the log was last told, and the terms where they changed. */
export function writeSeats(log: ListLog, state: LedgerState, at_ms: number): void {
  const { changed, go_on_at_ms } = state.returns;
  if (log.head === null || !(changed || (go_on_at_ms ?? Infinity) <= at_ms)) return;
  const { gather_ms, suspended } = termsOf(state);
  if (gather_ms !== log.head.gather_ms || suspended !== log.head.suspended)
    write(log, { ...log.head, gather_ms, suspended }, at_ms, { kind: "terms", gather_ms, suspended });
  // While nobody waits no seat is kept for anybody, and who offers a ticket back is nobody's concern.
  const ready = state.returns.takers === 0 ? [] : seatsReady(state);
  const now = new Map(ready.map(({ place, returned_at_ms }) => [place, returned_at_ms]));
  const known = new Map(log.head.seats);
  const gone = [...known].flatMap(([place, since_ms]) => (now.get(place) === since_ms ? [] : [place]));
  for (const places of inParts(gone.sort((a, b) => a - b))) write(log, log.head, at_ms, { kind: "gone", places });
  const back = [...now].filter(([place, since_ms]) => known.get(place) !== since_ms).sort(([a], [b]) => a - b);
  const seats = back.map(([place, since_ms]) => ({
    place,
    grade: gradeOf(state.map, place),
    joined: state.map.joined_right[place] === 1,
    since_ms,
  }));
  for (const part of inParts(seats)) write(log, log.head, at_ms, { kind: "back", seats: part });
}

/** Of a whole stadium that comes back in one moment: an entry is a row, and a seat takes up to 75 letters of it. */
const SEATS_AT_ONCE = 4_000;
const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / SEATS_AT_ONCE) }, (_, i) =>
    all.slice(i * SEATS_AT_ONCE, (i + 1) * SEATS_AT_ONCE),
  );

const termsOf = ({ config }: LedgerState) => ({ gather_ms: gatherMs(config), suspended: config.suspended === true });

function open(log: ListLog, state: LedgerState, at_ms: number, key: string): ListHead {
  const { showtime_id } = state.config;
  const head = { key, seq: 0, hash: beginningOfList(showtime_id), ...termsOf(state), seats: [] };
  return write(log, head, at_ms, { kind: "open", showtime_id, ...termsOf(state) });
}

function write(log: ListLog, head: ListHead, at_ms: number, note: ListNote | Omit<ListFacts, "at_ms">): ListHead {
  const { kind, ...more } = note;
  const facts: ListFacts = { kind, at_ms: second(at_ms), ...more };
  const seq = head.seq + 1;
  const hash = linkedToList(head.hash, seq, facts);
  const entry: ListLogEntry = { seq, ...facts, hash };
  log.entries.push(entry);
  log.head = { ...head, seq, hash, seats: seatsAfter(head.seats, entry) };
  return log.head;
}

function seatsAfter(seats: ListHead["seats"], { places = [], seats: back = [] }: ListLogEntry): ListHead["seats"] {
  if (places.length + back.length === 0) return seats;
  const after = new Map(seats);
  for (const place of places) after.delete(place);
  for (const { place, since_ms } of back) after.set(place, since_ms);
  return [...after];
}

/** `registered`: the newest `register` entry of the fan's position, the position's own bytes, and the hash before it. */
export function listReceipt(
  state: LedgerState,
  head: ListHead,
  fan_id: string,
  registered: { readonly entry: ListLogEntry; readonly own: string; readonly previous: string },
): ListReceipt {
  const { seq, at_ms, hash, position = 0, count = 0, grades = [], together = false } = registered.entry;
  return {
    showtime_id: state.config.showtime_id,
    fan: fan_id,
    position,
    salt: commitment({ key: head.key, own: registered.own }, position, fan_id).salt,
    seq,
    entry: { at_ms, count, grades, together },
    previous: registered.previous,
    hash,
  };
}

export const listCheckpoint = (showtime_id: string, { seq, hash, at_ms }: ListLogEntry): ListCheckpoint => ({
  showtime_id,
  seq,
  hash,
  at_ms,
});
