// The square of a QR code: its fixed marks, the way the bits run through the rest, the masks and what speaks against each.
import type { QrVersion } from "./qr-tables.ts";

export type Modules = {
  readonly size: number;
  readonly dark: Uint8Array;
  /** Part of a mark: no bit of the text goes there. */
  readonly fixed: Uint8Array;
};

export const newModules = ({ modules }: QrVersion): Modules => ({
  size: modules,
  dark: new Uint8Array(modules * modules),
  fixed: new Uint8Array(modules * modules),
});

type At = { readonly x: number; readonly y: number };

function fix({ size, dark, fixed }: Modules, { x, y }: At, is_dark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return;
  dark[y * size + x] = is_dark ? 1 : 0;
  fixed[y * size + x] = 1;
}

export function drawMarks(modules: Modules, { version, mask }: { readonly version: QrVersion; readonly mask: number }) {
  const { size } = modules;
  for (let i = 0; i < size; i++) {
    fix(modules, { x: 6, y: i }, i % 2 === 0);
    fix(modules, { x: i, y: 6 }, i % 2 === 0);
  }
  for (const centre of [
    { x: 3, y: 3 },
    { x: size - 4, y: 3 },
    { x: 3, y: size - 4 },
  ]) {
    drawRings(modules, { centre, reach: 4, light: [2, 4] });
  }
  const last = version.alignments.length - 1;
  for (const [i, x] of version.alignments.entries()) {
    for (const [j, y] of version.alignments.entries()) {
      // Three corners belong to the large marks.
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue;
      drawRings(modules, { centre: { x, y }, reach: 2, light: [1] });
    }
  }
  drawFormat(modules, mask);
  if (version.version >= 7) drawVersion(modules, version.version);
}

type Rings = { readonly centre: At; readonly reach: number; readonly light: readonly number[] };

function drawRings(modules: Modules, { centre, reach, light }: Rings): void {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      fix(modules, { x: centre.x + dx, y: centre.y + dy }, !light.includes(ring));
    }
  }
}

/** Divides by the generator and keeps what remains behind the value. */
function withChecks(value: number, { bits, generator }: { readonly bits: number; readonly generator: number }): number {
  let rest = value << bits;
  for (let bit = 31 - Math.clz32(rest); bit >= bits; bit = 31 - Math.clz32(rest)) rest ^= generator << (bit - bits);
  return (value << bits) | rest;
}

/** Level M is 00; the pattern keeps the whole from being all light. */
export const formatBits = (mask: number): number => withChecks(mask, { bits: 10, generator: 0x537 }) ^ 0x5412;
export const versionBits = (version: number): number => withChecks(version, { bits: 12, generator: 0x1f25 });

function drawFormat(modules: Modules, mask: number): void {
  const { size } = modules;
  const bits = formatBits(mask);
  const isSet = (bit: number): boolean => ((bits >> bit) & 1) === 1;
  for (let bit = 0; bit < 15; bit++) {
    // Around the upper left mark, stepping over the timing line.
    const along = bit < 6 ? bit : bit < 8 ? bit + 1 : 14 - bit;
    const first = bit < 8 ? { x: 8, y: along } : { x: bit === 8 ? 7 : along, y: 8 };
    fix(modules, first, isSet(bit));
    fix(modules, bit < 8 ? { x: size - 1 - bit, y: 8 } : { x: 8, y: size - 15 + bit }, isSet(bit));
  }
  fix(modules, { x: 8, y: size - 8 }, true);
}

function drawVersion(modules: Modules, version: number): void {
  const bits = versionBits(version);
  for (let bit = 0; bit < 18; bit++) {
    const is_dark = ((bits >> bit) & 1) === 1;
    const across = modules.size - 11 + (bit % 3);
    const down = Math.floor(bit / 3);
    fix(modules, { x: across, y: down }, is_dark);
    fix(modules, { x: down, y: across }, is_dark);
  }
}

const MASKS: readonly ((at: At) => boolean)[] = [
  ({ x, y }) => (x + y) % 2 === 0,
  ({ y }) => y % 2 === 0,
  ({ x }) => x % 3 === 0,
  ({ x, y }) => (x + y) % 3 === 0,
  ({ x, y }) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  ({ x, y }) => ((x * y) % 2) + ((x * y) % 3) === 0,
  ({ x, y }) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  ({ x, y }) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];
export const isMasked = (mask: number, at: At): boolean => MASKS[mask]?.(at) ?? false;

/** In pairs of columns from the right, up and down in turns, past the marks and the upright timing line. */
export function* dataPath({ size, fixed }: Modules): Generator<At> {
  let upward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (fixed[y * size + x] === 0) yield { x, y };
    }
    upward = !upward;
  }
}

/** `path` is the same for every mask, so it is walked once. */
export type Masking = {
  readonly path: readonly At[];
  readonly codewords: Uint8Array;
  readonly mask: number;
};

export function drawMasked({ size, dark }: Modules, { path, codewords, mask }: Masking): void {
  for (let bit = 0; bit < path.length; bit++) {
    const at = path[bit] ?? { x: 0, y: 0 };
    const is_dark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
    dark[at.y * size + at.x] = is_dark !== isMasked(mask, at) ? 1 : 0;
  }
}

/** What makes a square hard to scan: long runs, solid blocks, false corner marks, too much of one shade. */
export function penalty({ size, dark }: Modules): number {
  let cost = 0;
  let dark_count = 0;
  for (let i = 0; i < size; i++) {
    cost += linePenalty(dark, { from: i * size, step: 1, size }) + linePenalty(dark, { from: i, step: size, size });
    for (let j = 0; j < size; j++) {
      const value = dark[i * size + j];
      dark_count += value ?? 0;
      if (i === 0 || j === 0) continue;
      if (
        value === dark[i * size + j - 1] &&
        value === dark[(i - 1) * size + j] &&
        value === dark[(i - 1) * size + j - 1]
      ) {
        cost += 3;
      }
    }
  }
  return cost + 10 * Math.floor(Math.abs((dark_count * 20) / (size * size) - 10));
}

/** Dark 1 : 1 : 3 : 1 : 1 with four light ones beside it, on either side. */
const FALSE_MARK_AFTER = 0b10111010000;
const FALSE_MARK_BEFORE = 0b00001011101;

type LineOf = { readonly from: number; readonly step: number; readonly size: number };

function linePenalty(dark: Uint8Array, { from, step, size }: LineOf): number {
  let cost = 0;
  let run = 0;
  let before = -1;
  let last_eleven = 0;
  for (let i = 0, at = from; i < size; i++, at += step) {
    const value = dark[at] ?? 0;
    run = value === before ? run + 1 : 1;
    before = value;
    if (run === 5) cost += 3;
    else if (run > 5) cost += 1;
    last_eleven = ((last_eleven << 1) | value) & 0x7ff;
    if (i >= 10 && (last_eleven === FALSE_MARK_AFTER || last_eleven === FALSE_MARK_BEFORE)) cost += 40;
  }
  return cost;
}
