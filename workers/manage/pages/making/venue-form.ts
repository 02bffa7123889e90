// The form of a new venue: a plain block of seats to begin with, which the layout editor draws further.

import type * as z from "zod/mini";
import { venueInput } from "../../../../schema/http/catalogue.ts";
import { GRADES } from "../../../../schema/layout.ts";
import { type FormState, type Values, whole } from "./form-state.ts";

export const VENUE_FIELDS = [
  "venue_name",
  "venue_name_en",
  "region",
  "time_zone",
  "venue_rows",
  "venue_seats",
  "venue_grade",
] as const;

export const NO_VENUE: Values = {
  venue_name: "",
  venue_name_en: "",
  region: "SEOUL",
  time_zone: "Asia/Seoul",
  venue_rows: "10",
  venue_seats: "20",
  venue_grade: "R",
};

/** More is drawn, not counted. */
const SIDE_MAX = 100;

type Read =
  | { readonly ok: true; readonly body: z.infer<typeof venueInput> }
  | { readonly ok: false; readonly wrong: readonly string[] };

export function readVenueForm({ values }: FormState): Read {
  const get = (name: (typeof VENUE_FIELDS)[number]): string => (values[name] ?? "").trim();
  const rows = whole(get("venue_rows"));
  const seats = whole(get("venue_seats"));
  const grade = GRADES.find((one) => one === get("venue_grade"));
  const sides = { venue_rows: rows, venue_seats: seats };
  const wrong: string[] = Object.entries(sides)
    .filter(([, side]) => !(side >= 1 && side <= SIDE_MAX))
    .map(([name]) => name);
  if (grade === undefined) wrong.push("venue_grade");
  const read = venueInput.safeParse({
    name: get("venue_name"),
    ...(get("venue_name_en") === "" ? {} : { name_en: get("venue_name_en") }),
    region: get("region"),
    time_zone: get("time_zone"),
    sections: [
      {
        name: "1층",
        kind: "seated",
        grade: grade ?? "R",
        rows: Array.from({ length: wrong.length > 0 ? 1 : rows }, (_, i) => ({
          label: String(i + 1),
          seats: wrong.length > 0 ? 1 : seats,
        })),
      },
    ],
  });
  if (!read.success) wrong.push(...read.error.issues.map(({ path }) => fieldOf(path.map(String).join("."))));
  return read.success && wrong.length === 0 ? { ok: true, body: read.data } : { ok: false, wrong };
}

const fieldOf = (path: string): string => (path === "name" || path === "name_en" ? `venue_${path}` : path);
