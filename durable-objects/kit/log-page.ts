// A page of a public log: bounded by entries and by size, for one entry may be as large as a thousand others.

/** `full`: there is nothing to add to it, ever. */
export type LogPage = { readonly entries: readonly string[]; readonly full: boolean };

/** About ten thousand leaves; an answer of a megabyte is what a phone takes in one go. */
const PAGE_CHARS = 500_000;
const PIECE = 64;

export function logPage(
  read: (from: number, limit: number) => readonly string[],
  from: number,
  limit: number,
): LogPage {
  const entries: string[] = [];
  let chars = 0;
  while (entries.length < limit) {
    const asked = Math.min(PIECE, limit - entries.length);
    const piece = read(from + entries.length, asked);
    for (const entry of piece) {
      entries.push(entry);
      chars += entry.length;
      if (chars > PAGE_CHARS) return { entries, full: true };
    }
    if (piece.length < asked) return { entries, full: false };
  }
  return { entries, full: true };
}
