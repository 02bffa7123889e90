// A layout compiled for the ledger: every place has a number, and everything the rules ask is an array look-up.
// Seats come first in layout order; a standing zone's places follow, numbered like seats, so that zones are sold by the
// very same rules (SL7).
import type { Grade, Layout, Point, SeatTag } from "../../schema/layout.ts";

export type MapSection = {
  readonly id: string;
  readonly name: string;
  readonly kind: "seated" | "standing";
  readonly grade: Grade;
  /** Places [start, end). */
  readonly start: number;
  readonly end: number;
};

export type MapRow = { readonly label: string; readonly section: number; readonly start: number; readonly end: number };

export type SeatMap = {
  readonly layout_version: string;
  readonly sections: readonly MapSection[];
  readonly rows: readonly MapRow[];
  /** Seats on the map; places from here on are standing ones. */
  readonly seats_count: number;
  readonly places_count: number;
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  readonly place_by_id: ReadonlyMap<string, number>;
  readonly section_of: Uint16Array;
  readonly row_of: Uint32Array;
  /** 1 where a place and the next one are neighbours: never across a row's end, an aisle or a turn (SL5). */
  readonly joined_right: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Distance to the focal point. */
  readonly distance: Float64Array;
  /** 1 for places that only a person chooses, never the automatic choice: wheelchair and companion places. */
  readonly by_hand_only: Uint8Array;
  readonly restricted_view: Uint8Array;
  /** The automatic choice's tables, by number of seats; filled when first asked for. */
  readonly windows: Map<number, WindowTable>;
};

/** Starts of every window of n adjacent seats, nearest first: bucket b is starts[offsets[b] .. offsets[b + 1]). */
export type WindowTable = {
  readonly starts: Uint32Array;
  readonly offsets: Uint32Array;
  /** Where in `starts` the window stands that begins at a place; -1 where none does. */
  readonly ranks: Int32Array;
};

const BY_HAND: readonly SeatTag[] = ["wheelchair", "companion"];

/** A standing place's id: its zone and its running number, which is also the order of entry. */
export const zonePlaceId = (zone_id: string, number: number): string => `${zone_id}_p${number}`;

export function compileMap(layout: Layout): SeatMap {
  const seated = layout.sections.filter((section) => section.kind === "seated");
  const standing = layout.sections.filter((section) => section.kind === "standing");
  let seats_count = 0;
  for (const section of seated) for (const row of section.rows) seats_count += row.seats.length;
  const places_count = standing.reduce((sum, section) => sum + section.capacity, seats_count);

  const sections: MapSection[] = [];
  const rows: MapRow[] = [];
  const ids: string[] = [];
  const labels: string[] = [];
  const map = {
    section_of: new Uint16Array(places_count),
    row_of: new Uint32Array(places_count),
    joined_right: new Uint8Array(places_count),
    x: new Float64Array(places_count),
    y: new Float64Array(places_count),
    distance: new Float64Array(places_count),
    by_hand_only: new Uint8Array(places_count),
    restricted_view: new Uint8Array(places_count),
  };

  for (const section of seated) {
    const start = ids.length;
    for (const row of section.rows) {
      const row_start = ids.length;
      const breaks = new Set(row.breaks ?? []);
      row.seats.forEach((seat, i) => {
        const place = ids.length;
        ids.push(seat.id);
        labels.push(seat.label);
        map.section_of[place] = sections.length;
        map.row_of[place] = rows.length;
        map.joined_right[place] = i + 1 < row.seats.length && !breaks.has(i) ? 1 : 0;
        map.x[place] = seat.x;
        map.y[place] = seat.y;
        map.distance[place] = distanceBetween(seat, layout.focal_point);
        if (seat.tags?.some((tag) => BY_HAND.includes(tag))) map.by_hand_only[place] = 1;
        if (seat.tags?.includes("restricted_view")) map.restricted_view[place] = 1;
      });
      rows.push({ label: row.label, section: sections.length, start: row_start, end: ids.length });
    }
    sections.push({ id: section.id, name: section.name, kind: "seated", grade: section.grade, start, end: ids.length });
  }
  for (const section of standing) {
    const start = ids.length;
    for (let number = 1; number <= section.capacity; number++) {
      map.section_of[ids.length] = sections.length;
      map.row_of[ids.length] = rows.length;
      ids.push(zonePlaceId(section.id, number));
      labels.push(String(number));
    }
    rows.push({ label: "", section: sections.length, start, end: ids.length });
    sections.push({
      id: section.id,
      name: section.name,
      kind: "standing",
      grade: section.grade,
      start,
      end: ids.length,
    });
  }

  const place_by_id = new Map(ids.map((id, place) => [id, place]));
  if (place_by_id.size !== ids.length) throw new Error("a layout names a seat twice");
  return {
    layout_version: layout.layout_version,
    sections,
    rows,
    seats_count,
    places_count,
    ids,
    labels,
    place_by_id,
    ...map,
    windows: new Map(),
  };
}

export const distanceBetween = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const sectionOf = (map: SeatMap, place: number): MapSection => {
  const section = map.sections[map.section_of[place] ?? -1];
  if (section === undefined) throw new Error(`place ${place} is not on the map`);
  return section;
};

export const gradeOf = (map: SeatMap, place: number): Grade => sectionOf(map, place).grade;

export const placeId = (map: SeatMap, place: number): string => map.ids[place] ?? "";

export function areTogether(map: SeatMap, places: readonly number[]): boolean {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.every((place, i) => i === 0 || (sorted[i - 1] === place - 1 && map.joined_right[place - 1] === 1));
}

/** Which sections a wish allows: all seated ones, those of a grade, or one by its id. */
export function sectionsWanted(
  map: SeatMap,
  wish: { readonly grade?: Grade | undefined; readonly section?: string | undefined },
): Uint8Array {
  const wanted = new Uint8Array(map.sections.length);
  map.sections.forEach((section, i) => {
    const fits =
      section.kind === "seated" &&
      (wish.grade === undefined || section.grade === wish.grade) &&
      (wish.section === undefined || section.id === wish.section);
    wanted[i] = fits ? 1 : 0;
  });
  return wanted;
}
