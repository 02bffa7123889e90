// The form of prices and limits.
import { GRADES } from "../../../../schema/layout.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { changedIn, type FormState, fromMs, inMs, type Values, whole } from "./form-state.ts";

const MINUTE_MS = 60_000;
export const TICKS = ["release_on_decline", "strand_check"] as const;
export const priceName = (grade: string): string => `price_${grade}`;

const LIMIT_FIELDS = ["seats_per_fan", "hold_min", "payment_min", "payment_attempts", ...TICKS] as const;
export const PRICE_FIELDS: readonly string[] = [...GRADES.map(priceName), ...LIMIT_FIELDS];

export function priceValues({ show: { limits }, grades }: FoundShow): Values {
  const prices = GRADES.map((grade) => {
    const price = grades.find((one) => one.grade === grade)?.price_krw;
    return [priceName(grade), price === undefined ? "" : String(price)];
  });
  return {
    ...Object.fromEntries(prices),
    seats_per_fan: String(limits.seats_per_fan),
    hold_min: fromMs(limits.hold_ms, MINUTE_MS),
    payment_min: fromMs(limits.payment_ms, MINUTE_MS),
    payment_attempts: String(limits.payment_attempts),
    release_on_decline: limits.release_on_decline === true ? "on" : "",
    strand_check: limits.strand_check === true ? "on" : "",
  };
}

/** "120,000" is how people write it. */
const won = (text: string): number => whole(text.replace(/[,\s]/g, ""));

/** `grades` are those of the show's own plan. */
export function pricesPatch(state: FormState, grades: readonly string[]): Record<string, unknown> {
  const { values } = state;
  const changed = changedIn(state);
  const patch: Record<string, unknown> = {};
  if (grades.some((grade) => changed.has(priceName(grade)))) {
    patch.grades = grades.map((grade) => ({ grade, price_krw: won(values[priceName(grade)] ?? "") }));
  }
  const limits = Object.fromEntries(
    LIMIT_FIELDS.filter((name) => changed.has(name)).map((name) => limitOf(name, values[name] ?? "")),
  );
  return Object.keys(limits).length === 0 ? patch : { ...patch, limits };
}

function limitOf(name: (typeof LIMIT_FIELDS)[number], text: string): [string, unknown] {
  if (name === "hold_min") return ["hold_ms", inMs(text, MINUTE_MS)];
  if (name === "payment_min") return ["payment_ms", inMs(text, MINUTE_MS)];
  if (name === "release_on_decline" || name === "strand_check") return [name, text === "on"];
  return [name, whole(text)];
}

const PLACES: Readonly<Record<string, string>> = { "limits.hold_ms": "hold_min", "limits.payment_ms": "payment_min" };

export const pricesField =
  (grades: readonly string[]) =>
  (path: string): string => {
    const index = /^grades\.(\d+)/.exec(path)?.[1];
    const grade = grades[index === undefined ? 0 : Number(index)];
    if (path.startsWith("grades") && grade !== undefined) return priceName(grade);
    return PLACES[path] ?? path.replace(/^limits\./, "");
  };
