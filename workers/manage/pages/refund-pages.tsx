// Giving money back asks first, in numbers; then one page follows the job until nothing is open.
import type { ComponentChildren, JSX } from "preact";
import { failureWords, isFailureCode } from "../../../schema/failures.ts";
import type { Language } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { type Consequence, Consequences } from "../../../web/components/console/consequence-dialog.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { Figure, Figures } from "../../../web/components/console/figures.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field } from "../../../web/components/field.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { grouped, money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { buyingPaths } from "../../buying/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { JobRow, JobSums, ShownItem } from "../db/jobs.ts";
import { totalOf } from "../routes/jobs.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";
import { crumbsOf } from "./purchases-page.tsx";

type AskProps = {
  readonly frame: PageFrame;
  readonly show: ShowOfPage;
  readonly title: string;
  readonly description: string;
  readonly list: readonly Consequence[];
  readonly action: string;
  readonly confirm: string;
  /** A reason that did not do, as it was typed. */
  readonly refused: string | null;
  readonly children?: ComponentChildren;
};

const AskPage = (props: AskProps): JSX.Element => {
  const { frame, show, title, description, list, action, confirm, refused, children } = props;
  const { purchases } = wordsFor(frame.language).console;
  return (
    <ConsoleLayout frame={frame} title={title} description={description} class="ask">
      <PageHead title={title} language={frame.language} crumbs={crumbsOf(frame, show, title)} facts={show.title} />
      <Consequences list={list} />
      <form class="form" method="post" action={action}>
        {children}
        <Field
          id="reason"
          name="reason"
          label={purchases.ask.reason}
          hint={purchases.ask.reasonHint}
          maxLength={LIMITS.reason_chars}
          required
          {...(refused !== null && { value: refused, error: purchases.ask.reasonWrong })}
        />
        <div class="form-end">
          <LinkButton href={consolePaths.purchases(show.id)}>{wordsFor(frame.language).console.parts.keep}</LinkButton>
          <Button type="submit" kind="danger">
            {confirm}
          </Button>
        </div>
      </form>
    </ConsoleLayout>
  );
};

export type AskRefundsView = {
  readonly show: ShowOfPage;
  readonly bookings: number;
  readonly seats: number;
  readonly refund_krw: number;
  /** The choice, as the answer sends it again. */
  readonly fields: readonly (readonly [string, string])[];
  readonly refused: string | null;
};

export const AskRefundsPage = ({ frame, view }: PageProps<AskRefundsView>): JSX.Element => {
  const { ask } = wordsFor(frame.language).console.purchases;
  if (view.bookings === 0) {
    return (
      <ConsoleLayout frame={frame} title={ask.title} description={ask.description} class="ask">
        <PageHead title={ask.title} language={frame.language} crumbs={crumbsOf(frame, view.show, ask.title)} />
        <EmptyState title={ask.none} text={ask.noneText}>
          <LinkButton href={consolePaths.purchases(view.show.id)}>
            {wordsFor(frame.language).console.purchases.job.back}
          </LinkButton>
        </EmptyState>
      </ConsoleLayout>
    );
  }
  return (
    <AskPage
      frame={frame}
      show={view.show}
      title={ask.title}
      description={ask.description}
      action={consolePaths.refunds(view.show.id)}
      confirm={ask.confirm(view.bookings)}
      refused={view.refused}
      list={[
        { value: grouped(view.bookings), text: ask.bookings(view.bookings) },
        { value: grouped(view.seats), text: ask.seats(view.seats) },
        { value: money(view.refund_krw, frame.language), text: ask.money },
      ]}
    >
      {view.fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </AskPage>
  );
};

export type AskCancelView = {
  readonly show: ShowOfPage;
  readonly showtimes: number;
  readonly bookings: number;
  readonly refund_krw: number;
  readonly refused: string | null;
};

export const AskCancelPage = ({ frame, view }: PageProps<AskCancelView>): JSX.Element => {
  const { cancel } = wordsFor(frame.language).console.purchases;
  return (
    <AskPage
      frame={frame}
      show={view.show}
      title={cancel.title}
      description={cancel.description}
      action={consolePaths.cancel(view.show.id)}
      confirm={cancel.confirm}
      refused={view.refused}
      list={[
        { value: grouped(view.showtimes), text: cancel.showtimes(view.showtimes) },
        { value: grouped(view.bookings), text: cancel.bookings(view.bookings) },
        { value: money(view.refund_krw, frame.language), text: cancel.money },
        { value: cancel.everyone, text: cancel.told },
      ]}
    />
  );
};

export type JobView = {
  readonly show: ShowOfPage;
  readonly job: JobRow;
  readonly sums: JobSums;
  readonly failures: readonly ShownItem[];
};

export const JobPage = ({ frame, view }: PageProps<JobView>): JSX.Element => {
  const { purchases } = wordsFor(frame.language).console;
  const { job: words } = purchases;
  const { job, sums, show } = view;
  const total = totalOf(sums);
  const finished = sums.DONE + sums.FAILED;
  const failed = view.failures.length > 0 || job.status === "FAILED";
  const title = purchases.kinds[job.kind];
  const note = { RUNNING: words.running, DONE: words.finished, FAILED: words.given_up }[job.status];
  return (
    <ConsoleLayout frame={frame} title={title} description={words.description} class="job">
      <PageHead
        title={title}
        language={frame.language}
        crumbs={crumbsOf(frame, show, title)}
        state={<span class="row-mark">{purchases.statuses[job.status]}</span>}
        facts={words.reason(job.reason)}
      />
      <p role="status">
        {words.progress(finished, total)} · {note}
      </p>
      <LineRule share={total === 0 ? 1 : finished / total} tone="ink" />
      <Figures>
        <Figure label={words.done} value={grouped(sums.DONE)} unit={words.unit} />
        <Figure label={words.open} value={grouped(sums.WAITING + sums.ASKED)} unit={words.unit} />
        <Figure
          label={words.failed}
          value={grouped(sums.FAILED)}
          unit={words.unit}
          tone={sums.FAILED > 0 ? "live" : "plain"}
        />
        <Figure label={words.money} value={money(sums.refund_krw, frame.language)} />
      </Figures>
      {failed ? <Failures frame={frame} view={view} /> : null}
      <form class="form-end" method="post" action={`${consolePaths.job(show.id, job.id)}/retries`}>
        <LinkButton href={consolePaths.purchases(show.id)}>{words.back}</LinkButton>
        {failed ? (
          <Button type="submit" kind="primary">
            {words.retry}
          </Button>
        ) : null}
      </form>
    </ConsoleLayout>
  );
};

function whyOf(code: string | null, language: Language): string {
  const { job } = wordsFor(language).console.purchases;
  if (code === "refund_refused") return job.refused;
  return isFailureCode(code) ? failureWords(code, language).title : job.unknown(code ?? "");
}

const Failures = ({ frame, view }: PageProps<JobView>): JSX.Element => {
  const { purchases } = wordsFor(frame.language).console;
  return (
    <DataTable
      caption={purchases.job.failures}
      rows={view.failures}
      rowKey={(item) => item.booking_id}
      columns={[
        {
          id: "number",
          title: purchases.columns.number,
          heading: true,
          cell: ({ number }) => (
            <a class="link-line tabular" href={buyingPaths.story(number)}>
              {number}
            </a>
          ),
        },
        { id: "why", title: purchases.job.failures, cell: ({ code }) => whyOf(code, frame.language) },
      ]}
    />
  );
};
