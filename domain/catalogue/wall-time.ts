// A venue's wall clock: what it shows at an instant, and the instant at which it shows something. How far the clock is
// ahead of UTC is asked of the caller, who knows the zones.

/** How far a clock is ahead of UTC at an instant. */
export type OffsetMinutes = (at_ms: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WALL = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::00)?$/;

/** When the clock shows it for the first time; null in the hour that a clock leaves out in spring. */
export function instantOf(wall_ms: number, offsetMinutes: OffsetMinutes): number | null {
  // A clock changes at most once in the two days around: before it or after it one of the two offsets holds.
  const offsets = [offsetMinutes(wall_ms - DAY_MS), offsetMinutes(wall_ms + DAY_MS)];
  const instants = offsets.map((offset) => wall_ms - offset * MINUTE_MS);
  const shown = instants.filter((at_ms) => at_ms + offsetMinutes(at_ms) * MINUTE_MS === wall_ms);
  return shown.length === 0 ? null : Math.min(...shown);
}

/** "2026-12-24T19:30" as a form sends it; null for what no clock shows. */
export function readWall(text: string, offsetMinutes: OffsetMinutes): number | null {
  const [, day = "", hours = "", minutes = ""] = WALL.exec(text) ?? [];
  const day_ms = Date.parse(`${day}T00:00:00Z`);
  // The thirtieth of February is read as a day of March by some.
  if (Number.isNaN(day_ms) || new Date(day_ms).toISOString().slice(0, 10) !== day) return null;
  return instantOf(day_ms + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS, offsetMinutes);
}

/** As a form shows it; seconds are not asked for. */
export const writeWall = (at_ms: number, offsetMinutes: OffsetMinutes): string =>
  new Date(at_ms + offsetMinutes(at_ms) * MINUTE_MS).toISOString().slice(0, 16);
