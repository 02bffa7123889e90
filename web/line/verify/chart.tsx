// Joins above, admissions below: the people between the lines are those who waited, and a fan's own wait is one stroke.
import type { JSX } from "preact";
import { duration, grouped, spokenHourAt, spokenTime } from "../../words/format.ts";
import type { Audit } from "./audit.ts";
import { type VerifyFacts, verifyWords } from "./facts.ts";
import { drawingOf } from "./series.ts";

export type ChartProps = { readonly audit: Audit; readonly facts: VerifyFacts; readonly position: number | null };

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export const LineChart = ({ audit, facts, position }: ChartProps): JSX.Element | null => {
  const drawing = drawingOf(audit.series, position);
  if (drawing === null) return null;
  const { chart } = verifyWords(facts.language);
  const { zone, language, now_ms } = facts;
  const last = audit.series.points.at(-1);
  const span_ms = drawing.to_ms - drawing.from_ms;
  const said = (at_ms: number): string =>
    span_ms > DAY_MS ? spokenTime(at_ms, { nowMs: now_ms, zone, language }) : spokenHourAt(at_ms, zone, language);
  // Within the hour two times of day would read alike: how long it took says more.
  const end = span_ms < HOUR_MS ? `+ ${duration(span_ms, language)}` : said(drawing.to_ms);
  return (
    <figure class="verify-chart" aria-labelledby="verify-chart-title">
      <h2 class="verify-part-title" id="verify-chart-title">
        {chart.title}
      </h2>
      <div class="verify-plot">
        <span class="verify-top tabular">{grouped(drawing.top)}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {drawing.pauses.map(({ x, width }) => (
            <rect key={x} class="verify-pause" x={x} y="0" width={Math.max(0.4, width)} height="100" />
          ))}
          <path class="verify-waiting" d={drawing.waiting} />
          <path class="verify-joined" d={drawing.joined} />
          <path class="verify-let-in" d={drawing.head} />
          {drawing.you === null ? null : (
            <path class="verify-you" d={`M${drawing.you.from_x} ${drawing.you.y}H${drawing.you.to_x}`} />
          )}
        </svg>
        <span class="verify-times tabular">
          <span>{said(drawing.from_ms)}</span>
          <span>{end}</span>
        </span>
      </div>
      <ul class="verify-legend">
        <li class="verify-legend-joined">{chart.joined}</li>
        <li class="verify-legend-let-in">{chart.admitted}</li>
        {drawing.pauses.length === 0 ? null : <li class="verify-legend-pause">{chart.paused}</li>}
        {drawing.you === null || position === null ? null : <li class="verify-legend-you">{chart.you(position)}</li>}
      </ul>
      <figcaption class="verify-small">{chart.text(last?.joined ?? 0, last?.head ?? 0)}</figcaption>
    </figure>
  );
};
