// A plan of the published format as a layout: lenient in what it takes, and open about all it had to bend.
import {
  GRADES,
  type Grade,
  type LayoutInput,
  type Point,
  SEAT_TAGS,
  type SectionInput,
  type Stage,
} from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { type JsonBounds, parseBounded } from "../bounded-json.ts";
import { merged } from "../layout-editing/painting.ts";
import { ok, type Result, refused } from "../result.ts";
import { type AreasRead, readAreas } from "./areas.ts";
import { gradesByCategory } from "./grades.ts";
import { fitName, LABEL_CHARS, SECTION_CHARS, SeatIdsGiven, sectionId } from "./naming.ts";
import { numbersIn } from "./notes.ts";
import { fieldsOf, listOf, type RawRow, type RawSeat, type RawZone, TooMany, textOf, zonesOf } from "./raw.ts";
import { Report, type ReportEntry } from "./report.ts";

export type ImportedPlan = {
  readonly sections: LayoutInput["sections"];
  readonly stage: Stage | null;
  readonly focal_point: Point | null;
  readonly report: readonly ReportEntry[];
};
export type PlanFailure = "not_json" | "not_a_plan" | "too_large" | "too_deep" | "too_many" | "no_seats";
export type ImportOptions = { readonly join_rows: boolean };

/** A plan of 100,000 seats is two objects for each; its deepest point stands ten levels down. */
export const PLAN_BOUNDS: JsonBounds = { depth_max: 16, nodes_max: 500_000 };

type SeatedInput = Extract<SectionInput, { kind: "seated" }>;
type RowInput = SeatedInput["rows"][number];

export function importText(text: string, options: ImportOptions): Result<ImportedPlan, PlanFailure> {
  if (text.length > LIMITS.plan_bytes) return refused("too_large");
  const parsed = parseBounded(text, PLAN_BOUNDS);
  if (parsed.ok) return importPlan(parsed.value, options);
  return refused(parsed.failure === "too_many_nodes" ? "too_many" : parsed.failure);
}

export function importPlan(plan: unknown, options: ImportOptions): Result<ImportedPlan, PlanFailure> {
  const fields = fieldsOf(plan);
  if (!Array.isArray(fields.zones)) return refused("not_a_plan");
  const report = new Report();
  for (const part of ["name", "categories", "size"]) {
    if (fields[part] === undefined) report.tell("missing_part", part, { was: part });
  }
  try {
    const zones = zonesOf(fields, report);
    const areas = readAreas(zones, report);
    const sections = new Sections({ fields, zones, areas, report, options }).read();
    if (sections.length === 0) return refused("no_seats");
    return ok(fitted({ sections, stage: areas.stage, focal_point: areas.focal_point }, report));
  } catch (error) {
    if (error instanceof TooMany) return refused("too_many");
    throw error;
  }
}

type Given = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly zones: readonly RawZone[];
  readonly areas: AreasRead;
  readonly report: Report;
  readonly options: ImportOptions;
};
type Piece = { readonly row: RawRow; readonly seats: readonly RawSeat[]; readonly whole: boolean };

/** Sections are zones, cut by grade where a zone has several: a grade is a section's here and a seat's there. */
class Sections {
  readonly #given: Given;
  readonly #grade_of: ReadonlyMap<string, Grade>;
  readonly #ids = new Set<string>();
  readonly #names = new Set<string>();
  readonly #seat_ids: SeatIdsGiven;

  constructor(given: Given) {
    this.#given = given;
    const rows = given.zones.flatMap((zone) => zone.rows);
    const categories = listOf(given.fields.categories).map((value) => textOf(fieldsOf(value).name));
    const used = new Set(rows.flatMap(({ seats }) => seats.map(({ category }) => category)));
    this.#grade_of = gradesByCategory(categories, used, given.report);
    this.#seat_ids = new SeatIdsGiven(rows.flatMap(({ seats }) => seats.map(({ guid }) => guid)));
  }

