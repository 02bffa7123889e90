// One rehearsal: how far it has come, and then its report on one page, which goes onto paper as it stands.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { duration } from "../../../web/words/format.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { dateFor } from "../../kit/pages/times.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { LiveReport } from "./live-report.tsx";
import { consolePaths } from "./paths.ts";
import { ForecastReport } from "./rehearsal-report.tsx";
import { crumbsOf, percentDone, type RehearsalView, rehearsalWords } from "./rehearsal-view.ts";

type Part = PageProps<RehearsalView>;

export const RehearsalPage = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { rehearsal, show } = view;
  const { asked, status, kind } = rehearsal;
  const title = kind === "live" ? words.live.reportTitle : words.report.title;
  return (
    <ConsoleLayout frame={frame} title={title} description={words.description} class="rehearsal">
      <PageHead
        title={title}
        language={frame.language}
        crumbs={crumbsOf(frame, show, title)}
        state={status === "DONE" ? undefined : <span class="row-mark">{words.statuses[status]}</span>}
        facts={
          <>
            {show.title} ·{" "}
            {words.report.crowd(asked.fans, duration(asked.arrive_within_ms, frame.language), asked.seed)} ·{" "}
            <span class="no-print">
              <OwnTime frame={frame} atMs={rehearsal.created_at_ms} />
            </span>
            <span class="print-only">{dateFor(frame, rehearsal.created_at_ms)}</span>
          </>
        }
        actions={<Acts frame={frame} view={view} />}
      />
      {status === "RUNNING" ? <Running frame={frame} view={view} /> : null}
      {status === "FAILED" ? <p role="status">{words.failed}</p> : null}
      {rehearsal.report === null ? null : <ForecastReport frame={frame} view={{ ...view, report: rehearsal.report }} />}
      {rehearsal.live === null ? null : <LiveReport frame={frame} view={{ report: rehearsal.live }} />}
      <p class="no-print rehearsal-back">
        <LinkButton href={consolePaths.rehearsals(show.id)}>{words.back}</LinkButton>
      </p>
    </ConsoleLayout>
  );
};

const Running = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { rehearsal } = view;
  return (
    <div class="rehearsal-running">
      <p role="status">
        <strong class="tabular">{words.progress(percentDone(rehearsal))}</strong>{" "}
        {rehearsal.kind === "live" ? words.live.running : words.running}
      </p>
      <LineRule share={rehearsal.progress} tone="ink" />
      {rehearsal.kind === "live" ? (
        <p class="rehearsal-back">
          <LinkButton kind="primary" href={consolePaths.rehearsalLive(view.show.id, rehearsal.id)}>
            {words.live.watch}
          </LinkButton>
        </p>
      ) : null}
    </div>
  );
};

const Acts = ({ frame, view }: Part): JSX.Element => {
  const words = rehearsalWords(frame.language);
  const { rehearsal, show } = view;
  return (
    <div class="no-print rehearsal-acts">
      {rehearsal.status !== "DONE" ? null : (
        <span data-print hidden>
          <Button>{words.print}</Button>
        </span>
      )}
      <form method="post" action={`${consolePaths.rehearsal(show.id, rehearsal.id)}/deletion`}>
        <Button type="submit" kind="quiet">
          {rehearsal.status === "RUNNING" ? words.stop : words.remove}
        </Button>
      </form>
    </div>
  );
};
