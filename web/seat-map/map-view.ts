// The map under the finger: owns the canvas and its frames. Told what to show; tells what was meant.
import type { Point } from "../../schema/layout.ts";
import { type Camera, centredOn, lookAt, moved, toPlan, zoomed } from "./camera.ts";
import { CameraMotion } from "./camera-motion.ts";
import { COMFORT_PX, choosesAt, type Pointing, reachAt } from "./detail.ts";
import { type Filters, fittingIn, NO_FILTERS, sectionFits, setBack } from "./filters.ts";
import { DENSITY_LEAST, FrameWatch, lowerDensity } from "./frame-watch.ts";
import { Gestures } from "./gestures.ts";
import type { Change, LiveSeats } from "./live-seats.ts";
import { type Ink, inkOf } from "./paint/canvas.ts";
import type { Scene } from "./paint/drawing.ts";
import { Labels } from "./paint/labels.ts";
import { drawMinimap } from "./paint/minimap.ts";
import { drawOverlay, FLASH_MS, type Flash, type Marked } from "./paint/overlay.ts";
import { readPalette, watchTheme } from "./paint/palette.ts";
import { Tiles } from "./paint/tiles.ts";
import { isSeat, type Plan, type PlanSection, rowsBySection, sectionAt } from "./plan.ts";
import { listenToPointers } from "./pointers.ts";
import { gridOf, nearestSeat, type SeatGrid } from "./seat-grid.ts";

export type Looked = {
  /** In the middle of the view. */
  readonly section: PlanSection | null;
  /** The whole plan is on the screen. */
  readonly whole: boolean;
  /** Seats are large enough to be looked at one by one. */
  readonly near: boolean;
};

export type MapListener = {
  readonly seatMeant: (place: number) => void;
  readonly zoneMeant: (section: PlanSection) => void;
  readonly looked: (at: Looked) => void;
};

export type MapOptions = {
  readonly plan: Plan;
  readonly canvas: HTMLCanvasElement;
  /** Takes the fingers, and says how large the map is. */
  readonly host: HTMLElement;
  readonly minimap: HTMLCanvasElement;
  readonly live: LiveSeats;
  readonly stage_name: string;
  readonly listener: MapListener;
};

/** Drawing tiles goes on for so long in each frame; the rest of the frame is the browser's. */
const WORK_MOVING_MS = 2;
const WORK_RESTING_MS = 7;
const NAMES_MOVING = 3;
const NAMES_RESTING = 16;
const SETTLE_MS = 90;
/** A screen of more pixels costs more than the eye gains. */
const PIXELS_MAX = 3_200_000;
/** A third dot for each pixel doubles the work of every frame, and is not missed on a plan. */
const DENSITY_MAX = 2;
const FLASHES_MAX = 150;
const NEAR_FROM_PX = 12;
/** A section seen whole is only stopped at where its seats can be told apart. */
const SECTION_SEAT_PX = 14;
const NOTHING_MARKED: Marked = { chosen: [], own: [], offered: [], zone: null };

export class MapView {
  readonly #options: MapOptions;
  readonly #ink: Ink;
  readonly #grid: SeatGrid;
  readonly #rows_of: readonly (readonly number[])[];
  readonly #motion: CameraMotion;
  readonly #endings: (() => void)[] = [];
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  readonly #watch = new FrameWatch();
  #density = 1;
  #density_max = DENSITY_MAX;
  #scene: Scene;
  #tiles: Tiles | null = null;
  #labels: Labels | null = null;
  #marked = NOTHING_MARKED;
  #filters = NO_FILTERS;
  #flashes: Flash[] = [];
  /** Free seats of each section that the filters leave; null until counted again. */
  #fitting: Uint32Array | null = null;
  #touching = false;
  #crosshair = false;
  #frame = 0;

  constructor(options: MapOptions) {
    const { plan, canvas, host, live } = options;
    this.#options = options;
    this.#ink = inkOf(canvas, true);
    this.#motion = new CameraMotion(plan);
    this.#grid = gridOf(plan.map, plan.bounds);
    this.#rows_of = rowsBySection(plan);
    this.#scene = {
      plan,
      grid: this.#grid,
      palette: readPalette(host),
      seat_state: live.seat_state,
      back: null,
      sections_back: new Uint8Array(plan.sections.length),
      stage_name: options.stage_name,
    };
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(host);
    this.#endings.push(
      () => sizes.disconnect(),
      watchTheme(() => this.#setScene({ palette: readPalette(host) })),
      listenToPointers(host, this.#gestures(), {
        wheeled: (factor, at) => this.#zoom(factor, at),
        touched: (touching) => this.#touch(touching),
      }),
      () => cancelAnimationFrame(this.#frame),
    );
    this.#measure();
    // Faces may come after the first frame; names are then written again in them.
    void document.fonts.ready.then(() => this.#setScene({}));
  }

