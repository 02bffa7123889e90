// What an entry of the line can be, as the one byte that a million entries keep in memory.
export const ENTRY = {
  WAITING: 1,
  ADMITTED: 2,
  CLAIMED: 3,
  LEFT: 4,
  EXPIRED: 5,
  FINISHED: 6,
  REMOVED: 7,
} as const;

/** A live entry is one whose fan may not join a second time. */
export const isLive = (status: number): boolean =>
  status === ENTRY.WAITING || status === ENTRY.ADMITTED || status === ENTRY.CLAIMED;
