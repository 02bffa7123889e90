// Marks on a sheet of 600 by 800, written as short as they can be.
export const WIDTH = 600;
export const HEIGHT = 800;

export type Point = readonly [x: number, y: number];

/** One decimal is finer than any screen shows a poster. */
export const num = (value: number): string => String(Math.round(value * 10) / 10);

const FULL_TURN = Math.PI * 2;

export const at = (cx: number, cy: number, radius: number, turn: number): Point => [
  cx + radius * Math.cos(turn * FULL_TURN),
  cy + radius * Math.sin(turn * FULL_TURN),
];

export const circle = (cx: number, cy: number, r: number, fill: string): string =>
  `<circle cx="${num(cx)}" cy="${num(cy)}" r="${num(r)}" fill="${fill}"/>`;

export const ring = (cx: number, cy: number, r: number, width: number, stroke: string): string =>
  `<circle cx="${num(cx)}" cy="${num(cy)}" r="${num(r)}" fill="none" stroke="${stroke}" stroke-width="${num(width)}"/>`;

export const rect = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<path fill="${fill}" d="M${num(x)} ${num(y)}h${num(width)}v${num(height)}h${num(-width)}z"/>`;

export const fillPath = (d: string, fill: string): string => `<path fill="${fill}" d="${d}"/>`;

export const line = (d: string, stroke: string, width: number, round = false): string =>
  `<path fill="none" stroke="${stroke}" stroke-width="${num(width)}"${round ? ' stroke-linecap="round"' : ""} d="${d}"/>`;

export const shape = (points: readonly Point[]): string =>
  `${points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${num(x)} ${num(y)}`).join("")}z`;

/** Turns are counted in whole rounds, clockwise from three o'clock. */
export const arc = (cx: number, cy: number, radius: number, from: number, to: number): string => {
  const [x0, y0] = at(cx, cy, radius, from);
  const [x1, y1] = at(cx, cy, radius, to);
  return `M${num(x0)} ${num(y0)}A${num(radius)} ${num(radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${num(x1)} ${num(y1)}`;
};

export const wedge = (cx: number, cy: number, radius: number, from: number, to: number): string =>
  `${arc(cx, cy, radius, from, to)}L${num(cx)} ${num(cy)}z`;

/** A quarter disc of a square cell; corner 0 is top left, then clockwise. */
export const quarter = (x: number, y: number, size: number, corner: number): string => {
  const s = num(size);
  const left = num(x);
  const top = num(y);
  const right = num(x + size);
  const bottom = num(y + size);
  if (corner === 0) return `M${left} ${top}h${s}A${s} ${s} 0 0 1 ${left} ${bottom}z`;
  if (corner === 1) return `M${right} ${top}v${s}A${s} ${s} 0 0 1 ${left} ${top}z`;
  if (corner === 2) return `M${right} ${bottom}h-${s}A${s} ${s} 0 0 1 ${right} ${top}z`;
  return `M${left} ${bottom}v-${s}A${s} ${s} 0 0 1 ${right} ${bottom}z`;
};

/** A line that swings across the sheet in smooth half waves. */
export const swing = (y: number, rise: number, waves: number, shift: number, x0 = -60, x1 = WIDTH + 60): string => {
  const half = (x1 - x0) / (waves * 2);
  let d = `M${num(x0)} ${num(y)}`;
  for (let index = 0; index < waves * 2; index++) {
    const up = (index + shift) % 2 === 0 ? -1 : 1;
    d += `q${num(half / 2)} ${num(rise * up)} ${num(half)} 0`;
  }
  return d;
};

/** Inks that lie over each other mix, as on a two-colour press. */
export const overprint = (marks: string, dark: boolean): string =>
  `<g style="mix-blend-mode:${dark ? "screen" : "multiply"}">${marks}</g>`;

export const turned = (degrees: number, marks: string, cx = WIDTH / 2, cy = HEIGHT / 2): string =>
  `<g transform="rotate(${num(degrees)} ${num(cx)} ${num(cy)})">${marks}</g>`;

export const moved = (x: number, y: number, marks: string, scale = 1): string =>
  `<g transform="translate(${num(x)} ${num(y)})${scale === 1 ? "" : ` scale(${Math.round(scale * 100) / 100})`}">${marks}</g>`;

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Four-pointed star with hollow sides. */
export const spark = (cx: number, cy: number, size: number): string => {
  const s = num(size);
  const n = num(-size);
  return `M${num(cx)} ${num(cy - size)}q0 ${s} ${s} ${s}q${n} 0 ${n} ${s}q0 ${n} ${n} ${n}q${s} 0 ${s} ${n}z`;
};

const lightness = (hex: string): number => {
  const value = Number.parseInt(hex.slice(1), 16);
  return (0.299 * ((value >> 16) & 255) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255)) / 255;
};

export const isDark = (hex: string): boolean => lightness(hex) < 0.5;
