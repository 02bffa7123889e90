// Seats as people name them: the section, the row, and the number on the chair.
import type { Language } from "../../../schema/http/words.ts";
import { seatMapEn } from "../../words/seat-map-en.ts";
import { type SeatMapWords, seatMapKo } from "../../words/seat-map-ko.ts";
import type { Plan } from "../plan.ts";

export const seatMapWords = (language: Language): SeatMapWords => (language === "en" ? seatMapEn : seatMapKo);

type SeatName = Pick<SeatMapWords, "seat">;

const rowAt = (plan: Plan, place: number): string => plan.map.rows[plan.map.row_of[place] ?? 0]?.label ?? "";
const sectionNameAt = (plan: Plan, place: number): string => plan.sections[plan.map.section_of[place] ?? 0]?.name ?? "";

export const seatName = (words: SeatName, plan: Plan, place: number): string =>
  words.seat(sectionNameAt(plan, place), rowAt(plan, place), plan.map.labels[place] ?? "");

/** Several seats in few words: those of one row share its name, "1F C1 B열 3, 4번". */
export function seatNames(words: SeatName, plan: Plan, places: readonly number[]): string {
  const [first] = places;
  if (first === undefined) return "";
  const row = plan.map.row_of[first];
  if (places.some((place) => plan.map.row_of[place] !== row)) {
    return places.map((place) => seatName(words, plan, place)).join(" · ");
  }
  const labels = places.map((place) => plan.map.labels[place] ?? "").join(", ");
  return words.seat(sectionNameAt(plan, first), rowAt(plan, first), labels);
}

/** Many seats, row by row: "1층 A열 3, 4번 · 1층 B열 1번". */
export function seatsByRow(words: SeatName, plan: Plan, places: readonly number[]): readonly string[] {
  const rows = new Map<number, number[]>();
  for (const place of places) {
    const row = plan.map.row_of[place] ?? -1;
    rows.set(row, [...(rows.get(row) ?? []), place]);
  }
  return [...rows.values()].map((of_row) => seatNames(words, plan, of_row));
}
