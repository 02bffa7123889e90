// Codes as a film that Chromium's fake camera shows: raw frames, since a film of a test's own codes is made by the test.
import { closeSync, openSync, writeSync } from "node:fs";
import { correction, generate } from "lean-qr";

const SIZE = { width: 480, height: 360 };
type Size = typeof SIZE;
const FRAMES_PER_S = 4;
const FRAMES_EACH = 3;

/** Each text for three quarters of a second and a dark frame after it: a ticket a second. It begins anew at its end. */
export function writeFilm(file: string, texts: readonly string[], { tail_s = 6, size = SIZE } = {}): void {
  const { width, height } = size;
  const to = openSync(file, "w");
  writeSync(to, `YUV4MPEG2 W${width} H${height} F${FRAMES_PER_S}:1 Ip A1:1 C420jpeg\n`);
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = (luma: Buffer): void => {
    writeSync(to, "FRAME\n");
    writeSync(to, luma);
    writeSync(to, chroma);
  };
  const dark = Buffer.alloc(width * height, 60);
  for (let i = 0; i < FRAMES_PER_S; i++) frame(dark);
  for (const text of texts) {
    const luma = pictureOf(text, size);
    for (let i = 0; i < FRAMES_EACH; i++) frame(luma);
    frame(dark);
  }
  for (let i = 0; i < tail_s * FRAMES_PER_S; i++) frame(dark);
  closeSync(to);
}

/** A phone's bright screen in a dark hall. */
function pictureOf(text: string, { width, height }: Size): Buffer {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M });
  const luma = Buffer.alloc(width * height, 60);
  const quiet = 4;
  const scale = Math.floor(300 / (code.size + 2 * quiet));
  const side = scale * (code.size + 2 * quiet);
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) / 2);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = code.get(Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet);
      luma[(top + y) * width + left + x] = dark ? 20 : 235;
    }
  }
  return luma;
}
