// A drawing from outside, written anew from what it is known to need: named elements, named attributes, references to
// itself alone. Whatever is not named here is left out, with all it contains; what is no XML is no drawing.

/** What a viewer needs to draw shapes and words. No script, no style sheet, no picture, no link, no animation, no copies. */
const ELEMENTS = new Set(
  `svg g defs title desc path rect circle ellipse line polyline polygon text tspan
  linearGradient radialGradient stop clipPath mask`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points dx dy rotate textLength lengthAdjust
  preserveAspectRatio transform gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits
  maskContentUnits pathLength fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path
  clip-rule mask display visibility paint-order vector-effect font-family font-size font-weight font-style
  letter-spacing word-spacing text-anchor dominant-baseline alignment-baseline writing-mode`.split(/\s+/),
);
const DEPTH_MAX = 40;
const ELEMENTS_MAX = 20_000;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** One piece of markup from where the last one ended. Sticky, so that nothing is searched for twice. */
const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<!DOCTYPE[^[<>]*>|<\/(?<close>[\w:.-]+)\s*>|<(?<open>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')){0,60})\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/** Null where it is not well-formed, or draws nothing this knows. */
export function cleanSvg(source: string): string | null {
  const out: string[] = [];
  const open: string[] = [];
  /** The depth at which something unknown began; everything in it goes with it. */
  let left_out_at = Number.POSITIVE_INFINITY;
  let elements = 0;
  let roots = 0;
  const text = source.replace(/^\ufeff/, "").trim();
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text)?.groups;
    if (piece === undefined) return null;
    if (piece.text !== undefined || piece.cdata !== undefined) {
      const said = piece.cdata ?? plainText(piece.text ?? "");
      if (said === null || (open.length === 0 && said.trim() !== "")) return null;
      if (open.length < left_out_at && /^(text|tspan|title|desc)$/.test(open.at(-1) ?? "")) out.push(escaped(said));
      continue;
    }
    if (piece.close !== undefined) {
      if (open.pop() !== piece.close) return null;
      if (open.length < left_out_at) out.push(`</${piece.close}>`);
      else if (open.length === left_out_at) left_out_at = Number.POSITIVE_INFINITY;
      continue;
    }
    if (piece.open === undefined) continue;
    if (++elements > ELEMENTS_MAX || open.length >= DEPTH_MAX) return null;
    if (open.length === 0 && (++roots > 1 || piece.open !== "svg")) return null;
    const attributes = attributesOf(piece.attributes ?? "");
    if (attributes === null) return null;
    const known = ELEMENTS.has(piece.open) && open.length < left_out_at;
    const empty = piece.empty === "/";
    if (known) out.push(tagOf(piece.open, attributes, { empty, root: open.length === 0 }));
    else if (!empty && left_out_at === Number.POSITIVE_INFINITY) left_out_at = open.length;
    if (!empty) open.push(piece.open);
  }
  return open.length === 0 && roots === 1 && elements > 1 ? out.join("") : null;
}

type Attributes = ReadonlyMap<string, string>;

function tagOf(name: string, attributes: Attributes, how: { readonly empty: boolean; readonly root: boolean }): string {
  const kept = [...attributes].filter(([key, value]) => ATTRIBUTES.has(key) && isHarmless(value));
  if (how.root) kept.unshift(["xmlns", "http://www.w3.org/2000/svg"]);
  return `<${name}${kept.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}${how.empty ? "/" : ""}>`;
}

/** Null where one stands twice or says something that is no text. */
function attributesOf(source: string): Attributes | null {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of source.matchAll(ATTRIBUTE)) {
    const value = plainText((double ?? single ?? "").replace(/\s/g, " "));
    if (value === null || found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}

/** A function may only transform, or point at a part of this drawing. */
function isHarmless(value: string): boolean {
  if (/[\\\p{Cc}]|javascript:|data:|@import/iu.test(value)) return false;
  const functions = value.matchAll(/([\w-]+)\s*\(([^)]*)\)?/g);
  for (const [, name = "", inside = ""] of functions) {
    if (/^url$/i.test(name)) {
      if (!/^\s*#[\w-]+\s*$/.test(inside)) return false;
    } else if (!/^(matrix|translate|scale|rotate|skew[XY]|rgba?|hsla?)$/.test(name)) return false;
  }
  return true;
}

/** Without a document type there are five entities, and numbers. */
function plainText(source: string): string | null {
  if (!source.includes("&")) return source;
  if (/&(?!(?:#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});)/i.test(source)) return null;
  let understood = true;
  const text = source.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (_, hex, decimal, name) => {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const said =
      name !== undefined ? NAMED[name] : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (said === undefined) understood = false;
    return said ?? "";
  });
  return understood ? text : null;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
