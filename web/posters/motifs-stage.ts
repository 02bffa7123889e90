// Compositions of the stage: a curtain, a mask, a night, a flower.
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
  overprint,
  rect,
  ring,
  shape,
  spark,
  times,
  turned,
  WIDTH,
} from "./shapes.ts";

/** The curtain half open, one light, one who stands in it. */
export const curtain = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const night = isDark(ground) ? ground : ink;
  const fold = 38;
  const drape = (side: 1 | -1): string =>
    times(6, (index) => {
      const x0 = index * fold;
      const sway = 40 + index * 11;
      const d = `M${num(x0)} 0h${fold}C${num(x0 + fold)} 300 ${num(x0 + fold - sway)} 470 ${num(x0 * 0.42 + fold * 0.6)} 640L${num(x0 * 0.42)} 640C${num(x0 - sway + 8)} 470 ${num(x0)} 300 ${num(x0)} 0z`;
      return fillPath(d, index % 2 === 0 ? a : b);
    })
      .map((marks) => (side === 1 ? marks : `<g transform="matrix(-1 0 0 1 600 0)">${marks}</g>`))
      .join("");
  const valance = times(6, (index) =>
    fillPath(`M${index * 100} 0h100v64a50 46 0 0 1 -100 0z`, index % 2 === 0 ? b : a),
  ).join("");
  const x = random.between(270, 330);
  const star = random.chance(0.5);
  const body = star
    ? fillPath(`M${num(x)} 480c34 0 40 46 44 92l22 108h-132l22 -108c4 -46 10 -92 44 -92z`, c === night ? a : a)
    : fillPath(`M${num(x - 40)} 680v-130q0 -62 40 -62t40 62v130z`, a);
  return (
    rect(0, 0, WIDTH, HEIGHT, night) +
    fillPath(`M${num(x - 30)} 0h60L${num(x + 190)} 690H${num(x - 190)}z`, c) +
    rect(0, 660, WIDTH, 140, b) +
    times(5, (index) => rect(0, 690 + index * 24, WIDTH, 3, night)).join("") +
    `<ellipse cx="${num(x)}" cy="684" rx="190" ry="34" fill="${c}"/>` +
    body +
    circle(x, 452, 30, night) +
    line(`M${num(x - 30)} 530q-60 -10 -74 -70M${num(x + 30)} 530q60 -10 74 -70`, night, 14, true) +
    drape(1) +
    drape(-1) +
    valance +
    rect(0, 0, WIDTH, 26, c)
  );
};

/** One face of two halves: it laughs and it does not. */
export const mask = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground) ? ground : ink;
  const tilt = random.pick([-12, -6, 7, 13] as const);
  const left = "M300 130H140V420A160 200 0 0 0 300 620z";
  const right = "M300 130H460V420A160 200 0 0 1 300 620z";
  const stripes = times(7, (index) => rect(300 + index * 24, 60, 12, 150, c)).join("");
  const hair = random.chance(0.5)
    ? `<path fill="${c}" d="M140 130a80 80 0 0 1 160 0z"/>${stripes}`
    : times(5, (index) => circle(164 + index * 68, 118, 44, index % 2 === 0 ? c : a)).join("");
  const face =
    hair +
    fillPath(left, a) +
    fillPath(right, b) +
    fillPath(arc(220, 300, 46, 0, 1 - 0.0001), c) +
    circle(220, 300, 22, dark) +
    line("M168 236q52 -42 104 0", dark, 13, true) +
    line("M334 306q46 44 92 0", c, 15, true) +
    line("M330 246l96 -22", dark, 13, true) +
    fillPath("M300 260v170h-58z", dark) +
    fillPath("M300 260v170h34z", c) +
    fillPath("M196 482H300V560A104 78 0 0 1 196 482z", c) +
    fillPath("M300 560V482A104 78 0 0 1 404 560z", dark);
  return (
    circle(random.between(120, 480), random.between(560, 640), 300, c === ground ? b : isDark(ground) ? b : c) +
    rect(0, 720, WIDTH, 80, dark === ground ? a : dark) +
    turned(tilt, face, 300, 380) +
    fillPath(spark(92, 96, 40) + spark(520, 640, 30) + spark(500, 90, 22), isDark(ground) ? c : ink)
  );
};

const cypress = (x: number, y: number, height: number): string =>
  `M${num(x)} ${num(y - height)}q${num(height * 0.2)} ${num(height * 0.62)} 0 ${num(height)}q${num(-height * 0.2)} ${num(-height * 0.38)} 0 ${num(-height)}z`;

