// The curves of a sale, with a mark wherever somebody turned something. Drawn by the house's own chart: three curves of
// some hundred points need no library, and are there without a script.
import type { JSX } from "preact";
import type { Moment } from "../../domain/sale-figures/history.ts";
import { Chart, type ChartMark, type Series } from "../components/console/chart.tsx";
import { grouped, wallTime } from "../words/format.ts";
import { type BoardProps, liveSaleWords, type Mark } from "./facts.ts";

/** More points than a curve has pixels are only weight. */
const POINTS_MAX = 240;

function thinned(moments: readonly Moment[]): readonly Moment[] {
  const every = Math.ceil(moments.length / POINTS_MAX);
  return every <= 1 ? moments : moments.filter((_, i) => (moments.length - 1 - i) % every === 0);
}

export function markText(facts: BoardProps["facts"], mark: Mark): string {
  const { changes } = liveSaleWords(facts.language);
  const { details } = mark;
  const name = changes.actions[mark.action] ?? mark.action;
  const said = Object.entries(details).flatMap(([key, value]) => {
    if (key === "status") return [changes.statuses[String(value)] ?? String(value)];
    if (key === "seats" && Array.isArray(value)) return [changes.seats(value.length)];
    if (key === "position") return [changes.place(Number(value))];
    if (key === "text" || key === "reason") return [`“${String(value)}”`];
    return typeof value === "number" ? [`${changes.was[key] ?? key} ${grouped(value)}`] : [];
  });
  return [name, ...said].join(" · ");
}

type CurveProps = BoardProps & {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly {
    readonly name: string;
    readonly of: (moment: Moment) => number;
    readonly tone?: Series["tone"];
  }[];
  readonly threshold?: { readonly y: number; readonly label: string };
};

export const Curve = ({ facts, state, title, unit, series, threshold }: CurveProps): JSX.Element => {
  const { charts } = liveSaleWords(facts.language);
  const moments = thinned(state.moments);
  const [first, last] = [moments[0]?.at_ms ?? 0, moments.at(-1)?.at_ms ?? 0];
  const drawn = series.map(({ name, of, tone = "accent" }, i): Series => {
    const kind = i === 0 ? "area" : "line";
    return { name, kind, tone, points: moments.map((moment) => ({ x: moment.at_ms, y: of(moment) })) };
  });
  const marks: ChartMark[] = state.marks.map((mark) => ({
    x: mark.at_ms,
    label: `${wallTime(mark.at_ms, facts.zone)} ${markText(facts, mark)}`,
  }));
  const main = drawn[0]?.points.map(({ y }) => y) ?? [];
  return (
    <Chart
      title={title}
      unit={unit}
      series={drawn}
      marks={marks}
      {...(state.replay_at_ms !== null && { cursor: state.replay_at_ms })}
      {...(threshold !== undefined && { thresholds: [threshold] })}
      xLabels={moments.length < 2 ? [] : [wallTime(first, facts.zone), wallTime(last, facts.zone)]}
      yLabel={grouped}
      summary={charts.summary(title, grouped(main.at(-1) ?? 0), grouped(Math.max(0, ...main)))}
      empty={charts.empty}
    />
  );
};
