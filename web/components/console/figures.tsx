// A row of figures over a hairline: the number large and tabular, what it counts above it, what it is of below it.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { isoTime } from "../../words/format.ts";
import { wordsFor } from "../../words/words.ts";

export type FigureProps = {
  readonly label: string;
  readonly value: string;
  /** Stands small behind the value: "석", "원", "/min". */
  readonly unit?: string;
  readonly note?: ComponentChildren;
  /** `live` while it is past a threshold that somebody should look at. */
  readonly tone?: "plain" | "live";
};

export const Figure = ({ label, value, unit, note, tone = "plain" }: FigureProps): JSX.Element => (
  <div class={tone === "live" ? "figure figure-live" : "figure"}>
    <dt class="figure-label">{label}</dt>
    <dd class="figure-value tabular">
      {value}
      {unit === undefined ? null : <span class="figure-unit">{unit}</span>}
    </dd>
    {note === undefined ? null : <dd class="figure-note">{note}</dd>}
  </div>
);

export const Figures = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <dl class="figures-strip">{children}</dl>
);

export type AsOfProps = {
  readonly at_ms: number;
  /** The clock's face at that instant, in the reader's zone: "19:02". */
  readonly face: string;
  readonly language: Language;
  /** What is shown may be older than it should be. */
  readonly stale?: boolean;
};

/** Every figure that moves says of when it is. */
export const AsOf = ({ at_ms, face, language, stale = false }: AsOfProps): JSX.Element => {
  const { parts } = wordsFor(language).console;
  return (
    <time class={stale ? "as-of as-of-stale tabular" : "as-of tabular"} datetime={isoTime(at_ms)}>
      {stale ? parts.asOfStale(face) : parts.asOf(face)}
    </time>
  );
};
