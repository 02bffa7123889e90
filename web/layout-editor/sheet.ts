// The editor's canvas: the seat map's own painter over the draft of the moment, and the sketch of what is being done.

import { type Box, boxOf } from "../../domain/layout/outline.ts";
import type { Draft } from "../../domain/layout-editing/draft.ts";
import { ranksOf, strandedIn } from "../../domain/layout-editing/ranks.ts";
import type { Point } from "../../schema/layout.ts";
import { type Camera, centredOn, lookAt, moved, toPlan, zoomed } from "../seat-map/camera.ts";
import { CameraMotion } from "../seat-map/camera-motion.ts";
import { COMFORT_PX, reachAt } from "../seat-map/detail.ts";
import { Gestures, type Pointer } from "../seat-map/gestures.ts";
import { type Ink, inkOf } from "../seat-map/paint/canvas.ts";
import type { Scene } from "../seat-map/paint/drawing.ts";
import { Labels } from "../seat-map/paint/labels.ts";
import { drawOverlay } from "../seat-map/paint/overlay.ts";
import { readPalette, watchTheme } from "../seat-map/paint/palette.ts";
import { Tiles } from "../seat-map/paint/tiles.ts";
import { type Plan, rowsBySection, sectionAt } from "../seat-map/plan.ts";
import { listenToPointers } from "../seat-map/pointers.ts";
import { eachSeatIn, gridOf, nearestSeat, type SeatGrid } from "../seat-map/seat-grid.ts";
import type { Editor, EditorState } from "./editor.ts";
import { Hand } from "./hand.ts";
import { addToFar, drawSketch, drawTrace, type FarPicture, farPicture, type Sketch } from "./paint.ts";
import { changedBoxes, draftPlan, layoutOf, ungraded } from "./plan.ts";

export type SheetOptions = {
  readonly canvas: HTMLCanvasElement;
  readonly host: HTMLElement;
  readonly editor: Editor;
  readonly stage_names: Readonly<Record<Plan["stage"]["kind"], string>>;
  /** A tool that puts something down was pressed here. */
  readonly placed: (point: Point) => void;
};

const WORK_MOVING_MS = 3;
const WORK_RESTING_MS = 8;
const SETTLE_MS = 90;
const DENSITY_MAX = 2;
const PIXELS_MAX = 3_200_000;
const NAMES_MOVING = 3;
const NAMES_RESTING = 16;
const BRUSH_PX = 12;
/** Past this many chosen seats, asking which they would strand is no question any more. */
const STRANDED_FROM_MAX = 40;
/** More chosen seats than these are drawn as one picture from afar. */
const FAR_FROM_SEATS = 1_500;
const NOTHING_MARKED = { chosen: [], own: [], offered: [], zone: null };

export class Sheet {
  readonly #options: SheetOptions;
  readonly #ink: Ink;
  readonly #hand: Hand;
  readonly #endings: (() => void)[] = [];
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #draft: Draft;
  #plan: Plan;
  #grid: SeatGrid;
  #rows_of: readonly (readonly number[])[];
  #motion: CameraMotion;
  #scene: Scene;
  #tiles: Tiles | null = null;
  #labels: Labels | null = null;
  #density = 1;
  #sketch: Sketch;
  #shown: EditorState | null = null;
  #brushing: { readonly chosen: Uint8Array; readonly far: FarPicture; readonly zones: ReadonlySet<string> } | null =
    null;
  /** Under a key that is held down draft follows draft. */
  #redrawn_ms = Number.NEGATIVE_INFINITY;
  #hasted = false;
  #far_late = false;
  #touching = false;
  #frame = 0;
  #counts: Uint32Array;

