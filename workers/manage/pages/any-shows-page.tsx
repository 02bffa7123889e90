// Everybody's shows as an admin sees them, and the question before one is taken down or brought back.
import type { JSX } from "preact";
import { SHOW_STATUSES } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Badge } from "../../../web/components/badge.tsx";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Consequences } from "../../../web/components/console/consequence-dialog.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { FindForm } from "../../../web/components/console/find-form.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field } from "../../../web/components/field.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { grouped, money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { Named } from "../../people/db/account-views.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import type { OwnShow } from "./own-shows-view.ts";
import { consolePaths } from "./paths.ts";

export type AnyShow = OwnShow & { readonly owner_id: string };
export type AnyShowsView = {
  readonly query: URLSearchParams;
  readonly shows: readonly AnyShow[];
  readonly owners: ReadonlyMap<string, Named>;
  readonly first: boolean;
  readonly next_cursor: string | null;
};
type Part = PageProps<AnyShowsView>;

function listPath(given: URLSearchParams, cursor: string | null): string {
  const query = new URLSearchParams(given);
  if (cursor !== null) query.set("cursor", cursor);
  return query.size === 0 ? paths.allShows : `${paths.allShows}?${query}`;
}

export const AnyShowsPage = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).adminDesk;
  return (
    <ConsoleLayout frame={frame} title={shows.title} description={shows.description} class="any-shows">
      <PageHead title={shows.title} language={frame.language} facts={shows.description} />
      <FindForm
        action={paths.allShows}
        query={view.query}
        word={shows.word}
        wordMax={LIMITS.search_chars}
        choices={[
          {
            name: "status",
            label: shows.status,
            any: shows.anyStatus,
            options: SHOW_STATUSES.map((status) => ({ value: status, label: shows.statuses[status] })),
          },
        ]}
        find={shows.find}
      />
      {view.shows.length === 0 ? (
        <EmptyState title={shows.emptyTitle} text={shows.emptyText} />
      ) : (
        <List frame={frame} view={view} />
      )}
      <Pagination
        firstHref={view.first ? null : listPath(view.query, null)}
        nextHref={view.next_cursor === null ? null : listPath(view.query, view.next_cursor)}
        language={frame.language}
      />
    </ConsoleLayout>
  );
};

const List = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).adminDesk;
  const { columns } = shows;
  return (
    <DataTable
      caption={shows.list}
      captionHidden
      rows={view.shows}
      rowKey={({ show }) => show.id}
      columns={[
        {
          id: "show",
          title: columns.show,
          heading: true,
          cell: ({ show }) => (
            <a class="link-line" href={consolePaths.purchases(show.id)}>
              {show.title}
            </a>
          ),
        },
        {
          id: "owner",
          title: columns.owner,
          cell: ({ owner_id }) => {
            const owner = view.owners.get(owner_id);
            return <a href={paths.user(owner_id)}>{owner?.email ?? owner?.name ?? owner_id}</a>;
          },
        },
        {
          id: "status",
          title: columns.status,
          cell: ({ show }) =>
            show.status === "PUBLISHED" ? (
              <Badge status={show.sale.status} language={frame.language} />
            ) : (
              <span class={show.status === "DRAFT" ? "row-mark" : "row-mark row-mark-refused"}>
                {shows.statuses[show.status]}
              </span>
            ),
        },
        { id: "sold", title: columns.sold, figures: true, cell: ({ counts }) => grouped(counts.seats_sold) },
        {
          id: "money",
          title: columns.money,
          figures: true,
          cell: ({ counts }) => money(counts.revenue_krw, frame.language),
        },
        { id: "act", title: columns.act, cell: (own) => <Act frame={frame} own={own} /> },
      ]}
    />
  );
};

const Act = ({ frame, own: { show } }: { readonly frame: PageFrame; readonly own: AnyShow }): JSX.Element => {
  const { shows } = wordsFor(frame.language).adminDesk;
  const down = show.status === "TAKEN_DOWN";
  return (
    <span class="row-marks">
      <a class="link-line" href={`${paths.audit}?show_id=${encodeURIComponent(show.id)}`}>
        {shows.audit}
        <span class="unseen">: {show.title}</span>
      </a>
      {down || show.status === "PUBLISHED" ? (
        <LinkButton href={paths.standing(show.id)}>
          {down ? shows.restore : shows.takeDown}
          <span class="unseen">: {show.title}</span>
        </LinkButton>
      ) : null}
    </span>
  );
};

export type AskStandingView = {
  readonly show: { readonly id: string; readonly title: string };
  readonly down: boolean;
  readonly buyers: number;
};

export const AskStandingPage = ({ frame, view }: PageProps<AskStandingView>): JSX.Element => {
  const { shows } = wordsFor(frame.language).adminDesk;
  const { ask } = shows;
  const { show, down, buyers } = view;
  const title = down ? ask.restoreTitle : ask.takeDownTitle;
  return (
    <ConsoleLayout frame={frame} title={title} description={ask.description} class="ask">
      <PageHead
        title={title}
        language={frame.language}
        crumbs={[{ label: shows.title, href: paths.allShows }, { label: show.title }]}
        facts={show.title}
      />
      <Consequences
        list={[
          { value: ask.now, text: down ? ask.back : ask.hidden },
          { value: ask.buyers(buyers), text: down ? ask.toldBack : ask.told },
        ]}
      />
      <form class="form" method="post" action={paths.standing(show.id)}>
        <input type="hidden" name="status" value={down ? "PUBLISHED" : "TAKEN_DOWN"} />
        <Field
          id="reason"
          name="reason"
          label={ask.reason}
          hint={ask.reasonHint}
          maxLength={LIMITS.reason_chars}
          required
        />
        <div class="form-end">
          <LinkButton href={paths.allShows}>{wordsFor(frame.language).console.parts.keep}</LinkButton>
          <Button type="submit" kind={down ? "primary" : "danger"}>
            {down ? ask.restore : ask.takeDown}
          </Button>
        </div>
      </form>
    </ConsoleLayout>
  );
};
