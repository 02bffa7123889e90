// The server's clock as practice shows it: to the second on the page, to the tenth once it ticks. Sales open by Korean time.
const face = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Seoul",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

export const clockTime = (at_ms: number): string => face.format(at_ms);

const tenth = (ms: number): number => Math.floor((((ms % 1_000) + 1_000) % 1_000) / 100);

export const clockWithTenths = (at_ms: number): string => `${clockTime(at_ms)}.${tenth(at_ms)}`;

/** Whole seconds from afar, tenths when it matters; never below nought. */
export function leftFace(left_ms: number): string {
  if (left_ms <= 0) return "0";
  return left_ms > 10_000 ? String(Math.ceil(left_ms / 1_000)) : (Math.ceil(left_ms / 100) / 10).toFixed(1);
}

/** One slow answer says nothing of a road: the middle of several does. */
export function middleOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  return middle === undefined ? null : Math.round(middle);
}
