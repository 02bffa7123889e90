// A span of time on a line from a beginning to an end, with the single times that it is made of.
import type { JSX } from "preact";

export type BandProps = {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly number[];
  /** The line's end. */
  readonly end: number;
  /** The band in a sentence, for who cannot see it. */
  readonly label: string;
  readonly first: string;
  readonly last: string;
};

const HEIGHT = 24;

export const Band = ({ from, to, marks, end, label, first, last }: BandProps): JSX.Element => {
  const percent = (value: number): string =>
    `${Math.round(Math.min(1, Math.max(0, value / Math.max(1, end))) * 1_000) / 10}%`;
  return (
    <div class="band">
      <svg width="100%" height={HEIGHT} role="img" aria-label={label}>
        <rect class="band-track" x="0" y={HEIGHT / 2 - 0.5} width="100%" height="1" />
        <rect class="band-span" x={percent(from)} y="4" width={percent(to - from)} height={HEIGHT - 8} />
        {marks.map((mark) => (
          <rect
            key={mark}
            class="band-mark"
            x={percent(mark)}
            y="0"
            width="2"
            height={HEIGHT}
            transform="translate(-1 0)"
          />
        ))}
      </svg>
      <p class="band-ends tabular">
        <span>{first}</span>
        <span>{last}</span>
      </p>
    </div>
  );
};
