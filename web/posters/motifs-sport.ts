// Compositions of the game: a diamond, a pitch, a hoop.
import type { Inks } from "./palettes.ts";
import type { Random } from "./random.ts";
import {
  arc,
  at,
  circle,
  fillPath,
  HEIGHT,
  isDark,
  line,
  num,
  rect,
  ring,
  shape,
  times,
  turned,
  WIDTH,
  wedge,
} from "./shapes.ts";

const paleOf = ({ ground, ink, c }: Inks): string => (isDark(ground) ? ink : isDark(c) ? ground : c);

/** The infield from above, and the ball on its way out. */
export const diamond = (random: Random, inks: Inks): string => {
  const { ground, ink, a, b } = inks;
  const pale = paleOf(inks);
  const dark = isDark(ground) ? ground : ink;
  const hx = 300;
  const hy = 700;
  const outfield = times(7, (index) =>
    fillPath(wedge(hx, hy, 560, 0.625 + index / 28, 0.625 + (index + 1) / 28), index % 2 === 0 ? b : dark),
  ).join("");
  const side = 170;
  const bases = [
    [hx, hy - 8],
    [hx + side, hy - side],
    [hx, hy - side * 2],
    [hx - side, hy - side],
  ] as const;
  const infield = fillPath(
    shape([
      [hx, hy + 30],
      [hx + side + 40, hy - side],
      [hx, hy - side * 2 - 40],
      [hx - side - 40, hy - side],
    ]),
    a,
  );
  const grass = fillPath(
    shape(bases.map(([x, y]) => [hx + (x - hx) * 0.74, hy - side + (y - hy + side) * 0.74] as const)),
    b,
  );
  const plates = bases.map(([x, y]) => turned(45, rect(x - 12, y - 12, 24, 24, pale), x, y)).join("");
  const bx = random.pick([150, 446] as const);
  const by = random.between(120, 150);
  const trail = times(3, (index) => {
    const r = 40 + index * 34;
    return `M${num(hx + (bx - hx) * 0.24 + (index - 1) * 26)} ${num(hy - 420 + index * 6)}L${num(bx + (index - 1) * r * 0.72)} ${num(by + 92)}`;
  }).join("");
  const seam = (side_: 1 | -1): string => {
    const d = arc(bx + side_ * 118, by, 86, side_ === 1 ? 0.345 : 0.845, side_ === 1 ? 0.655 : 1.155);
    return line(d, a, 5);
  };
  const stitches = times(7, (index) => {
    const turn = 0.37 + (index / 6) * 0.26;
    const [x, y] = at(bx + 118, by, 86, turn);
    const [u, v] = at(bx - 118, by, 86, turn + 0.5);
    return `M${num(x - 8)} ${num(y - 6)}l14 8M${num(u - 6)} ${num(v + 2)}l14 -8`;
  }).join("");
  return (
    outfield +
    line(arc(hx, hy, 556, 0.625, 0.875), pale, 8) +
    infield +
    grass +
    circle(hx, hy - side, 26, a) +
    line(`M${hx} ${hy}L${hx - 394} ${hy - 394}M${hx} ${hy}L${hx + 394} ${hy - 394}`, pale, 5) +
    plates +
    line(trail, pale, 6, true) +
    circle(bx, by, 84, pale === ground ? "#fffaf0" : pale) +
    seam(1) +
    seam(-1) +
    line(stitches, a, 4, true)
  );
};

