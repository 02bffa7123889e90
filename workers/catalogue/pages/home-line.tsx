// The line as a picture: one tick per person, the door at the left, your place marked. It keeps its scale at any width.
import type { JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { wordsFor } from "../../../web/words/words.ts";

const STEP = 10;
const DOOR = 24;
/** Your place: far enough to be waiting, near enough to be seen on a phone. */
const PLACE = 24;
const TENS = Array.from({ length: 13 }, (_, index) => (index + 1) * 10).filter((ten) => Math.abs(ten - PLACE) > 5);

const xOf = (place: number): number => DOOR + place * STEP;

export const LineFigure = ({ language }: { readonly language: Language }): JSX.Element => {
  const { home } = wordsFor(language);
  return (
    <figure class="line-figure">
      <figcaption class="unseen">{home.lineFigure}</figcaption>
      <svg width="100%" height="112" aria-hidden="true" focusable="false">
        <defs>
          <pattern
            id="line-people"
            x={DOOR - STEP / 2}
            y="0"
            width={STEP * 10}
            height="112"
            patternUnits="userSpaceOnUse"
          >
            {Array.from({ length: 10 }, (_, index) => (
              <rect
                key={index}
                x={index * STEP + STEP / 2}
                y={index === 0 ? 44 : 52}
                width="1"
                height={index === 0 ? 24 : 16}
              />
            ))}
          </pattern>
        </defs>
        <rect class="line-figure-rule" x="0" y="68" width="100%" height="1" />
        <rect
          class="line-figure-behind"
          x={xOf(PLACE) + STEP / 2}
          y="0"
          width="100%"
          height="112"
          fill="url(#line-people)"
        />
        <rect
          class="line-figure-ahead"
          x={xOf(1) - STEP / 2}
          y="0"
          width={(PLACE - 1) * STEP}
          height="112"
          fill="url(#line-people)"
        />
        <path class="line-figure-door" d="M.75 69V28h16v41" fill="none" />
        <rect class="line-figure-you" x={xOf(PLACE) - 1} y="28" width="3" height="41" />
        <text class="line-figure-text" x="0" y="92">
          {home.entrance}
        </text>
        {TENS.map((ten) => (
          <text key={ten} class="line-figure-text line-figure-ten" x={xOf(ten)} y="92" text-anchor="middle">
            {ten}
          </text>
        ))}
        <text class="line-figure-you-text" x={xOf(PLACE)} y="94" text-anchor="middle">
          {`${home.you} ${PLACE}`}
        </text>
      </svg>
    </figure>
  );
};
