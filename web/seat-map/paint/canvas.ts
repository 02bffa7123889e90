// Making canvases and their drawing contexts.
export type Ink = CanvasRenderingContext2D;

export function sheetOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(height));
  return canvas;
}

/** `opaque`: the browser need not blend what lies under the plan. */
export function inkOf(canvas: HTMLCanvasElement, opaque = false): Ink {
  const ink = canvas.getContext("2d", { alpha: !opaque });
  if (ink === null) throw new Error("this browser draws no canvas");
  return ink;
}
