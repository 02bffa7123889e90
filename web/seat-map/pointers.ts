// The browser's pointer and wheel events, handed to the gestures in the map's own pixels.
import type { Point } from "../../schema/layout.ts";
import type { Pointer, PointerTaker } from "./gestures.ts";

export type PointerListener = {
  readonly wheeled: (factor: number, at: Point) => void;
  readonly touched: (touching: boolean) => void;
};

/** One notch of a wheel is a quarter nearer; a trackpad's pinch sends many small ones. */
const WHEEL_STEP = 0.0022;
const PINCH_STEP = 0.011;
const LINE_PX = 18;

/** Returns how to stop listening. */
export function listenToPointers(host: HTMLElement, gestures: PointerTaker, listener: PointerListener): () => void {
  const down = new Set<number>();
  // Measured at the first touch, not at each move: reading a layout in a gesture costs frames.
  let corner: Point = { x: 0, y: 0 };
  const measure = (): void => {
    const { left, top } = host.getBoundingClientRect();
    corner = { x: left, y: top };
  };
  const read = (event: PointerEvent): Pointer => ({
    id: event.pointerId,
    x: event.clientX - corner.x,
    y: event.clientY - corner.y,
    at_ms: event.timeStamp,
    pointing: event.pointerType === "mouse" ? "mouse" : "finger",
    shift: event.shiftKey,
  });

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !isPlan(event.target, host)) return;
    if (down.size === 0) measure();
    down.add(event.pointerId);
    host.setPointerCapture(event.pointerId);
    listener.touched(true);
    gestures.down(read(event));
  };
  const onMove = (event: PointerEvent): void => {
    if (down.has(event.pointerId)) gestures.move(read(event));
  };
  const onUp = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    gestures.up(read(event));
    if (down.size === 0) listener.touched(false);
  };
  const onCancel = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    gestures.cancel(event.pointerId);
    if (down.size === 0) listener.touched(false);
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    measure();
    const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
    const step = event.ctrlKey ? PINCH_STEP : WHEEL_STEP;
    const factor = Math.exp(-Math.max(-240, Math.min(240, px)) * step);
    listener.wheeled(factor, { x: event.clientX - corner.x, y: event.clientY - corner.y });
  };

  host.addEventListener("pointerdown", onDown);
  host.addEventListener("pointermove", onMove);
  host.addEventListener("pointerup", onUp);
  host.addEventListener("pointercancel", onCancel);
  // Not passive: the wheel is the map's while it is over it, or the page would scroll away beneath.
  host.addEventListener("wheel", onWheel, { passive: false });
  return () => {
    host.removeEventListener("pointerdown", onDown);
    host.removeEventListener("pointermove", onMove);
    host.removeEventListener("pointerup", onUp);
    host.removeEventListener("pointercancel", onCancel);
    host.removeEventListener("wheel", onWheel);
  };
}

/** Buttons that stand over the plan keep their own presses. */
const isPlan = (target: EventTarget | null, host: HTMLElement): boolean =>
  target === host || (target instanceof HTMLCanvasElement && target.dataset.plan !== undefined);
