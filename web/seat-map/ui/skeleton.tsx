// The map before it is there: a plan in the shape of a plan.
import type { JSX } from "preact";

const ROWS = [52, 66, 80, 94, 112, 126, 140] as const;

export const MapSkeleton = ({ text }: { readonly text: string }): JSX.Element => (
  <div class="map-skeleton" role="status">
    <svg class="map-skeleton-plan" viewBox="0 0 240 170" aria-hidden="true" focusable="false">
      <path class="map-skeleton-stage" d="M80 10h80v18H80z" />
      {ROWS.map((radius) => (
        <path
          key={radius}
          class="map-skeleton-row"
          d={`M${120 - radius * 0.86} ${12 + radius * 0.55}Q120 ${22 + radius * 1.25} ${120 + radius * 0.86} ${12 + radius * 0.55}`}
        />
      ))}
    </svg>
    <p class="map-skeleton-text">{text}</p>
  </div>
);
