// How often a door's reader reads a code out of a bad frame: the first tickets' code and the one of 37 modules, small, turned,
// slanted, blurred, noisy, pale. The same frames for both, so that only the code differs.
import { readFileSync } from "node:fs";
import { correction, generate } from "lean-qr";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const WIDTH = 800;
const HEIGHT = 450;
const SIDES_PX = [70, 90, 115, 150, 220] as const;
const TURNS = [0, 0.35, 0.8] as const;
const SLANTS = [0, 0.45] as const;
/** Blur in pixels, noise and contrast in levels of grey. */
const LIGHTS = [
  { blur: 0, noise: 8, contrast: 200 },
  { blur: 1, noise: 20, contrast: 120 },
  { blur: 2, noise: 12, contrast: 80 },
] as const;
const FRAMES = SIDES_PX.length * TURNS.length * SLANTS.length * LIGHTS.length;

export type Rate = {
  readonly modules: number;
  readonly decoded: number;
  readonly frames: number;
  readonly frame_ms: number;
};

export function prepareReader(): void {
  const wasm = readFileSync("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } });
}

export async function decodeRate(text: string): Promise<Rate> {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M });
  const dark = (x: number, y: number): boolean => code.get(x, y);
  const took: number[] = [];
  let decoded = 0;
  for (const side of SIDES_PX)
    for (const turn of TURNS)
      for (const slant of SLANTS)
        for (const light of LIGHTS) {
          const frame = frameOf({ modules: code.size, dark }, { side, turn, slant, ...light });
          const began = performance.now();
          // As the page's worker asks for it.
          const found = await readBarcodes(frame, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
          took.push(performance.now() - began);
          if (found[0]?.text === text) decoded++;
        }
  return { modules: code.size, decoded, frames: FRAMES, frame_ms: median(took) };
}

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

type Code = { readonly modules: number; readonly dark: (x: number, y: number) => boolean };
type Look = {
  readonly side: number;
  readonly turn: number;
  readonly slant: number;
  readonly blur: number;
  readonly noise: number;
  readonly contrast: number;
};
const QUIET = 4;
/** Points looked at in each direction of a pixel: a camera's pixel sees an area. */
const SAMPLES = 3;

function frameOf(code: Code, look: Look) {
  const random = dice(look.side * 31 + look.blur);
  const grey = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) grey[y * WIDTH + x] = shadeAt(code, look, { x, y });
  }
  const soft = blurred(grey, look.blur);
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let i = 0; i < soft.length; i++) {
    const level = 128 + ((soft[i] ?? 0) - 0.5) * look.contrast + (random() - 0.5) * 2 * look.noise;
    data.fill(level, i * 4, i * 4 + 3);
    data[i * 4 + 3] = 255;
  }
  return { data, width: WIDTH, height: HEIGHT, colorSpace: "srgb" as const };
}

function shadeAt(code: Code, look: Look, at: { readonly x: number; readonly y: number }): number {
  let light = 0;
  for (let i = 0; i < SAMPLES; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      light += lightAt(code, look, at.x + (i + 0.5) / SAMPLES, at.y + (j + 0.5) / SAMPLES);
    }
  }
  return light / (SAMPLES * SAMPLES);
}

/** Back from the picture to the code's own squares: slanted away as on a phone that is held low, then turned. */
function lightAt({ modules, dark }: Code, { side, turn, slant }: Look, px: number, py: number): number {
  const dx = px - WIDTH / 2;
  const dy = py - HEIGHT / 2;
  const depth = 1 + (slant * dy) / side;
  const [u, v] = [dx * depth, dy * depth * (1 + slant)];
  const x = (u * Math.cos(turn) + v * Math.sin(turn)) / side + 0.5;
  const y = (v * Math.cos(turn) - u * Math.sin(turn)) / side + 0.5;
  const whole = modules + 2 * QUIET;
  const [mx, my] = [Math.floor(x * whole) - QUIET, Math.floor(y * whole) - QUIET];
  if (mx < -QUIET || my < -QUIET || mx >= modules + QUIET || my >= modules + QUIET) return 0.25;
  return mx >= 0 && my >= 0 && mx < modules && my < modules && dark(mx, my) ? 0 : 1;
}

/** A box in both directions, twice. */
function blurred(grey: Float32Array, radius: number): Float32Array {
  if (radius === 0) return grey;
  let from = grey;
  for (const step of [1, WIDTH]) {
    const to = new Float32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += from[i + k * step] ?? 0.25;
      to[i] = sum / (2 * radius + 1);
    }
    from = to;
  }
  return from;
}

function dice(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / (1 << 24);
  };
}
