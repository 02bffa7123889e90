// The report of a forecast as a picture: when it sells out, who waits how long, what binds, what would do better, and what
// was played.
import type { JSX } from "preact";
import { Band } from "../../../web/components/console/band.tsx";
import { Chart } from "../../../web/components/console/chart.tsx";
import { Figure, Figures } from "../../../web/components/console/figures.tsx";
import { Part } from "../../../web/components/console/part.tsx";
import { duration, grouped } from "../../../web/words/format.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { consolePaths } from "./paths.ts";
import {
  factsOf,
  percent,
  type RehearsalView,
  type Report,
  rehearsalWords,
  settingValue,
  soldOutAfter,
} from "./rehearsal-view.ts";

type ReportProps = PageProps<RehearsalView & { readonly report: Report }>;

export const ForecastReport = (props: ReportProps): JSX.Element => {
  const words = rehearsalWords(props.frame.language).report;
  return (
    <div class="rehearsal-report">
      <Answer {...props} />
      <Waits {...props} />
      <div class="rehearsal-pair">
        <Part of="rehearsal" id="binds" title={words.binds}>
          <Binds {...props} />
        </Part>
        <Part of="rehearsal" id="better" title={words.better}>
          <Better {...props} />
        </Part>
      </div>
      <Part of="rehearsal" id="played" title={words.played}>
        <dl class="rehearsal-facts">
          {factsOf(props.view.rehearsal, props.frame.language).map(({ id, name, value }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd class="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </div>
  );
};

const Answer = ({ frame, view }: ReportProps): JSX.Element => {
  const words = rehearsalWords(frame.language).report;
  const { report } = view;
  const { sold_out, sales } = report;
  const said = (ms: number): string => duration(ms, frame.language);
  const after_ms = soldOutAfter(report);
  const { from_ms, to_ms } = sold_out;
  const times = sales.flatMap(({ sold_out_ms }) => sold_out_ms ?? []);
  const left = Math.max(0, ...sales.map(({ seats_left }) => seats_left));
  const how =
    after_ms !== null
      ? words.band(said(from_ms ?? after_ms), said(to_ms ?? after_ms))
      : from_ms === null
        ? words.left(said(report.settled.to_ms), left)
        : words.sometimes(sales.length, times.length, said(from_ms));
  return (
    <section class="rehearsal-part" aria-labelledby="rehearsal-answer">
      <h2 class="rehearsal-answer" id="rehearsal-answer">
        {after_ms === null ? words.notSoldOut : words.soldOutIn(said(after_ms))}
      </h2>
      <p>{how}</p>
      {from_ms === null || to_ms === null ? null : (
        <Band
          from={from_ms}
          to={to_ms}
          marks={times}
          end={Math.max(to_ms, report.settled.to_ms)}
          label={words.band(said(from_ms), said(to_ms))}
          first={words.opening}
          last={said(Math.max(to_ms, report.settled.to_ms))}
        />
      )}
      <Sums frame={frame} view={view} />
    </section>
  );
};

const Sums = ({ frame, view }: ReportProps): JSX.Element | null => {
  const words = rehearsalWords(frame.language).report;
  const [own] = view.report.sales;
  if (own === undefined) return null;
  const said = (ms: number): string => duration(ms, frame.language);
  return (
    <Figures>
      <Figure
        label={`${words.wait} (${words.waitMedian})`}
        value={own.wait_p50_ms === null ? words.nobodyIn : said(own.wait_p50_ms)}
        {...(own.wait_p90_ms !== null && { note: words.waitNote(said(own.wait_p90_ms)) })}
      />
      <Figure label={words.admitted} value={grouped(own.admitted)} unit={words.people} />
      <Figure label={words.neverIn} value={grouped(own.never_in)} unit={words.people} />
      <Figure label={words.filled} value={percent(own.room_filled)} note={words.filledNote} />
      <Figure label={words.lost} value={percent(own.holds_lost_share)} note={words.lostNote} />
    </Figures>
  );
};

const Waits = ({ frame, view }: ReportProps): JSX.Element => {
  const words = rehearsalWords(frame.language).report;
  const groups = view.report.sales[0]?.by_arrival ?? [];
  const said = (ms: number): string => duration(ms, frame.language);
  const inside = view.report.sales[0]?.by_turn ?? [];
  const points = (of: "p10_ms" | "p50_ms" | "p90_ms") => inside.map((turn) => ({ x: turn.arrival, y: turn[of] }));
  const first = groups[0];
  const last = groups.at(-1);
  const labels = [words.first, words.middle, words.last];
  const share = (of: typeof first): number => Math.round((of?.admitted_share ?? 0) * 100);
  return (
    <div class="rehearsal-pair">
      <div>
        <Chart
          title={words.byArrival}
          unit={words.byArrivalUnit}
          series={[
            { name: words.median, kind: "line", tone: "accent", points: points("p50_ms") },
            { name: words.slow, kind: "line", tone: "live", points: points("p90_ms") },
            { name: words.fast, kind: "line", tone: "ink", points: points("p10_ms") },
          ]}
          xLabels={[words.comer(inside[0]?.arrival ?? 0), words.comer(inside.at(-1)?.arrival ?? 0)]}
          yLabel={said}
          summary={words.waitSummary(said(inside[0]?.p50_ms ?? 0), said(inside.at(-1)?.p50_ms ?? 0))}
          empty={words.nobodyIn}
        />
        {view.rehearsal.plays.admission === "draw" ? <p class="rehearsal-note">{words.draw}</p> : null}
      </div>
      <Chart
        title={words.reach}
        unit={words.reachUnit}
        series={[
          {
            name: words.admitted,
            kind: "area",
            points: groups.map((group) => ({
              x: (group.from_share + group.to_share) / 2,
              y: Math.round(group.admitted_share * 100),
            })),
          },
        ]}
        xLabels={labels}
        yLabel={(y) => `${y}%`}
        summary={words.reachSummary(share(first), share(last))}
        empty={words.nobodyIn}
      />
    </div>
  );
};

const Binds = ({ frame, view }: ReportProps): JSX.Element => {
  const { name, text } = rehearsalWords(frame.language).bindings[view.report.binds];
  return (
    <p class="rehearsal-binds">
      <strong>{name}</strong> {text}
    </p>
  );
};

const ROOM = ["room_capacity", "batch_size", "step_ms"] as const;

/** The page that asks before a room is turned; other settings are changed with the show. */
function applyPath({ rehearsal, show, turnable }: RehearsalView, setting: string, to: number): string | null {
  if (!turnable || !ROOM.some((name) => name === setting)) return null;
  const fields = ROOM.map((name) => [name, String(name === setting ? to : rehearsal.plays.settings[name])]);
  return `${consolePaths.live(show.id)}/ask?${new URLSearchParams([["act", "room"], ...fields])}`;
}

const Better = ({ frame, view }: ReportProps): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { suggestions, compared } = view.report;
  const said = (ms: number): string => duration(ms, frame.language);
  const from = <p class="rehearsal-note">{words.report.compared(compared.settings, compared.parts)}</p>;
  if (suggestions.length === 0) {
    return (
      <>
        <p>{words.report.noBetter}</p>
        {from}
      </>
    );
  }
  return (
    <>
      <ol class="rehearsal-better">
        {suggestions.map(({ setting, from, to, sooner_ms, shorter_wait_ms }) => {
          const href = applyPath(view, setting, to);
          const value = (of: number): string => settingValue(setting, of, frame.language);
          return (
            <li key={setting}>
              <p>
                <strong>{words.settings[setting]}</strong>{" "}
                <span class="tabular">
                  {value(from)} → {value(to)}
                </span>
              </p>
              <p class="rehearsal-gain">
                {words.report.sooner(said(sooner_ms))}
                {shorter_wait_ms === 0
                  ? null
                  : ` · ${shorter_wait_ms > 0 ? words.report.shorter(said(shorter_wait_ms)) : words.report.longer(said(-shorter_wait_ms))}`}
              </p>
              {href === null ? null : (
                <a class="no-print link-line" href={href}>
                  {words.report.apply}
                </a>
              )}
            </li>
          );
        })}
      </ol>
      {from}
    </>
  );
};
