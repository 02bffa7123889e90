// Posters follow from their seed alone, differ from each other, stay small, and hold nothing that acts or loads.
import { expect, test } from "vitest";
import { GENRES } from "../../schema/http/words.ts";
import { isPosterMotif, posterSvg } from "./poster.ts";

const MOTIFS =
  "arches arcs bloom curtain diamond dots field frames grid heart hoop mask moon rails rays score strings vinyl waves".split(
    " ",
  );

const every = GENRES.flatMap((genre) =>
  Array.from({ length: 60 }, (_, index) => posterSvg({ seed: `${genre}-${index}`, genre })),
);

test("C1: the same seed draws the same poster, another seed another", () => {
  for (const genre of GENRES) {
    expect(posterSvg({ seed: "a", genre })).toBe(posterSvg({ seed: "a", genre }));
    expect(posterSvg({ seed: "a", genre })).not.toBe(posterSvg({ seed: "b", genre }));
  }
  expect(new Set(every).size).toBeGreaterThan(every.length * 0.98);
});

test("C1: every motif can be asked for by name, and only those", () => {
  for (const motif of MOTIFS) {
    expect(isPosterMotif(motif)).toBe(true);
    if (isPosterMotif(motif)) expect(posterSvg({ seed: "x", genre: "ETC", motif })).toContain("<path");
  }
  expect(isPosterMotif("toString")).toBe(false);
});

test("C1: a poster is under 12 kB, loads nothing and runs nothing", () => {
  const drawn = [
    ...every,
    ...MOTIFS.filter(isPosterMotif).flatMap((motif) =>
      [1, 2, 3].map((n) => posterSvg({ seed: String(n), genre: "ETC", motif })),
    ),
  ];
  for (const svg of drawn) {
    expect(svg.length).toBeLessThan(12_000);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /https?:|href|<script|on\w+=|<image|<foreignObject/i,
    );
  }
});
