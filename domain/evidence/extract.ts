// A piece of a line's public log that stands for itself: from the first entry that matters to a signed head behind the last,
// each tied to the one before. Whoever has it needs neither the rest of the log nor us.
import { chainHash, genesisHash, type LogEntry } from "../log/entry.ts";
import type { Checkpoint } from "../log/receipt.ts";

export type Extract = {
  readonly show_id: string;
  /** The hash of the entry before the first. */
  readonly previous: string;
  readonly entries: readonly LogEntry[];
  /** The head that the last entry leads to; null where none was signed since. */
  readonly checkpoint: Checkpoint | null;
};

type Wanted = { readonly show_id: string; readonly from_seq: number; readonly to_seq: number };

/** Null where the log does not reach so far. `entries` begins with the log's first. */
export function extractOf(
  entries: readonly LogEntry[],
  checkpoints: readonly Checkpoint[],
  { show_id, from_seq, to_seq }: Wanted,
): Extract | null {
  const heads = checkpoints.filter(({ seq }) => seq >= to_seq && seq <= entries.length);
  const checkpoint = heads.toSorted((a, b) => a.seq - b.seq)[0] ?? null;
  const last = checkpoint?.seq ?? to_seq;
  const piece = entries.slice(from_seq - 1, last);
  if (from_seq < 1 || to_seq < from_seq || piece.length !== last - from_seq + 1) return null;
  const previous = from_seq === 1 ? genesisHash(show_id) : (entries[from_seq - 2]?.hash ?? "");
  return { show_id, previous, entries: piece, checkpoint };
}

/** True where every entry follows from the one before, and the last is the signed head. */
export function holds({ previous, entries, checkpoint }: Extract): boolean {
  let hash = previous;
  for (const { seq, hash: said, ...facts } of entries) {
    hash = chainHash(hash, seq, facts);
    if (hash !== said) return false;
  }
  const last = entries.at(-1);
  return checkpoint === null || (last?.seq === checkpoint.seq && last.hash === checkpoint.hash);
}
