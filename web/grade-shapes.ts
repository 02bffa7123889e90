// Each grade's own outline, for eyes that see colours otherwise: in the legend and on the seats themselves.
import type { Grade } from "../schema/layout.ts";

/** On a square of this side, whose middle is the outline's. */
export const SHAPE_BOX = 14;

export const GRADE_SHAPES: Readonly<Record<Grade, string>> = {
  VIP: "M7 .5 8.9 4.8 13.5 5.3 10.1 8.4 11.1 13 7 10.6 2.9 13 3.9 8.4 .5 5.3 5.1 4.800z",
  R: "M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1z",
  S: "M1.5 1.500h11v11h-11z",
  A: "M7 1 13.3 12.500H.7z",
  B: "M7 .5 13.5 7 7 13.5 .5 7z",
  STANDING: "M1 1h3v12H1zM5.5 1h3v12h-3zM10 1h3v12h-3z",
};
