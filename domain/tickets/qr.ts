// A QR code of a short ASCII text: byte mode, level M, versions 1 to 15. Enough for a ticket's code, and nothing else.
import { ok, type Result, refused } from "../result.ts";
import { dataPath, drawMarks, drawMasked, type Masking, type Modules, newModules, penalty } from "./qr-modules.ts";
import { bytesMax, countBits, dataCodewords, QR_VERSIONS, type QrVersion } from "./qr-tables.ts";
import { checkCodewords } from "./reed-solomon.ts";

/** Rows from above, each from the left; true is dark. */
export type QrMatrix = readonly (readonly boolean[])[];
export type QrRefusal = { readonly code: "too_long" | "not_ascii" };

const MASKS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
/** What fills the space behind the text, in turns. */
const PADS = [0xec, 0x11] as const;
const BYTE_MODE = 0b0100;

export function qrMatrix(text: string): Result<QrMatrix, QrRefusal> {
  // Scanners guess the alphabet of other bytes, each differently.
  if (!/^[\x20-\x7e]*$/.test(text)) return refused({ code: "not_ascii" });
  const version = QR_VERSIONS.find((one) => text.length <= bytesMax(one));
  if (version === undefined) return refused({ code: "too_long" });
  const codewords = interleaved(dataOf(text, version), version);
  let path: Masking["path"] | null = null;
  let best: { modules: Modules; cost: number } | null = null;
  for (const mask of MASKS) {
    const modules = newModules(version);
    drawMarks(modules, { version, mask });
    path ??= [...dataPath(modules)];
    drawMasked(modules, { path, codewords, mask });
    const cost = penalty(modules);
    if (best === null || cost < best.cost) best = { modules, cost };
  }
  const { size = 0, dark = new Uint8Array() } = best?.modules ?? {};
  return ok(Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dark[y * size + x] === 1)));
}

/** Mode, count, text, an end of up to four zeros, zeros to the byte, pads to the full. */
export function dataOf(text: string, version: QrVersion): Uint8Array {
  const data = new Uint8Array(dataCodewords(version));
  let at = 0;
  const push = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit--, at++) {
      if (((value >> bit) & 1) === 1) data[at >> 3] = (data[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  };
  push(BYTE_MODE, 4);
  push(text.length, countBits(version));
  for (let i = 0; i < text.length; i++) push(text.charCodeAt(i), 8);
  const end = Math.min(data.length * 8, at + 4);
  for (let byte = Math.ceil(end / 8), pad = 0; byte < data.length; byte++, pad++) data[byte] = PADS[pad % 2] ?? 0;
  return data;
}

/** First bytes of all blocks, second bytes, and so on; then their checks in the same way. Later blocks may be one longer. */
export function interleaved(data: Uint8Array, { codewords, blocks, checks_per_block }: QrVersion): Uint8Array {
  const short = Math.floor(data.length / blocks);
  const short_blocks = blocks - (data.length % blocks);
  const parts: { data: Uint8Array; checks: Uint8Array }[] = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block < short_blocks ? 0 : 1);
    const part = data.subarray(at, at + length);
    parts.push({ data: part, checks: checkCodewords(part, checks_per_block) });
    at += length;
  }
  const all = new Uint8Array(codewords);
  let at = 0;
  for (let i = 0; i <= short; i++) for (const part of parts) if (i < part.data.length) all[at++] = part.data[i] ?? 0;
  for (let i = 0; i < checks_per_block; i++) for (const part of parts) all[at++] = part.checks[i] ?? 0;
  return all;
}
