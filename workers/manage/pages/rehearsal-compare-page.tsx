// Two rehearsals side by side: where their settings differ, what came of each, and by how much.
import type { JSX } from "preact";
import { Chart } from "../../../web/components/console/chart.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { duration, grouped } from "../../../web/words/format.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { timeFor } from "../../kit/pages/times.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import {
  crumbsOf,
  factsOf,
  percent,
  type Rehearsal,
  type Report,
  rehearsalWords,
  soldOutAfter,
} from "./rehearsal-view.ts";

type Done = Rehearsal & { readonly report: Report };
export type CompareView = { readonly show: ShowOfPage; readonly pair: readonly [Done, Done] };
type Part = PageProps<CompareView>;
type Line = {
  readonly id: string;
  readonly name: string;
  readonly one: string;
  readonly other: string;
  readonly by: string;
};

export const RehearsalComparePage = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { compare } = words;
  const [one, other] = view.pair;
  const head = (of: Done): string => timeFor(frame, of.created_at_ms);
  const columns = [
    { id: "name", title: compare.what, heading: true, cell: ({ name }: Line) => name },
    { id: "one", title: `A · ${head(one)}`, figures: true, cell: (line: Line) => line.one },
    { id: "other", title: `B · ${head(other)}`, figures: true, cell: (line: Line) => line.other },
    { id: "by", title: compare.difference, figures: true, cell: (line: Line) => line.by },
  ];
  return (
    <ConsoleLayout frame={frame} title={compare.title} description={compare.description} class="rehearsal">
      <PageHead
        title={compare.title}
        language={frame.language}
        crumbs={crumbsOf(frame, view.show, compare.title)}
        facts={[one, other].map((of, at) => (
          <a key={of.id} class="link-line rehearsal-side" href={consolePaths.rehearsal(view.show.id, of.id)}>
            {"AB"[at]} · <OwnTime frame={frame} atMs={of.created_at_ms} />
          </a>
        ))}
      />
      <DataTable
        caption={words.report.title}
        captionHidden
        rows={[...results(frame, view), ...differing(frame, view)]}
        rowKey={({ id }) => id}
        columns={columns}
      />
      <Waits frame={frame} view={view} />
    </ConsoleLayout>
  );
};

function results({ language }: Part["frame"], { pair }: CompareView): Line[] {
  const words = rehearsalWords(language);
  const { compare } = words;
  const [a, b] = pair.map(({ report }) => ({ ...report.sales[0], sold_out: soldOutAfter(report) }));
  const time = (ms: number): string => duration(ms, language);
  const line = (
    id: string,
    name: string,
    say: (value: number) => string,
    values: readonly (number | null | undefined)[],
  ) => {
    const [one = null, other = null] = values;
    const by = one === null || other === null ? "–" : signed(other - one, say, compare.same);
    return { id, name, one: one === null ? "–" : say(one), other: other === null ? "–" : say(other), by };
  };
  const binds = pair.map(({ report }) => words.bindings[report.binds].name);
  return [
    line("sold_out", compare.soldOut, time, [a?.sold_out, b?.sold_out]),
    line("left", compare.left, grouped, [a?.seats_left, b?.seats_left]),
    line("wait", compare.wait, time, [a?.wait_p50_ms, b?.wait_p50_ms]),
    line("wait90", compare.wait90, time, [a?.wait_p90_ms, b?.wait_p90_ms]),
    line("filled", compare.filled, percent, [a?.room_filled, b?.room_filled]),
    line("lost", compare.lost, percent, [a?.holds_lost_share, b?.holds_lost_share]),
    {
      id: "binds",
      name: compare.binds,
      one: binds[0] ?? "",
      other: binds[1] ?? "",
      by: binds[0] === binds[1] ? compare.same : "",
    },
  ];
}

const signed = (by: number, say: (value: number) => string, same: string): string => {
  const amount = say(Math.abs(by));
  return amount === say(0) ? same : `${by > 0 ? "+" : "−"}${amount}`;
};

/** Of the settings only those that differ are worth a line. */
function differing({ language }: Part["frame"], { pair }: CompareView): Line[] {
  const [one, other] = pair.map((of) => factsOf(of, language));
  return (one ?? []).flatMap((fact, at) => {
    const there = other?.[at]?.value ?? "";
    return there === fact.value ? [] : [{ id: fact.id, name: fact.name, one: fact.value, other: there, by: "" }];
  });
}

const Waits = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const said = (ms: number): string => duration(ms, frame.language);
  const points = ({ report }: Done) =>
    (report.sales[0]?.by_turn ?? []).map(({ arrival, p50_ms }) => ({ x: arrival, y: p50_ms }));
  const [one, other] = view.pair;
  const arrivals = [...points(one), ...points(other)].map(({ x }) => x);
  return (
    <div class="rehearsal-part rehearsal-beside">
      <Chart
        title={words.compare.chart}
        unit={words.report.byArrivalUnit}
        series={[
          { name: "A", kind: "line", tone: "accent", points: points(one) },
          { name: "B", kind: "line", tone: "live", points: points(other) },
        ]}
        xLabels={arrivals.length === 0 ? [] : [Math.min(...arrivals), Math.max(...arrivals)].map(words.report.comer)}
        yLabel={said}
        summary={[one, other]
          .map(({ report }, at) => `${"AB"[at]}: ${said(report.sales[0]?.wait_p50_ms ?? 0)}`)
          .join(", ")}
        empty={words.report.nobodyIn}
      />
    </div>
  );
};
