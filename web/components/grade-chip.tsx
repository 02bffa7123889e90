// A seat grade: its colour, its own shape for eyes that see colours otherwise, and its name.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import type { Grade } from "../../schema/layout.ts";
import { GRADE_SHAPES } from "../grade-shapes.ts";
import { wordsFor } from "../words/words.ts";

export const GradeMark = ({ grade }: { readonly grade: Grade }): JSX.Element => (
  <svg
    class={`grade-mark grade-${grade.toLowerCase()}`}
    viewBox="0 0 14 14"
    width="14"
    height="14"
    aria-hidden="true"
    focusable="false"
  >
    <path d={GRADE_SHAPES[grade]} />
  </svg>
);

export type GradeChipProps = { readonly grade: Grade; readonly language: Language };

export const GradeChip = ({ grade, language }: GradeChipProps): JSX.Element => (
  <span class="grade-chip">
    <GradeMark grade={grade} />
    {wordsFor(language).terms.grades[grade]}
  </span>
);
