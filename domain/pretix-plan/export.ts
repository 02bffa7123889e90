// Our layout as a plan of the published format (draft-07, version 0.0.1): nothing it does not name, whole numbers where it
// asks for them, ids that are unique. What it has no word for goes into notes.
import { GRADES, type Grade, type Layout, type Point, type Row, type Seat, type Section } from "../../schema/layout.ts";
import { boxOf } from "../layout/outline.ts";
import { writeNote } from "./notes.ts";

type Area = {
  readonly uuid: string;
  readonly shape: "polygon";
  readonly color: string;
  readonly border_color: string;
  readonly rotation: number;
  readonly position: Point;
  readonly polygon: { readonly points: readonly Point[] };
};
type PlanSeat = {
  readonly seat_guid: string;
  readonly seat_number: string;
  readonly position: Point;
  readonly category: string;
  readonly uuid?: string;
};
type PlanRow = {
  readonly row_number: string;
  readonly row_number_position: "start";
  readonly uuid: string;
  readonly position: Point;
  readonly seats: readonly PlanSeat[];
};
type Zone = {
  readonly name: string;
  readonly zone_id: string;
  readonly uuid: string;
  readonly position: Point;
  readonly rows: readonly PlanRow[];
  readonly areas: readonly Area[];
};
export type PretixPlan = {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly categories: readonly { readonly name: string; readonly color: string }[];
  readonly zones: readonly Zone[];
};

/** Whoever opens the plan elsewhere has none of our tokens; these are the grades' own colours on paper. */
const COLOURS: Readonly<Record<Grade, string>> = {
  VIP: "#3a2bd0",
  R: "#6b1505",
  S: "#0a2f55",
  A: "#1e7163",
  B: "#7d5c00",
  STANDING: "#a9239c",
};
const GROUND = "#e6e8df";
const EDGE = "#7b8380";
const MARGIN = 40;
const NOWHERE: Point = { x: 0, y: 0 };

export function exportPlan(layout: Layout, name: string): PretixPlan {
  const box = boxOf(pointsOf(layout)) ?? { left: 0, top: 0, right: 0, bottom: 0 };
  // The format draws from 0 on; ours has its middle anywhere.
  const origin = { x: MARGIN - box.left, y: MARGIN - box.top };
  const grades = GRADES.filter((grade) => layout.sections.some((section) => section.grade === grade));
  return {
    name,
    size: { width: box.right - box.left + 2 * MARGIN, height: box.bottom - box.top + 2 * MARGIN },
    categories: grades.map((grade) => ({ name: grade, color: COLOURS[grade] })),
    zones: layout.sections.map((section, index) => zoneOf(section, origin, index === 0 ? [stageArea(layout)] : [])),
  };
}

function* pointsOf({ sections, stage, focal_point }: Layout): Iterable<Point> {
  yield focal_point;
  yield* stage.outline;
  for (const section of sections) {
    yield* section.outline;
    if (section.kind === "seated") for (const row of section.rows) yield* row.seats;
  }
}

function zoneOf(section: Section, origin: Point, more: readonly Area[]): Zone {
  const note = {
    zone: section.id,
    kind: section.kind,
    grade: section.grade,
    origin: `${origin.x},${origin.y}`,
    ...(section.side === undefined ? {} : { side: section.side }),
    ...(section.level === undefined ? {} : { level: String(section.level) }),
    ...(section.kind === "standing" ? { capacity: String(section.capacity) } : {}),
  };
  return {
    name: section.name,
    zone_id: section.id,
    uuid: writeNote(note),
    position: origin,
    rows: section.kind === "standing" ? [] : section.rows.map((row, index) => rowOf(row, section, index)),
    areas: [...more, polygon(writeNote({ outline: section.id }), section.outline)],
  };
}

const rowOf = (row: Row, { id, grade }: Section, index: number): PlanRow => ({
  row_number: row.label,
  row_number_position: "start",
  uuid: writeNote({ row: `${id}.${index + 1}`, seats: String(row.seats.length), breaks: (row.breaks ?? []).join(",") }),
  position: NOWHERE,
  seats: row.seats.map((seat) => seatOf(seat, grade)),
});

const seatOf = ({ id, label, x, y, tags }: Seat, grade: Grade): PlanSeat => ({
  seat_guid: id,
  seat_number: label,
  position: { x, y },
  category: grade,
  ...(tags === undefined ? {} : { uuid: writeNote({ seat: id, tags: tags.join(",") }) }),
});

const stageArea = ({ stage, focal_point }: Layout): Area =>
  polygon(writeNote({ stage: stage.kind, focal: `${focal_point.x},${focal_point.y}` }), stage.outline);

const polygon = (uuid: string, points: readonly Point[]): Area => ({
  uuid,
  shape: "polygon",
  color: GROUND,
  border_color: EDGE,
  rotation: 0,
  position: NOWHERE,
  polygon: { points: points.map(({ x, y }) => ({ x, y })) },
});
