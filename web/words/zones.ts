// Calendar arithmetic in a named time zone: what the wall clock there shows at an instant.
export type WallClock = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formatters.set(zone, made);
  return made;
};

/** A zone's name as it came from outside, or null where no such zone is known. */
export const knownZone = (zone: string | null | undefined): string | null => {
  if (zone === null || zone === undefined || zone === "") return null;
  try {
    formatterOf(zone);
    return zone;
  } catch {
    return null;
  }
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A page asks for the same few instants over and over; the platform's calendar is slow to tell them. */
const CLOCKS_MAX = 2_000;
const clocks = new Map<string, WallClock>();

/** To the minute: every zone has been whole minutes from UTC since 1972. */
export const wallClock = (atMs: number, zone: string): WallClock => {
  const key = `${Math.floor(atMs / MINUTE_MS)} ${zone}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = readClock(atMs, zone);
  if (clocks.size >= CLOCKS_MAX) clocks.clear();
  clocks.set(key, clock);
  return clock;
};

const readClock = (atMs: number, zone: string): WallClock => {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, hour, minute };
};

const dayNumber = (clock: WallClock): number => Date.UTC(clock.year, clock.month - 1, clock.day) / DAY_MS;

/** Calendar days from one instant to another as counted in the zone: tomorrow is 1, whatever the hour. */
export const daysBetween = (fromMs: number, toMs: number, zone: string): number =>
  dayNumber(wallClock(toMs, zone)) - dayNumber(wallClock(fromMs, zone));

/** How far the zone's wall clock is ahead of UTC at that instant. */
export const zoneOffsetMinutes = (atMs: number, zone: string): number => {
  const { year, month, day, hour, minute } = wallClock(atMs, zone);
  return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS) / MINUTE_MS;
};

export const sameWallClock = (atMs: number, zone: string, otherZone: string): boolean =>
  zoneOffsetMinutes(atMs, zone) === zoneOffsetMinutes(atMs, otherZone);

/** "대한민국 시간", "Eastern Time": the zone as people of that language call it. */
export const zoneName = (atMs: number, zone: string, language: string): string => {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(atMs);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
};
