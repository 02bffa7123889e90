// B10: the picture on a ticket is a QR code of 37 modules that a door's reader reads back to the letter.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { QUIET_MODULES, qrPath } from "../../domain/tickets/qr-path.ts";
import { ticketQrText } from "../../domain/tickets/ticket-code.ts";
import { qrMatrix, qrSvg } from "./ticket-qr.ts";

const PIXELS = 4;
/** As long as a ticket's code always is. */
const TEXT = ticketQrText("A".repeat(23), new Uint8Array(64).fill(0xa7));

beforeAll(() => {
  const wasm = readFileSync("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } });
});

async function read(text: string): Promise<string | undefined> {
  const matrix = qrMatrix(text);
  const width = (matrix.length + 2 * QUIET_MODULES) * PIXELS;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const module = matrix[Math.floor(y / PIXELS) - QUIET_MODULES]?.[Math.floor(x / PIXELS) - QUIET_MODULES];
      if (module === true) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const [found] = await readBarcodes({ data, width, height: width, colorSpace: "srgb" }, { formats: ["QRCode"] });
  return found?.text;
}

describe("B10: a ticket's QR code", () => {
  test("B10: it is 37 modules wide and read back to the letter", async () => {
    expect(qrMatrix(TEXT)).toHaveLength(37);
    expect(await read(TEXT)).toBe(TEXT);
  });

  test("B10: every sign of the alphabet comes back", async () => {
    const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    expect(await read(signs)).toBe(signs);
  });

  test("B10: a text that needs a wider code is refused", () => {
    expect(() => qrMatrix(TEXT + "A".repeat(12))).toThrow();
  });

  test("B10: the picture is one path on white with its rim", () => {
    const { size } = qrPath(qrMatrix(TEXT));
    expect(size).toBe(45);
    expect(qrSvg(TEXT)).toMatch(
      /^<svg [^>]*viewBox="0 0 45 45"[^>]*><path fill="#fff" [^>]*\/><path stroke="#000" d="M/,
    );
  });
});
