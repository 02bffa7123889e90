// Which windows of n neighbours are free, nearest first: kept as seats change, so that the automatic choice begins at what
// is left and not at the front of a hall that is sold. A bit for each window of a map's table, in the table's order.
import type { SeatMap } from "./seat-map.ts";
import { FREE } from "./seat-state.ts";
import { windowTable } from "./window-table.ts";

const WORD_BITS = 32;

type Bits = {
  readonly count: number;
  /** By the place it begins with. */
  readonly ranks: Int32Array;
  readonly words: Uint32Array;
  /** A bit for each word that is not empty: late in a sale nearly all are. */
  readonly filled: Uint32Array;
};

export class FreeWindows {
  readonly #map: SeatMap;
  readonly #seat_state: Uint8Array;
  /** Made when a party of that size first asks. */
  readonly #by_count = new Map<number, Bits>();

  constructor(map: SeatMap, seat_state: Uint8Array) {
    this.#map = map;
    this.#seat_state = seat_state;
  }

  /** Called after each change of a place. */
  changed(place: number): void {
    const free = this.#seat_state[place] === FREE;
    for (const bits of this.#by_count.values()) {
      // A place that was taken takes every window over it, whatever stands beside it.
      for (let start = Math.max(0, place - bits.count + 1); start <= place; start++) {
        mark(bits, start, free && this.#isFree(start, bits.count));
      }
    }
  }

  /** Where in the table the first free window stands from `rank` on; -1 where none is left. */
  first(count: number, rank: number): number {
    const { words, filled } = this.#by_count.get(count) ?? this.#make(count);
    const word = Math.floor(rank / WORD_BITS);
    if (word >= words.length) return -1;
    const rest = (words[word] ?? 0) & (~0 << (rank % WORD_BITS));
    if (rest !== 0) return word * WORD_BITS + lowestBit(rest);
    const next = nextBit(filled, word + 1);
    return next < 0 ? -1 : next * WORD_BITS + lowestBit(words[next] ?? 0);
  }

  #make(count: number): Bits {
    const { starts, ranks } = windowTable(this.#map, count);
    const words = new Uint32Array(Math.ceil(starts.length / WORD_BITS));
    const bits = { count, ranks, words, filled: new Uint32Array(Math.ceil(words.length / WORD_BITS)) };
    for (const start of starts) mark(bits, start, this.#isFree(start, count));
    this.#by_count.set(count, bits);
    return bits;
  }

  #isFree(start: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.#seat_state[start + i] !== FREE) return false;
    return true;
  }
}

function mark({ ranks, words, filled }: Bits, start: number, free: boolean): void {
  const rank = ranks[start] ?? -1;
  if (rank < 0) return;
  const word = rank >>> 5;
  const bit = 1 << (rank & 31);
  const before = words[word] ?? 0;
  const after = free ? before | bit : before & ~bit;
  if (after === before) return;
  words[word] = after;
  const at = word >>> 5;
  const of_word = 1 << (word & 31);
  const above = filled[at] ?? 0;
  filled[at] = after === 0 ? above & ~of_word : above | of_word;
}

const lowestBit = (word: number): number => WORD_BITS - 1 - Math.clz32(word & -word);

/** The first bit that is set from `from` on; -1 where none is. */
function nextBit(words: Uint32Array, from: number): number {
  let at = Math.floor(from / WORD_BITS);
  let word = (words[at] ?? 0) & (~0 << (from % WORD_BITS));
  while (word === 0) {
    if (++at >= words.length) return -1;
    word = words[at] ?? 0;
  }
  return at * WORD_BITS + lowestBit(word);
}
