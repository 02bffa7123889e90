// A layout as the map needs it: the ledger's own numbering of places, plus outlines, boxes and where a name may stand.
import { type Box, boxOf, clearance, contains } from "../../domain/layout/outline.ts";
import { compileMap, type SeatMap } from "../../domain/seat-ledger/seat-map.ts";
import type { Grade, Layout, Point, SeatTag, Stage } from "../../schema/layout.ts";

export const WHEELCHAIR = 1;
export const COMPANION = 2;
export const RESTRICTED_VIEW = 4;
export const STEP_FREE = 8;
const TAG_BITS: Readonly<Record<SeatTag, number>> = {
  wheelchair: WHEELCHAIR,
  companion: COMPANION,
  restricted_view: RESTRICTED_VIEW,
  step_free: STEP_FREE,
};

export type PlanSection = {
  /** Its number in `map.sections`. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly kind: "seated" | "standing";
  readonly grade: Grade;
  readonly level: number;
  /** Places [start, end). */
  readonly start: number;
  readonly end: number;
  readonly outline: readonly Point[];
  readonly box: Box;
  /** The middle of its widest open part, and how far from there the outline is. */
  readonly anchor: Point;
  readonly room: number;
  /** How far a name may run to either side of the anchor. */
  readonly reach: number;
};

export type Plan = {
  readonly layout_version: string;
  readonly map: SeatMap;
  /** One byte of tag bits for each seat. */
  readonly tags: Uint8Array;
  readonly sections: readonly PlanSection[];
  readonly stage: Stage;
  readonly bounds: Box;
  /** How far apart neighbouring seats stand. */
  readonly pitch: number;
};

const MARGIN = 24;
const USUAL_PITCH = 10;
const ANCHOR_STEPS = 12;
const MIDDLE_PULL = 0.15;
const REACH_MAX = 2_000;
const EMPTY_BOX: Box = { left: 0, top: 0, right: 1, bottom: 1 };

export function planOf(layout: Layout): Plan {
  const map = compileMap(layout);
  const byId = new Map(layout.sections.map((section) => [section.id, section]));
  const sections = map.sections.map((section, number): PlanSection => {
    const drawn = byId.get(section.id);
    const outline = drawn?.outline ?? [];
    const box = boxOf(outline) ?? EMPTY_BOX;
    return { ...section, number, level: drawn?.level ?? 0, outline, box, ...anchorOf(outline, box) };
  });
  const around = boxOf([...sections.flatMap(({ outline }) => outline), ...layout.stage.outline]) ?? EMPTY_BOX;
  return {
    layout_version: layout.layout_version,
    map,
    tags: tagsOf(layout, map.seats_count),
    sections,
    stage: layout.stage,
    bounds: {
      left: around.left - MARGIN,
      top: around.top - MARGIN,
      right: around.right + MARGIN,
      bottom: around.bottom + MARGIN,
    },
    pitch: pitchOf(map),
  };
}

function tagsOf(layout: Layout, seats_count: number): Uint8Array {
  const tags = new Uint8Array(seats_count);
  let place = 0;
  for (const section of layout.sections) {
    if (section.kind === "standing") continue;
    for (const row of section.rows) {
      for (const seat of row.seats) {
        tags[place] = (seat.tags ?? []).reduce((bits, tag) => bits | TAG_BITS[tag], 0);
        place++;
      }
    }
  }
  return tags;
}

/** The narrowest usual distance between neighbours: half of all pairs are at least this near. */
function pitchOf(map: SeatMap): number {
  const gaps: number[] = [];
  const step = Math.max(1, Math.floor(map.seats_count / 2_000));
  for (let place = 0; place + 1 < map.seats_count; place += step) {
    if (map.joined_right[place] !== 1) continue;
    const dx = (map.x[place + 1] ?? 0) - (map.x[place] ?? 0);
    const dy = (map.y[place + 1] ?? 0) - (map.y[place] ?? 0);
    gaps.push(Math.hypot(dx, dy));
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? USUAL_PITCH;
}

/** The point farthest from the outline, on a coarse lattice: an L-shaped section has its name inside the L. */
function anchorOf(outline: readonly Point[], box: Box): Pick<PlanSection, "anchor" | "room" | "reach"> {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  let anchor = middle;
  let room = contains(outline, middle) ? clearance(outline, middle) : 0;
  let best = room;
  for (let column = 1; column < ANCHOR_STEPS; column++) {
    for (let row = 1; row < ANCHOR_STEPS; row++) {
      const point = {
        x: box.left + ((box.right - box.left) * column) / ANCHOR_STEPS,
        y: box.top + ((box.bottom - box.top) * row) / ANCHOR_STEPS,
      };
      if (!contains(outline, point)) continue;
      const open = clearance(outline, point);
      // Of points nearly as open the one nearest the middle: a long block is named in its centre.
      const score = open - MIDDLE_PULL * Math.hypot(point.x - middle.x, point.y - middle.y);
      if (score > best) {
        best = score;
        room = open;
        anchor = point;
      }
    }
  }
  return { anchor, room, reach: reachOf(outline, anchor, room) };
}

/** How far a line of text may run to either side of the anchor. */
function reachOf(outline: readonly Point[], anchor: Point, room: number): number {
  const step = Math.max(1, room / 4);
  const holds = (x: number): boolean =>
    [-0.4, 0, 0.4].every((share) => contains(outline, { x, y: anchor.y + room * share }));
  let reach = room;
  while (reach < REACH_MAX && holds(anchor.x - reach - step) && holds(anchor.x + reach + step)) reach += step;
  return reach;
}

/** The section drawn under a point; of several, the one drawn last. */
export function sectionAt(plan: Plan, point: Point): PlanSection | null {
  for (let i = plan.sections.length - 1; i >= 0; i--) {
    const section = plan.sections[i];
    if (section === undefined) continue;
    const { left, top, right, bottom } = section.box;
    if (point.x < left || point.x > right || point.y < top || point.y > bottom) continue;
    if (contains(section.outline, point)) return section;
  }
  return null;
}

export const isSeat = (plan: Plan, place: number): boolean => place >= 0 && place < plan.map.seats_count;

/** Row numbers of each section. */
export function rowsBySection(plan: Plan): readonly (readonly number[])[] {
  const rows: number[][] = plan.sections.map(() => []);
  plan.map.rows.forEach((row, number) => {
    rows[row.section]?.push(number);
  });
  return rows;
}