  destroy(): void {
    for (const end of this.#endings) end();
  }

  // ------------------------------------------------------------------ what is shown
  setFilters(filters: Filters): void {
    if (filters === this.#filters) return;
    this.#filters = filters;
    this.#fitting = null;
    const { plan } = this.#options;
    const sections_back = Uint8Array.from(plan.sections, ({ number }) => (sectionFits(plan, filters, number) ? 0 : 1));
    this.#setScene({ back: setBack(plan, filters), sections_back });
  }

  setMarked(marked: Marked): void {
    this.#marked = marked;
    this.#soon();
  }

  changed(changes: readonly Change[]): void {
    const { plan } = this.#options;
    const from_ms = performance.now();
    this.#fitting = null;
    for (const { place, to } of changes) {
      this.#tiles?.touch(plan.map.x[place] ?? 0, plan.map.y[place] ?? 0);
      if (this.#still.matches || this.#flashes.length >= FLASHES_MAX) continue;
      this.#flashes.push({ place, from_ms, freed: to === 0 });
    }
    this.#soon();
  }

  showCrosshair(shown: boolean): void {
    this.#crosshair = shown;
    this.#soon();
  }

  // ------------------------------------------------------------------ where to look
  get camera(): Camera {
    return this.#motion.camera;
  }

  lookFrom(camera: Camera): void {
    this.#motion.jump(camera, performance.now());
    this.#soon();
  }

  showAll(): void {
    this.#fly(lookAt(this.#options.plan.bounds, this.#motion.view));
  }

  zoomBy(factor: number, at: Point = this.#middle()): void {
    this.#fly(zoomed(this.#motion.goal, factor, at, this.#motion.range));
  }

  moveBy(by: Point): void {
    this.#fly(moved(this.#motion.goal, by));
  }

  showSection(section: PlanSection): void {
    const { pitch } = this.#options.plan;
    const { left, top, right, bottom } = section.box;
    const roomy = { left: left - pitch, top: top - pitch, right: right + pitch, bottom: bottom + pitch };
    this.#fly(lookAt(roomy, this.#motion.view, COMFORT_PX / pitch));
  }

  showSeats(places: readonly number[]): void {
    const { plan } = this.#options;
    const seats = places.filter((place) => isSeat(plan, place));
    if (seats.length === 0) return;
    const mean = (values: Float64Array): number => seats.reduce((sum, p) => sum + (values[p] ?? 0), 0) / seats.length;
    const scale = Math.max(this.#motion.goal.scale, COMFORT_PX / plan.pitch);
    this.#fly(centredOn({ x: mean(plan.map.x), y: mean(plan.map.y) }, scale, this.#motion.view));
  }

  /** A point of the small plan, in shares of its width and height. */
  showShare(at: Point): void {
    const { left, top, right, bottom } = this.#options.plan.bounds;
    const point = { x: left + (right - left) * at.x, y: top + (bottom - top) * at.y };
    this.lookFrom(centredOn(point, this.camera.scale, this.#motion.view));
  }

  /** What a press of Enter means: the seat, or the zone, in the middle of the view. */
  meanMiddle(): void {
    this.#tapped(this.#middle(), "mouse");
  }

  // ------------------------------------------------------------------ fingers
  #gestures(): Gestures {
    const now = (): number => performance.now();
    return new Gestures({
      pulled: (by) => this.#motion.pull(by, now()),
      pinched: (factor, at, by) => this.#motion.zoom(factor, { at, by }, now()),
      flung: (speed) => {
        if (!this.#still.matches) this.#motion.fling(speed, now());
      },
      tapped: (at, pointing) => this.#tapped(at, pointing),
      doubleTapped: (at) => this.zoomBy(2, at),
      ended: () => this.#soon(),
    });
  }

  /** True where the tap meant something by itself. */
  #tapped(at: Point, pointing: Pointing): boolean {
    const { plan, listener } = this.#options;
    const { camera } = this.#motion;
    const point = toPlan(camera, at);
    const pitch_px = plan.pitch * camera.scale;
    const reach = Math.max(reachAt(pitch_px, pointing) / camera.scale, plan.pitch * 0.7);
    const seat = nearestSeat(this.#grid, point, reach);
    if (seat !== null && choosesAt(pitch_px, pointing)) {
      listener.seatMeant(seat);
      return true;
    }
    const section = sectionAt(plan, point);
    if (section?.kind === "standing") {
      listener.zoneMeant(section);
      return true;
    }
    if (seat === null && section === null) return false;
    this.#comeNearer(point, section);
    return true;
  }

  /** From afar a section is looked at whole first, where its seats are then large enough; else straight to the point. */
  #comeNearer(point: Point, section: PlanSection | null): void {
    const { pitch } = this.#options.plan;
    const { view, range, camera } = this.#motion;
    const comfort = Math.min(COMFORT_PX / pitch, range.max);
    const whole = section === null ? null : lookAt(section.box, view, comfort);
    const good = whole !== null && pitch * whole.scale >= SECTION_SEAT_PX && whole.scale > camera.scale * 1.3;
    this.#fly(good ? whole : centredOn(point, comfort, view));
  }

  #touch(touching: boolean): void {
    this.#touching = touching;
    if (touching) {
      this.#motion.stop();
      this.#crosshair = false;
    }
    this.#soon();
  }

  #zoom(factor: number, at: Point): void {
    this.#motion.zoom(factor, { at }, performance.now());
    this.#soon();
  }

  #fly(to: Camera): void {
    if (this.#still.matches) this.#motion.jump(to, performance.now());
    else this.#motion.fly(to, performance.now());
    this.#soon();
  }

  #middle(): Point {
    const { width, height } = this.#motion.view;
    return { x: width / 2, y: height / 2 };
  }

  // ------------------------------------------------------------------ frames
  #setScene(change: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...change };
    this.#labels = new Labels(this.#options.plan, this.#scene.palette, this.#density);
    this.#tiles?.setScene(this.#scene);
    this.#soon();
  }

  #measure(): void {
    const { canvas, host, plan } = this.#options;
    const { clientWidth: width, clientHeight: height } = host;
    // Hidden behind the list, it has no size; it keeps its place until it is seen again.
    if (width === 0 || height === 0) return;
    this.#motion.resize({ width, height });
    const wanted = Math.min(this.#density_max, devicePixelRatio || 1);
    const density = Math.min(wanted, Math.sqrt(PIXELS_MAX / (width * height)));
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    if (this.#tiles === null || Math.abs(density - this.#density) > 0.01) {
      this.#density = density;
      this.#labels = new Labels(plan, this.#scene.palette, density);
      this.#tiles = new Tiles(this.#scene, density);
    }
    // A canvas that was given a size is empty until drawn, and must not be seen so.
    this.#draw(performance.now());
    this.#soon();
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now_ms) => {
      this.#frame = 0;
      this.#step(now_ms);
    });
  }

  #step(now_ms: number): void {
    if (this.#motion.view.width === 0) return;
    this.#motion.advance(now_ms);
    this.#flashes = this.#flashes.filter(({ from_ms }) => now_ms - from_ms < FLASH_MS);
    if (this.#isMoving(now_ms) && this.#watch.isSlow(now_ms) && this.#density > DENSITY_LEAST) {
      this.#density_max = lowerDensity(this.#density);
      this.#measure();
      return;
    }
    const more = this.#draw(now_ms);
    const settling = this.#touching || this.#motion.movedWithin(SETTLE_MS * 2, now_ms);
    if (more || settling || this.#motion.gliding || this.#flashes.length > 0) this.#soon();
  }

  #isMoving(now_ms: number): boolean {
    return this.#touching || this.#motion.gliding || this.#motion.movedWithin(SETTLE_MS, now_ms);
  }

  /** True while tiles are still to be drawn. */
  #draw(now_ms: number): boolean {
    const tiles = this.#tiles;
    const labels = this.#labels;
    if (tiles === null || labels === null) return false;
    const { canvas, minimap, plan } = this.#options;
    const { camera } = this.#motion;
    const density = this.#density;
    const view = { width: canvas.width / density, height: canvas.height / density };
    const moving = this.#isMoving(now_ms);
    const scale = camera.scale * density;
    const frame = { x: camera.x, y: camera.y, scale, width: canvas.width, height: canvas.height };
    tiles.aim(scale, moving);
    const until_ms = performance.now() + (moving ? WORK_MOVING_MS : WORK_RESTING_MS);
    const more = tiles.work(frame, () => performance.now() >= until_ms);
    labels.beginFrame(moving ? NAMES_MOVING : NAMES_RESTING);
    this.#ink.fillStyle = this.#scene.palette.paper;
    this.#ink.fillRect(0, 0, canvas.width, canvas.height);
    tiles.draw(this.#ink, frame);
    const over = { scene: this.#scene, labels, marked: this.#marked, flashes: this.#flashes };
    drawOverlay(
      this.#ink,
      { ...over, free_in: this.#freeIn(), rows_of: this.#rows_of },
      { camera, view, density, now_ms, crosshair: this.#crosshair },
    );
    if (!this.#motion.whole) {
      drawMinimap(minimap, {
        plan,
        whole: tiles.whole,
        camera,
        view,
        density: Math.min(2, density),
        colour: this.#scene.palette.accent,
      });
    }
    this.#tellLooked();
    return more || labels.waiting;
  }

  #freeIn(): Uint32Array {
    const { live, plan } = this.#options;
    const { back } = this.#scene;
    if (back === null) return live.free_in;
    this.#fitting ??= fittingIn(plan, live, back);
    return this.#fitting;
  }

  #tellLooked(): void {
    const { listener, plan } = this.#options;
    const { camera, whole } = this.#motion;
    const near = plan.pitch * camera.scale >= NEAR_FROM_PX;
    listener.looked({ section: sectionAt(plan, toPlan(camera, this.#middle())), whole, near });
  }
}
