// How many practices and rehearsals may begin in a minute: of all, and of one asker, so that whoever begins and ends them
// without end leaves room for others.
export const STARTS = { per_minute: 60, per_minute_of_one: 30 } as const;

export type Start = { readonly asker: string; readonly at_ms: number };

const MINUTE_MS = 60_000;

export const startsOfMinute = (starts: readonly Start[], now_ms: number): Start[] =>
  starts.filter(({ at_ms }) => at_ms > now_ms - MINUTE_MS);

export const mayStart = (starts: readonly Start[], asker: string): boolean =>
  starts.length < STARTS.per_minute && starts.filter((one) => one.asker === asker).length < STARTS.per_minute_of_one;

/** Rows of the ranking that one asker writes in ten minutes: a classroom's worth, and nobody fills a level alone. */
export const RANKINGS_OF_ONE = 10;
const RANKINGS_MS = 600_000;

export const rankingsOfLate = (rankings: readonly Start[], now_ms: number): Start[] =>
  rankings.filter(({ at_ms }) => at_ms > now_ms - RANKINGS_MS);

export const mayRank = (rankings: readonly Start[], asker: string): boolean =>
  rankings.filter((one) => one.asker === asker).length < RANKINGS_OF_ONE;
