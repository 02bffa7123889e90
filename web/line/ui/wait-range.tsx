// The told waiting time as a picture: from now on a strip of time, and on it the stretch in which the turn comes for
// eight of ten. Its ends are told as hours of the clock, for that is what people plan by.
import type { JSX } from "preact";
import { wallTime } from "../../words/format.ts";
import type { Said } from "../face-shape.ts";
import type { Place } from "../place.ts";

/** The strip goes on a little behind the late end, so that this is seen to be no wall. */
const BEYOND = 1.15;
/** Nearer than this a clock's minute says less than the sentence above. */
const DRAWN_FROM_MS = 120_000;
/** The labels of a narrow stretch would lie on each other: then one tells both ends. */
const NARROW = 0.34;
const HEIGHT = 52;
const BAND = 18;
const MIDDLE = 14;

export type Strip = { readonly from: number; readonly to: number; readonly middle: number };

/** Shares of the strip; null where there is nothing to draw. */
export function stripOf(eta: Place["eta"]): Strip | null {
  if (eta === null || eta.p90_ms < DRAWN_FROM_MS) return null;
  const whole_ms = eta.p90_ms * BEYOND;
  return { from: eta.p10_ms / whole_ms, to: eta.p90_ms / whole_ms, middle: eta.p50_ms / whole_ms };
}

const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`;

export const WaitRange = ({ place, said }: { readonly place: Place; readonly said: Said }): JSX.Element | null => {
  const { words, facts } = said;
  const strip = stripOf(place.eta);
  if (strip === null || place.eta === null) return null;
  // From when it was told, not from each second since: the stretch stands still while nothing new is known.
  const early = wallTime(place.now_ms + place.eta.p10_ms, facts.zone);
  const late = wallTime(place.now_ms + place.eta.p90_ms, facts.zone);
  const is_narrow = strip.to - strip.from < NARROW;
  const both = early === late ? late : `${early} – ${late}`;
  return (
    <span class="wait-range">
      <svg width="100%" height={HEIGHT} role="img" aria-label={words.range.spoken(early, late)} focusable="false">
        <rect class="wait-range-strip" x="0" y={MIDDLE} width="100%" height="1" />
        <rect class="wait-range-now" x="0" y={MIDDLE - BAND / 2} width="3" height={BAND} />
        <rect
          class="wait-range-band"
          x={percent(strip.from)}
          y={MIDDLE - BAND / 2}
          width={percent(strip.to - strip.from)}
          height={BAND}
        />
        <rect class="wait-range-middle" x={percent(strip.middle)} y={MIDDLE - BAND / 2} width="1" height={BAND} />
        <text class="wait-range-text" x="0" y={HEIGHT - 4}>
          {words.range.now}
        </text>
        {is_narrow ? null : (
          <text class="wait-range-time" x={percent(strip.from)} y={HEIGHT - 4}>
            {early}
          </text>
        )}
        <text class="wait-range-time" x={percent(strip.to)} y={HEIGHT - 4} text-anchor="end">
          {is_narrow ? both : late}
        </text>
      </svg>
      <span class="wait-range-note">{words.range.note}</span>
    </span>
  );
};
