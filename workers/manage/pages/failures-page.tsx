// What was given up and waits for a person: one table for each kind, with what that kind means and "try again".
import type { JSX } from "preact";
import { FAILURE_KINDS, type OpenFailure } from "../../../schema/http/failures.ts";
import { Button } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { grouped } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { buyingPaths } from "../../buying/pages/paths.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { FAILURES_SHOWN } from "../db/failures.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

export type FailuresView = { readonly failures: readonly OpenFailure[] };
type OneKind = {
  readonly frame: PageFrame;
  readonly kind: OpenFailure["kind"];
  readonly list: readonly OpenFailure[];
};

export const FailuresPage = ({ frame, view }: PageProps<FailuresView>): JSX.Element => {
  const { failures } = wordsFor(frame.language).adminDesk;
  return (
    <ConsoleLayout frame={frame} title={failures.title} description={failures.description} class="failures">
      <PageHead title={failures.title} language={frame.language} facts={failures.lead} />
      {view.failures.length === 0 ? (
        <EmptyState title={failures.emptyTitle} text={failures.emptyText} />
      ) : (
        FAILURE_KINDS.map((kind) => (
          <Kind key={kind} frame={frame} kind={kind} list={view.failures.filter((one) => one.kind === kind)} />
        ))
      )}
    </ConsoleLayout>
  );
};

const Kind = ({ frame, kind, list }: OneKind): JSX.Element | null => {
  const { failures } = wordsFor(frame.language).adminDesk;
  const { columns } = failures;
  if (list.length === 0) return null;
  return (
    <section>
      <DataTable
        caption={failures.kinds[kind]}
        rows={list}
        rowKey={({ id }) => id}
        columns={[
          { id: "about", title: columns.about, heading: true, cell: (one) => <About one={one} /> },
          { id: "why", title: columns.why, cell: ({ why }) => failures.why[why] ?? why },
          { id: "tries", title: columns.tries, figures: true, cell: ({ tries }) => grouped(tries) },
          { id: "at", title: columns.at, cell: ({ at_ms }) => <OwnTime frame={frame} atMs={at_ms} /> },
          { id: "act", title: columns.act, cell: (one) => <Retry frame={frame} one={one} /> },
        ]}
        foot={list.length < FAILURES_SHOWN ? undefined : failures.most(FAILURES_SHOWN)}
      />
      <p class="prose account-text">{failures.kindTexts[kind]}</p>
    </section>
  );
};

const About = ({ one: { kind, id, about, show_id } }: { readonly one: OpenFailure }): JSX.Element => {
  const href =
    kind === "RECORD"
      ? buyingPaths.story(about)
      : show_id === null
        ? null
        : kind === "JOB"
          ? consolePaths.job(show_id, id)
          : consolePaths.live(show_id);
  return href === null ? (
    <span class="tabular">{about}</span>
  ) : (
    <a class="link-line tabular" href={href}>
      {about}
    </a>
  );
};

const Retry = ({ frame, one }: { readonly frame: PageFrame; readonly one: OpenFailure }): JSX.Element => {
  const { failures } = wordsFor(frame.language).adminDesk;
  if (!one.can_retry) return <span class="row-text">{failures.forgotten}</span>;
  return (
    <form method="post" action={paths.failures}>
      <input type="hidden" name="kind" value={one.kind} />
      <input type="hidden" name="id" value={one.id} />
      <Button type="submit">
        {failures.retry}
        <span class="unseen">: {one.about}</span>
      </Button>
    </form>
  );
};
