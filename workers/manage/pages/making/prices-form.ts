// The form of prices and limits.
import { DEFAULT_HANDOVER, DEFAULT_RETURNS } from "../../../../domain/returns/terms.ts";
import { GRADES } from "../../../../schema/layout.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { changedIn, type FormState, fromMs, inMs, type Values, whole } from "./form-state.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const TICKS = ["release_on_decline", "strand_check"] as const;
export const priceName = (grade: string): string => `price_${grade}`;

const LIMIT_FIELDS = ["seats_per_fan", "hold_min", "payment_min", "payment_attempts", ...TICKS] as const;
/** What may be done with a ticket once it is bought. */
const AFTER_FIELDS = ["returns_tickets", "handover_on", "handover_per_fan", "handover_hours"] as const;
export const PRICE_FIELDS: readonly string[] = [...GRADES.map(priceName), ...LIMIT_FIELDS, ...AFTER_FIELDS];

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
    ...afterValues(limits),
  };
}

function afterValues({ returns, handover }: FoundShow["show"]["limits"]): Values {
  const { tickets } = { ...DEFAULT_RETURNS, ...returns };
  const { on, per_fan, cutoff_before_start_ms } = { ...DEFAULT_HANDOVER, ...handover };
  return {
    returns_tickets: tickets ? "on" : "",
    handover_on: on ? "on" : "",
    handover_per_fan: String(per_fan),
    handover_hours: fromMs(cutoff_before_start_ms, HOUR_MS),
  };
}

function afterPatch({ values }: FormState, changed: ReadonlySet<string>): Record<string, unknown> {
  const { returns_tickets = "", handover_on = "", handover_per_fan = "", handover_hours = "" } = values;
  const handover = {
    ...(changed.has("handover_on") && { on: handover_on === "on" }),
    ...(changed.has("handover_per_fan") && { per_fan: whole(handover_per_fan) }),
    ...(changed.has("handover_hours") && { cutoff_before_start_ms: inMs(handover_hours, HOUR_MS) }),
  };
  return {
    ...(changed.has("returns_tickets") && { returns: { tickets: returns_tickets === "on" } }),
    ...(Object.keys(handover).length > 0 && { handover }),
  };
}

/** "120,000" is how people write it. */
const won = (text: string): number => whole(text.replace(/[,\s]/g, ""));

/** `grades` are those of the show's own plan. */
export function pricesPatch(state: FormState, grades: readonly string[]): Record<string, unknown> {
  const { values } = state;
  const changed = changedIn(state);
  const patch = afterPatch(state, changed);
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

const PLACES: Readonly<Record<string, string>> = {
  "limits.hold_ms": "hold_min",
  "limits.payment_ms": "payment_min",
  "handover.per_fan": "handover_per_fan",
  "handover.cutoff_before_start_ms": "handover_hours",
};

export const pricesField =
  (grades: readonly string[]) =>
  (path: string): string => {
    const index = /^grades\.(\d+)/.exec(path)?.[1];
    const grade = grades[index === undefined ? 0 : Number(index)];
    if (path.startsWith("grades") && grade !== undefined) return priceName(grade);
    return PLACES[path] ?? path.replace(/^limits\./, "");
  };
