// Gives a place on the plan to sections that came without coordinates: bands of blocks that bend around the stage.
import type { Point, SectionInput } from "../../schema/layout.ts";

export const SEAT_PITCH = 10;
export const ROW_PITCH = 12;
const AISLE = 10;
const GAP_BETWEEN_SECTIONS = 34;
const GAP_BETWEEN_BANDS = 44;
const GAP_BETWEEN_LEVELS = 76;
const BAND_ASPECT = 2.2;
/** Room for one standing person; a crowd stands closer than it sits. */
const STANDING_AREA = 36;
/** How far a band's ends come forward, as a share of its width: at the ends rows then slope by 0.56. */
const BEND = 0.14;
/** Above this many places rows stay straight within a section: even deltas keep the download small. */
const BENT_ROWS_PLACES_MAX = 6_000;

type Block = {
  readonly index: number;
  readonly width: number;
  readonly depth: number;
  readonly level: number;
  readonly side: -1 | 0 | 1;
};
type Band = Block[];
/** The middle of a block's front edge. */
type Spot = { readonly block: Block; readonly x: number; readonly y: number };

type Arranged = {
  /** Seats of each row, or the corners of a standing area, by the section's index in the input. */
  readonly places: ReadonlyMap<
    number,
    { readonly rows: readonly (readonly Point[])[]; readonly area: readonly Point[] }
  >;
  /** Lies before the first row; the stage goes above it. */
  readonly front: Point;
  readonly width: number;
};

export const seatCount = (seats: number | readonly unknown[]): number =>
  typeof seats === "number" ? seats : seats.length;

/** Distances along a row from its middle, aisles included. */
export const rowOffsets = (count: number, breaks: readonly number[] = []): number[] => {
  const offsets: number[] = [];
  let at = 0;
  for (let seat = 0; seat < count; seat += 1) {
    offsets.push(at);
    at += SEAT_PITCH + (breaks.includes(seat) ? AISLE : 0);
  }
  const middle = (offsets.at(-1) ?? 0) / 2;
  return offsets.map((offset) => offset - middle);
};

const rowWidth = (count: number, breaks: readonly number[] = []): number =>
  (count - 1) * SEAT_PITCH + breaks.length * AISLE;

const blockOf = (section: SectionInput, index: number): Block => {
  const place = {
    index,
    level: section.level ?? 0,
    side: section.side === "HOME" ? (-1 as const) : section.side === "AWAY" ? (1 as const) : (0 as const),
  };
  if (section.kind === "standing") {
    const area = Math.max(section.capacity, 20) * STANDING_AREA;
    const width = Math.ceil(Math.sqrt(area * 2) / 10) * 10;
    return { ...place, width, depth: Math.ceil(area / width / 10) * 10 };
  }
  const width = Math.max(...section.rows.map((row) => rowWidth(seatCount(row.seats), row.breaks)));
  return { ...place, width, depth: (section.rows.length - 1) * ROW_PITCH };
};

const pack = (blocks: readonly Block[], limit: number): Band[] => {
  const bands: Band[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const block of blocks) {
    const band = bands.at(-1);
    const wide = block.width + GAP_BETWEEN_SECTIONS;
    if (band === undefined || used + wide > limit) {
      bands.push([block]);
      used = wide;
    } else {
      band.push(block);
      used += wide;
    }
  }
  return bands;
};

/** As few bands as the width asks for, and those as even as can be. */
const packEvenly = (blocks: readonly Block[], limit: number): Band[] => {
  const wanted = pack(blocks, limit).length;
  let low = Math.max(...blocks.map(({ width }) => width)) + GAP_BETWEEN_SECTIONS;
  let high = Math.max(low, Math.ceil(limit));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (pack(blocks, middle).length <= wanted) high = middle;
    else low = middle + 1;
  }
  return pack(blocks, high);
};

const bandWidth = (band: Band): number =>
  band.reduce((sum, { width }) => sum + width + GAP_BETWEEN_SECTIONS, -GAP_BETWEEN_SECTIONS);

