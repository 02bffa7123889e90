// Compositions of shape alone: pictures on a wall, a grid of tiles, arches, stripes that turn.
import type { Inks } from "./palettes.ts";
import type { Random } from "./random.ts";
import { arc, circle, fillPath, HEIGHT, isDark, line, num, quarter, rect, ring, times, WIDTH } from "./shapes.ts";

/** A wall with pictures, and somebody who looks. */
export const frames = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground) ? "#0b0b10" : ink;
  const inside = (x: number, y: number, w: number, h: number, kind: number): string => {
    const r = Math.min(w, h);
    if (kind === 0)
      return rect(x, y, w, h, a) + circle(x + w / 2, y + h * 0.52, r * 0.32, c) + rect(x, y + h * 0.72, w, h * 0.28, b);
    if (kind === 1) return rect(x, y, w, h, b) + times(5, (i) => rect(x, y + (i * h) / 5, w, h / 10, c)).join("");
    if (kind === 2)
      return (
        rect(x, y, w, h, c) + fillPath(quarter(x, y + h - r, r, 3), a) + circle(x + w * 0.7, y + h * 0.24, r * 0.14, b)
      );
    if (kind === 3)
      return (
        rect(x, y, w, h, a) +
        fillPath(`M${num(x)} ${num(y + h)}L${num(x + w * 0.45)} ${num(y + h * 0.22)}L${num(x + w)} ${num(y + h)}z`, b) +
        circle(x + w * 0.76, y + h * 0.22, r * 0.12, c)
      );
    return (
      rect(x, y, w, h, b) +
      [0.42, 0.3, 0.17].map((s, i) => circle(x + w / 2, y + h / 2, r * s, [c, a, c][i] ?? a)).join("")
    );
  };
  const picture = (x: number, y: number, w: number, h: number, kind: number): string =>
    rect(x + 10, y + 12, w, h, dark) +
    rect(x, y, w, h, isDark(ground) ? ink : "#fffaf0") +
    inside(x + 16, y + 16, w - 32, h - 32, kind);
  const first = random.whole(0, 4);
  const kind = (step: number): number => (first + step) % 5;
  const px = Math.round(random.pick([176, 424] as const) + random.between(-24, 24));
  const wall = random.chance(0.5)
    ? picture(46, 70, 300, 360, kind(0)) + picture(386, 70, 168, 200, kind(1)) + picture(386, 306, 168, 124, kind(2))
    : picture(46, 150, 168, 200, kind(1)) + picture(254, 60, 300, 372, kind(0)) + picture(46, 386, 168, 110, kind(3));
  return (
    wall +
    rect(0, 620, WIDTH, 180, isDark(ground) ? b : a) +
    line("M0 622H600", dark, 5) +
    fillPath(`M${px - 46} 790c0 -40 -6 -150 6 -186q10 -30 40 -30t40 30c12 36 6 146 6 186z`, dark) +
    circle(px, 536, 28, dark) +
    fillPath(`M${px - 30} 536a30 30 0 0 1 60 0l4 26h-68z`, dark) +
    rect(px > 300 ? 60 : 370, 700, 170, 18, dark) +
    rect(px > 300 ? 76 : 386, 718, 12, 46, dark) +
    rect(px > 300 ? 202 : 512, 718, 12, 46, dark)
  );
};

/** Tiles of a few simple cuts; one is four times the size. */
export const grid = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const size = 150;
  const colours = [a, b, c, ink] as const;
  const tile = (x: number, y: number, s: number): string => {
    const back = random.pick([ground, ground, a, b, c, ink] as const);
    const others = colours.filter((colour) => colour !== back);
    const front = others[random.whole(0, others.length - 1)] ?? a;
    const third = others[random.whole(0, others.length - 1)] ?? b;
    const corner = random.whole(0, 3);
    const marks = (() => {
      switch (random.whole(0, 7)) {
        case 0:
          return fillPath(quarter(x, y, s, corner), front);
        case 1:
          return (
            fillPath(quarter(x, y, s, corner), front) +
            fillPath(quarter(x, y, s / 2, corner), third === front ? back : third)
          );
        case 2:
          return fillPath(
            quarter(x, y, s / 2, 1) +
              quarter(x + s / 2, y, s / 2, 1) +
              quarter(x, y + s / 2, s / 2, 1) +
              quarter(x + s / 2, y + s / 2, s / 2, 1),
            front,
          );
        case 3:
          return circle(x + s / 2, y + s / 2, s * 0.5, front) + circle(x + s / 2, y + s / 2, s * 0.2, back);
        case 4:
          return fillPath(`M${x} ${y}h${s}l${-s} ${s}z`, front);
        case 5:
          return times(5, (index) => rect(x, y + (index * s) / 5, s, s / 10, front)).join("");
        case 6:
          return fillPath(`${arc(x + s / 2, y, s / 2, 0, 0.5)}z${arc(x + s / 2, y + s / 2, s / 2, 0, 0.5)}z`, front);
        default:
          return fillPath(quarter(x, y, s, corner % 2) + quarter(x, y, s, (corner % 2) + 2), front);
      }
    })();
    return rect(x, y, s, s, back) + marks;
  };
  const bigColumn = random.whole(0, 2);
  const bigRow = random.whole(0, 3);
  const cells: string[] = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 4; column++) {
      const inBig = column >= bigColumn && column < bigColumn + 2 && row >= bigRow && row < bigRow + 2;
      if (!inBig) cells.push(tile(column * size, row * size, size));
    }
  }
  cells.push(tile(bigColumn * size, bigRow * size, size * 2));
  return cells.join("") + rect(0, 750, WIDTH, 50, ink) + circle(26, 775, 8, a) + circle(52, 775, 8, c);
};

