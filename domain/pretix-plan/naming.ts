// Names, labels and ids that a plan brings, made fit: visible, short, each once where it must be.
import { SEAT_ID_PATTERN, SECTION_ID_PATTERN } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { Report } from "./report.ts";

/** Everything that is no visible letter goes; what is left is one line. */
const cleaned = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

const cut = (text: string, chars_max: number): string => {
  const short = text.slice(0, chars_max).trim();
  // Half a letter at the cut is none.
  return short.replace(/[\ud800-\udbff]$/u, "");
};

export type Naming = { readonly taken: Set<string>; readonly chars_max: number; readonly usual: string };

/** The text made fit and unlike all that are taken; says so where it had to change. */
export function fitName(text: string, { taken, chars_max, usual }: Naming, path: string, report: Report): string {
  const clean = cut(cleaned(text), chars_max);
  const base = clean === "" ? usual : clean;
  let name = base;
  for (let again = 2; taken.has(name); again++) {
    const tail = `-${again}`;
    name = cut(base, chars_max - tail.length) + tail;
  }
  taken.add(name);
  if (clean === "") report.tell("no_name", path, { now: name });
  else if (name !== text) report.tell("renamed", path, { was: text, now: name });
  return name;
}

export const SECTION_CHARS = LIMITS.section_name_chars;
export const LABEL_CHARS = LIMITS.seat_label_chars;

/** Ids are kept wherever they can be; the others are given anew, and those given twice are listed. */
export class SeatIdsGiven {
  readonly #sent: ReadonlySet<string>;
  readonly #given = new Set<string>();
  #unfit = 0;

  constructor(sent: Iterable<string>) {
    this.#sent = new Set(sent);
  }

  give(guid: string, usual: string, path: string, report: Report): string {
    if (SEAT_ID_PATTERN.test(guid)) {
      if (!this.#given.has(guid)) {
        this.#given.add(guid);
        return guid;
      }
      const id = this.#fresh(usual);
      report.tell("double_id", path, { was: guid, now: id });
      return id;
    }
    this.#unfit += 1;
    return this.#fresh(usual);
  }

  tell(report: Report): void {
    if (this.#unfit > 0) report.tell("unfit_ids", "zones", { was: String(this.#unfit) });
  }

  #fresh(usual: string): string {
    let id = usual;
    for (let again = 2; this.#given.has(id) || this.#sent.has(id); again++) id = `${usual}-${again}`;
    this.#given.add(id);
    return id;
  }
}

/** The note's own id where it can be one, else the next number. */
export function sectionId(noted: string | undefined, taken: Set<string>): string {
  let id = noted !== undefined && SECTION_ID_PATTERN.test(noted) && !taken.has(noted) ? noted : "";
  for (let number = taken.size + 1; id === "" || taken.has(id); number++) id = String(number);
  taken.add(id);
  return id;
}
