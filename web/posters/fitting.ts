// How large a picture is sent as a poster: no larger than any screen shows it, its shape unchanged.
export type Size = { readonly width: number; readonly height: number };

/** Twice what the largest page shows, for screens with two points to a pixel. */
const WIDTH_MAX = 1_600;
const HEIGHT_MAX = 2_400;

/** Tried one after another until the picture is light enough. */
export const QUALITIES = [0.86, 0.75, 0.6, 0.45] as const;

export function fittingSize({ width, height }: Size): Size {
  const scale = Math.min(1, WIDTH_MAX / width, HEIGHT_MAX / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
