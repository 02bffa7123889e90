// The report of a live rehearsal: what was sold to whom of the crowd, whether line and ledger hold, what was slow, what was
// refused.
import type { JSX } from "preact";
import type { LiveReport as Report } from "../../../domain/rehearsal/live-report.ts";
import { failureWords, isFailureCode } from "../../../schema/failures.ts";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { Figure, Figures } from "../../../web/components/console/figures.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { duration, grouped, money } from "../../../web/words/format.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { rehearsalWords } from "./rehearsal-view.ts";

type Part = PageProps<{ readonly report: Report }>;

export const LiveReport = ({ frame, view }: Part): JSX.Element => {
  const { live } = rehearsalWords(frame.language);
  const { report } = view;
  const sound = report.line.sound && report.sale.sound;
  return (
    <div class="rehearsal-report">
      <section class="rehearsal-part" aria-labelledby="rehearsal-answer">
        <h2 class="rehearsal-answer" id="rehearsal-answer">
          {sound ? live.sound : live.unsound}
        </h2>
        <p>{live.lasted(duration(report.lasted_ms, frame.language), report.sale.oversold)}</p>
        <Sums frame={frame} view={view} />
      </section>
      <div class="rehearsal-pair">
        <Verdicts frame={frame} view={view} />
        <Steps frame={frame} view={view} />
      </div>
      <Refusals frame={frame} view={view} />
    </div>
  );
};

const Sums = ({ frame, view }: Part): JSX.Element => {
  const { live, report: words } = rehearsalWords(frame.language);
  const { figures, bots, failed } = view.report;
  return (
    <Figures>
      <Figure label={live.sold} value={grouped(figures.sold)} note={live.leftNote(figures.available + figures.held)} />
      <Figure label={live.revenue} value={money(figures.revenue_krw, frame.language)} />
      <Figure label={words.admitted} value={grouped(figures.admitted)} note={live.joinedNote(figures.joined)} />
      <Figure label={live.bought} value={grouped(bots.bought)} note={live.goneNote(bots.gone)} />
      <Figure label={live.noShows} value={grouped(figures.no_shows)} />
      <Figure label={live.declined} value={grouped(figures.declined)} />
      <Figure label={live.failed} value={grouped(failed)} tone={failed > 0 ? "live" : "plain"} note={live.failedNote} />
    </Figures>
  );
};

const Verdicts = ({ frame, view }: Part): JSX.Element => {
  const { live } = rehearsalWords(frame.language);
  const { line, sale } = view.report;
  const faults = [
    ...line.faults.map(({ code, seq }) => `${code} #${seq}`),
    ...sale.differences.map(({ code, subject }) => `${code} ${subject}`),
  ];
  return (
    <section class="rehearsal-part" aria-labelledby="rehearsal-verdicts">
      <h2 class="console-part-title" id="rehearsal-verdicts">
        {live.verdicts}
      </h2>
      <ul class="rehearsal-better">
        <Verdict sound={line.sound} name={live.line} text={live.lineText(line.entries, line.admitted)} />
        {sale.checks.map(({ name, compared, differences }) => (
          <Verdict
            key={name}
            sound={differences === 0}
            name={live.checks[name]}
            text={live.compared(compared, differences)}
          />
        ))}
      </ul>
      {faults.length === 0 ? null : (
        <ul class="rehearsal-faults tabular">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </section>
  );
};

type VerdictProps = { readonly sound: boolean; readonly name: string; readonly text: string };
const Verdict = ({ sound, name, text }: VerdictProps): JSX.Element => (
  <li class={sound ? "rehearsal-verdict" : "rehearsal-verdict rehearsal-verdict-broken"}>
    <Icon name={sound ? "check" : "alert"} />
    <p>
      <strong>{name}</strong> <span class="rehearsal-gain">{text}</span>
    </p>
  </li>
);

const Steps = ({ frame, view }: Part): JSX.Element => {
  const { live } = rehearsalWords(frame.language);
  return (
    <DataTable
      caption={live.steps}
      rows={view.report.steps}
      rowKey={({ name }) => name}
      columns={[
        { id: "step", title: live.step, heading: true, cell: ({ name }) => live.acts[name] ?? name },
        { id: "count", title: live.times, figures: true, cell: ({ count }) => grouped(count) },
        { id: "slowest", title: live.slowest, figures: true, cell: ({ slowest_ms }) => `${grouped(slowest_ms)} ms` },
      ]}
    />
  );
};

const Refusals = ({ frame, view }: Part): JSX.Element | null => {
  const { live } = rehearsalWords(frame.language);
  if (view.report.refusals.length === 0) return null;
  const named = (code: string): string => (isFailureCode(code) ? failureWords(code, frame.language).title : code);
  return (
    <DataTable
      caption={live.refusals}
      rows={view.report.refusals}
      rowKey={({ code }) => code}
      columns={[
        { id: "code", title: live.what, heading: true, cell: ({ code }) => named(code) },
        { id: "count", title: live.times, figures: true, cell: ({ count }) => grouped(count) },
      ]}
    />
  );
};
