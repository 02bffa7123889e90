// B10: the code on a ticket is a QR code that any scanner reads: published vectors for each part, and the whole read back.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataOf, interleaved, type QrMatrix, qrMatrix } from "./qr.ts";
import { dataPath, drawMarks, formatBits, isMasked, newModules, versionBits } from "./qr-modules.ts";
import { qrPath, qrSvg } from "./qr-path.ts";
import { bytesMax, countBits, dataCodewords, QR_VERSIONS } from "./qr-tables.ts";
import { checkCodewords } from "./reed-solomon.ts";

const SEED = 20_261_120;

function matrixOf(text: string): QrMatrix {
  const made = qrMatrix(text);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
}

/** As a scanner does it: the mask from the format bits, the bits in their order, the blocks apart, the text. */
function read(matrix: QrMatrix): { readonly text: string; readonly whole: boolean } {
  const version = QR_VERSIONS.find(({ modules }) => modules === matrix.length);
  if (version === undefined) throw new Error("no version has this size");
  const isDark = (x: number, y: number): boolean => matrix[y]?.[x] === true;
  let format = 0;
  for (let bit = 14; bit >= 8; bit--) format = (format << 1) | Number(isDark(8, matrix.length - 15 + bit));
  for (let bit = 7; bit >= 0; bit--) format = (format << 1) | Number(isDark(matrix.length - 1 - bit, 8));
  const mask = [0, 1, 2, 3, 4, 5, 6, 7].find((one) => formatBits(one) === format);
  if (mask === undefined) throw new Error("the format bits say no mask");
  const marks = newModules(version);
  drawMarks(marks, { version, mask });
  const codewords = new Uint8Array(version.codewords);
  let bit = 0;
  for (const at of dataPath(marks)) {
    if (isDark(at.x, at.y) !== isMasked(mask, at) && bit < codewords.length * 8) {
      codewords[bit >> 3] = (codewords[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
    }
    bit += 1;
  }
  const short = Math.floor(dataCodewords(version) / version.blocks);
  const long_blocks = dataCodewords(version) % version.blocks;
  const parts: number[][] = Array.from({ length: version.blocks }, () => []);
  let at = 0;
  for (let i = 0; i < short; i++) for (const part of parts) part.push(codewords[at++] ?? 0);
  for (const part of parts.slice(version.blocks - long_blocks)) part.push(codewords[at++] ?? 0);
  const checks: number[][] = parts.map(() => []);
  for (let i = 0; i < version.checks_per_block; i++) for (const check of checks) check.push(codewords[at++] ?? 0);
  const whole = parts.every(
    (part, i) => String([...checkCodewords(Uint8Array.from(part), version.checks_per_block)]) === String(checks[i]),
  );
  const data = parts.flat();
  const bits = (from: number, count: number): number => {
    let value = 0;
    for (let i = from; i < from + count; i++) value = (value << 1) | (((data[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    return value;
  };
  const count = bits(4, countBits(version));
  const first = 4 + countBits(version);
  const text = Array.from({ length: count }, (_, i) => String.fromCharCode(bits(first + i * 8, 8))).join("");
  return { text, whole };
}

describe("B10: QR codes", () => {
  test("B10: check codewords are the published ones", () => {
    const data = Uint8Array.of(32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17);
    expect([...checkCodewords(data, 10)]).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  test("B10: format and version bits are the published ones", () => {
    const formats = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => formatBits(mask).toString(2));
    expect(formats).toEqual([
      "101010000010010",
      "101000100100101",
      "101111001111100",
      "101101101001011",
      "100010111111001",
      "100000011001110",
      "100111110010111",
      "100101010100000",
    ]);
    expect(versionBits(7).toString(2).padStart(18, "0")).toBe("000111110010010100");
  });

  test("B10: the marks leave exactly the room that the codewords need, with at most seven bits over", () => {
    for (const version of QR_VERSIONS) {
      const marks = newModules(version);
      drawMarks(marks, { version, mask: 0 });
      const bits = [...dataPath(marks)].length;
      expect(bits - version.codewords * 8, `version ${version.version}`).toBeGreaterThanOrEqual(0);
      expect(bits - version.codewords * 8, `version ${version.version}`).toBeLessThan(8);
    }
  });

  test("B10: a text that fits exactly takes its version, one more character the next, past the last it is refused", () => {
    expect(QR_VERSIONS.map(bytesMax)).toEqual([14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]);
    for (const version of QR_VERSIONS) {
      const most = bytesMax(version);
      expect(matrixOf("a".repeat(most)).length).toBe(version.modules);
      const more = qrMatrix("a".repeat(most + 1));
      if (version.version === 15) expect(more).toEqual({ ok: false, failure: { code: "too_long" } });
      else expect(more.ok && more.value.length).toBe(version.modules + 4);
    }
    expect(qrMatrix("표")).toEqual({ ok: false, failure: { code: "not_ascii" } });
  });

  test("B10: every text is read back, each block with its checks", () => {
    const text = fc.string({ unit: "grapheme-ascii", minLength: 0, maxLength: 412 });
    fc.assert(
      fc.property(text, (said) => {
        expect(read(matrixOf(said))).toEqual({ text: said, whole: true });
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test("B10 control: a codeword in a wrong place is seen by the reader", () => {
    const version = QR_VERSIONS[7];
    if (version === undefined) throw new Error("version 8 is missing");
    const data = dataOf("a".repeat(150), version);
    const right = interleaved(data, version);
    expect([...right]).not.toEqual([...data, ...checkCodewords(data, version.codewords - data.length)]);
    const matrix = matrixOf("a".repeat(150)).map((row) => [...row]);
    const row = matrix[20];
    if (row === undefined) throw new Error("row 20 is missing");
    row[20] = row[20] !== true;
    expect(read(matrix).whole).toBe(false);
  });
});

describe("B10: drawing", () => {
  test("B10: one stroke for each run, moved by the quiet zone", () => {
    const matrix = [
      [true, true, false, true],
      [false, false, false, false],
      [false, true, false, false],
      [true, true, true, true],
    ];
    expect(qrPath(matrix, 1)).toEqual({ path: "M1 1.5h2m1 0h1M2 3.5h1M1 4.5h4", size: 6 });
  });

  test("B10: the drawing has the same dark modules, and a ticket's code stays below 9 KB", () => {
    const matrix = matrixOf("x".repeat(240));
    const { path, size } = qrPath(matrix);
    expect(size).toBe(matrix.length + 8);
    const drawn = matrix.map((row) => row.map(() => false));
    let pen = { x: 0, y: 0 };
    for (const [, kind, first = "0", second = "0"] of path.matchAll(/([Mmh])([\d.]+)(?: ([\d.]+))?/g)) {
      if (kind === "M") pen = { x: Number(first), y: Math.floor(Number(second)) };
      else if (kind === "m") pen = { ...pen, x: pen.x + Number(first) };
      else {
        for (let i = 0; i < Number(first); i++) {
          const row = drawn[pen.y - 4];
          if (row !== undefined) row[pen.x - 4 + i] = true;
        }
        pen = { ...pen, x: pen.x + Number(first) };
      }
    }
    expect(drawn).toEqual(matrix);
    expect(qrSvg(matrix).length).toBeLessThan(9_000);
  });
});
