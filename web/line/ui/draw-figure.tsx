// A lobby as a picture: people without an order while they gather, a frozen list while the round is awaited, and a line
// once it was drawn. It stands still for who asked for less motion.
import type { JSX } from "preact";
import type { Place } from "../place.ts";

const PEOPLE = 15;
const STEP = 20;
const WIDTH = PEOPLE * STEP;
const HEIGHT = 66;
const BASE = 41;

/** Where somebody stands in the crowd: spread without a pattern, the same at every look. */
const GOLDEN = 0.618;
const strayOf = (i: number): { x: number; y: number } => ({
  x: Math.round(8 + ((i * GOLDEN) % 1) * (WIDTH - 24)),
  y: Math.round(3 + ((i * i * GOLDEN) % 1) * 18),
});

export const DrawFigure = ({ place }: { readonly place: Place }): JSX.Element | null => {
  const { draw, position } = place;
  if (draw === null) return null;
  const drawn = draw.state === "DRAWN" || draw.state === "FALLBACK";
  const mine =
    drawn && position !== null
      ? Math.min(PEOPLE - 1, Math.floor(((position - 1) / Math.max(1, draw.entrants ?? 1)) * PEOPLE))
      : -1;
  return (
    <svg
      class={`draw-figure draw-figure-${draw.state.toLowerCase()}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="queue-rule" x="0" y={BASE} width={WIDTH} height="1" />
      {Array.from({ length: PEOPLE }, (_, i) => {
        const stray = strayOf(i);
        const x = drawn ? i * STEP + STEP / 2 : stray.x;
        const y = drawn ? BASE - 17 : stray.y;
        return (
          <rect
            key={i}
            class={i === mine ? "draw-person draw-person-you" : `draw-person draw-person-${i % 5}`}
            x={x}
            y={i === mine ? y - 6 : y}
            width={i === mine ? 3 : 2}
            height={i === mine ? 22 : 16}
          />
        );
      })}
    </svg>
  );
};
