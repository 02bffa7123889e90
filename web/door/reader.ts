// What reads a code out of the camera's picture: the browser's own detector where it has one that works, else a worker that
// is there before the first frame. Only the square that the page shows is looked at, and it goes to the worker as the
// camera's own frame, so that the page neither copies nor scales a picture.
import wasm_url from "zxing-wasm/reader/zxing_reader.wasm?url";
import decoder_url from "./decoder.ts?worker&url";
import { READ_SIDE, squareOf } from "./square.ts";

/** What the reader is made of: kept beside the page although nobody may have turned the camera on yet. */
export const READER_PARTS = [decoder_url, wasm_url];

type Detector = { readonly detect: (source: ImageBitmapSource) => Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = (new (options: {
  readonly formats: readonly string[];
}) => Detector) & {
  readonly getSupportedFormats: () => Promise<readonly string[]>;
};
type Read = (video: HTMLVideoElement) => Promise<string | null>;

/** A worker that says nothing for so long has come to its end; the next frame begins with a new one. */
const WORKER_MS = 4_000;

let ready: Promise<Read> | null = null;

/** Made once, as early as it is asked for. */
export function reader(): Promise<Read> {
  ready ??= nativeRead().then((native) => native ?? workerRead());
  return ready;
}

async function nativeRead(): Promise<Read | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (BarcodeDetector === undefined || !formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => {
    try {
      return (await detector.detect(video))[0]?.rawValue ?? null;
    } catch {
      // Some phones have the detector and not what it is made of.
      ready = Promise.resolve(workerRead());
      return null;
    }
  };
}

function workerRead(): Read {
  let worker = new Worker(decoder_url, { type: "module" });
  let pictureOf = frameOf;
  const answerTo = (picture: VideoFrame | ImageData): Promise<string | null> =>
    new Promise((done) => {
      const patience = setTimeout(() => {
        worker.terminate();
        worker = new Worker(decoder_url, { type: "module" });
        // Whatever a browser says of its frames: the page's own copy is read by every one.
        pictureOf = () => null;
        done(null);
      }, WORKER_MS);
      worker.onmessage = ({ data }: MessageEvent<string | null>) => {
        clearTimeout(patience);
        done(data);
      };
      worker.postMessage(picture, [picture instanceof ImageData ? picture.data.buffer : picture]);
    });
  const read: Read = async (video) => {
    const picture = video.videoWidth === 0 ? null : (pictureOf(video) ?? copyOf(video));
    return picture === null ? null : answerTo(picture);
  };
  // One after another, also while one camera goes and another comes.
  let last: Promise<string | null> = Promise.resolve(null);
  return (video) => {
    last = last.then(() => read(video));
    return last;
  };
}

/** Null in a browser that hands out no frames, or none to a worker that could draw them. */
function frameOf(video: HTMLVideoElement): VideoFrame | null {
  if (!("VideoFrame" in globalThis) || !("OffscreenCanvas" in globalThis)) return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null;
  }
}

let paper: CanvasRenderingContext2D | null = null;

function copyOf(video: HTMLVideoElement): ImageData | null {
  paper ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (paper === null) return null;
  const { left, top, side } = squareOf({ width: video.videoWidth, height: video.videoHeight });
  const size = Math.min(side, READ_SIDE);
  paper.canvas.width = size;
  paper.canvas.height = size;
  paper.drawImage(video, left, top, side, side, 0, 0, size, size);
  return paper.getImageData(0, 0, size, size);
}
