// A plan as it came, read part by part without trusting any of them: every answer here has the type it says.
import type { Point } from "../../schema/layout.ts";
import { type Note, readNote } from "./notes.ts";
import type { Report } from "./report.ts";

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Numbers written as text, and text written as numbers, are what they say. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" && Number.isFinite(value) ? String(value) : "";

const numberOf = (value: unknown): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};

export function pointOf(value: unknown, path: string, report: Report): Point {
  if (value === undefined) return { x: 0, y: 0 };
  const { x, y } = fieldsOf(value);
  const point = { x: numberOf(x), y: numberOf(y) };
  if (point.x === null || point.y === null) report.tell("bad_position", path);
  return { x: point.x ?? 0, y: point.y ?? 0 };
}

export const added = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });

export type RawSeat = Point & {
  readonly guid: string;
  readonly number: string;
  readonly category: string;
  readonly note: Note | null;
  readonly path: string;
};
export type RawRow = {
  readonly number: string;
  readonly note: Note | null;
  readonly seats: readonly RawSeat[];
  readonly path: string;
};
export type RawZone = {
  readonly name: string;
  readonly note: Note | null;
  /** What was added to every place of this zone when we wrote it. */
  readonly origin: Point;
  readonly position: Point;
  readonly rows: readonly RawRow[];
  readonly areas: readonly unknown[];
  readonly path: string;
};

export const PARTS_MAX = { zones: 5_000, rows: 50_000, seats: 100_000, areas: 20_000 } as const;
export class TooMany extends Error {}

type Counted = { rows: number; seats: number; areas: number };

export function zonesOf(plan: Fields, report: Report): RawZone[] {
  const zones = listOf(plan.zones);
  const counted = { rows: 0, seats: 0, areas: 0 };
  if (zones.length > PARTS_MAX.zones) throw new TooMany();
  return zones.map((value, index) => zoneOf(fieldsOf(value), `zones.${index}`, { counted, report }));
}

type Reading = { readonly counted: Counted; readonly report: Report };

const count = (counted: Counted, part: keyof Counted, more: number): void => {
  counted[part] += more;
  if (counted[part] > PARTS_MAX[part]) throw new TooMany();
};

function zoneOf(zone: Fields, path: string, { counted, report }: Reading): RawZone {
  const position = pointOf(zone.position, `${path}.position`, report);
  const note = readNote(zone.uuid);
  const [x = 0, y = 0] = (note?.get("origin") ?? "").split(",").map(Number);
  const origin = note !== null && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : { x: 0, y: 0 };
  if ("displayed" in zone) report.tell("old_version", `${path}.displayed`, { was: "displayed" });
  const rows = listOf(zone.rows);
  const areas = listOf(zone.areas);
  count(counted, "rows", rows.length);
  count(counted, "areas", areas.length);
  const base = { x: position.x - origin.x, y: position.y - origin.y };
  return {
    name: textOf(zone.name),
    note,
    origin,
    position: base,
    areas,
    path,
    rows: rows.map((value, index) => rowOf(fieldsOf(value), `${path}.rows.${index}`, base, { counted, report })),
  };
}

function rowOf(row: Fields, path: string, base: Point, { counted, report }: Reading): RawRow {
  if ("seats_spacing" in row || "number_of_seats" in row) {
    report.tell("old_version", path, { was: "number_of_seats, seats_spacing" });
  }
  const start = added(base, pointOf(row.position, `${path}.position`, report));
  const seats = listOf(row.seats);
  count(counted, "seats", seats.length);
  const number = textOf(row.row_number);
  return {
    number: number === "" ? textOf(row.row_label) : number,
    note: readNote(row.uuid),
    path,
    seats: seats.map((value, index): RawSeat => {
      const seat = fieldsOf(value);
      const at = `${path}.seats.${index}`;
      if (seat.position === undefined) report.tell("bad_position", at);
      const { x, y } = added(start, pointOf(seat.position, at, report));
      return {
        x,
        y,
        guid: textOf(seat.seat_guid),
        number: textOf(seat.seat_number),
        category: textOf(seat.category),
        note: readNote(seat.uuid),
        path: at,
      };
    }),
  };
}
