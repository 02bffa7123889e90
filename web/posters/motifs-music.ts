// Compositions of sound: arcs, rays over a crowd, a record, a score, strings, waves.
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
  moved,
  num,
  overprint,
  rect,
  ring,
  swing,
  times,
  turned,
  WIDTH,
  wedge,
} from "./shapes.ts";

/** Bands that widen as they leave the centre, each cut at eighths of a turn. */
export const arcs = (random: Random, { ink, a, b, c }: Inks): string => {
  const [cx, cy] = random.pick<readonly [number, number]>([
    [190, 560],
    [410, 540],
    [220, 300],
    [400, 270],
  ]);
  const marks: string[] = [];
  const loud = random.whole(3, 5);
  let radius = 34;
  let width = 15;
  for (let index = 0; index < 9; index++) {
    const start = random.whole(0, 15) / 16;
    const sweep = random.whole(4, 9) / 16;
    const colour = index === loud ? a : index === loud - 2 ? b : index === loud + 2 ? c : ink;
    marks.push(line(arc(cx, cy, radius + width / 2, start, start + sweep), colour, width));
    if (index < 6) {
      const second = start + sweep + random.whole(1, 3) / 16;
      const rest = random.whole(1, 3) / 16;
      marks.push(line(arc(cx, cy, radius + width / 2, second, second + rest), colour, width));
    }
    radius += width * 1.3;
    width *= 1.34;
  }
  return marks.join("") + circle(cx, cy, 22, a);
};

const person = (x: number, y: number, size: number, arms: 0 | 1 | 2): string => {
  const body = `M${num(x - size)} ${num(y + size * 5)}v${num(-size * 2.4)}a${num(size)} ${num(size)} 0 0 1 ${num(size * 2)} 0v${num(size * 2.4)}z`;
  const head = `M${num(x - size * 0.62)} ${num(y + size * 0.8)}a${num(size * 0.62)} ${num(size * 0.62)} 0 1 1 ${num(size * 1.24)} 0a${num(size * 0.62)} ${num(size * 0.62)} 0 1 1 ${num(-size * 1.24)} 0z`;
  const arm = (side: number): string =>
    `M${num(x + side * size * 0.9)} ${num(y + size * 2.6)}l${num(side * size * 0.5)} ${num(-size * 3.1)}l${num(size * 0.42)} ${num(size * 0.06)}l${num(-side * size * 0.2)} ${num(size * 3.3)}z`;
  return body + head + (arms > 0 ? arm(1) : "") + (arms > 1 ? arm(-1) : "");
};

/** Light from the stage over the heads of those who came. */
export const rays = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const cx = random.pick([300, 210, 390] as const);
  const cy = 470;
  const beams = random.pick([9, 11, 14] as const);
  const colours = [a, c, b] as const;
  const light = times(beams, (index) => {
    const from = 0.5 + (index + 0.12) / (beams * 2);
    const colour = colours[index % 3] ?? a;
    return fillPath(wedge(cx, cy, 980, from, from + 0.62 / (beams * 2)), colour);
  }).join("");
  const suns = [150, 112, 74, 36].map((r, index) => circle(cx, cy, r, [ink, a, c, ground][index] ?? ink)).join("");
  const row = (y: number, size: number, fill: string, shift: number): string => {
    const gap = size * 2.25;
    const people = times(Math.ceil(WIDTH / gap) + 2, (index) =>
      person(index * gap - shift, y + random.between(-0.5, 0.5) * size, size, random.pick([0, 0, 1, 2] as const)),
    );
    return fillPath(people.join(""), fill);
  };
  const floor = isDark(ground) ? b : ground;
  return (
    light +
    suns +
    rect(0, 560, WIDTH, 240, floor) +
    row(535, 19, isDark(ground) ? ground : b, 10) +
    row(590, 27, isDark(ground) ? a : a, 24) +
    row(664, 40, isDark(ground) ? ground : ink, 40)
  );
};

