// The camera in time: flights to a goal, the glide after a fling, and the borders it is kept within.
import type { Box } from "../../domain/layout/outline.ts";
import type { Point } from "../../schema/layout.ts";
import { between, type Camera, kept, lookAt, moved, type Range, scaleRange, type ViewSize, zoomed } from "./camera.ts";

const FLIGHT_MS = 240;
/** A fling slows to a third in so many ms. */
const FLING_FADE_MS = 260;
const FLING_SLOWEST = 0.02;
/** After a pause, one long step would throw the plan across the screen. */
const STEP_LONGEST_MS = 50;
const WHOLE_SHARE = 1.08;
/** Along the lower edge stand the map's buttons: the plan at rest ends above them. */
const FOOT_PX = 68;

type Ground = { readonly bounds: Box; readonly pitch: number };
type Flight = { readonly from: Camera; readonly to: Camera; readonly began_ms: number };

export class CameraMotion {
  readonly #ground: Ground;
  #view: ViewSize = { width: 0, height: 0 };
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #flight: Flight | null = null;
  #fling: { readonly speed: Point; readonly last_ms: number } | null = null;
  #moved_at_ms = Number.NEGATIVE_INFINITY;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  get camera(): Camera {
    return this.#camera;
  }
  /** The part of the canvas that is free of buttons. */
  get view(): ViewSize {
    return this.#view;
  }
  get range(): Range {
    return scaleRange(this.#ground.bounds, this.#view, this.#ground.pitch);
  }
  /** Where a flight under way will end; steps add up from there. */
  get goal(): Camera {
    return this.#flight?.to ?? this.#camera;
  }
  get gliding(): boolean {
    return this.#flight !== null || this.#fling !== null;
  }
  get whole(): boolean {
    return this.#camera.scale <= this.range.min * WHOLE_SHARE;
  }

  movedWithin(ms: number, now_ms: number): boolean {
    return now_ms - this.#moved_at_ms < ms;
  }

  /** The left top corner stays where it is, so that a panel that grows below moves nothing. */
  resize({ width, height }: ViewSize): void {
    const refit = this.#view.width === 0 || this.whole;
    this.#view = { width, height: Math.max(height * 0.6, height - FOOT_PX) };
    const view = this.#view;
    this.#camera = this.#kept(refit ? lookAt(this.#ground.bounds, view) : this.#camera);
  }

  jump(camera: Camera, now_ms: number): void {
    this.#flight = null;
    this.#camera = this.#kept(camera);
    this.#moved_at_ms = now_ms;
  }

  pull(by: Point, now_ms: number): void {
    this.jump(moved(this.#camera, by), now_ms);
  }

  zoom(factor: number, { at, by = { x: 0, y: 0 } }: { at: Point; by?: Point }, now_ms: number): void {
    this.#fling = null;
    this.jump(zoomed(moved(this.#camera, by), factor, at, this.range), now_ms);
  }

  fly(to: Camera, now_ms: number): void {
    this.#fling = null;
    this.#flight = { from: this.#camera, to: this.#kept(to), began_ms: now_ms };
  }

  fling(speed: Point, now_ms: number): void {
    this.#fling = { speed, last_ms: now_ms };
  }

  stop(): void {
    this.#flight = null;
    this.#fling = null;
  }

  advance(now_ms: number): void {
    const flight = this.#flight;
    if (flight !== null) {
      const share = Math.max(0, Math.min(1, (now_ms - flight.began_ms) / FLIGHT_MS));
      this.#camera = this.#kept(between(flight.from, flight.to, share, this.#view));
      this.#moved_at_ms = now_ms;
      if (share >= 1) this.#flight = null;
    }
    const fling = this.#fling;
    if (fling === null) return;
    const ms = Math.max(0, Math.min(STEP_LONGEST_MS, now_ms - fling.last_ms));
    this.pull({ x: fling.speed.x * ms, y: fling.speed.y * ms }, now_ms);
    const fade = Math.exp(-ms / FLING_FADE_MS);
    const speed = { x: fling.speed.x * fade, y: fling.speed.y * fade };
    this.#fling = Math.hypot(speed.x, speed.y) < FLING_SLOWEST ? null : { speed, last_ms: now_ms };
  }

  #kept(camera: Camera): Camera {
    return kept(camera, this.#ground.bounds, this.#view);
  }
}
