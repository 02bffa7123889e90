// The editor's document: a layout whose ids never change, and whose sections may still lack a grade.
import type { Grade, Layout, LayoutInput, Point, Seat, SectionInput, Stage } from "../../schema/layout.ts";
import { outlineAround } from "../layout/outline.ts";

export type DraftRow = {
  readonly label: string;
  readonly seats: readonly Seat[];
  /** Indexes i for which seats i and i + 1 are not neighbours. */
  readonly breaks: readonly number[];
};

type Common = {
  readonly id: string;
  readonly name: string;
  readonly grade: Grade | null;
  readonly side?: "HOME" | "AWAY";
  readonly level?: number;
};

export type DraftSeated = Common & {
  readonly kind: "seated";
  readonly rows: readonly DraftRow[];
  /** Null: drawn around the seats, wherever they are. */
  readonly outline: readonly Point[] | null;
  /** The number of the next row made here; ids are made of it, so it only grows. */
  readonly next_row: number;
};

export type DraftStanding = Common & {
  readonly kind: "standing";
  readonly capacity: number;
  readonly outline: readonly Point[];
};

export type DraftSection = DraftSeated | DraftStanding;

/** Commands make a new draft that shares every section, row and seat they leave alone. */
export type Draft = {
  readonly sections: readonly DraftSection[];
  readonly stage: Stage | null;
  readonly focal_point: Point | null;
  readonly next_section: number;
};

export const EMPTY_DRAFT: Draft = { sections: [], stage: null, focal_point: null, next_section: 1 };

type Opened = {
  readonly sections: Layout["sections"];
  readonly stage: Stage | null;
  readonly focal_point: Point | null;
};

export function openDraft({ sections, stage, focal_point }: Opened): Draft {
  const used = new Numbers();
  for (const section of sections) {
    used.section(section.id);
    if (section.kind === "seated") for (const row of section.rows) for (const seat of row.seats) used.seat(seat.id);
  }
  return {
    sections: sections.map((section): DraftSection => {
      if (section.kind === "standing") return section;
      const rows = section.rows.map((row) => ({ label: row.label, seats: row.seats, breaks: row.breaks ?? [] }));
      return { ...section, rows, next_row: used.rowAfter(section.id) };
    }),
    stage,
    focal_point,
    next_section: used.sectionAfter,
  };
}

/** Which numbers are taken by ids of the form section-row-seat; ids of any other form are in nobody's way. */
class Numbers {
  #section = 0;
  readonly #rows = new Map<string, number>();

  section(id: string): void {
    if (/^[1-9]\d{0,8}$/.test(id)) this.#section = Math.max(this.#section, Number(id));
  }

  seat(id: string): void {
    const [section = "", row = "", seat, more] = id.split("-");
    if (seat === undefined || more !== undefined || !/^[1-9]\d{0,8}$/.test(row)) return;
    // A seat may have moved to another section: its old section's number stays taken.
    this.section(section);
    this.#rows.set(section, Math.max(this.#rows.get(section) ?? 0, Number(row)));
  }

  get sectionAfter(): number {
    return this.#section + 1;
  }

  rowAfter(section: string): number {
    return (this.#rows.get(section) ?? 0) + 1;
  }
}

/** What is published. A section without a grade has no price: it is a problem, and such a draft is not compiled. */
export function compileDraft(draft: Draft): LayoutInput | null {
  const sections: SectionInput[] = [];
  for (const section of draft.sections) {
    const { grade } = section;
    if (grade === null) return null;
    sections.push(compileSection(section, grade));
  }
  return {
    sections,
    ...(draft.stage === null ? {} : { stage: { kind: draft.stage.kind, outline: [...draft.stage.outline] } }),
    ...(draft.focal_point === null ? {} : { focal_point: draft.focal_point }),
  };
}

function compileSection(section: DraftSection, grade: Grade): SectionInput {
  const common = {
    id: section.id,
    name: section.name,
    grade,
    ...(section.side === undefined ? {} : { side: section.side }),
    ...(section.level === undefined ? {} : { level: section.level }),
    ...(section.outline === null ? {} : { outline: [...section.outline] }),
  };
  if (section.kind === "standing") return { ...common, kind: "standing", capacity: section.capacity };
  const rows = section.rows.map((row) => ({
    label: row.label,
    seats: row.seats.map((seat) => ({
      id: seat.id,
      label: seat.label,
      x: seat.x,
      y: seat.y,
      ...(seat.tags === undefined ? {} : { tags: [...seat.tags] }),
    })),
    breaks: [...row.breaks],
  }));
  return { ...common, kind: "seated", rows };
}

const outlines = new WeakMap<DraftSeated, readonly Point[]>();

/** A section's outline as it is drawn; found once for each state of a section. */
export function outlineOf(section: DraftSection): readonly Point[] {
  if (section.kind === "standing" || section.outline !== null) return section.outline ?? [];
  const known = outlines.get(section);
  if (known !== undefined) return known;
  const outline = outlineAround(section.rows.map(({ seats }) => seats));
  outlines.set(section, outline);
  return outline;
}

export const seatsCount = (section: DraftSection): number =>
  section.kind === "standing" ? section.capacity : section.rows.reduce((sum, { seats }) => sum + seats.length, 0);

export const placesCount = (draft: Draft): number =>
  draft.sections.reduce((sum, section) => sum + seatsCount(section), 0);
