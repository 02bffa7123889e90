// Words on the plan: section names with what is free, row letters, the stage. Each is written once on a small sheet and
// stamped from then on, because setting type is the slowest thing a canvas does.
import type { Point } from "../../../schema/layout.ts";
import { grouped } from "../../words/format.ts";
import { nameSize, type Opening } from "../detail.ts";
import type { Plan, PlanSection } from "../plan.ts";
import { type Ink, inkOf, sheetOf } from "./canvas.ts";
import { drawGrade } from "./marks.ts";
import type { Palette } from "./palette.ts";

const LABELS_MAX = 1_500;
/** A count is only written where the name has room to spare. */
const COUNT_ROOM_PX = 34;
const HALO_PX = 3;

type Line = { readonly text: string; readonly size: number; readonly weight: number; readonly colour: string };

export class Labels {
  readonly #plan: Plan;
  readonly #palette: Palette;
  readonly #density: number;
  readonly #sheets = new Map<string, HTMLCanvasElement>();
  readonly #ems = new Map<string, number>();
  readonly #ruler: Ink;
  /** The sheet each section was last named with: it stands in while a new one waits its turn. */
  readonly #last = new Map<number, HTMLCanvasElement>();
  #writes_left = 0;
  #waiting = false;

  constructor(plan: Plan, palette: Palette, density: number) {
    this.#plan = plan;
    this.#palette = palette;
    this.#density = density;
    this.#ruler = inkOf(sheetOf(1, 1));
  }

  section(section: PlanSection, { free, opening, back }: { free: number; opening: Opening; back: boolean }) {
    const full = nameSize(this.#widthEms(section.name), opening);
    // "1B 101" is still found as "101" where there is no room for more.
    const name = full === null ? (section.name.split(" ").at(-1) ?? "") : section.name;
    const size = full ?? nameSize(this.#widthEms(name), opening);
    if (size === null) return null;
    const counted = opening.high_px >= COUNT_ROOM_PX && opening.wide_px >= COUNT_ROOM_PX && size >= 11;
    const key = `${section.number}|${size}|${counted ? free : "-"}|${free === 0 || back ? "b" : ""}`;
    const quiet = free === 0 || back;
    const known = this.#sheets.get(key);
    if (known === undefined && this.#writes_left <= 0) {
      this.#waiting = true;
      return this.#last.get(section.number) ?? null;
    }
    const sheet = this.#sheet(key, () => {
      this.#writes_left--;
      const lines: Line[] = [
        { text: name, size, weight: 690, colour: quiet ? this.#palette.ink_faint : this.#palette.ink },
      ];
      if (counted) {
        const colour = quiet ? this.#palette.ink_faint : this.#palette.grades[section.grade];
        lines.push({ text: grouped(free), size: size - 1, weight: 560, colour });
      }
      return this.#write(lines, counted ? section : null);
    });
    this.#last.set(section.number, sheet);
    return sheet;
  }

  /** A zoom may call for eighty names of another size at once: so many are written in this frame, the others wait. */
  beginFrame(writes: number): void {
    this.#writes_left = writes;
    this.#waiting = false;
  }

  get waiting(): boolean {
    return this.#waiting;
  }

  row(text: string): HTMLCanvasElement {
    return this.#sheet(`row ${text}`, () =>
      this.#write([{ text, size: 10, weight: 560, colour: this.#palette.ink_faint }], null),
    );
  }

  stage(text: string, size: number): HTMLCanvasElement {
    const colour = this.#palette.ink_soft;
    return this.#sheet(`stage ${text}${size}`, () => this.#write([{ text, size, weight: 690, colour }], null, false));
  }

  #widthEms(text: string): number {
    const known = this.#ems.get(text);
    if (known !== undefined) return known;
    this.#ruler.font = `690 100px ${this.#palette.face}`;
    const ems = this.#ruler.measureText(text).width / 100;
    this.#ems.set(text, ems);
    return ems;
  }

  #sheet(key: string, write: () => HTMLCanvasElement): HTMLCanvasElement {
    const known = this.#sheets.get(key);
    if (known !== undefined) return known;
    // Counts change all evening: an old one is not kept for ever.
    if (this.#sheets.size >= LABELS_MAX) this.#sheets.clear();
    const sheet = write();
    this.#sheets.set(key, sheet);
    return sheet;
  }

  #write(lines: readonly Line[], marked: PlanSection | null, halo = true): HTMLCanvasElement {
    const fontOf = ({ size, weight }: Line): string => `${weight} ${size}px ${this.#palette.face}`;
    const mark_px = marked === null ? 0 : 13;
    let width = 0;
    let height = 0;
    for (const line of lines) {
      this.#ruler.font = fontOf(line);
      width = Math.max(width, this.#ruler.measureText(line.text).width + (line === lines[1] ? mark_px : 0));
      height += line.size * 1.22;
    }
    const sheet = sheetOf((width + HALO_PX * 2) * this.#density, (height + HALO_PX * 2) * this.#density);
    const ink = inkOf(sheet);
    ink.scale(this.#density, this.#density);
    ink.textBaseline = "middle";
    ink.textAlign = "center";
    ink.lineJoin = "round";
    let y = HALO_PX;
    for (const line of lines) {
      ink.font = fontOf(line);
      y += line.size * 0.61;
      const shift = line === lines[1] ? mark_px / 2 : 0;
      const x = width / 2 + HALO_PX + shift;
      if (halo) {
        ink.lineWidth = HALO_PX * 1.4;
        ink.strokeStyle = this.#palette.sheet;
        ink.globalAlpha = 0.85;
        ink.strokeText(line.text, x, y);
        ink.globalAlpha = 1;
      }
      ink.fillStyle = line.colour;
      ink.fillText(line.text, x, y);
      if (marked !== null && line === lines[1]) {
        const left = x - ink.measureText(line.text).width / 2 - 8;
        ink.globalAlpha = 0.85;
        ink.fillStyle = this.#palette.sheet;
        ink.beginPath();
        ink.arc(left, y - 0.5, 6.5, 0, Math.PI * 2);
        ink.fill();
        ink.globalAlpha = 1;
        ink.fillStyle = line.colour;
        drawGrade(ink, marked.grade, { x: left, y: y - 0.5, size: 8.5 });
      }
      y += line.size * 0.61;
    }
    return sheet;
  }

  /** Where a row's letter stands: one seat's width before its first seat. At both ends, letters of two blocks collide. */
  rowHead(row: Plan["map"]["rows"][number]): Point | null {
    const { map, pitch } = this.#plan;
    if (row.end - row.start < 2) return null;
    const x = map.x[row.start] ?? 0;
    const y = map.y[row.start] ?? 0;
    const dx = x - (map.x[row.start + 1] ?? x);
    const dy = y - (map.y[row.start + 1] ?? y);
    const length = Math.hypot(dx, dy) || 1;
    return { x: x + (dx / length) * pitch * 0.95, y: y + (dy / length) * pitch * 0.95 };
  }
}