  read(): SectionInput[] {
    const { zones, report } = this.#given;
    // Noted ids are handed out first, so that a number given to a foreign zone never takes one away.
    const noted = zones.filter(({ note }) => note?.get("zone") !== undefined);
    const ids = new Map(noted.map((zone) => [zone, sectionId(zone.note?.get("zone"), this.#ids)]));
    const sections = zones.flatMap((zone, index) => this.#zone(zone, index, ids.get(zone)));
    this.#seat_ids.tell(report);
    return sections;
  }

  #zone(zone: RawZone, index: number, noted: string | undefined): SectionInput[] {
    const { report, areas } = this.#given;
    const byGrade = this.#byGrade(zone);
    const name = fitName(
      zone.name,
      { taken: this.#names, chars_max: SECTION_CHARS, usual: `Zone ${index + 1}` },
      `${zone.path}.name`,
      report,
    );
    const facts = factsOf(zone);
    if (zone.note?.get("kind") === "standing" && byGrade.size === 0) {
      const outline = areas.outlines.get(zone.note.get("zone") ?? "");
      const capacity = Number(zone.note.get("capacity"));
      if (outline === undefined || outline.length < 3 || !Number.isInteger(capacity) || capacity < 1) return [];
      const grade = GRADES.find((one) => one === zone.note?.get("grade")) ?? "STANDING";
      return [
        {
          id: noted ?? sectionId(undefined, this.#ids),
          name,
          kind: "standing",
          grade,
          capacity: Math.min(capacity, LIMITS.seats_per_venue),
          ...facts,
          outline: [...outline],
        },
      ];
    }
    if (byGrade.size === 0) this.#names.delete(name);
    return [...byGrade].map(([grade, pieces], part): SectionInput => {
      const id = part === 0 && noted !== undefined ? noted : sectionId(undefined, this.#ids);
      const called = part === 0 ? name : this.#partName(name, grade, zone.path);
      const outline = byGrade.size === 1 ? this.#outline(zone, pieces) : undefined;
      return {
        id,
        name: called,
        kind: "seated",
        grade,
        ...facts,
        rows: this.#rows(pieces, id),
        ...(outline && { outline }),
      };
    });
  }

  #partName(name: string, grade: Grade, path: string): string {
    const naming = { taken: this.#names, chars_max: SECTION_CHARS, usual: grade };
    const tail = ` · ${grade}`;
    return fitName(name.slice(0, SECTION_CHARS - tail.length) + tail, naming, path, this.#given.report);
  }

  /** Our own outline holds only while the zone has the very seats it was drawn around. */
  #outline(zone: RawZone, pieces: readonly Piece[]): Point[] | undefined {
    const untouched = pieces.every(({ row }) => row.note?.get("seats") === String(row.seats.length));
    const outline = this.#given.areas.outlines.get(zone.note?.get("zone") ?? "");
    return untouched && outline !== undefined && outline.length >= 3 ? [...outline] : undefined;
  }

  #byGrade(zone: RawZone): Map<Grade, Piece[]> {
    const { report } = this.#given;
    const byGrade = new Map<Grade, Piece[]>();
    for (const row of zone.rows) {
      if (row.seats.length === 0) report.tell("empty_row", row.path, { was: row.number });
      const pieces = Map.groupBy(row.seats, ({ category }) => this.#grade_of.get(category) ?? "B");
      if (pieces.size > 1) report.tell("row_split", row.path, { was: row.number });
      for (const [grade, seats] of pieces) {
        byGrade.set(grade, [...(byGrade.get(grade) ?? []), { row, seats, whole: pieces.size === 1 }]);
      }
    }
    return byGrade;
  }

  #rows(pieces: readonly Piece[], id: string): RowInput[] {
    const { report, options } = this.#given;
    const labels = new Set<string>();
    const rows = new Map<string, RowInput>();
    pieces.forEach((piece, index) => {
      const { row } = piece;
      const made = this.#row(piece, `${id}-${index + 1}`);
      const known = rows.get(row.number);
      if (known !== undefined && options.join_rows && typeof known.seats !== "number") {
        rows.set(row.number, joinedRow(known, made, report, row.path));
        report.tell("row_joined", row.path, { was: row.number });
        return;
      }
      const naming = { taken: labels, chars_max: LABEL_CHARS, usual: String(index + 1) };
      const label = fitName(row.number, naming, `${row.path}.row_number`, report);
      rows.set(known === undefined ? row.number : `${row.path} ${label}`, { ...made, label });
    });
    return [...rows.values()];
  }

  #row({ row, seats, whole }: Piece, usual: string): RowInput {
    const { report } = this.#given;
    const labels = new Set<string>();
    const made = seats.map((seat, index) => {
      const naming = { taken: labels, chars_max: LABEL_CHARS, usual: String(index + 1) };
      const tags = SEAT_TAGS.filter((tag) => seat.note?.get("tags")?.split(",").includes(tag));
      return {
        id: this.#seat_ids.give(seat.guid, `${usual}-${index + 1}`, seat.path, report),
        label: fitName(seat.number, naming, seat.path, report),
        x: seat.x,
        y: seat.y,
        ...(tags.length === 0 ? {} : { tags: tagsInOrder(seat.note?.get("tags"), tags) }),
      };
    });
    const noted = whole && row.note?.get("seats") === String(seats.length);
    const breaks = noted
      ? numbersIn(row.note?.get("breaks")).filter((at) => at >= 0 && at < seats.length - 1)
      : undefined;
    return { label: row.number, seats: made, ...(breaks === undefined ? {} : { breaks: [...new Set(breaks)] }) };
  }
}

const tagsInOrder = <Tag extends string>(text: string | undefined, tags: readonly Tag[]): Tag[] => {
  const order = (text ?? "").split(",");
  return [...tags].sort((a, b) => order.indexOf(a) - order.indexOf(b));
};

const factsOf = ({ note }: RawZone): Pick<SeatedInput, "side" | "level"> => {
  const side = note?.get("side");
  const level = Number(note?.get("level") ?? Number.NaN);
  return {
    ...(side === "HOME" || side === "AWAY" ? { side } : {}),
    ...(Number.isInteger(level) && level >= 0 && level <= 9 ? { level } : {}),
  };
};

/** Pieces of one row stand in one line again; labels that were used on both stay apart. */
function joinedRow(known: RowInput, more: RowInput, report: Report, path: string): RowInput {
  if (typeof known.seats === "number" || typeof more.seats === "number") return known;
  const taken = new Set(known.seats.map(({ label }) => label));
  const seats = more.seats.map((seat) => ({
    ...seat,
    label: fitName(seat.label, { taken, chars_max: LABEL_CHARS, usual: "1" }, path, report),
  }));
  const piece = (label: string, list: typeof seats) => ({
    label,
    seats: list.map(({ id = "", label: text, x, y, tags }) => ({ id, label: text, x, y, ...(tags && { tags }) })),
    breaks: [],
  });
  const joined = merged(piece(known.label, known.seats), piece(known.label, seats));
  return {
    label: known.label,
    seats: joined.seats.map(({ tags, ...seat }) => ({ ...seat, ...(tags && { tags: [...tags] }) })),
    breaks: [...joined.breaks],
  };
}

type Read = {
  readonly sections: readonly SectionInput[];
  readonly stage: Stage | null;
  readonly focal_point: Point | null;
};

const CROWDED_PITCH = 5;
const USUAL_PITCH = 10;

/** Onto whole coordinates of our plan; the whole plan is scaled only where its seats would stand on each other or off it. */
function fitted({ sections, stage, focal_point }: Read, report: Report): ImportedPlan {
  const seats = sections.flatMap((section) =>
    section.kind === "standing" ? [] : section.rows.flatMap((row) => (typeof row.seats === "number" ? [] : row.seats)),
  );
  const fractions = seats.filter(({ x, y }) => !Number.isInteger(x) || !Number.isInteger(y)).length;
  const pitch = pitchOf(sections);
  const farthest = seats.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 1);
  const wanted = pitch > 0 && pitch < CROWDED_PITCH ? USUAL_PITCH / pitch : 1;
  const scale = Math.min(wanted, LIMITS.coordinate_max / farthest);
  if (scale !== 1) report.tell("scaled", "zones", { now: String(Math.round(scale * 1_000) / 1_000) });
  if (fractions > 0) report.tell("rounded", "zones", { was: String(fractions) });
  const go = <P extends Point>(point: P): P => ({
    ...point,
    x: Math.round(point.x * scale) + 0,
    y: Math.round(point.y * scale) + 0,
  });
  const limits = [
    [seats.length, LIMITS.seats_per_venue],
    [sections.length, LIMITS.sections_per_venue],
    ...sections.map(
      (section) => [section.kind === "standing" ? 0 : section.rows.length, LIMITS.rows_per_section] as const,
    ),
  ] as const;
  for (const [is, most] of limits) if (is > most) report.tell("too_many", "zones", { was: `${is} > ${most}` });
  return {
    sections: sections.map((section): SectionInput => {
      const outline = section.outline === undefined ? {} : { outline: section.outline.map(go) };
      if (section.kind === "standing") return { ...section, ...outline };
      const rows = section.rows.map((row) =>
        typeof row.seats === "number" ? row : { ...row, seats: row.seats.map(go) },
      );
      return { ...section, ...outline, rows };
    }),
    stage: stage === null ? null : { kind: stage.kind, outline: stage.outline.map(go) },
    focal_point: focal_point === null ? null : go(focal_point),
    report: report.done(),
  };
}

function pitchOf(sections: readonly SectionInput[]): number {
  const gaps: number[] = [];
  for (const section of sections) {
    if (section.kind === "standing") continue;
    for (const { seats } of section.rows) {
      if (typeof seats === "number") continue;
      for (const [index, seat] of seats.entries()) {
        const before = seats[index - 1];
        if (before !== undefined) gaps.push(Math.hypot(seat.x - before.x, seat.y - before.y));
      }
    }
  }
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
}
