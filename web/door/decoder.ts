// Reads QR codes where the browser cannot: in a worker of its own, so that the page never waits for it.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm_url from "zxing-wasm/reader/zxing_reader.wasm?url";
import { READ_SIDE, squareOf } from "./square.ts";

prepareZXingModule({ overrides: { locateFile: () => wasm_url } });

const read = async (picture: ImageData): Promise<string | null> => {
  const found = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1 }).catch(() => []);
  return found[0]?.text ?? null;
};

// The first picture brings the reader's machine code: an empty one does so before anybody stands there.
void read(new ImageData(READ_SIDE, READ_SIDE));

addEventListener("message", async ({ data }: MessageEvent<ImageData | VideoFrame>) => {
  const picture = data instanceof ImageData ? data : squared(data);
  postMessage(picture === null ? null : await read(picture));
});

let paper: OffscreenCanvasRenderingContext2D | null = null;

function squared(frame: VideoFrame): ImageData | null {
  const { left, top, side } = squareOf({ width: frame.displayWidth, height: frame.displayHeight });
  const size = Math.min(side, READ_SIDE);
  paper ??= new OffscreenCanvas(READ_SIDE, READ_SIDE).getContext("2d", { willReadFrequently: true });
  paper?.drawImage(frame, left, top, side, side, 0, 0, size, size);
  // A frame that is held keeps the camera from making another.
  frame.close();
  return paper?.getImageData(0, 0, size, size) ?? null;
}
