// Halls for tests and measurements: rows of seats before a focal point, with aisles where asked.
import type { Grade, Layout, Row, SeatedSection, SeatTag, StandingSection } from "../../../schema/layout.ts";
import type { LedgerConfig } from "../config.ts";
import { DEFAULT_REFUND_RULE } from "../config.ts";

const SEAT_UNITS = 10;
const OUTLINE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];

export type Block = {
  readonly id: string;
  readonly grade: Grade;
  readonly rows: number;
  readonly seats: number;
  readonly breaks?: readonly number[];
  readonly tags?: Readonly<Record<number, readonly SeatTag[]>>;
  /** How far left of the middle its first seat stands; the middle by default. */
  readonly x?: number;
  readonly y?: number;
};

export const seatId = (section: string, row: number, seat: number): string => `${section}-${row}-${seat}`;

export function seatedSection(block: Block): SeatedSection {
  const x = block.x ?? -((block.seats - 1) * SEAT_UNITS) / 2;
  const rows = Array.from(
    { length: block.rows },
    (_, r): Row => ({
      label: String(r + 1),
      seats: Array.from({ length: block.seats }, (_, s) => ({
        id: seatId(block.id, r + 1, s + 1),
        label: String(s + 1),
        x: x + s * SEAT_UNITS,
        y: (block.y ?? 100) + r * (SEAT_UNITS + 2),
        ...(block.tags?.[s] === undefined ? {} : { tags: block.tags[s] }),
      })),
      ...(block.breaks === undefined ? {} : { breaks: block.breaks }),
    }),
  );
  return { id: block.id, name: `Section ${block.id}`, kind: "seated", grade: block.grade, rows, outline: OUTLINE };
}

export const zone = (id: string, capacity: number): StandingSection => ({
  id,
  name: `Zone ${id}`,
  kind: "standing",
  grade: "STANDING",
  capacity,
  outline: OUTLINE,
});

export const layoutOf = (sections: Layout["sections"], layout_version = "v1"): Layout => ({
  layout_version,
  sections,
  stage: { kind: "stage", outline: OUTLINE },
  focal_point: { x: 0, y: 0 },
});

export const hall = (rows: number, seats: number): Layout =>
  layoutOf([seatedSection({ id: "A", grade: "R", rows, seats })]);

/** A small house with everything in it: two grades, an aisle, a standing zone. */
export const smallHouse = (layout_version = "v1"): Layout =>
  layoutOf(
    [
      seatedSection({ id: "A", grade: "VIP", rows: 2, seats: 6, breaks: [2] }),
      seatedSection({ id: "B", grade: "R", rows: 2, seats: 5, y: 160 }),
      zone("Z", 8),
    ],
    layout_version,
  );

/** Fifty thousand seats in a ring of sections around a field. */
export function stadium(): Layout {
  const grades: readonly Grade[] = ["VIP", "R", "S", "A", "B"];
  const sections = Array.from({ length: 100 }, (_, i): SeatedSection => {
    const angle = ((i % 50) / 50) * 2 * Math.PI;
    const radius = i < 50 ? 600 : 1_100;
    const rows = Array.from(
      { length: 20 },
      (_, r): Row => ({
        label: String(r + 1),
        seats: Array.from({ length: 25 }, (_, s) => {
          const turn = angle + ((s - 12) * SEAT_UNITS) / (radius + r * 12);
          const far = radius + r * 12;
          return {
            id: seatId(String(i), r + 1, s + 1),
            label: String(s + 1),
            x: Math.round(Math.cos(turn) * far),
            y: Math.round(Math.sin(turn) * far),
          };
        }),
      }),
    );
    const grade = grades[i % grades.length] ?? "R";
    return { id: String(i), name: `Section ${i}`, kind: "seated", grade, rows, outline: OUTLINE };
  });
  return layoutOf(sections);
}

export const START_MS = 1_800_000_000_000;

type Changes = Omit<Partial<LedgerConfig>, "limits"> & { readonly limits?: Partial<LedgerConfig["limits"]> };

export function configOf(changes: Changes = {}): LedgerConfig {
  return {
    showtime_id: "st_1",
    show_id: "sh_1",
    code: "TESTAA",
    starts_at_ms: START_MS + 30 * 86_400_000,
    version: 1,
    prices_krw: { VIP: 150_000, R: 120_000, S: 90_000, A: 60_000, B: 30_000, STANDING: 99_000 },
    refund_rule: DEFAULT_REFUND_RULE,
    ...changes,
    limits: {
      seats_per_fan: 4,
      hold_ms: 300_000,
      payment_ms: 420_000,
      payment_attempts: 3,
      release_on_decline: false,
      strand_check: false,
      ...changes.limits,
    },
  };
}
