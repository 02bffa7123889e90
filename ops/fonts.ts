// The face in few files. Pretendard comes in ninety-two slices by how often a letter is used, and a Korean page touches
// fifteen of them, an English one four. What nearly every page needs is made into two files, one for each script; rare
// syllables stay in the slices. Made anew they may not bear the face's own name: its licence keeps that for its maker's files.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Plugin } from "vite";

const FACE = "node_modules/pretendard/dist/web/variable";
const SLICES = `${FACE}/pretendardvariable-dynamic-subset.css`;
/** Of pages, of refusals and of what is wrong in a form. */
const WORDS = ["web/words", "schema"];
const CACHE = "node_modules/.cache/fonts";
/** From here on slices hold what is used most; the names of shows hardly ever need more. */
const FREQUENT_FROM = 80;
/** The switch to the other language, which every English page shows. */
const IN_LATIN = "한국어";
/** What the title of a work stands between in Korean. */
const AROUND_TITLES = "〈〉《》「」『』";

type Slice = { readonly number: number; readonly css: string; readonly points: readonly number[] };

export function slicesOf(css: string): Slice[] {
  return [...css.matchAll(/@font-face\s*\{[^}]*\}/g)].map(([face]) => ({
    number: Number(/subset\.(\d+)\.woff2/.exec(face)?.[1]),
    css: face,
    points: [...face.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].flatMap(([, from = "", to = from]) => {
      const first = Number.parseInt(from, 16);
      return Array.from({ length: Number.parseInt(to, 16) - first + 1 }, (_, at) => first + at);
    }),
  }));
}

const pointsIn = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);
const isKorean = (point: number): boolean =>
  (point >= 0xac00 && point <= 0xd7a3) || pointsIn(AROUND_TITLES).includes(point);

/** What each of the two files holds: the frequent slices, and whatever else the product's own words are written with. */
export function commonPoints(slices: readonly Slice[], words: string): { latin: number[]; hangul: number[] } {
  const known = new Set(slices.flatMap(({ points }) => points));
  const frequent = slices.filter(({ number }) => number >= FREQUENT_FROM).flatMap(({ points }) => points);
  const common = [...frequent, ...pointsIn(words + AROUND_TITLES).filter((point) => known.has(point))];
  return {
    latin: sorted(new Set([...common.filter((point) => !isKorean(point)), ...pointsIn(IN_LATIN)])),
    hangul: sorted(new Set(common.filter(isKorean))),
  };
}

const sorted = (points: Iterable<number>): number[] => [...points].sort((a, b) => a - b);

/** Neighbours as one range: two thousand single points would be longer than the rest of the style. */
export function rangesOf(points: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point: number): string => point.toString(16).toUpperCase();
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(",");
}

/** All that the product says by itself, and what stands around it in its sources. */
export const ownWords = (): string =>
  WORDS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(name, "utf8"))
    .join("");

/** Made once for each set of letters, which takes two seconds. */
async function fileFor(name: string, points: readonly number[]): Promise<string> {
  const text = String.fromCodePoint(...points);
  const mark = createHash("sha256").update(text).update(readFileSync("node_modules/pretendard/package.json"));
  const file = `${CACHE}/${name}.${mark.digest("hex").slice(0, 16)}.woff2`;
  if (existsSync(file)) return file;
  const { default: subset } = await import("subset-font");
  const made = await subset(readFileSync(`${FACE}/woff2/PretendardVariable.woff2`), text, { targetFormat: "woff2" });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, made);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

async function styleOf(): Promise<string> {
  const slices = slicesOf(readFileSync(SLICES, "utf8"));
  const { latin, hangul } = commonPoints(slices, ownWords());
  const root = "../..";
  const rare = slices.filter(({ number }) => number < FREQUENT_FROM);
  const face = async (name: string, points: readonly number[]): Promise<string> =>
    `@font-face{font-family:"Fairline Face";font-style:normal;font-display:swap;font-weight:45 920;` +
    `src:url(${root}/${await fileFor(name, points)}) format("woff2-variations");unicode-range:${rangesOf(points)}}`;
  return [
    ...rare.map(({ css }) => css.replace(/url\((?:\.\/)?/, `url(${root}/${FACE}/`)),
    // Of two that hold the same letter the last is taken.
    await face("hangul", hangul),
    await face("latin", latin),
  ].join("\n");
}

/** `web/styles/fonts.css` is written by this. */
export const commonFonts: Plugin = {
  name: "common-fonts",
  enforce: "pre",
  load: async (id) => (id.endsWith("/web/styles/fonts.css") ? styleOf() : null),
};
