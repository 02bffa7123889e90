// Fan to latest position: open addressing over keyed 64-bit hashes, twelve bytes a slot. A hit is only a candidate:
// whoever asks compares it with the stored row, so two fans of one hash cannot take each other's place.
export type FanTable = { high: Uint32Array; low: Uint32Array; position: Uint32Array; used: number };

const SLOTS_MIN = 2048;

export const newFanTable = (slots = SLOTS_MIN): FanTable => ({
  high: new Uint32Array(slots),
  low: new Uint32Array(slots),
  position: new Uint32Array(slots),
  used: 0,
});

/** Every position whose fan has this hash: none or one, and more only when two fans share all 64 bits. */
export function candidates(table: FanTable, high: number, low: number, found: number[]): void {
  const { position } = table;
  const mask = position.length - 1;
  for (let slot = low & mask; position[slot] !== 0; slot = (slot + 1) & mask) {
    if (table.low[slot] === low && table.high[slot] === high) found.push(position[slot] ?? 0);
  }
}

/** `previous` is the position this same fan had before, 0 for a fan the table has not seen. */
export function putFan(table: FanTable, high: number, low: number, position: number, previous: number): void {
  const mask = table.position.length - 1;
  let slot = low & mask;
  for (let at = table.position[slot]; at !== 0; at = table.position[slot]) {
    if (previous !== 0 && at === previous) break;
    slot = (slot + 1) & mask;
  }
  if (table.position[slot] === 0) table.used++;
  table.high[slot] = high;
  table.low[slot] = low;
  table.position[slot] = position;
}

/** The table of fans in order of arrival, two words each; `again`: pairs of who joined again and their number before. */
export function fanTableOf(hashes: Uint32Array, again: Uint32Array): FanTable {
  const before = new Map<number, number>();
  for (let i = 0; i < again.length; i += 2) before.set(again[i] ?? 0, again[i + 1] ?? 0);
  const table = newFanTable();
  const fans = hashes.length / 2;
  growFanTable(table, fans);
  for (let arrival = 1; arrival <= fans; arrival++) {
    const old = before.size === 0 ? 0 : (before.get(arrival) ?? 0);
    putFan(table, hashes[2 * arrival - 2] ?? 0, hashes[2 * arrival - 1] ?? 0, arrival, old);
  }
  return table;
}

/** Before a batch: at most three quarters full afterwards, or probing grows long. */
export function growFanTable(table: FanTable, more: number): void {
  const needed = table.used + more;
  let slots = table.position.length;
  if (needed * 4 <= slots * 3) return;
  while (needed * 4 > slots * 3) slots *= 2;
  const old = { high: table.high, low: table.low, position: table.position };
  Object.assign(table, newFanTable(slots));
  for (let slot = 0; slot < old.position.length; slot++) {
    const position = old.position[slot] ?? 0;
    if (position !== 0) putFan(table, old.high[slot] ?? 0, old.low[slot] ?? 0, position, 0);
  }
}
