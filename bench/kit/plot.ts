// A measurement over time as a picture: one small chart above the other, in plain SVG.
type Point = readonly [x: number, y: number];
export type Series = { readonly name: string; readonly points: readonly Point[] };
export type Plot = {
  readonly title: string;
  readonly x_unit: string;
  readonly y_unit: string;
  readonly series: readonly Series[];
};

const WIDTH = 760;
const HEIGHT = 240;
const LEFT = 64;
const RIGHT = 16;
const TOP = 40;
const BOTTOM = 36;
const STEPS = 4;
/** Told apart by who sees few colours too, as far as four lines can be. */
const COLOURS = ["#0b5fa5", "#c2410c", "#15803d", "#7c3aed", "#525252"] as const;

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const short = (value: number): string =>
  Math.abs(value) >= 10_000 ? `${Math.round(value / 1_000)}k` : String(Number(value.toPrecision(3)));

export function drawn(plots: readonly Plot[]): string {
  const charts = plots.map((plot, i) => `<g transform="translate(0 ${i * HEIGHT})">${chart(plot)}</g>`);
  const size = `width="${WIDTH}" height="${plots.length * HEIGHT}"`;
  const ground = `<rect width="100%" height="100%" fill="#ffffff"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="11">${ground}${charts.join("")}</svg>\n`;
}

function chart({ title, x_unit, y_unit, series }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const x_most = points.reduce((most, [x]) => Math.max(most, x), 0) || 1;
  const y_most = points.reduce((most, [, y]) => Math.max(most, y), 0) || 1;
  const across = (x: number): number => LEFT + (x / x_most) * (WIDTH - LEFT - RIGHT);
  const up = (y: number): number => HEIGHT - BOTTOM - (y / y_most) * (HEIGHT - TOP - BOTTOM);
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
  const grid = steps.map((share) => {
    const y = up(share * y_most);
    const x = across(share * x_most);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#dddddd"/>` +
      `<text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${short(share * y_most)}</text>` +
      `<text x="${x}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${short(share * x_most)}</text>`
    );
  });
  const lines = series.map(({ points: own }, i) => {
    const path = own.map(([x, y]) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`).join(" ");
    return `<polyline points="${path}" fill="none" stroke="${colour(i)}" stroke-width="1.5"/>`;
  });
  const names = series.map(
    ({ name }, i) => `<text x="${LEFT + i * 150}" y="32" fill="${colour(i)}">${escaped(name)}</text>`,
  );
  const heading = `<text x="${LEFT}" y="16" font-size="13">${escaped(`${title} (${y_unit}, over ${x_unit})`)}</text>`;
  return [heading, ...names, ...grid, ...lines].join("");
}

const colour = (i: number): string => COLOURS[i % COLOURS.length] ?? "#000000";
