// The halls of a practice: the same plans for everybody, so that a link means the same sale to whoever opens it.
import type { Grade, Layout, LayoutInput } from "../../schema/layout.ts";
import { ballpark } from "../halls/ballpark.ts";
import { arena } from "../halls/bowls.ts";
import { playhouse } from "../halls/theatre.ts";
import { buildLayout } from "../layout/build.ts";

export const HALL_NAMES = ["theatre", "ballpark", "stadium"] as const;
export type HallName = (typeof HALL_NAMES)[number];

const PLANS: Readonly<Record<HallName, () => LayoutInput>> = { theatre: playhouse, ballpark, stadium: arena };

/** A plan that changes is another version: pages keep layouts for a year. */
const VERSION = 1;
const VERSION_SHAPE = /^practice-(theatre|ballpark|stadium)-1$/;

export const PRACTICE_PRICES_KRW: Readonly<Record<Grade, number>> = {
  VIP: 165_000,
  R: 132_000,
  S: 99_000,
  A: 77_000,
  B: 55_000,
  STANDING: 110_000,
};

export const hallVersion = (hall: HallName): string => `practice-${hall}-${VERSION}`;
/** Null where the version is of no hall here. */
export const hallOfVersion = (layout_version: string): HallName | null =>
  (VERSION_SHAPE.exec(layout_version)?.[1] as HallName | undefined) ?? null;

export function practiceLayout(hall: HallName): Layout {
  const built = buildLayout(PLANS[hall]());
  if (!built.ok) throw new Error(`the hall ${hall} is no layout: ${built.failure.code}`);
  return { layout_version: hallVersion(hall), ...built.value };
}

/** How many places of each grade a layout has. */
export function placesByGrade({ sections }: Layout): Partial<Record<Grade, number>> {
  const places: Partial<Record<Grade, number>> = {};
  for (const section of sections) {
    const count =
      section.kind === "standing" ? section.capacity : section.rows.reduce((sum, { seats }) => sum + seats.length, 0);
    places[section.grade] = (places[section.grade] ?? 0) + count;
  }
  return places;
}
