// Every colour is a token, and every pair that is read together has the contrast it needs, in light and in dark.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const folder = new URL("./", import.meta.url);
const tokens = readFileSync(new URL("tokens.css", folder), "utf8");

type Pair = { readonly light: string; readonly dark: string };

const colours = new Map<string, Pair>(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#\w{6})\w{0,2}, (#\w{6})\w{0,2}\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const luminance = (hex: string): number => {
  const value = Number.parseInt(hex.slice(1), 16);
  const [red = 0, green = 0, blue = 0] = [value >> 16, value >> 8, value].map((channel) => {
    const share = (channel & 255) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const pairOf = (name: string): Pair => {
  const pair = colours.get(name);
  if (pair === undefined) throw new Error(`no token ${name}`);
  return pair;
};

const least = (text: string, ground: string): number => {
  const [front, back] = [pairOf(text), pairOf(ground)];
  return Math.min(contrast(front.light, back.light), contrast(front.dark, back.dark));
};

const GRADES = ["vip", "r", "s", "a", "b", "standing"].map((grade) => `grade-${grade}`);
const GROUNDS = ["paper", "sheet", "sunk"];

describe("C1 contrast", () => {
  const texts = ["ink", "ink-soft", "ink-faint", "accent", "live", "warning", "refused", ...GRADES];
  test("C1: all text reads at 4.5 to 1 on every ground", () => {
    for (const text of texts) {
      for (const ground of GROUNDS) expect(least(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(least("on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
    expect(least("on-accent", "accent-deep")).toBeGreaterThanOrEqual(4.5);
    expect(least("ink", "live-wash")).toBeGreaterThanOrEqual(7);
    expect(least("ink", "warning-wash")).toBeGreaterThanOrEqual(7);
  });

  test("C1: text that counts down reads at 7 to 1 on page and stub", () => {
    for (const text of ["ink", "ink-soft", "countdown-near"]) {
      for (const ground of ["paper", "sheet"]) {
        expect(least(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(7);
      }
    }
  });

  test("C1: control: a hairline's colour would fail as text", () => {
    expect(least("rule", "paper")).toBeLessThan(4.5);
  });

  test("C1: the edge of a field stands out at 3 to 1", () => {
    for (const ground of ["paper", "sheet"]) expect(least("field-edge", ground)).toBeGreaterThanOrEqual(3);
  });
});

test("C1: no style names a colour that is not a token", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".css") && name !== "tokens.css",
  );
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    const css = readFileSync(new URL(name, folder), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
    expect(css, name).not.toMatch(
      /#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|oklch|oklab|lab|lch)a?\(|:\s*(white|black|red|green|blue)\b/i,
    );
  }
});
