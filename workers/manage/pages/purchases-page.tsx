// Purchases of one show: found by words and state, chosen by hand or all at once for a refund. Whole without a script.
import type { JSX } from "preact";
import { BOOKING_STATUSES } from "../../../schema/http/seats.ts";
import type { Grade } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { FindForm } from "../../../web/components/console/find-form.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { buyingPaths } from "../../buying/pages/paths.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { JobRow } from "../db/jobs.ts";
import type { PurchaseRow } from "../db/purchases.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

export type PurchasesView = {
  readonly show: ShowOfPage;
  /** The filter as an address has it. */
  readonly query: URLSearchParams;
  readonly rounds: readonly { readonly id: string; readonly starts_at_ms: number }[];
  readonly grades: readonly Grade[];
  readonly rows: readonly PurchaseRow[];
  readonly jobs: readonly JobRow[];
  readonly cancelled: boolean;
  readonly first: boolean;
  readonly next_cursor: string | null;
};
type Part = PageProps<PurchasesView>;

export const crumbsOf = (frame: PageFrame, show: ShowOfPage, last?: string) => [
  { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
  { label: show.title, href: consolePaths.live(show.id) },
  ...(last === undefined
    ? [{ label: wordsFor(frame.language).console.purchases.title }]
    : [
        { label: wordsFor(frame.language).console.purchases.title, href: consolePaths.purchases(show.id) },
        { label: last },
      ]),
];

export const PurchasesPage = ({ frame, view }: Part): JSX.Element => {
  const words = wordsFor(frame.language).console.purchases;
  const filter = view.query.toString();
  const at = (path: string, query: string): string => (query === "" ? path : `${path}?${query}`);
  const csv = `/v1/api/manage/shows/${view.show.id}/purchases.csv`;
  const next = new URLSearchParams(view.query);
  if (view.next_cursor !== null) next.set("cursor", view.next_cursor);
  return (
    <ConsoleLayout frame={frame} title={words.title} description={words.description} class="purchases">
      <PageHead
        title={words.title}
        language={frame.language}
        crumbs={crumbsOf(frame, view.show)}
        facts={view.show.title}
        actions={
          <>
            <LinkButton href={at(consolePaths.message(view.show.id), filter)}>{words.write}</LinkButton>
            <LinkButton href={consolePaths.print(view.show.id)}>{words.printList}</LinkButton>
            <LinkButton href={at(csv, filter)}>{words.csv}</LinkButton>
            {view.cancelled ? null : (
              <LinkButton kind="danger" href={consolePaths.cancel(view.show.id)}>
                {words.cancelShow}
              </LinkButton>
            )}
          </>
        }
      />
      <Filter frame={frame} view={view} />
      {view.rows.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <form method="get" action={consolePaths.refunds(view.show.id)}>
          <List frame={frame} view={view} />
          <div class="form-end">
            <LinkButton href={at(consolePaths.refunds(view.show.id), filter)}>{words.refundFound}</LinkButton>
            <Button type="submit" kind="primary">
              {words.refundChosen}
            </Button>
          </div>
        </form>
      )}
      <Pagination
        firstHref={view.first ? null : at(consolePaths.purchases(view.show.id), filter)}
        nextHref={view.next_cursor === null ? null : at(consolePaths.purchases(view.show.id), next.toString())}
        language={frame.language}
      />
      {view.jobs.length === 0 ? null : <Jobs frame={frame} view={view} />}
    </ConsoleLayout>
  );
};

const Filter = ({ frame, view }: Part): JSX.Element => {
  const { purchases: words } = wordsFor(frame.language).console;
  const { statuses } = wordsFor(frame.language).buying.bookings;
  const { terms } = wordsFor(frame.language);
  const when = { nowMs: frame.now_ms, zone: view.show.zone, language: frame.language };
  return (
    <FindForm
      action={consolePaths.purchases(view.show.id)}
      query={view.query}
      word={words.word}
      wordMax={LIMITS.search_chars}
      choices={[
        {
          name: "status",
          label: words.state,
          any: words.anyState,
          options: BOOKING_STATUSES.map((status) => ({ value: status, label: statuses[status] })),
        },
        {
          name: "showtime_id",
          label: words.round,
          any: words.anyRound,
          options: view.rounds.map(({ id, starts_at_ms }) => ({ value: id, label: spokenTime(starts_at_ms, when) })),
        },
        {
          name: "grade",
          label: words.grade,
          any: words.anyGrade,
          options: view.grades.map((grade) => ({ value: grade, label: terms.grades[grade] })),
        },
      ]}
      find={words.find}
    />
  );
};

const List = ({ frame, view }: Part): JSX.Element => {
  const { purchases: words } = wordsFor(frame.language).console;
  const { statuses } = wordsFor(frame.language).buying.bookings;
  const { columns } = words;
  return (
    <DataTable
      caption={words.list}
      captionHidden
      rows={view.rows}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "number",
          title: columns.number,
          heading: true,
          cell: (row) => (
            <a class="link-line tabular" href={buyingPaths.story(row.number)}>
              {row.number}
            </a>
          ),
        },
        {
          id: "choose",
          title: columns.choose,
          cell: (row) => (
            <label class="tick">
              <input type="checkbox" name="booking" value={row.id} />
              <span class="unseen">{words.choose(row.number)}</span>
            </label>
          ),
        },
        { id: "state", title: columns.state, cell: (row) => statuses[row.status] },
        {
          id: "buyer",
          title: columns.buyer,
          cell: (row) => [row.name ?? "", row.email ?? ""].filter((part) => part !== "").join(" · ") || words.nobody,
        },
        { id: "total", title: columns.total, figures: true, cell: (row) => money(row.total_krw, frame.language) },
        {
          id: "refunded",
          title: columns.refunded,
          figures: true,
          cell: (row) => money(row.refunded_krw, frame.language),
        },
        { id: "at", title: columns.at, cell: (row) => <OwnTime frame={frame} atMs={row.created_at_ms} /> },
      ]}
    />
  );
};

const Jobs = ({ frame, view }: Part): JSX.Element => {
  const { purchases: words } = wordsFor(frame.language).console;
  return (
    <section>
      <h2 class="console-part-title">{words.jobs}</h2>
      <ul class="rows" aria-label={words.jobs}>
        {view.jobs.map((job) => (
          <li key={job.id}>
            <a class="row row-link" href={consolePaths.job(job.show_id, job.id)}>
              <span>
                <span class="row-name">{words.kinds[job.kind]}</span>
                <span class="row-text">
                  {job.reason} · <OwnTime frame={frame} atMs={job.created_at_ms} />
                </span>
              </span>
              <span class={job.status === "FAILED" ? "row-mark row-mark-refused" : "row-mark"}>
                {words.statuses[job.status]}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
