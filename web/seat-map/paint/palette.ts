// The colours of the plan, taken from the page's own tokens: light and dark come along by themselves.
import type { Grade } from "../../../schema/layout.ts";

export type Palette = {
  readonly paper: string;
  readonly sheet: string;
  readonly sunk: string;
  readonly ink: string;
  readonly ink_soft: string;
  readonly ink_faint: string;
  readonly rule: string;
  readonly edge: string;
  readonly accent: string;
  readonly on_accent: string;
  readonly live: string;
  readonly grades: Readonly<Record<Grade, string>>;
  readonly face: string;
};

/**
 * A token's own value is not a colour yet ("light-dark(…)"), so each is worn by an element of its class and read from
 * there. The probes stand in the page's markup, hidden.
 */
const colourOf = (host: Element, name: string): string => {
  const probe = host.querySelector(`.ink-${name}`);
  return probe === null ? "" : getComputedStyle(probe).color;
};

export const PALETTE_NAMES = [
  "paper",
  "sheet",
  "sunk",
  "ink",
  "ink-soft",
  "ink-faint",
  "rule",
  "field-edge",
  "accent",
  "on-accent",
  "live",
  "grade-vip",
  "grade-r",
  "grade-s",
  "grade-a",
  "grade-b",
  "grade-standing",
] as const;

export function readPalette(host: Element): Palette {
  const of = (name: (typeof PALETTE_NAMES)[number]): string => colourOf(host, name);
  return {
    paper: of("paper"),
    sheet: of("sheet"),
    sunk: of("sunk"),
    ink: of("ink"),
    ink_soft: of("ink-soft"),
    ink_faint: of("ink-faint"),
    rule: of("rule"),
    edge: of("field-edge"),
    accent: of("accent"),
    on_accent: of("on-accent"),
    live: of("live"),
    grades: {
      VIP: of("grade-vip"),
      R: of("grade-r"),
      S: of("grade-s"),
      A: of("grade-a"),
      B: of("grade-b"),
      STANDING: of("grade-standing"),
    },
    face: getComputedStyle(host).fontFamily,
  };
}

/** Calls back when the fan or the system turns the lights on or off; returns how to stop listening. */
export function watchTheme(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  dark.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
  };
}
