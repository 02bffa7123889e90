// Draws a square of dark and light modules as one SVG path: a stroke for each run of dark ones in a row, which is about a
// sixth of the text that a square per module takes.

/** A light rim that scanners need around the code. */
export const QUIET_MODULES = 4;

export type QrDrawing = { readonly path: string; readonly size: number };

/** To be stroked one unit wide; `size` is the side of the view box, the quiet zone included. */
export function qrPath(matrix: readonly (readonly boolean[])[], quiet_modules = QUIET_MODULES): QrDrawing {
  let path = "";
  for (const [y, row] of matrix.entries()) {
    // After the first run of a row the pen moves on along it.
    let pen: number | null = null;
    for (let x = 0; x < row.length; ) {
      if (row[x] !== true) {
        x += 1;
        continue;
      }
      let end = x + 1;
      while (row[end] === true) end += 1;
      path += pen === null ? `M${x + quiet_modules} ${y + quiet_modules}.5` : `m${x - pen} 0`;
      path += `h${end - x}`;
      pen = end;
      x = end;
    }
  }
  return { path, size: matrix.length + 2 * quiet_modules };
}
