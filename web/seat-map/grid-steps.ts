// Where keys lead within a section's grid of seats.

/** Places [start, end) of one row. */
export type RowSeats = { readonly label: string; readonly start: number; readonly end: number };

/** Where a key leads from a seat; null where it leads nowhere. */
export function stepFrom(rows: readonly RowSeats[], place: number, key: string): number | null {
  const at = rows.findIndex(({ start, end }) => place >= start && place < end);
  const row = rows[at];
  if (row === undefined) return null;
  const along = (by: number): number => Math.max(row.start, Math.min(row.end - 1, place + by));
  const across = (by: number): number | null => {
    const other = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (other === undefined) return null;
    // Rows differ in length and are centred on each other, as the stand is.
    const share = (place - row.start + 0.5) / (row.end - row.start);
    return other.start + Math.min(other.end - other.start - 1, Math.floor(share * (other.end - other.start)));
  };
  const steps: Readonly<Record<string, () => number | null>> = {
    ArrowLeft: () => along(-1),
    ArrowRight: () => along(1),
    ArrowUp: () => across(-1),
    ArrowDown: () => across(1),
    Home: () => row.start,
    End: () => row.end - 1,
    PageUp: () => across(-rows.length),
    PageDown: () => across(rows.length),
  };
  return steps[key]?.() ?? null;
}
