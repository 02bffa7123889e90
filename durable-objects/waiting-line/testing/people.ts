// The crowd of the line's benchmark: made-up fans in batches, one in twenty of them asking again.
const REPEATS = 0.05;
export const repeatsIn = (size: number): number => Math.round(size * REPEATS);

/** Ids of the product's length whose order tells nothing of the hash. */
export const fanId = (n: number): string =>
  `usr_${(Math.imul(n, 2_654_435_761) >>> 0).toString(36).padStart(7, "0")}${n.toString(36).padStart(6, "0")}`;

/** `from`: fans who have joined before. Repeats are drawn evenly from all of them. */
export function crowd(from: number, size: number): string[] {
  const fans: string[] = [];
  const repeats = from === 0 ? 0 : repeatsIn(size);
  for (let i = 0; i < size - repeats; i++) fans.push(fanId(from + i));
  for (let i = 0; i < repeats; i++) fans.push(fanId(Math.floor((from * (i + 1)) / (repeats + 1))));
  return fans;
}

export const SETUP = {
  show_id: "show_bench",
  window: { lobby_opens_at_ms: null, vip_opens_at_ms: null, opens_at_ms: 1, closes_at_ms: 8_000_000_000_000 },
  settings: {
    room_capacity: 500,
    batch_size: 100,
    step_ms: 1_000,
    claim_ms: 120_000,
    pass_ms: 600_000,
    waiting_per_seat_max: null,
  },
};