/** A mown pitch under a slant, the way of one pass. */
export const field = (random: Random, inks: Inks): string => {
  const { ground, ink, a, b, c } = inks;
  const pale = isDark(ground) ? ink : "#fffaf0";
  const dark = isDark(ground) ? ground : ink;
  const mown = times(9, (index) => rect(-200, -160 + index * 130, 1000, 66, index % 2 === 0 ? b : b)).join("");
  const marks =
    rect(-200, -200, 1000, 1300, isDark(ground) ? a : c) +
    mown +
    line("M-200 400H800M40 -200V1000M560 -200V1000", pale, 6) +
    ring(300, 400, 116, 6, pale) +
    circle(300, 400, 9, pale) +
    line("M150 910V790H450V910M220 910V850H380V910", pale, 6) +
    line(arc(300, 812, 76, 0.55, 0.95), pale, 6) +
    line("M150 -110V10H450V-110", pale, 6);
  const lean = random.pick([-24, -16, 17, 25] as const);
  const bx = random.between(340, 430);
  const by = random.between(200, 260);
  const patch = (cx: number, cy: number, r: number, turn: number): string =>
    shape(times(5, (index) => at(cx, cy, r, turn + index / 5)));
  const tilt = random.between(0, 0.2);
  const spots = times(5, (index) => {
    const [x, y] = at(bx, by, 104, tilt + (index + 0.5) / 5 + 0.1);
    return patch(x, y, 32, tilt + (index + 0.5) / 5 + 0.6);
  }).join("");
  const seams = times(5, (index) => {
    const [x0, y0] = at(bx, by, 38, tilt + index / 5);
    const [x1, y1] = at(bx, by, 78, tilt + index / 5);
    return `M${num(x0)} ${num(y0)}L${num(x1)} ${num(y1)}`;
  }).join("");
  return (
    turned(lean, marks) +
    `<path fill="none" stroke="${a === pale ? c : isDark(ground) ? c : a}" stroke-width="9" stroke-dasharray="4 24" stroke-linecap="round" d="M70 740Q60 400 ${num(bx - 60)} ${num(by + 70)}"/>` +
    circle(70, 740, 22, isDark(ground) ? c : a) +
    `<clipPath id="ball"><circle cx="${num(bx)}" cy="${num(by)}" r="122"/></clipPath>` +
    circle(bx + 16, by + 22, 122, dark) +
    circle(bx, by, 122, pale) +
    `<g clip-path="url(#ball)">${fillPath(patch(bx, by, 40, tilt) + spots, dark)}${line(seams, dark, 5)}</g>`
  );
};

/** The ball just over the rim. */
export const hoop = (random: Random, inks: Inks): string => {
  const { ground, ink, a, b, c } = inks;
  const dark = isDark(ground) ? ground : ink;
  const pale = isDark(ground) ? ink : "#fffaf0";
  const bx = random.between(230, 370);
  const by = random.between(215, 245);
  const r = 168;
  const net = times(9, (index) => {
    const x0 = 150 + index * 37.5;
    const x1 = 196 + index * 26;
    return `M${num(x0)} 520L${num(x1 + 26)} 620L${num(x1)} 740M${num(x0)} 520L${num(x1 - 26)} 620L${num(x1)} 740`;
  }).join("");
  const seams =
    `M${num(bx - r)} ${num(by)}H${num(bx + r)}M${num(bx)} ${num(by - r)}V${num(by + r)}` +
    arc(bx - r * 1.3, by, r * 0.95, 0.86, 1.14) +
    arc(bx + r * 1.3, by, r * 0.95, 0.36, 0.64);
  return (
    rect(0, 520, WIDTH, HEIGHT - 520, b) +
    rect(70, 330, 460, 190, isDark(ground) ? b : c) +
    line("M70 333H530M73 330V520M527 330V520", pale, 6) +
    `<clipPath id="ball"><circle cx="${num(bx)}" cy="${num(by)}" r="${r}"/></clipPath>` +
    circle(bx, by, r, a) +
    `<g clip-path="url(#ball)"><circle cx="${num(bx + 46)}" cy="${num(by + 52)}" r="${r}" fill="none" stroke="${dark}" stroke-opacity=".16" stroke-width="96"/>${turned(random.between(-40, 40), line(seams, dark, 8), bx, by)}</g>` +
    line(net, pale, 5, true) +
    `<ellipse cx="300" cy="520" rx="156" ry="26" fill="none" stroke="${a}" stroke-width="15"/>` +
    `<path fill="none" stroke="${dark}" stroke-width="4" d="M144 528a156 26 0 0 0 312 0"/>`
  );
};
