// The shapes of a plan: the stage among them, our own outlines, standing room to ask about, and decoration.
import type { Point, Stage } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { boxOutline } from "../layout/outline.ts";
import { type Note, readNote } from "./notes.ts";
import { added, fieldsOf, listOf, pointOf, type RawZone, textOf } from "./raw.ts";
import type { Report } from "./report.ts";

export type AreasRead = {
  readonly stage: Stage | null;
  readonly focal_point: Point | null;
  /** Outlines that we wrote ourselves, by the id of their section. */
  readonly outlines: ReadonlyMap<string, readonly Point[]>;
};

const STAGE_WORDS = /stage|bühne|buehne|scène|scene|escenario|podium|무대|스테이지/iu;
const FIELD_WORDS = /field|pitch|court|spielfeld|rink|구장|그라운드|코트/iu;
const STANDING_WORDS = /standing|stehpl|stehend|general admission|스탠딩|입석/iu;
const ROUND_CORNERS = 24;
const STAGE_KINDS: readonly Stage["kind"][] = ["stage", "field", "diamond", "thrust"];

type Area = {
  readonly points: readonly Point[];
  readonly text: string;
  readonly note: Note | null;
  readonly path: string;
};

export function readAreas(zones: readonly RawZone[], report: Report): AreasRead {
  const areas = zones.flatMap((zone) =>
    zone.areas.map((value, index) => areaOf(fieldsOf(value), zone, `${zone.path}.areas.${index}`, report)),
  );
  const outlines = new Map<string, readonly Point[]>();
  let stage: Stage | null = null;
  let focal_point: Point | null = null;
  let decoration = 0;
  for (const { points, text, note, path } of areas) {
    const section = note?.get("outline");
    if (section !== undefined) outlines.set(section, points);
    else if (note?.get("stage") !== undefined) {
      const kind = STAGE_KINDS.find((one) => one === note.get("stage")) ?? "stage";
      stage = { kind, outline: points };
      focal_point = focalOf(note);
    } else if (STANDING_WORDS.test(text)) report.tell("standing_area", path, { was: text });
    else if (stage === null && (STAGE_WORDS.test(text) || FIELD_WORDS.test(text)) && points.length >= 3) {
      stage = { kind: STAGE_WORDS.test(text) ? "stage" : "field", outline: points };
    } else decoration += 1;
  }
  if (decoration > 0) report.tell("decoration", "zones", { was: String(decoration) });
  if (stage === null) report.tell("no_stage", "zones");
  return { stage, focal_point, outlines };
}

const focalOf = (note: Note): Point | null => {
  const [x = Number.NaN, y = Number.NaN] = (note.get("focal") ?? "").split(",").map(Number);
  return Number.isInteger(x) && Number.isInteger(y) ? { x, y } : null;
};

function areaOf(area: Readonly<Record<string, unknown>>, zone: RawZone, path: string, report: Report): Area {
  const at = added(zone.position, pointOf(area.position, `${path}.position`, report));
  const turned = turner(Number(area.rotation ?? 0));
  const points = shapeOf(area, path, report).map((point) => {
    const { x, y } = added(at, turned(point));
    return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
  });
  const fits = points.slice(0, LIMITS.outline_points);
  return { points: fits, text: wordsOf(area), note: readNote(area.uuid), path };
}

/** Old plans write the text itself where new ones have an object. */
const wordsOf = ({ text }: Readonly<Record<string, unknown>>): string =>
  typeof text === "string" ? text : textOf(fieldsOf(text).text);

const turner = (degrees: number): ((point: Point) => Point) => {
  const angle = Number.isFinite(degrees) ? (degrees * Math.PI) / 180 : 0;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return angle === 0 ? (point) => point : ({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos });
};

/** Relative to the area's own position. */
function shapeOf(area: Readonly<Record<string, unknown>>, path: string, report: Report): readonly Point[] {
  const polygon = listOf(fieldsOf(area.polygon).points);
  if (polygon.length > 0)
    return polygon.map((point, index) => pointOf(point, `${path}.polygon.points.${index}`, report));
  const rectangle = fieldsOf(area.rectangle ?? area);
  const width = Number(rectangle.width);
  const height = Number(rectangle.height);
  if (width > 0 && height > 0) return boxOutline({ left: 0, top: 0, right: width, bottom: height });
  const radius = fieldsOf(area.ellipse).radius;
  const round = Number(fieldsOf(area.circle).radius);
  const across = radius === undefined ? { x: round, y: round } : pointOf(radius, `${path}.ellipse.radius`, report);
  if (across.x > 0 && across.y > 0) return ring(across);
  return [];
}

const ring = ({ x, y }: Point): Point[] =>
  Array.from({ length: ROUND_CORNERS }, (_, corner) => {
    const angle = (corner / ROUND_CORNERS) * 2 * Math.PI;
    return { x: Math.cos(angle) * x, y: Math.sin(angle) * y };
  });