/** A record, larger than the sheet. */
export const vinyl = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground) ? "#101012" : ink;
  const [cx, cy] = random.pick<readonly [number, number]>([
    [300, 430],
    [140, 520],
    [470, 300],
  ]);
  const groove = isDark(dark) ? "#ffffff" : "#000000";
  const radius = 372;
  const grooves = times(13, (index) => ring(cx, cy, 158 + index * 16 + (index % 4 === 3 ? 4 : 0), 1.2, groove)).join(
    "",
  );
  const shine = [0.1, 0.6]
    .map((from) => `<path fill="${groove}" opacity=".13" d="${wedge(cx, cy, radius - 6, from, from + 0.07)}"/>`)
    .join("");
  const tilt = random.between(-30, 30);
  const label =
    circle(cx, cy, 138, a) +
    turned(tilt, fillPath(`${arc(cx, cy, 138, 0, 0.5)}z`, b) + rect(cx - 138, cy - 7, 276, 14, c), cx, cy) +
    ring(cx, cy, 118, 2, c) +
    circle(cx, cy, 40, c) +
    circle(cx, cy, 11, dark);
  const bar = random.chance(0.5) ? rect(0, 0, WIDTH, cy - 120, b) : rect(0, cy, WIDTH, HEIGHT, c);
  return `${bar}${circle(cx, cy, radius, dark)}<g opacity=".3">${grooves}</g>${shine}${label}`;
};

/** Five lines that swing across the sheet, and the notes that hang on them. */
export const score = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const shift = random.whole(0, 1);
  const top = random.between(250, 300);
  const staff = times(5, (index) => line(swing(top + index * 34, 190, 1, shift), ink, 4)).join("");
  const note = (x: number, y: number, size: number, fill: string, stem: number): string =>
    line(`M${num(x + size * 0.86 * Math.sign(stem))} ${num(y)}v${num(-stem)}`, fill, size * 0.26) +
    `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(size)}" ry="${num(size * 0.7)}" fill="${fill}" transform="rotate(-22 ${num(x)} ${num(y)})"/>`;
  const size = random.between(58, 66);
  const x = random.between(130, 160);
  const y = random.between(600, 640);
  const step = random.between(196, 214);
  const rise = random.between(50, 76);
  const stem = 290;
  const left = x + size * 0.73;
  const right = x + step + size * 0.99;
  const beam = (drop: number): string =>
    `M${num(left)} ${num(y - stem + drop)}L${num(right)} ${num(y - rise - stem + drop)}v46L${num(left)} ${num(y - stem + drop + 46)}z`;
  const discX = random.pick([410, 450, 180] as const);
  return (
    circle(discX, 250, 208, a) +
    circle(discX, 250, 118, c) +
    staff +
    fillPath("M0 690q150 -84 300 0t300 0V800H0z", b) +
    fillPath("M0 748q150 -84 300 0t300 0V800H0z", isDark(ground) ? c : a) +
    note(x, y, size, ink, stem) +
    note(x + step, y - rise, size, ink, stem) +
    fillPath(beam(0) + beam(70), ink) +
    note(508, top + 210, 34, isDark(ground) ? c : b, -150)
  );
};

const CELLO =
  "M300 262C372 250 428 292 424 352C421 404 384 410 384 452C384 494 452 500 458 590C464 690 388 744 300 744C212 744 136 690 142 590C148 500 216 494 216 452C216 410 179 404 176 352C172 292 228 250 300 262z";
const F_HOLE = "M366 470c22 4 20 34 10 58c-9 22 -8 40 12 44c-34 12 -44 -22 -32 -52c9 -22 12 -40 10 -50z";

