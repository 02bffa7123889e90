// Drafts and commands for tests: small halls with everything in them, and arbitrary sessions of an organiser.
import fc from "fast-check";
import { GRADES, type Layout, SEAT_TAGS } from "../../../schema/layout.ts";
import { buildLayout } from "../../layout/build.ts";
import { PLAIN_SHAPE } from "../block.ts";
import { apply, type Command, everything, type Target } from "../command.ts";
import { compileDraft, type Draft, EMPTY_DRAFT } from "../draft.ts";
import { eachSeat } from "../finding.ts";
import { PLAIN_LABELLING } from "../labelling.ts";
import type { NewBlock } from "../making.ts";
import { SEQUENCES } from "../sequence.ts";

export const NOTHING: Target = { seats: new Set(), zones: new Set() };

export const block = (more: Partial<NewBlock> = {}): NewBlock => ({
  name: "A",
  grade: "R",
  rows: 3,
  seats: 6,
  grow: 0,
  aisles: [],
  shape: PLAIN_SHAPE,
  at: { x: 0, y: 0 },
  ...more,
});

export const hallOf = (...blocks: readonly NewBlock[]): Draft =>
  blocks.reduce((draft, one) => apply(draft, { kind: "add_block", block: one }), EMPTY_DRAFT);

export const layoutOf = (draft: Draft): Layout => {
  const input = compileDraft(draft);
  if (input === null) throw new Error("a section has no grade");
  const built = buildLayout(input);
  if (!built.ok) throw new Error(built.failure.code);
  // As it is sent: on the wire "-0" is 0.
  return JSON.parse(JSON.stringify({ layout_version: "test", ...built.value })) as Layout;
};

export const ids = (draft: Draft): string[] => [...eachSeat(draft)].map(({ seat }) => seat.id);
export const labels = (draft: Draft): string[] =>
  [...eachSeat(draft)].map(({ row, seat }) => `${row.label}-${seat.label}`);

/** Steps of a session; what they mean to do it to is found in the draft of the moment, by shares. */
type Intent = (draft: Draft) => Command;
const share = fc.double({ min: 0, max: 1, noNaN: true });

const chosen = (draft: Draft, from: number, size: number): Target => {
  const { seats, zones } = everything(draft);
  const list = [...seats];
  const start = Math.floor(from * list.length);
  return {
    seats: new Set(list.slice(start, start + 1 + Math.floor(size * 14))),
    zones: size > 0.5 ? zones : new Set(),
  };
};

const point = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -400, max: 400 }) });

export const intent: fc.Arbitrary<Intent> = fc
  .tuple(fc.integer({ min: 0, max: 14 }), share, share, point, fc.nat(100))
  .map(([kind, from, size, at, n]) => (draft): Command => {
    const target = chosen(draft, from, size);
    const grade = GRADES[n % GRADES.length] ?? "R";
    const tag = SEAT_TAGS[n % SEAT_TAGS.length] ?? "wheelchair";
    const shape = { ...PLAIN_SHAPE, arc_degrees: n, turn_degrees: at.x };
    const sequence = SEQUENCES[n % SEQUENCES.length] ?? "numbers";
    const choices: readonly Command[] = [
      {
        kind: "add_block",
        block: block({ name: `B${n}`, grade, rows: 1 + (n % 4), seats: 1 + (n % 9), aisles: [3], at, shape }),
      },
      {
        kind: "add_zone",
        zone: {
          name: `Z${n}`,
          grade,
          capacity: n + 1,
          outline: [at, { x: at.x + 40, y: at.y }, { x: at.x, y: at.y + 40 }],
        },
      },
      { kind: "move", by: at, ...target },
      { kind: "turn", degrees: n, ...target },
      { kind: "mirror", ...target },
      { kind: "reshape", seats: target.seats, shape },
      { kind: "extend", seats: target.seats, count: 1 + (n % 3), at: n % 2 === 0 ? "end" : "start" },
      { kind: "duplicate", by: at, ...target },
      { kind: "remove", ...target },
      {
        kind: "label",
        seats: target.seats,
        labelling: { rows: { ...PLAIN_LABELLING.rows, sequence }, seats: { ...PLAIN_LABELLING.seats, sequence } },
      },
      { kind: "paint", grade, ...target },
      { kind: "mark", seats: target.seats, tag, on: n % 2 === 0 },
      { kind: "aisle", after: target.seats, open: n % 2 === 0 },
      {
        kind: "section",
        id: draft.sections[n % Math.max(1, draft.sections.length)]?.id ?? "",
        change: { name: `S${n}`, level: n % 3 },
      },
      { kind: "focal_point", point: at },
    ];
    return choices[kind] ?? { kind: "focal_point", point: null };
  });
