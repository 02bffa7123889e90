// Placeholders in the final shape, so that nothing moves when the content arrives.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";

const Bar = ({ size }: { readonly size: "short" | "middle" | "long" }): JSX.Element => (
  <span class={`skeleton skeleton-${size}`} />
);

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

export type SkeletonProps = { readonly count: number; readonly language: Language };

export const TileSkeletons = ({ count, language }: SkeletonProps): JSX.Element => (
  <div role="status" aria-label={wordsFor(language).shell.loading}>
    <div class="tile-grid" aria-hidden="true">
      {times(count).map((index) => (
        <div class="tile" key={index}>
          <span class="skeleton skeleton-poster" />
          <div class="tile-stub">
            <Bar size="short" />
            <Bar size="long" />
            <Bar size="middle" />
          </div>
        </div>
      ))}
    </div>
  </div>
);

export const RowSkeletons = ({ count, language }: SkeletonProps): JSX.Element => (
  <div role="status" aria-label={wordsFor(language).shell.loading}>
    <div class="skeleton-rows" aria-hidden="true">
      {times(count).map((index) => (
        <div class="skeleton-row" key={index}>
          <Bar size="middle" />
          <Bar size="short" />
        </div>
      ))}
    </div>
  </div>
);