/** A cello in two inks, its strings drawn out into a fan. */
export const strings = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const lean = random.pick([-16, -9, 10, 17] as const);
  const low = random.chance(0.5);
  const fan = times(26, (index) => {
    const share = index / 25;
    return low
      ? `M${num(share * WIDTH)} 0L0 ${num(HEIGHT * (1 - share))}`
      : `M${num(share * WIDTH)} 0L${WIDTH} ${num(HEIGHT * share)}`;
  }).join("");
  const deep = isDark(ground) ? ground : ink;
  const cello =
    fillPath(CELLO, a) +
    `<clipPath id="half"><path d="M300 0h300v800H300z"/></clipPath><g clip-path="url(#half)">${fillPath(CELLO, b)}</g>` +
    fillPath(F_HOLE, deep) +
    `<g transform="matrix(-1 0 0 1 600 0)">${fillPath(F_HOLE, deep)}</g>` +
    fillPath("M276 40h48l-8 440h-32z", deep) +
    fillPath("M264 610h72l-16 104h-40z", deep) +
    fillPath("M238 556q62 -34 124 0l-6 16q-56 -26 -112 0z", c) +
    circle(300, 26, 34, deep) +
    circle(300, 26, 14, c) +
    line("M232 74h40M328 74h40M238 108h34M328 108h34", deep, 11, true) +
    line("M289 60V612M296.5 60V612M303.5 60V612M311 60V612", c, 2);
  return line(fan, c, 2) + turned(lean, moved(-54, -60, cello, 1.18), 300, 460);
};

/** Water, or sound: bands that lie over each other, and a low sun. */
export const waves = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground);
  const sunX = random.between(180, 420);
  const sunY = random.between(210, 280);
  const colours = dark ? [b, a, c, ink] : [c, b, a, ink];
  const bands = times(4, (index) => {
    const y = 350 + index * 118;
    const path = `${swing(y, 150 - index * 14, index % 2 === 0 ? 1 : 1.5, index)}V820H-60z`;
    const echo = times(3, (step) =>
      line(swing(y + 22 + step * 20, 150 - index * 14, index % 2 === 0 ? 1 : 1.5, index), ground, 3),
    ).join("");
    return `${fillPath(path, colours[index] ?? a)}<g opacity=".55">${echo}</g>`;
  }).join("");
  const bars = times(6, (index) => rect(0, sunY + 30 + index * 26, WIDTH, 5 + index * 2.5, ground)).join("");
  return circle(sunX, sunY, 156, a) + bars + bands;
};

/** Two discs of light that mix where they meet, in printer's dots. */
export const dots = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground);
  const step = 25;
  const screen = (cx: number, cy: number, radius: number, colour: string, lean: number): string => {
    const bySize = new Map<number, string>();
    const reach = Math.ceil(radius / step);
    for (let row = -reach; row <= reach; row++) {
      for (let column = -reach; column <= reach; column++) {
        const x = (column + (row % 2 === 0 ? 0 : 0.5)) * step;
        const y = row * step * 0.87;
        if (Math.hypot(x, y) > radius) continue;
        // Light falls from one side: the dots grow into the shade.
        const shade = 0.5 + (x * Math.cos(lean) + y * Math.sin(lean)) / (radius * 2.1);
        const size = Math.round(4 + Math.min(1, Math.max(0, shade)) * 24);
        bySize.set(size, `${bySize.get(size) ?? ""}M${Math.round(cx + x)} ${Math.round(cy + y)}h0`);
      }
    }
    return [...bySize].map(([size, d]) => line(d, colour, size, true)).join("");
  };
  const lean = random.between(0, 6.28);
  const [x0, y0] = at(300, 350, 96, lean / 6.28);
  const [x1, y1] = at(300, 350, 96, lean / 6.28 + 0.5);
  return (
    overprint(screen(x0, y0, 226, a, lean), dark) +
    overprint(screen(x1, y1, 226, b, lean + 2.2), dark) +
    rect(0, 690, WIDTH, 110, ink) +
    times(9, (index) =>
      circle(60 + index * 60, 745, index % 3 === random.whole(0, 2) ? 20 : 9, index % 2 === 0 ? c : a),
    ).join("")
  );
};
