// The room's words in the page's language, and seats as people name them.
import { roomEn } from "../../words/room-en.ts";
import { type RoomWords, roomKo } from "../../words/room-ko.ts";
import { gradeAt } from "../choice.ts";
import { COMPANION, type Plan, RESTRICTED_VIEW, STEP_FREE, WHEELCHAIR } from "../plan.ts";
import type { RoomSettings } from "../room.ts";

export const roomWordsFor = (language: RoomSettings["language"]): RoomWords => (language === "en" ? roomEn : roomKo);

const rowAt = (plan: Plan, place: number): string => plan.map.rows[plan.map.row_of[place] ?? 0]?.label ?? "";
const sectionNameAt = (plan: Plan, place: number): string => plan.sections[plan.map.section_of[place] ?? 0]?.name ?? "";

export const seatName = (words: RoomWords, plan: Plan, place: number): string =>
  words.choice.seat(sectionNameAt(plan, place), rowAt(plan, place), plan.map.labels[place] ?? "");

/** Several seats in few words: those of one row share its name, "1F C1 B열 3, 4번". */
export function seatNames(words: RoomWords, plan: Plan, places: readonly number[]): string {
  const [first] = places;
  if (first === undefined) return "";
  const row = plan.map.row_of[first];
  if (places.some((place) => plan.map.row_of[place] !== row)) {
    return places.map((place) => seatName(words, plan, place)).join(" · ");
  }
  const labels = places.map((place) => plan.map.labels[place] ?? "").join(", ");
  return words.choice.seat(sectionNameAt(plan, first), rowAt(plan, first), labels);
}

/** Many seats, row by row: "1층 A열 3, 4번 · 1층 B열 1번". */
export function seatsByRow(words: RoomWords, plan: Plan, places: readonly number[]): readonly string[] {
  const rows = new Map<number, number[]>();
  for (const place of places) {
    const row = plan.map.row_of[place] ?? -1;
    rows.set(row, [...(rows.get(row) ?? []), place]);
  }
  return [...rows.values()].map((of_row) => seatNames(words, plan, of_row));
}

export function tagNames(words: RoomWords, plan: Plan, place: number): readonly string[] {
  const tags = plan.tags[place] ?? 0;
  return [
    (tags & WHEELCHAIR) !== 0 ? words.tags.wheelchair : "",
    (tags & COMPANION) !== 0 ? words.tags.companion : "",
    (tags & RESTRICTED_VIEW) !== 0 ? words.tags.restricted_view : "",
    (tags & STEP_FREE) !== 0 ? words.tags.step_free : "",
  ].filter((name) => name !== "");
}

export const gradeNameAt = (settings: RoomSettings, plan: Plan, place: number): string =>
  settings.grades.find(({ grade }) => grade === gradeAt(plan, place))?.name ?? gradeAt(plan, place);
