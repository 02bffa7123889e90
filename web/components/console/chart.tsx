// A small chart of the house: curves or areas over time, with its unit, its thresholds, and the time it is of.
import type { ComponentChildren, JSX } from "preact";
import { areaPath, boundsOf, depthOf, linePath, type Point, SHEET } from "./chart-scale.ts";

export type Series = {
  readonly name: string;
  readonly points: readonly Point[];
  readonly kind: "area" | "line";
  /** Told apart by the stroke as well as by the colour. */
  readonly tone?: "accent" | "live" | "ink";
};
export type Threshold = { readonly y: number; readonly label: string };
/** Something that happened at this x, told by its name to who rests on it. */
export type ChartMark = { readonly x: number; readonly label: string };

export type ChartProps = {
  readonly title: string;
  /** What is counted, and per what: "만 원 / 일". */
  readonly unit: string;
  readonly series: readonly Series[];
  readonly thresholds?: readonly Threshold[];
  readonly marks?: readonly ChartMark[];
  /** The moment that is looked at. */
  readonly cursor?: number;
  /** Under the first, any middle and the last point. */
  readonly xLabels: readonly string[];
  readonly yLabel: (y: number) => string;
  /** The chart in a sentence, for who cannot see it. */
  readonly summary: string;
  readonly asOf?: ComponentChildren;
  /** What stands in the curves' place while nothing has been counted. */
  readonly empty?: string;
};

const HEIGHT = 168;
const TOP = 8;
const PLOT = 132;
const GRID = [0, 0.5, 1] as const;

const anchorOf = (index: number, count: number): "start" | "middle" | "end" =>
  index === 0 ? "start" : index === count - 1 ? "end" : "middle";

const Curves = ({ series, thresholds = [] }: Pick<ChartProps, "series" | "thresholds">): JSX.Element => {
  const bounds = boundsOf(
    series.flatMap(({ points }) => points),
    thresholds.map(({ y }) => y),
  );
  return (
    <svg
      x="0"
      y={TOP}
      width="100%"
      height={PLOT}
      viewBox={`0 0 ${SHEET} ${SHEET}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {series.map(({ name, points, kind, tone = "accent" }) => (
        <g key={name} class={`chart-series chart-${tone}`}>
          {kind === "area" ? <path class="chart-area" d={areaPath(points, bounds)} /> : null}
          <path class="chart-line" d={linePath(points, bounds)} vector-effect="non-scaling-stroke" />
        </g>
      ))}
    </svg>
  );
};

const Marks = ({ series, marks = [], cursor }: Pick<ChartProps, "series" | "marks" | "cursor">): JSX.Element => {
  const { x_from, x_to } = boundsOf(
    series.flatMap(({ points }) => points),
    [],
  );
  const at = (x: number): string => `${Math.round(((x - x_from) / (x_to - x_from)) * 1_000) / 10}%`;
  const seen = marks.filter(({ x }) => x >= x_from && x <= x_to);
  return (
    <>
      {seen.map(({ x, label }) => (
        <g key={`${x} ${label}`} class="chart-mark">
          <line x1={at(x)} x2={at(x)} y1={TOP} y2={TOP + PLOT} />
          <circle cx={at(x)} cy={TOP} r="4">
            <title>{label}</title>
          </circle>
        </g>
      ))}
      {cursor === undefined ? null : (
        <line class="chart-cursor" x1={at(cursor)} x2={at(cursor)} y1={TOP} y2={TOP + PLOT} />
      )}
    </>
  );
};

const Scale = ({
  series,
  thresholds = [],
  xLabels,
  yLabel,
}: Pick<ChartProps, "series" | "thresholds" | "xLabels" | "yLabel">): JSX.Element => {
  const bounds = boundsOf(
    series.flatMap(({ points }) => points),
    thresholds.map(({ y }) => y),
  );
  const at = (y: number): number => TOP + depthOf(y, bounds) * PLOT;
  return (
    <>
      {GRID.map((share) => {
        const y = share * bounds.y_to;
        return (
          <g key={share}>
            <line class={share === 0 ? "chart-base" : "chart-grid"} x1="0" x2="100%" y1={at(y)} y2={at(y)} />
            {share === 0 ? null : (
              <text class="chart-label" x="0" y={at(y) + 14}>
                {yLabel(y)}
              </text>
            )}
          </g>
        );
      })}
      {thresholds.map(({ y, label }) => (
        <g key={label} class="chart-threshold">
          <line x1="0" x2="100%" y1={at(y)} y2={at(y)} />
          <text class="chart-label" x="100%" y={at(y) - 4} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      {xLabels.map((label, index) => (
        <text
          key={label}
          class="chart-label"
          x={`${(index / Math.max(1, xLabels.length - 1)) * 100}%`}
          y={TOP + PLOT + 20}
          text-anchor={anchorOf(index, xLabels.length)}
        >
          {label}
        </text>
      ))}
    </>
  );
};

export const Chart = (props: ChartProps): JSX.Element => {
  const { title, unit, series, summary, asOf, empty } = props;
  const counted = series.some(({ points }) => points.some(({ y }) => y > 0));
  return (
    <figure class="chart">
      <figcaption class="chart-head">
        <span class="console-part-title">{title}</span>
        <span class="chart-unit">{unit}</span>
        {asOf === undefined ? null : <span class="chart-as-of">{asOf}</span>}
      </figcaption>
      {counted || empty === undefined ? (
        <svg class="chart-sheet" width="100%" height={HEIGHT} role="img" aria-label={summary}>
          <Scale {...props} />
          <Curves {...props} />
          <Marks {...props} />
        </svg>
      ) : (
        <p class="chart-empty">{empty}</p>
      )}
      {series.length < 2 ? null : (
        <ul class="chart-key">
          {series.map(({ name, tone = "accent" }) => (
            <li key={name} class={`chart-${tone}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
};
