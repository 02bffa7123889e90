// The camera of a door: which one, its light, and frames one after another for the reader.
import { reader } from "./reader.ts";

/** Between two frames: the page draws, a phone stays cool, and a ticket a second is read four times over. */
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

type Hearing = {
  readonly found: (text: string) => void;
  /** Somebody else took the camera, or the phone slept. */
  readonly lost: () => void;
};
/** Whoever holds the phone said no, or it has none that is free. */
export type WhyNone = "denied" | "none";
export const whyNone = (error: unknown): WhyNone =>
  error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "SecurityError")
    ? "denied"
    : "none";

export async function watch(video: HTMLVideoElement, { id }: CameraChoice, { found, lost }: Hearing): Promise<Camera> {
  const which = id === null ? { facingMode: "environment" } : { deviceId: { exact: id } };
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...which, width: { ideal: 1_280 } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  let going = true;
  const loop = async (): Promise<void> => {
    while (going) {
      const read = await reader();
      const text = await read(video);
      if (text !== null && going) found(text);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  void loop();
  const [track] = stream.getVideoTracks();
  track?.addEventListener("ended", lost);
  const can = (track?.getCapabilities?.() ?? {}) as { readonly torch?: boolean };
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return {
    id: track?.getSettings().deviceId ?? "",
    others: devices
      .filter(({ kind }) => kind === "videoinput")
      .map(({ deviceId, label }) => ({ id: deviceId, name: label })),
    stop: () => {
      going = false;
      for (const one of stream.getTracks()) one.stop();
    },
    torch:
      can.torch === true
        ? async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
        : null,
  };
}
