// An expression's text cut into words.
export type Token = {
  readonly kind: "name" | "number" | "duration" | "string" | "mark" | "end";
  readonly text: string;
  readonly at: number;
};

/** Where an expression cannot be read, and why. */
export class Unreadable extends Error {
  constructor({ text, at, why }: { readonly text: string; readonly at: number; readonly why: string }) {
    super(`${why} at character ${at + 1} of: ${text}`);
  }
}

const SHAPES: readonly (readonly [Token["kind"] | "blank", RegExp])[] = [
  ["blank", /[ \t\n]+/y],
  ["duration", /(?:\d+(?:ms|[smhdw]))+(?![\w.])/y],
  ["number", /\d+(?:\.\d+)?(?:e[+-]?\d+)?/y],
  ["name", /[a-zA-Z_:][\w:]*/y],
  ["string", /"(?:[^"\\\n]|\\.)*"/y],
  ["mark", /==|!=|>=|<=|=~|!~|[-+*/<>=(){}[\],]/y],
];

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = shapeAt(text, at);
    if (found === null) throw new Unreadable({ text, at, why: `"${text[at]}" has no meaning` });
    if (found.kind !== "blank") tokens.push({ kind: found.kind, text: found.text, at });
    at += found.text.length;
  }
  return [...tokens, { kind: "end", text: "", at }];
}

function shapeAt(text: string, at: number) {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (found !== null) return { kind, text: found[0] };
  }
  return null;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

export const durationMs = (text: string): number =>
  [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (UNITS_MS[unit ?? ""] ?? 0),
    0,
  );

/** As Prometheus writes one: the largest unit that leaves nothing over. */
export function durationText(ms: number): string {
  const fitting = Object.entries(UNITS_MS).filter(([, unit_ms]) => ms % unit_ms === 0);
  const [unit = "ms", unit_ms = 1] = fitting.at(-1) ?? [];
  return ms === 0 ? "0s" : `${ms / unit_ms}${unit}`;
}
