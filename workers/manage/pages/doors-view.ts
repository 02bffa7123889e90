// What the console's page of doors shows, worked out from rows and counts.
import type { ShowtimeRow } from "../../catalogue/db/shows.ts";
import type { DoorRow } from "../../door/db/doors.ts";
import { shownDoorCode } from "../../door/door-code.ts";
import { endsAtMs } from "../../door/door-pass.ts";
import type { ShowTally } from "../../door/tally.ts";
import type { ShowOfPage } from "./as-owner.ts";

export type ShownDoor = {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly sections: readonly string[] | null;
  readonly showtimes: readonly string[] | null;
  readonly ends_at_ms: number;
  readonly state: "open" | "ended" | "revoked";
};

export type DoorsView = {
  readonly show: ShowOfPage;
  readonly showtimes: readonly Pick<ShowtimeRow, "id" | "starts_at_ms">[];
  /** Which is looked at; null for all of them. */
  readonly showtime_id: string | null;
  readonly tally: ShowTally;
  readonly doors: readonly ShownDoor[];
  readonly sections: readonly string[];
  /** A door's name that did not do, as it was typed. */
  readonly refused: string | null;
};

export const shownDoorOf = (row: DoorRow, now_ms: number): ShownDoor => ({
  id: row.id,
  name: row.name,
  code: row.code === null ? "" : shownDoorCode(row.code),
  sections: row.sections,
  showtimes: row.showtimes,
  ends_at_ms: endsAtMs(row),
  state: row.revoked_at_ms !== null ? "revoked" : row.expires_at_ms <= now_ms ? "ended" : "open",
});

const PLAYS_MS = 6 * 3_600_000;

/** The one asked for, else the one that plays or plays next, else the last. */
export function lookedAt(
  showtimes: readonly Pick<ShowtimeRow, "id" | "starts_at_ms">[],
  asked: string | undefined,
  now_ms: number,
): string | null {
  if (asked === "") return null;
  const known = showtimes.find(({ id }) => id === asked);
  const next = showtimes.find(({ starts_at_ms }) => starts_at_ms + PLAYS_MS > now_ms);
  return (known ?? next ?? showtimes.at(-1))?.id ?? null;
}

/** Every minute from the first to the last, also those in which nobody came. */
export function minutesOf(by_minute: ShowTally["by_minute"]): { x: number; y: number }[] {
  const MINUTE_MS = 60_000;
  const MINUTES_MAX = 24 * 60;
  const [first] = by_minute;
  const last = by_minute.at(-1);
  if (first === undefined || last === undefined) return [];
  const counted = new Map(by_minute.map(({ at_ms, entered }) => [at_ms, entered]));
  const count = Math.min(MINUTES_MAX, (last.at_ms - first.at_ms) / MINUTE_MS + 1);
  // A lone minute is drawn as a hill, not as a point.
  return Array.from({ length: count + 2 }, (_, i) => {
    const x = first.at_ms + (i - 1) * MINUTE_MS;
    return { x, y: counted.get(x) ?? 0 };
  });
}
