// A baseball park of 20,000: stands along both foul lines bent round home plate, bleachers beyond the outfield.
import type { Grade, LayoutInput, SectionInput } from "../../schema/layout.ts";
import { accessRow, arcPoints, cut, type Path, pathLength, polar, type SeatAt, stand, trimTo } from "./drawing.ts";

const HOME_PLATE = { x: 0, y: 0 };
/** Home plate to the backstop, and foul line to stand at the foul pole: the stands close in on the line. */
const BACKSTOP = 250;
const AT_POLE = 84;
const FOUL_LINE = 1120;
const OUTFIELD = { center: { x: 0, y: -430 }, radius: 960 };

const TILT = Math.atan2(BACKSTOP - AT_POLE, FOUL_LINE);
const TILT_DEG = (TILT * 180) / Math.PI;
const SIDE = Math.hypot(BACKSTOP - AT_POLE, FOUL_LINE) - BACKSTOP * Math.sin(TILT);

/** From the right foul pole down to behind home plate and up to the left foul pole. */
const infield = (): Path => {
  const right = 45 - TILT_DEG;
  const left = 180 - right;
  const behind_right = polar(HOME_PLATE, BACKSTOP, right);
  const behind_left = polar(HOME_PLATE, BACKSTOP, left);
  return [
    { kind: "line", from: polar(behind_right, SIDE, right - 90), to: behind_right },
    { kind: "arc", center: HOME_PLATE, radius: BACKSTOP, from: right, to: left },
    { kind: "line", from: behind_left, to: polar(behind_left, SIDE, left + 90) },
  ];
};

/** Stairs out of a block's middle, as wide as three seats, in the rows above a gangway. */
const vomitory =
  (first: number, last: number) =>
  ({ row, seat, seats }: SeatAt): boolean =>
    row >= first && row <= last && Math.abs(seat - (seats - 1) / 2) <= 1.5;

type Deck = {
  readonly first: number;
  readonly level: number;
  readonly outward: number;
  readonly rows: number;
  readonly grades: { readonly behind: Grade; readonly cheering: Grade; readonly far: Grade };
};

/** Home fans have the first-base side, to the right as one looks out from home plate. */
const deck = ({ first, level, outward, rows, grades }: Deck): SectionInput[] => {
  const path = infield();
  const whole = pathLength(path);
  const spans = [
    ...cut(0, SIDE - 12, 6, 16),
    ...cut(SIDE + 6, whole - SIDE - 6, 5, 12),
    ...cut(whole - SIDE + 12, whole, 6, 16),
  ];
  return spans.map((span, index) => {
    const right = index < 6;
    const behind = index >= 6 && index <= 10;
    const from_home = right ? 5 - index : index - 11;
    const side = right ? ("HOME" as const) : behind ? undefined : ("AWAY" as const);
    return stand({
      name: `${right ? "1B" : behind ? "C" : "3B"} ${first + index}`,
      grade: behind ? grades.behind : from_home < 3 ? grades.cheering : grades.far,
      path,
      ...span,
      outward,
      rows,
      level,
      ...(side === undefined ? {} : { side }),
      without: behind ? () => false : vomitory(rows - 9, rows - 6),
      tags: accessRow(level === 1 ? rows - 1 : -1, behind ? 1 : 2),
    });
  });
};

const bleachers = (): SectionInput[] => {
  const halves = [
    { from: -150, to: -99, side: "AWAY" as const, first: 401 },
    { from: -81, to: -30, side: "HOME" as const, first: 407 },
  ];
  return halves.flatMap(({ from, to, side, first }) => {
    const path: Path = [{ kind: "arc", ...OUTFIELD, from, to }];
    return cut(0, pathLength(path), 6, 16).map((span, index) =>
      stand({
        name: `OF ${first + index}`,
        grade: "B",
        path,
        ...span,
        outward: 30,
        rows: 26,
        level: 1,
        side,
        tags: accessRow(0, 2),
      }),
    );
  });
};

/** Fair ground and the strip around it, up to the wall. */
const field = () => {
  const right = 45 - TILT_DEG;
  const pole_right = polar(polar(HOME_PLATE, BACKSTOP - 26, right), SIDE, right - 90);
  return [
    ...arcPoints(HOME_PLATE, BACKSTOP - 26, right, 180 - right, 12),
    { x: -Math.round(pole_right.x), y: Math.round(pole_right.y) },
    ...arcPoints(OUTFIELD.center, OUTFIELD.radius, -150, -30, 20),
    { x: Math.round(pole_right.x), y: Math.round(pole_right.y) },
  ];
};

export const ballpark = (): LayoutInput => ({
  sections: trimTo(
    [
      ...deck({
        first: 101,
        level: 1,
        outward: 0,
        rows: 27,
        grades: { behind: "VIP", cheering: "R", far: "S" },
      }),
      ...deck({
        first: 201,
        level: 2,
        outward: 350,
        rows: 25,
        grades: { behind: "R", cheering: "S", far: "A" },
      }),
      ...bleachers(),
    ],
    20_000,
  ),
  stage: { kind: "diamond", outline: field() },
  focal_point: HOME_PLATE,
});