/** Hills under a large moon, a house that is still awake. */
export const moon = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground);
  const near = dark ? "#0b0b10" : ink;
  const mx = random.between(190, 420);
  const my = random.between(220, 290);
  const rings = [236, 196].map((r) => ring(mx, my, r, 2, dark ? c : a)).join("");
  const hx = random.between(330, 430);
  const trees = [70, 118, 156, 500, 548]
    .map((x) => cypress(x, 668 + random.between(-8, 14), random.between(110, 190)))
    .join("");
  const stars = times(9, () => spark(random.between(30, 570), random.between(40, 380), random.between(5, 13))).join("");
  return (
    fillPath(stars, dark ? ink : a) +
    rings +
    circle(mx, my, 156, dark ? c : a) +
    circle(mx + 44, my - 26, random.chance(0.5) ? 118 : 0, dark ? a : c) +
    fillPath("M0 500Q140 380 300 470T600 400V800H0z", b) +
    times(4, (index) =>
      line(
        `M0 ${530 + index * 22}Q140 ${410 + index * 22} 300 ${500 + index * 22}T600 ${430 + index * 22}`,
        ground,
        2.5,
      ),
    ).join("") +
    fillPath("M0 620Q170 500 340 600T600 560V800H0z", dark ? a : c) +
    fillPath(trees, near) +
    fillPath("M0 690Q200 600 420 680T600 650V800H0z", near) +
    fillPath(`M${num(hx)} 676v-58l34 -34 34 34v58z`, near) +
    rect(hx + 25, 628, 18, 22, dark ? c : a) +
    fillPath(`M${num(hx + 12)} 676l-26 124h90l-30 -124z`, dark ? c : a)
  );
};

/** Flowers on long stems, petals that print over each other. */
export const bloom = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground);
  const stem = dark ? c : ink;
  const flower = (cx: number, cy: number, size: number, petals: number, colour: string, heart: string): string => {
    const marks = times(petals, (index) => {
      const [x, y] = at(cx, cy, size, index / petals);
      const [lx, ly] = at(cx, cy, size * 0.78, index / petals - 0.5 / petals);
      const [rx, ry] = at(cx, cy, size * 0.78, index / petals + 0.5 / petals);
      return `M${num(cx)} ${num(cy)}Q${num(lx)} ${num(ly)} ${num(x)} ${num(y)}Q${num(rx)} ${num(ry)} ${num(cx)} ${num(cy)}z`;
    }).join("");
    const wide = times(petals, (index) => {
      const [x, y] = at(cx, cy, size * 0.6, (index + 0.5) / petals);
      return circle(x, y, size * 0.36, colour);
    }).join("");
    return (
      overprint(wide, dark) +
      fillPath(marks, heart) +
      circle(cx, cy, size * 0.2, stem) +
      circle(cx, cy, size * 0.09, colour)
    );
  };
  const stalk = (x: number, y: number, foot: number): string =>
    line(`M${num(x)} ${num(y)}Q${num(x)} 700 ${num(foot)} 820`, stem, 9) +
    fillPath(`M${num((x + foot) / 2)} 690q70 -74 128 -46q-34 74 -128 46z`, stem) +
    fillPath(`M${num((x + foot) / 2)} 734q-64 -66 -116 -38q30 66 116 38z`, stem);
  const flip = random.chance(0.5);
  const [x0, x1, x2] = flip ? [210, 442, 126] : [390, 158, 474];
  const marks =
    stalk(x1, 430, 280) +
    stalk(x0, 250, 310) +
    flower(x0, 250, random.between(172, 192), random.pick([7, 8, 9, 10] as const), a, c) +
    flower(x1, 452, random.between(112, 128), random.pick([6, 7, 8] as const), b, c) +
    flower(x2, 566, 74, 6, c, a);
  return rect(0, 0, WIDTH, 26, a) + marks;
};

/** A heart out of a square and two half discs, in echoing outlines. */
export const heart = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const colours = [b, ground, c, a, isDark(ground) ? ink : ground, a];
  const sizes = [330, 276, 226, 176, 122, 92];
  const outline = (size: number): string => {
    const s = num(size);
    const half = num(size / 2);
    return `M0 ${num(size * 0.75)}L${num(-size)} ${num(-size * 0.25)}A${half} ${half} 0 0 1 0 ${num(-size * 0.25)}A${half} ${half} 0 0 1 ${s} ${num(-size * 0.25)}z`;
  };
  const marks = sizes.map((size, index) => `<path fill="${colours[index] ?? a}" d="${outline(size)}"/>`).join("");
  const beams = times(16, (index) => {
    const [x0, y0] = at(300, 400, 300, index / 16);
    const [x1, y1] = at(300, 400, 620, (index - 0.22) / 16);
    const [x2, y2] = at(300, 400, 620, (index + 0.22) / 16);
    return shape([
      [x0, y0],
      [x1, y1],
      [x2, y2],
    ]);
  }).join("");
  return `${fillPath(beams, isDark(ground) ? b : c)}<g transform="translate(300 420) rotate(${num(random.between(-10, 10))})">${marks}</g>`;
};