/** Doorways within doorways, steps, a sun. */
export const arches = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const dark = isDark(ground) ? "#0b0b10" : ink;
  const gate = (cx: number, top: number, half: number, foot: number, colours: readonly string[]): string =>
    colours
      .map((colour, index) => {
        const h = half - (index * half) / (colours.length + 0.6);
        const y = top + half;
        return fillPath(`M${num(cx - h)} ${foot}V${num(y)}a${num(h)} ${num(h)} 0 0 1 ${num(h * 2)} 0V${foot}z`, colour);
      })
      .join("");
  const flip = random.chance(0.5);
  const x = (value: number): number => (flip ? WIDTH - value : value);
  const steps = times(5, (index) => {
    const w = 600 - index * 88;
    return rect(flip ? WIDTH - w : 0, 760 - index * 36, w, 40 + index * 36, index % 2 === 0 ? dark : b);
  }).join("");
  const sunY = random.between(120, 170);
  return (
    circle(x(440), sunY, 84, a) +
    times(3, (index) => ring(x(440), sunY, 106 + index * 20, 3, a)).join("") +
    gate(x(430), 330, 150, 800, isDark(ground) ? [b, a, c, ground] : [b, c, a, ground]) +
    gate(x(190), 130, 172, 800, [a, c, b, c, dark]) +
    steps +
    circle(x(190), 556, 15, isDark(dark) ? c : a) +
    fillPath(`M${num(x(190) - 20)} 640v-44a20 24 0 0 1 40 0v44z`, c)
  );
};

/** A bundle of stripes that runs straight, turns, and runs on. */
export const rails = (random: Random, { ground, ink, a, b, c }: Inks): string => {
  const w = random.pick([26, 30, 34] as const);
  const colours = [a, c, ink, b, a];
  const flip = random.chance(0.5);
  const y0 = random.between(90, 150);
  const x1 = random.between(330, 380);
  const inner = 56;
  const span = w * 5;
  const y2 = random.between(500, 560);
  const bundle = colours
    .map((colour, index) => {
      const o = (index + 0.5) * w;
      const outer = inner + span - o;
      const back = inner + o;
      const d = [
        `M-20 ${num(y0 + o)}`,
        `H${num(x1)}`,
        `a${num(outer)} ${num(outer)} 0 0 1 ${num(outer)} ${num(outer)}`,
        `V${num(y2)}`,
        `a${num(outer)} ${num(outer)} 0 0 1 ${num(-outer)} ${num(outer)}`,
        `H${num(inner + span + 40)}`,
        `a${num(back)} ${num(back)} 0 0 0 ${num(-back)} ${num(back)}`,
        "V840",
      ].join("");
      return line(d, colour, w + 0.6);
    })
    .join("");
  const cx = x1 - 130;
  const cy = (y0 + span + y2) / 2 + 30;
  const marks =
    rect(0, 0, WIDTH, y0 + span / 2, isDark(ground) ? b : c) +
    bundle +
    circle(cx, cy, 96, a) +
    fillPath(`${arc(cx, cy, 96, 0.125, 0.625)}z`, b) +
    circle(520, 736, 34, ink);
  return flip ? `<g transform="matrix(-1 0 0 1 ${WIDTH} 0)">${marks}</g>` : marks + rect(0, HEIGHT - 6, WIDTH, 6, ink);
};
