// The part of a camera's picture that a door looks at: the square in its middle, as the page shows it. Pure.

/** So wide the square is read at most: a code that fills a third of it has nearly four points to a module; two are needed. */
export const READ_SIDE = 512;

export function squareOf({ width, height }: { readonly width: number; readonly height: number }) {
  const side = Math.min(width, height);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), side };
}