  constructor(options: SheetOptions) {
    const { canvas, host, editor } = options;
    this.#options = options;
    this.#ink = inkOf(canvas, true);
    this.#draft = editor.draft;
    this.#plan = draftPlan(editor.draft);
    this.#grid = gridOf(this.#plan.map, this.#plan.bounds);
    this.#rows_of = rowsBySection(this.#plan);
    this.#counts = countsOf(this.#plan);
    this.#motion = new CameraMotion(this.#plan);
    this.#scene = this.#sceneOf();
    this.#sketch = {
      ...{
        chosen: new Uint8Array(0),
        far: null,
        zones: new Set<string>(),
        stranded: [],
        moving: { x: 0, y: 0 },
        band: null,
      },
      ...{ guides: { x: null, y: null }, focal_point: editor.draft.focal_point, aisles: false, crosshair: false },
      trace: null,
    };
    this.#hand = new Hand(editor, this.#ground(), this.#gestures());
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(host);
    this.#endings.push(
      () => sizes.disconnect(),
      watchTheme(() => this.#repaint()),
      listenToPointers(host, this.#hand, {
        wheeled: (factor, at) => {
          this.#motion.zoom(factor, { at }, performance.now());
          this.#soon();
        },
        touched: (touching) => {
          this.#touching = touching;
          if (touching) this.#motion.stop();
          this.#soon();
        },
      }),
      editor.watch(() => this.#soon()),
      () => cancelAnimationFrame(this.#frame),
    );
    this.#measure();
    this.#follow();
    void document.fonts.ready.then(() => this.#repaint());
  }

  destroy(): void {
    for (const end of this.#endings) end();
  }

  get camera(): Camera {
    return this.#motion.camera;
  }
  get bounds(): Box {
    return this.#plan.bounds;
  }

  lookFrom(camera: Camera): void {
    this.#motion.jump(camera, performance.now());
    this.#soon();
  }
  showAll(): void {
    this.#follow();
    const points = [...this.#plan.sections.flatMap(({ outline }) => outline), ...this.#plan.stage.outline];
    const box = boxOf(points) ?? this.#plan.bounds;
    const roomy = { left: box.left - 30, top: box.top - 30, right: box.right + 30, bottom: box.bottom + 30 };
    this.#fly(lookAt(roomy, this.#motion.view, COMFORT_PX / this.#plan.pitch));
  }
  zoomBy(factor: number): void {
    const { view, goal, range } = this.#motion;
    this.#fly(zoomed(goal, factor, { x: view.width / 2, y: view.height / 2 }, range));
  }
  moveBy(by: Point): void {
    this.#fly(moved(this.#motion.goal, by));
  }
  showSection(id: string): void {
    this.#follow();
    const box = this.#plan.sections.find((section) => section.id === id)?.box;
    if (box === undefined) return;
    const roomy = { left: box.left - 20, top: box.top - 20, right: box.right + 20, bottom: box.bottom + 20 };
    this.#fly(lookAt(roomy, this.#motion.view, COMFORT_PX / this.#plan.pitch));
  }
  showPoint(point: Point): void {
    const scale = Math.max(this.#motion.goal.scale, COMFORT_PX / this.#plan.pitch);
    this.#fly(centredOn(point, scale, this.#motion.view));
  }
  showCrosshair(crosshair: boolean): void {
    this.#draw({ crosshair });
  }
  setTrace(trace: Sketch["trace"]): void {
    this.#draw({ trace });
  }
  /** Enter: what stands in the middle of the view. */
  meanMiddle(shift: boolean): void {
    const { width, height } = this.#motion.view;
    this.#hand.tap({ id: 0, x: width / 2, y: height / 2, at_ms: 0, pointing: "mouse", shift });
  }

  // ------------------------------------------------------------------ following the editor
  /** At most once a frame: a key held down in a stadium makes more drafts than can be drawn. */
  #follow(): void {
    const { editor } = this.#options;
    const { state } = editor;
    const before = this.#shown;
    if (state === before) return;
    this.#shown = state;
    if (editor.draft !== this.#draft || before === null) this.#redraw(editor.draft);
    else if (state.view !== before.view || state.party !== before.party) this.#repaint();
    if (before?.chosen !== state.chosen || before.history !== state.history || before.view !== state.view) {
      this.#choose(state);
    }
    this.#draw({ aisles: state.tool === "aisle", focal_point: editor.draft.focal_point });
  }

  #redraw(draft: Draft): void {
    const { camera } = this.#motion;
    const before = { draft: this.#draft, plan: this.#plan };
    const { bounds } = before.plan;
    this.#draft = draft;
    const now_ms = performance.now();
    this.#hasted = now_ms - this.#redrawn_ms < SETTLE_MS;
    this.#redrawn_ms = now_ms;
    this.#plan = draftPlan(draft);
    this.#grid = gridOf(this.#plan.map, this.#plan.bounds);
    this.#rows_of = rowsBySection(this.#plan);
    this.#counts = countsOf(this.#plan);
    const same = (["left", "top", "right", "bottom"] as const).every(
      (side) => bounds[side] === this.#plan.bounds[side],
    );
    if (!same || this.#tiles === null) {
      // A picture made for another sheet would stand elsewhere on this one.
      this.#hasted = false;
      const { host } = this.#options;
      this.#motion = new CameraMotion(this.#plan);
      this.#motion.resize({ width: host.clientWidth, height: host.clientHeight });
      if (this.#tiles !== null) this.#motion.jump(camera, performance.now());
      this.#tiles = null;
    }
    const ranked = this.#options.editor.state.view === "ranks";
    this.#repaint(ranked ? null : changedBoxes(before, { draft, plan: this.#plan }));
  }

  #choose({ chosen, view }: EditorState): void {
    const { map } = this.#plan;
    const flags = new Uint8Array(map.seats_count);
    for (const id of chosen.seats) {
      const place = map.place_by_id.get(id);
      if (place !== undefined) flags[place] = 1;
    }
    const asked = view === "ranks" && chosen.seats.size > 0 && chosen.seats.size <= STRANDED_FROM_MAX;
    const stranded = asked ? strandedIn(layoutOf(this.#draft), chosen.seats) : [];
    const many = chosen.seats.size > FAR_FROM_SEATS;
    // Steps that follow each other wait with the picture of a crowd until they pause; the former one stands in.
    this.#far_late = many && this.#hasted && this.#sketch.far !== null;
    this.#draw({
      chosen: flags,
      far: this.#far_late ? this.#sketch.far : many ? this.#farOf(flags) : null,
      zones: chosen.zones,
      stranded: stranded.flatMap((id) => map.place_by_id.get(id) ?? []),
    });
  }

  #farOf(chosen: Uint8Array): FarPicture {
    return farPicture(this.#plan, chosen, this.#scene.palette);
  }

  #sceneOf(): Scene {
    const { host, editor, stage_names } = this.#options;
    const plan = this.#plan;
    const { view, party } = editor.state;
    const back = ungraded(this.#draft, plan);
    return {
      plan,
      grid: this.#grid,
      palette: readPalette(host),
      seat_state: new Uint8Array(plan.map.places_count),
      back,
      sections_back: Uint8Array.from(this.#draftGrades()),
      stage_name: stage_names[plan.stage.kind],
      tone: view === "ranks" ? ranksOf(plan.map, party) : null,
    };
  }

  #draftGrades(): number[] {
    const grades = new Map(this.#draft.sections.map(({ id, grade }) => [id, grade]));
    return this.#plan.sections.map(({ id }) => (grades.get(id) === null ? 1 : 0));
  }

  /** `boxes`: nothing outside of them changed. */
  #repaint(boxes: readonly Box[] | null = null): void {
    this.#scene = this.#sceneOf();
    this.#labels = new Labels(this.#plan, this.#scene.palette, this.#density);
    if (this.#tiles === null) this.#tiles = new Tiles(this.#scene, this.#density);
    else if (boxes !== null) this.#tiles.change(this.#scene, boxes);
    else this.#tiles.setScene(this.#scene);
    this.#soon();
  }

  // ------------------------------------------------------------------ the hand on it
  #ground() {
    const { editor } = this.#options;
    const seatId = (place: number): string => this.#plan.map.ids[place] ?? "";
    return {
      toPlan: (at: Point) => toPlan(this.camera, at),
      seatAt: (at: Point, { pointing }: Pointer) => {
        const { pitch } = this.#plan;
        const reach = Math.max(reachAt(pitch * this.camera.scale, pointing) / this.camera.scale, pitch * 0.6);
        const place = nearestSeat(this.#grid, toPlan(this.camera, at), reach);
        return place === null ? null : seatId(place);
      },
      sectionAt: (at: Point) => sectionAt(this.#plan, toPlan(this.camera, at))?.id ?? null,
      seatsNear: ({ x, y }: Point) => {
        const reach = Math.max(BRUSH_PX / this.camera.scale, this.#plan.pitch * 0.5);
        const found: string[] = [];
        const box = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
        eachSeatIn(this.#grid, box, (place) => found.push(seatId(place)));
        return found;
      },
      scale: () => this.camera.scale,
      anchors: () => this.#anchors(),
      sketch: (part: Partial<Sketch>) => this.#draw(part),
      brushing: (seats: readonly string[], zones: ReadonlySet<string>) => this.#brush(seats, zones),
      brushed: () => {
        this.#brushing = null;
        this.#choose(editor.state);
      },
      placed: (point: Point) => this.#options.placed({ x: Math.round(point.x), y: Math.round(point.y) }),
    };
  }

  #brush(seats: readonly string[], zones: ReadonlySet<string>): void {
    const { map } = this.#plan;
    if (this.#brushing === null) {
      const chosen = new Uint8Array(map.seats_count);
      this.#brushing = { chosen, far: this.#farOf(chosen), zones };
    }
    const { chosen, far } = this.#brushing;
    const places = seats.flatMap((id) => map.place_by_id.get(id) ?? []);
    for (const place of places) chosen[place] = 1;
    addToFar(far, this.#plan, { places, palette: this.#scene.palette });
    this.#draw({ ...this.#brushing, zones });
  }

  /** The corners and the middle of what moves; and of every section that stays, with stage and focal point. */
  #anchors() {
    const { chosen } = this.#options.editor.state;
    const own: Point[] = [];
    const peers: Point[] = [];
    for (const { kind, id, start, end, outline } of this.#plan.sections) {
      const points: Point[] = [];
      let stays = kind === "seated" || !chosen.zones.has(id);
      for (let place = start; kind === "seated" && place < end; place++) {
        const point = { x: this.#plan.map.x[place] ?? 0, y: this.#plan.map.y[place] ?? 0 };
        if (this.#sketch.chosen[place] === 1) {
          own.push(point);
          stays = false;
        } else points.push(point);
      }
      if (stays) peers.push(...cornersOf(kind === "standing" ? outline : points));
      else if (kind === "standing") own.push(...outline);
    }
    const { focal_point } = this.#draft;
    return {
      moving: cornersOf(own),
      peers: [...peers, ...cornersOf(this.#plan.stage.outline), ...(focal_point === null ? [] : [focal_point])],
    };
  }

  #gestures(): Gestures {
    const now = (): number => performance.now();
    return new Gestures({
      pulled: (by) => this.#motion.pull(by, now()),
      pinched: (factor, at, by) => this.#motion.zoom(factor, { at, by }, now()),
      flung: (speed) => {
        if (!this.#still.matches) this.#motion.fling(speed, now());
      },
      tapped: (at, pointing) => {
        this.#hand.tap({ ...at, id: 0, at_ms: 0, pointing });
        return true;
      },
      doubleTapped: () => this.zoomBy(2),
      ended: () => this.#soon(),
    });
  }

  // ------------------------------------------------------------------ frames
  #fly(to: Camera): void {
    if (this.#still.matches) this.#motion.jump(to, performance.now());
    else this.#motion.fly(to, performance.now());
    this.#soon();
  }

  #draw(part: Partial<Sketch>): void {
    this.#sketch = { ...this.#sketch, ...part };
    this.#soon();
  }

  #measure(): void {
    const { canvas, host } = this.#options;
    const { clientWidth: width, clientHeight: height } = host;
    if (width === 0 || height === 0) return;
    const first = this.#motion.view.width === 0;
    this.#motion.resize({ width, height });
    this.#density = Math.min(DENSITY_MAX, devicePixelRatio || 1, Math.sqrt(PIXELS_MAX / (width * height)));
    canvas.width = Math.round(width * this.#density);
    canvas.height = Math.round(height * this.#density);
    this.#tiles = null;
    this.#repaint();
    if (first) this.showAll();
    this.#step(performance.now());
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now_ms) => {
      this.#frame = 0;
      this.#step(now_ms);
    });
  }

  #step(now_ms: number): void {
    this.#follow();
    const tiles = this.#tiles;
    const labels = this.#labels;
    if (this.#motion.view.width === 0 || tiles === null || labels === null) return;
    this.#motion.advance(now_ms);
    const changing = now_ms - this.#redrawn_ms < SETTLE_MS;
    if (this.#far_late && !changing) {
      this.#far_late = false;
      this.#sketch = { ...this.#sketch, far: this.#farOf(this.#sketch.chosen) };
    }
    const moving = changing || this.#touching || this.#motion.gliding || this.#motion.movedWithin(SETTLE_MS, now_ms);
    const { canvas } = this.#options;
    const density = this.#density;
    const { camera } = this.#motion;
    const view = { width: canvas.width / density, height: canvas.height / density };
    const scale = camera.scale * density;
    const frame = { x: camera.x, y: camera.y, scale, width: canvas.width, height: canvas.height };
    tiles.aim(scale, moving);
    const until_ms = performance.now() + (moving ? WORK_MOVING_MS : WORK_RESTING_MS);
    const more = tiles.work(frame, () => performance.now() >= until_ms);
    labels.beginFrame(moving ? NAMES_MOVING : NAMES_RESTING);
    this.#ink.fillStyle = this.#scene.palette.paper;
    this.#ink.fillRect(0, 0, canvas.width, canvas.height);
    this.#ink.imageSmoothingEnabled = !moving;
    tiles.draw(this.#ink, frame);
    this.#ink.imageSmoothingEnabled = true;
    const { palette } = this.#scene;
    const sheet = { plan: this.#plan, grid: this.#grid, palette, camera, view, density, hurried: moving };
    drawTrace(this.#ink, this.#sketch, sheet);
    const over = { scene: this.#scene, labels, marked: NOTHING_MARKED, flashes: [], free_in: this.#counts };
    drawOverlay(this.#ink, { ...over, rows_of: this.#rows_of }, { camera, view, density, now_ms, crosshair: false });
    drawSketch(this.#ink, this.#sketch, sheet);
    const settling = changing || this.#touching || this.#motion.movedWithin(SETTLE_MS * 2, now_ms);
    if (more || labels.waiting || settling || this.#motion.gliding) this.#soon();
  }
}

const countsOf = (plan: Plan): Uint32Array => Uint32Array.from(plan.sections, ({ start, end }) => end - start);

function cornersOf(points: readonly Point[]): Point[] {
  const box = boxOf(points);
  if (box === null) return [];
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  return [{ x: box.left, y: box.top }, { x: box.right, y: box.bottom }, middle];
}
