// The state of every seat as viewers and the line need it: a snapshot of two bits a seat, changes, and counts (SL15, SL16).
import { GRADES, type Grade } from "../../schema/layout.ts";
import { BLOCKED, FREE, HELD, type SeatStateName, SOLD, seatStateName } from "./seat-state.ts";
import type { LedgerState } from "./state.ts";

export type ZoneLeft = { readonly id: string; readonly left: number };

export type Snapshot = {
  /** The number of the last message sent to viewers: changes numbered higher are to be laid over this. */
  readonly version: number;
  readonly layout_version: string;
  /** Seats in layout order, four to a byte from the lowest bits up, in base64: 0 available, 1 held, 2 sold, 3 blocked. */
  readonly seats: { readonly count: number; readonly bits: string };
  readonly zones: readonly ZoneLeft[];
};

export function snapshot(state: LedgerState, version: number): Snapshot {
  return {
    version,
    layout_version: state.map.layout_version,
    seats: { count: state.map.seats_count, bits: writeSeatBits(state.seat_state, state.map.seats_count) },
    zones: zonesLeft(state),
  };
}

export const zonesLeft = (state: LedgerState): ZoneLeft[] =>
  state.map.sections.flatMap((section, i) =>
    section.kind === "standing" ? [{ id: section.id, left: state.tally[i * 4 + FREE] ?? 0 }] : [],
  );

export type Changes = {
  readonly seats: readonly (readonly [string, SeatStateName])[];
  readonly zones: readonly ZoneLeft[];
};

/** Every place touched since the last frame, as it is now; the caller then forgets them. */
export function changesOf(state: LedgerState): Changes {
  const { map } = state;
  const seats: (readonly [string, SeatStateName])[] = [];
  const zones = new Set<number>();
  for (const place of state.touched) {
    if (place < map.seats_count) seats.push([map.ids[place] ?? "", seatStateName(state.seat_state[place])]);
    else zones.add(map.section_of[place] ?? 0);
  }
  return {
    seats,
    zones: [...zones].map((i) => ({ id: map.sections[i]?.id ?? "", left: state.tally[i * 4 + FREE] ?? 0 })),
  };
}

/** Held counts holds, orders and payments under way alike: all of them may return. */
export type Count = {
  readonly available: number;
  readonly held: number;
  readonly sold: number;
  readonly blocked: number;
};

export type Counts = Count & {
  /** Grows with every change of a place and outlives the object: an older message never overwrites a newer one. */
  readonly version: number;
  readonly showtime_id: string;
  /** False once the show is cancelled. */
  readonly on_sale: boolean;
  readonly by_grade: Readonly<Partial<Record<Grade, Count>>>;
  readonly by_section: readonly (Count & { readonly id: string; readonly grade: Grade })[];
};

export function counts(state: LedgerState): Counts {
  const by_section = state.map.sections.map((section, i) => ({
    id: section.id,
    grade: section.grade,
    ...count(state, i),
  }));
  const by_grade: Partial<Record<Grade, Count>> = {};
  for (const grade of GRADES) {
    const parts = by_section.filter((section) => section.grade === grade);
    if (parts.length > 0) by_grade[grade] = sum(parts);
  }
  return {
    version: state.seats_seq,
    showtime_id: state.config.showtime_id,
    on_sale: state.cancelled_reason === null,
    ...sum(by_section),
    by_grade,
    by_section,
  };
}

/** What the seats sold were sold for: prices may have changed since, for seats that were not (D28). */
export function revenueKrw(state: LedgerState): number {
  let revenue_krw = 0;
  for (const order of state.orders.values()) {
    for (const { place, price_krw } of order.lines) {
      if (state.owner[place] === order.id && state.seat_state[place] === SOLD) revenue_krw += price_krw;
    }
  }
  return revenue_krw;
}

const count = ({ tally }: LedgerState, section: number): Count => ({
  available: tally[section * 4 + FREE] ?? 0,
  held: tally[section * 4 + HELD] ?? 0,
  sold: tally[section * 4 + SOLD] ?? 0,
  blocked: tally[section * 4 + BLOCKED] ?? 0,
});

function sum(parts: readonly Count[]): Count {
  const total = { available: 0, held: 0, sold: 0, blocked: 0 };
  for (const part of parts) {
    total.available += part.available;
    total.held += part.held;
    total.sold += part.sold;
    total.blocked += part.blocked;
  }
  return total;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_CODES = Uint8Array.from(BASE64, (char) => char.charCodeAt(0));
/** Arguments of one call have a limit in every engine. */
const CHARS_PER_CALL = 8_192;

/** Three bytes are twelve seats and four characters, so whole groups of seats become text without a byte array. */
export function writeSeatBits(seat_state: Uint8Array, seats_count: number): string {
  const groups = Math.ceil(seats_count / 12);
  const codes = new Uint8Array(groups * 4);
  for (let group = 0; group < groups; group++) {
    let bits = 0;
    for (let byte = 0; byte < 3; byte++) {
      let value = 0;
      for (let slot = 0; slot < 4; slot++) {
        const place = group * 12 + byte * 4 + slot;
        if (place < seats_count) value |= (seat_state[place] ?? 0) << (slot * 2);
      }
      bits = (bits << 8) | value;
    }
    for (let char = 0; char < 4; char++) codes[group * 4 + char] = BASE64_CODES[(bits >> (18 - char * 6)) & 63] ?? 0;
  }
  let text = "";
  for (let at = 0; at < codes.length; at += CHARS_PER_CALL) {
    text += String.fromCharCode(...codes.subarray(at, at + CHARS_PER_CALL));
  }
  return text;
}

/** The other way, for the page that draws the map. */
export function readSeatBits(text: string, seats_count: number): Uint8Array {
  const seat_state = new Uint8Array(seats_count);
  for (let group = 0; group * 12 < seats_count; group++) {
    let bits = 0;
    for (let char = 0; char < 4; char++)
      bits = (bits << 6) | Math.max(0, BASE64.indexOf(text.charAt(group * 4 + char)));
    for (let slot = 0; slot < 12; slot++) {
      const place = group * 12 + slot;
      const byte = (bits >> (16 - (slot >> 2) * 8)) & 255;
      if (place < seats_count) seat_state[place] = (byte >> ((slot & 3) * 2)) & 3;
    }
  }
  return seat_state;
}