const byLevel = (blocks: readonly Block[]): Block[][] => {
  const levels = new Map<number, Block[]>();
  for (const block of blocks) levels.set(block.level, [...(levels.get(block.level) ?? []), block]);
  return [...levels.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
};

const bandsOf = (blocks: readonly Block[]): Band[] => {
  const area = blocks.reduce(
    (sum, { width, depth }) => sum + (width + GAP_BETWEEN_SECTIONS) * (depth + GAP_BETWEEN_BANDS),
    0,
  );
  const widest = blocks.map(({ width }) => width + GAP_BETWEEN_SECTIONS).sort((a, b) => b - a);
  // Left, centre and right belong side by side, however few they are.
  const limit = Math.max(Math.sqrt(area * BAND_ASPECT), (widest[0] ?? 0) + (widest[1] ?? 0) + (widest[2] ?? 0));
  // Home fans to the left, away fans to the right, whoever has no side between them.
  return byLevel(blocks).flatMap((group) =>
    packEvenly(group, limit).map((band) => [...band].sort((a, b) => a.side - b.side)),
  );
};

const overlapAcross = (a: Spot, block: Block, x: number): boolean =>
  Math.abs(a.x - x) < (a.block.width + block.width) / 2 + GAP_BETWEEN_SECTIONS / 2;

/** Bands go down one after the other, each as far forward as those before it allow. */
const spotsOf = (bands: readonly Band[], sagAt: (x: number) => number, bent: boolean): Spot[] => {
  const spots: Spot[] = [];
  let level = bands[0]?.[0]?.level ?? 0;
  for (const band of bands) {
    const first = band[0];
    const gap = first === undefined || first.level === level ? GAP_BETWEEN_BANDS : GAP_BETWEEN_LEVELS;
    level = first?.level ?? level;
    let left = -bandWidth(band) / 2;
    const across = band.map((block) => {
      const x = Math.round(left + block.width / 2);
      left += block.width + GAP_BETWEEN_SECTIONS;
      return { block, x, sag: bent ? 0 : sagAt(x) };
    });
    let base = 0;
    for (const { block, x, sag } of across) {
      for (const spot of spots) {
        if (bent || overlapAcross(spot, block, x)) base = Math.max(base, spot.y + spot.block.depth + gap + sag);
      }
    }
    spots.push(...across.map(({ block, x, sag }) => ({ block, x, y: base - sag })));
  }
  return spots;
};

const areaOf = ({ block, x, y }: Spot, drop: (x: number) => number): Point[] => {
  const steps = Array.from({ length: 7 }, (_, step) => Math.round(x - block.width / 2 + (block.width * step) / 6));
  return [
    ...steps.map((at) => ({ x: at, y: y - drop(at) })),
    ...steps.reverse().map((at) => ({ x: at, y: y + block.depth - drop(at) })),
  ];
};

/** Seat columns keep their x in every row and rows repeat one curve: that is what makes the answer compress well. */
const rowsOf = (section: SectionInput, spot: Spot, drop: (x: number) => number): Point[][] => {
  if (section.kind === "standing") return [];
  return section.rows.map((row, index) =>
    rowOffsets(seatCount(row.seats), row.breaks).map((offset) => {
      const x = Math.round(spot.x + offset);
      return { x, y: spot.y + index * ROW_PITCH - drop(x) };
    }),
  );
};

export const arrange = (sections: readonly { readonly section: SectionInput; readonly index: number }[]): Arranged => {
  const blocks = sections.map(({ section, index }) => blockOf(section, index));
  const count = sections.reduce(
    (sum, { section }) =>
      sum + (section.kind === "standing" ? 0 : section.rows.reduce((seats, row) => seats + seatCount(row.seats), 0)),
    0,
  );
  const bent = count <= BENT_ROWS_PLACES_MAX;
  const bands = bandsOf(blocks);
  const width = Math.max(...bands.map(bandWidth), 120);
  const sagAt = (x: number) => Math.round((4 * BEND * x * x) / width);
  const drop = bent ? sagAt : () => 0;
  const spots = spotsOf(bands, sagAt, bent);
  const byIndex = new Map(sections.map(({ section, index }) => [index, section]));
  const places = new Map(
    spots.map((spot) => {
      const section = byIndex.get(spot.block.index);
      const rows = section === undefined ? [] : rowsOf(section, spot, drop);
      return [spot.block.index, { rows, area: areaOf(spot, drop) }];
    }),
  );
  const firstBand = bands[0] ?? [];
  return { places, front: { x: 0, y: -sagAt(Math.min(bandWidth(firstBand), width * 0.4) / 2) }, width };
};
