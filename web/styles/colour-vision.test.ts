// Seat grades stay apart for eyes that see hues otherwise: full protanopia, deuteranopia and tritanopia are simulated
// (Machado, Oliveira, Fernandes 2009, severity 1.0, on linear light) and the distance is measured in CIE Lab.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const EYES: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string): Triple => {
  const at = (from: number): number => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
};

const seen = ([x, y, z]: Matrix, [red, green, blue]: Triple): Triple => {
  const row = ([a, b, c]: Triple): number => Math.max(0, a * red + b * green + c * blue);
  return [row(x), row(y), row(z)];
};

const lab = ([red, green, blue]: Triple): Triple => {
  const f = (value: number): number => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

const nearest = (colours: readonly string[], eye: Matrix): number => {
  const points = colours.map((hex) => lab(seen(eye, linear(hex))));
  const distances = points.flatMap((one, index) =>
    points.slice(index + 1).map((other) => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])),
  );
  return Math.min(...distances);
};

const tokens = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const grades = [...tokens.matchAll(/--grade-\w+: light-dark\((#\w{6}), (#\w{6})\)/g)];

/** Twice the distance at which two areas side by side are surely told apart. */
const APART = 20;

test("S1: six grades keep apart in both themes for every kind of colour vision", () => {
  expect(grades).toHaveLength(6);
  for (const theme of [1, 2]) {
    const colours = grades.map((match) => match[theme] ?? "");
    for (const [name, eye] of Object.entries(EYES)) {
      expect(nearest(colours, eye), `${theme === 1 ? "light" : "dark"}, ${name}`).toBeGreaterThan(APART);
    }
  }
});

test("S1: control: a rust and an olive of one lightness would fail for protanopia", () => {
  expect(
    nearest(
      ["#b0400a", "#685900"],
      EYES.protanopia ?? [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ),
  ).toBeLessThan(APART);
});
