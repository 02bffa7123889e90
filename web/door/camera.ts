// The camera of a door: frames one after another, read by the browser's own detector where it has one, else by a worker.
import wasm_url from "zxing-wasm/reader/zxing_reader.wasm?url";
import decoder_url from "./decoder.ts?worker&url";

/** What the reader is made of: kept beside the page although nobody may have turned the camera on yet. */
export const READER_PARTS = [decoder_url, wasm_url];

type Detector = { readonly detect: (source: ImageBitmapSource) => Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = (new (options: {
  readonly formats: readonly string[];
}) => Detector) & {
  readonly getSupportedFormats: () => Promise<readonly string[]>;
};

const FRAME_WIDTH = 800;
const PAUSE_MS = 80;

/** Null for whichever looks away from who holds the phone. */
export type CameraChoice = { readonly id: string | null };
export type Camera = {
  readonly id: string;
  /** All of them, once somebody allowed one. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly stop: () => void;
  /** Null where this camera has no light. */
  readonly torch: ((on: boolean) => Promise<void>) | null;
};

export async function watch(
  video: HTMLVideoElement,
  { id }: CameraChoice,
  found: (text: string) => void,
): Promise<Camera> {
  const which = id === null ? { facingMode: "environment" } : { deviceId: { exact: id } };
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...which, width: { ideal: 1_280 } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  const read = (await nativeReader()) ?? workerReader();
  let going = true;
  const loop = async (): Promise<void> => {
    while (going) {
      const text = await read.read(video).catch(() => null);
      if (text !== null && going) found(text);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  void loop();
  const [track] = stream.getVideoTracks();
  const can = (track?.getCapabilities?.() ?? {}) as { readonly torch?: boolean };
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return {
    id: track?.getSettings().deviceId ?? "",
    others: devices
      .filter(({ kind }) => kind === "videoinput")
      .map(({ deviceId, label }) => ({ id: deviceId, name: label })),
    stop: () => {
      going = false;
      read.end();
      for (const one of stream.getTracks()) one.stop();
    },
    torch:
      can.torch === true
        ? async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
        : null,
  };
}

type Reader = { readonly read: (video: HTMLVideoElement) => Promise<string | null>; readonly end: () => void };

async function nativeReader(): Promise<Reader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (BarcodeDetector === undefined || !formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return { read: async (video) => (await detector.detect(video))[0]?.rawValue ?? null, end: () => {} };
}

function workerReader(): Reader {
  const worker = new Worker(decoder_url, { type: "module" });
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return {
    read: (video) =>
      new Promise((done) => {
        if (paper === null || video.videoWidth === 0) return done(null);
        const scale = Math.min(1, FRAME_WIDTH / video.videoWidth);
        canvas.width = Math.round(video.videoWidth * scale);
        canvas.height = Math.round(video.videoHeight * scale);
        paper.drawImage(video, 0, 0, canvas.width, canvas.height);
        const frame = paper.getImageData(0, 0, canvas.width, canvas.height);
        worker.onmessage = ({ data }: MessageEvent<string | null>) => done(data);
        worker.onerror = () => done(null);
        worker.postMessage(frame, [frame.data.buffer]);
      }),
    end: () => worker.terminate(),
  };
}
