// A ticket's QR code as a picture: level M, so that a cracked or dimmed screen is read, and no wider than 37 modules, so
// that a cheap camera reads it in bad light.
import { correction, generate } from "lean-qr";
import { qrPath } from "../../domain/tickets/qr-path.ts";

const VERSION_MAX = 5;

/** Throws for a text that does not fit: a ticket's always does, in the alphanumeric mode of its alphabet. */
export function qrMatrix(text: string, version_max = VERSION_MAX): readonly (readonly boolean[])[] {
  const code = generate(text, {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
    maxVersion: version_max,
  });
  return Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (_, x) => code.get(x, y)));
}

/** A whole picture for who cannot run our page: an answer of the service, a letter. */
export function qrSvg(text: string, version_max = VERSION_MAX): string {
  const { path, size } = qrPath(qrMatrix(text, version_max));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" d="${path}"/></svg>`
  );
}
