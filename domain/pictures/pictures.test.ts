import fc from "fast-check";
import { expect, test } from "vitest";
import { processorMs } from "../testing/processor.ts";
import { readRaster } from "./kinds.ts";
import { cleanSvg } from "./svg.ts";

const bytesOf = (...parts: (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));
const u32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const le32 = (n: number) => u32(n).reverse();
const chunk = (kind: string, data: readonly number[]) => [...u32(data.length), ...bytesOf(kind), ...data, 0, 0, 0, 0];
const png = (width: number, height: number) =>
  bytesOf(
    [0x89],
    "PNG\r\n\x1a\n",
    chunk("IHDR", [...u32(width), ...u32(height), 8, 2, 0, 0, 0]),
    chunk("IDAT", [1, 2, 3]),
    chunk("IEND", []),
  );
const jpeg = (width: number, height: number) =>
  bytesOf(
    [
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      0xc2,
      0,
      11,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      1,
      1,
      17,
      0,
    ],
    [0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9],
  );
const webp = (width: number, height: number) => {
  const body = bytesOf("WEBPVP8X", le32(10), [0, 0, 0, 0], le32(width - 1).slice(0, 3), le32(height - 1).slice(0, 3));
  return bytesOf("RIFF", le32(body.length), [...body]);
};
const MADE = [
  ["image/png", png],
  ["image/jpeg", jpeg],
  ["image/webp", webp],
] as const;

test.each(MADE)("C13: %s is known by its bytes, has a bounded size, and loses what hangs behind it", (type, make) => {
  const picture = make(600, 800);
  expect(readRaster(type, picture)).toEqual(picture);
  expect(readRaster(type, bytesOf([...picture], "<script>alert(1)</script>"))).toEqual(picture);
  for (const [other] of MADE) if (other !== type) expect(readRaster(other, picture)).toBeNull();
  expect(readRaster(type, make(8_193, 10))).toBeNull();
  expect(readRaster(type, make(8_000, 8_000))).toBeNull();
  for (let end = 0; end < picture.length; end++) expect(readRaster(type, picture.subarray(0, end))).toBeNull();
});

test("C13: no bytes make a reader throw", () => {
  const starts = MADE.map(([, make]) => [...make(10, 10)].slice(0, 24));
  const any = fc.tuple(fc.constantFrom([], ...starts), fc.uint8Array({ maxLength: 200 }));
  fc.assert(
    fc.property(any, ([start, rest]) => {
      for (const [type] of MADE) readRaster(type, new Uint8Array([...start, ...rest]));
    }),
    { numRuns: 2_000 },
  );
});

const svg = (inside: string, root = 'viewBox="0 0 10 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`;

test("C13: a drawing keeps what draws", () => {
  const source = svg(
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><g transform="rotate(3)"><path d="M0 0L9 9" fill="url(#g)"/><text x="1">달 &amp; 의자</text></g>',
  );
  expect(cleanSvg(`<?xml version="1.0"?><!-- by hand --><!DOCTYPE svg PUBLIC "x" "y">\n${source}`)).toBe(source);
});

test.each([
  ["a script", "<script>alert(1)</script>"],
  ["a script in CDATA", "<script><![CDATA[alert(1)]]></script>"],
  ["a style sheet", "<style>@import url(//evil.example)</style>"],
  ["foreign content", '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><p>x</p></body></foreignObject>'],
  ["a link", '<a href="javascript:alert(1)"><rect/></a>'],
  ["a picture from elsewhere", '<image href="https://evil.example/x.png"/>'],
  ["copies of copies", '<use href="#a"/>'],
  ["an animation", '<animate attributeName="href" to="javascript:alert(1)"/>'],
  ["another name for a script", '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>'],
])("C13: %s goes, with all it contains", (_, inside) => {
  expect(cleanSvg(svg(`<rect/>${inside}<circle/>`))).toBe(svg("<rect/><circle/>"));
});

test.each([
  'onload="alert(1)"',
  'href="javascript:alert(1)"',
  'xlink:href="#a"',
  'style="fill:url(//evil.example)"',
  'fill="url(https://evil.example/#a)"',
  'fill="url(&quot;//evil.example&quot;)"',
  'fill="u\\72l(//evil.example)"',
  'fill="image-set(x)"',
  "fill='data:text/html,x'",
])("C13: the attribute %s goes", (attribute) => {
  expect(cleanSvg(svg(`<rect ${attribute} width="1"/>`))).toBe(svg('<rect width="1"/>'));
});

test.each([
  ["no drawing", "<p>hello</p>"],
  ["nothing in it", svg("")],
  ["two roots", svg("<rect/>") + svg("<rect/>")],
  ["an open end", "<svg><rect>"],
  ["crossed ends", "<svg><g><text></g></text></svg>"],
  ["entities of its own", '<!DOCTYPE svg [<!ENTITY a "&b;">]><svg><rect/></svg>'],
  ["an unknown entity", svg("<text>&lol;</text>")],
  ["an attribute twice", svg('<rect x="1" x="2"/>')],
  ["an attribute without quotes", svg("<rect x=1/>")],
  ["words outside", `hello ${svg("<rect/>")}`],
  ["too deep", svg("<g>".repeat(60) + "</g>".repeat(60))],
])("C13: %s is no drawing", (_, source) => {
  expect(cleanSvg(source)).toBeNull();
});

test("C13: what comes out is only what is named, and cleaning it again changes nothing", () => {
  const piece = fc.constantFrom(
    ..."<g>|</g>|<rect/>|<script>|</script>|<svg|>|</svg>|<!--|-->|<![CDATA[|]]>|&lt;|onclick=|\"|'|<a href='x'>|</a>|<text>|</text>| x=\"1\"|<|/|javascript:".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const clean = cleanSvg(svg(`<rect/>${pieces.join("")}`));
      if (clean === null) return;
      expect(clean).not.toMatch(/<(?!\/?(svg|g|rect|text)\b)/);
      expect(clean).not.toMatch(/<[^>]*(onclick|href)/);
      expect(cleanSvg(clean)).toBe(clean);
    }),
    { numRuns: 3_000 },
  );
});

test("C13: two megabytes of nearly a drawing are refused at once", () => {
  const began = processorMs();
  for (const part of ["<!--", "<g a='", "<rect ", "&", "<![CDATA[", " a='1'"]) {
    cleanSvg(`<svg${part.repeat(Math.floor(2_000_000 / part.length))}`);
    cleanSvg(svg(part.repeat(Math.floor(2_000_000 / part.length))));
  }
  expect(processorMs() - began).toBeLessThan(3_000);
});
