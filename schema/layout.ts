// The shape of a seat layout: what the organiser sends, what is kept, what a fan's map receives.
// Layouts are immutable: a change makes a new version, and a showtime keeps the version it was sold with.
import * as z from "zod/mini";
import { textLine } from "./http/text.ts";
import { LIMITS } from "./limits.ts";

export const GRADES = ["VIP", "R", "S", "A", "B", "STANDING"] as const;
export type Grade = (typeof GRADES)[number];

export const SEAT_TAGS = ["wheelchair", "companion", "restricted_view", "step_free"] as const;
export type SeatTag = (typeof SEAT_TAGS)[number];

export type Point = { readonly x: number; readonly y: number };

/** Coordinates are whole numbers on a plan where neighbouring seats stand about 10 units apart. */
export type Seat = {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly tags?: readonly SeatTag[];
};

export type Row = {
  readonly label: string;
  readonly seats: readonly Seat[];
  /** Indexes i for which seats i and i + 1 are NOT neighbours (an aisle, a pillar, a turn of the stand). */
  readonly breaks?: readonly number[];
};

export type SeatedSection = {
  readonly id: string;
  readonly name: string;
  readonly kind: "seated";
  readonly grade: Grade;
  readonly rows: readonly Row[];
  readonly side?: "HOME" | "AWAY";
  readonly level?: number;
  readonly outline: readonly Point[];
};

export type StandingSection = {
  readonly id: string;
  readonly name: string;
  readonly kind: "standing";
  readonly grade: Grade;
  readonly capacity: number;
  readonly side?: "HOME" | "AWAY";
  readonly level?: number;
  readonly outline: readonly Point[];
};

export type Section = SeatedSection | StandingSection;

export type Stage = {
  readonly kind: "stage" | "field" | "diamond" | "thrust";
  readonly outline: readonly Point[];
};

export type Layout = {
  readonly layout_version: string;
  readonly sections: readonly Section[];
  readonly stage: Stage;
  readonly focal_point: Point;
};

const shortText = textLine(1, LIMITS.section_name_chars);
const label = textLine(1, LIMITS.seat_label_chars);
const coordinate = z.int().check(z.minimum(-LIMITS.coordinate_max), z.maximum(LIMITS.coordinate_max));
const point = z.object({ x: coordinate, y: coordinate });
const outline = z.array(point).check(z.minLength(3), z.maxLength(LIMITS.outline_points));

/** A section or seat that is known already keeps its id; what comes without one is given one. */
export const SEAT_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
/** Shorter, because ids of seats begin with it. */
export const SECTION_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9-]{0,23}$/;

const seatInput = z.object({
  id: z.optional(z.string().check(z.regex(SEAT_ID_PATTERN))),
  label,
  x: coordinate,
  y: coordinate,
  tags: z.optional(z.array(z.enum(SEAT_TAGS)).check(z.maxLength(SEAT_TAGS.length))),
});

const rowInput = z.object({
  label,
  /** A number of seats lays the row out by itself. */
  seats: z.union([
    z.int().check(z.minimum(1), z.maximum(LIMITS.seats_per_row)),
    z.array(seatInput).check(z.minLength(1), z.maxLength(LIMITS.seats_per_row)),
  ]),
  breaks: z.optional(z.array(z.int().check(z.minimum(0))).check(z.maxLength(LIMITS.seats_per_row))),
});

const sectionBase = {
  id: z.optional(z.string().check(z.regex(SECTION_ID_PATTERN))),
  name: shortText,
  grade: z.enum(GRADES),
  side: z.optional(z.enum(["HOME", "AWAY"])),
  level: z.optional(z.int().check(z.minimum(0), z.maximum(9))),
  outline: z.optional(outline),
};

export const sectionInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("seated"),
    ...sectionBase,
    rows: z.array(rowInput).check(z.minLength(1), z.maxLength(LIMITS.rows_per_section)),
  }),
  z.object({
    kind: z.literal("standing"),
    ...sectionBase,
    capacity: z.int().check(z.minimum(1), z.maximum(LIMITS.seats_per_venue)),
  }),
]);
export type SectionInput = z.infer<typeof sectionInput>;

export const layoutInput = z.object({
  sections: z.array(sectionInput).check(z.minLength(1), z.maxLength(LIMITS.sections_per_venue)),
  stage: z.optional(z.object({ kind: z.enum(["stage", "field", "diamond", "thrust"]), outline })),
  focal_point: z.optional(point),
});
export type LayoutInput = z.infer<typeof layoutInput>;
