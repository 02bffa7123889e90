// Draws a show's poster from nothing but its seed and genre: always the same one, never two alike.
import type { Genre } from "../../schema/http/words.ts";
import { arches, frames, grid, rails } from "./motifs-gallery.ts";
import { arcs, dots, rays, score, strings, vinyl, waves } from "./motifs-music.ts";
import { diamond, field, hoop } from "./motifs-sport.ts";
import { bloom, curtain, heart, mask, moon } from "./motifs-stage.ts";
import { type Inks, PALETTES } from "./palettes.ts";
import { type Random, randomOf } from "./random.ts";
import { HEIGHT, rect, WIDTH } from "./shapes.ts";

type Draw = (random: Random, inks: Inks) => string;

const MOTIFS = {
  arches,
  arcs,
  bloom,
  curtain,
  diamond,
  dots,
  field,
  frames,
  grid,
  heart,
  hoop,
  mask,
  moon,
  rails,
  rays,
  score,
  strings,
  vinyl,
  waves,
} as const satisfies Readonly<Record<string, Draw>>;

export type PosterMotif = keyof typeof MOTIFS;

export const isPosterMotif = (text: string): text is PosterMotif => Object.hasOwn(MOTIFS, text);

const BY_GENRE: Readonly<Record<Genre, readonly [PosterMotif, ...PosterMotif[]]>> = {
  CONCERT: ["rays", "vinyl", "waves", "dots", "arcs", "rails"],
  MUSICAL: ["curtain", "mask", "moon", "arches"],
  SPORTS: ["diamond", "field", "hoop"],
  CLASSIC: ["score", "strings", "arcs", "moon"],
  EXHIBITION: ["frames", "grid", "arches", "dots"],
  FAN_MEETING: ["heart", "bloom", "rays"],
  ETC: ["rails", "grid", "bloom", "waves", "moon"],
};

export type PosterOptions = {
  readonly seed: string;
  readonly genre: Genre;
  /** Where the genre alone would guess wrong: a ball game's poster should show its own ball. */
  readonly motif?: PosterMotif;
  /** One of the palettes by number, for a season whose neighbours must differ. */
  readonly palette?: number;
};

export const posterSvg = ({ seed, genre, motif, palette }: PosterOptions): string => {
  const random = randomOf(seed);
  const chosenMotif = motif ?? random.pick(BY_GENRE[genre]);
  const chosenInks = random.pick(PALETTES);
  const inks = palette === undefined ? chosenInks : (PALETTES[Math.abs(palette) % PALETTES.length] ?? chosenInks);
  const marks = rect(0, 0, WIDTH, HEIGHT, inks.ground) + MOTIFS[chosenMotif](random, inks);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${marks}</svg>`;
};
