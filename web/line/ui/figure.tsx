// The line as a picture: the door at the left, one tick for each of the nearest people, the rest of the way drawn
// closer together. Your mark moves towards the door and never away from it.
import type { JSX } from "preact";

/** Ticks that are drawn one by one; at this step they fit beside the door on a phone of 360 px. */
export const NEAREST = 24;
const STEP = 10;
const DOOR = 20;
const NEAR_WIDTH = DOOR + (NEAREST + 1) * STEP;
const BASE = 41;
const HEIGHT = 66;

export type FigureProps = {
  readonly ahead: number;
  readonly behind: number;
  /** Where it began: the far end of the picture. */
  readonly first_ahead: number;
  readonly door: string;
  readonly you: string;
};

const xOf = (place: number): number => DOOR + place * STEP;

/** 0 at the end of the nearest, 1 where it began. */
export const farShare = (ahead: number, first_ahead: number): number =>
  ahead <= NEAREST ? 0 : Math.min(1, (ahead - NEAREST) / Math.max(1, first_ahead - NEAREST));

const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`;

const You = ({ x, text }: { readonly x: number | string; readonly text: string }): JSX.Element => (
  <>
    <rect class="queue-you" x={x} y="10" width="3" height={BASE - 9} transform="translate(-1 0)" />
    <text class="queue-you-text" x={x} y={HEIGHT - 4} text-anchor="middle">
      {text}
    </text>
  </>
);

export const QueueFigure = ({ ahead, behind, first_ahead, door, you }: FigureProps): JSX.Element => {
  const isFar = ahead >= NEAREST;
  const ticks = Math.min(ahead, NEAREST);
  const after = isFar ? 0 : Math.min(behind, NEAREST - ahead - 1);
  const rest = isFar ? behind : behind - after;
  const share = farShare(ahead, first_ahead);
  return (
    <div class="queue" aria-hidden="true">
      <svg class="queue-near" width={NEAR_WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
        <defs>
          <pattern id="queue-people" x={DOOR} y="0" width={STEP} height={HEIGHT} patternUnits="userSpaceOnUse">
            <rect class="queue-person" x={STEP / 2} y="25" width="1" height="16" />
          </pattern>
        </defs>
        <rect class="queue-rule" x="0" y={BASE} width="100%" height="1" />
        <rect x={xOf(1) - STEP / 2} y="0" width={ticks * STEP} height={HEIGHT} fill="url(#queue-people)" />
        {after > 0 ? (
          <rect
            class="queue-behind"
            x={xOf(ahead + 2) - STEP / 2}
            y="0"
            width={after * STEP}
            height={HEIGHT}
            fill="url(#queue-people)"
          />
        ) : null}
        <path class="queue-door" d={`M.75 ${BASE + 1}V4h13v${BASE - 3}`} fill="none" />
        <text class="queue-text" x="0" y={HEIGHT - 4}>
          {door}
        </text>
        {isFar ? null : <You x={xOf(ahead + 1)} text={you} />}
      </svg>
      <svg class="queue-far" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
        <rect class="queue-rule" x="0" y={BASE} width="100%" height="1" />
        {isFar ? <rect class="queue-crowd" x="0" y={BASE - 3} width={percent(share)} height="4" /> : null}
        {rest > 0 ? (
          <rect class="queue-crowd queue-behind" x={percent(isFar ? share : 0)} y={BASE - 3} width="100%" height="4" />
        ) : null}
        {isFar ? <You x={percent(share)} text={you} /> : null}
      </svg>
    </div>
  );
};
