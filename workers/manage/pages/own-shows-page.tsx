// The console's first page: what needs a hand, the sums, the last fortnight, and every show on one line.
import type { JSX } from "preact";
import { Badge } from "../../../web/components/badge.tsx";
import { LinkButton } from "../../../web/components/button.tsx";
import { Attention, type Matter } from "../../../web/components/console/attention.tsx";
import { Chart } from "../../../web/components/console/chart.tsx";
import { DataTable } from "../../../web/components/console/data-table.tsx";
import { AsOf, Figure, Figures } from "../../../web/components/console/figures.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { liveSaleWords } from "../../../web/live-sale/facts.ts";
import { grouped, money, spokenDay, spokenTime, wallTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import { zoneOf } from "../../kit/pages/times.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import type { OwnShow, OwnShowsView } from "./own-shows-view.ts";
import { consolePaths } from "./paths.ts";
import { rehearsalWords } from "./rehearsal-view.ts";

const DAY_MS = 86_400_000;

const sumOf = (shows: readonly OwnShow[], of: (one: OwnShow) => number): number =>
  shows.reduce((sum, one) => sum + of(one), 0);

type Part = PageProps<OwnShowsView>;

export const OwnShowsPage = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  const title = view.everybody ? shows.allTitle : shows.title;
  const now = <AsOf at_ms={frame.now_ms} face={wallTime(frame.now_ms, zoneOf(frame))} language={frame.language} />;
  return (
    <ConsoleLayout frame={frame} title={title} description={shows.description} class="own-shows">
      <PageHead title={title} language={frame.language} facts={now} actions={<Begin frame={frame} />} />
      {view.shows.length === 0 ? (
        <EmptyState title={shows.emptyTitle} text={shows.emptyText}>
          <LinkButton href={consolePaths.newShow} kind="primary">
            {shows.make}
          </LinkButton>
          <LinkButton href={paths.docs}>{shows.api}</LinkButton>
        </EmptyState>
      ) : (
        <>
          <Attention matters={mattersShown({ frame, view })} words={wordsFor(frame.language).console.parts} />
          <div class="own-shows-sums">
            <Sums frame={frame} view={view} />
            <Fortnight frame={frame} view={view} />
          </div>
          <List frame={frame} view={view} />
        </>
      )}
      <Pagination
        firstHref={view.first ? null : consolePaths.shows}
        nextHref={
          view.next_cursor === null ? null : `${consolePaths.shows}?cursor=${encodeURIComponent(view.next_cursor)}`
        }
        language={frame.language}
      />
    </ConsoleLayout>
  );
};

const Begin = ({ frame }: Pick<Part, "frame">): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  return (
    <>
      <LinkButton href={consolePaths.venues}>{shows.venues}</LinkButton>
      <LinkButton href={consolePaths.newShow} kind="primary">
        {shows.make}
      </LinkButton>
    </>
  );
};

function mattersShown({ frame, view }: Part): Matter[] {
  const { shows } = wordsFor(frame.language).console;
  return view.matters.flatMap(({ show_id, code, weight, at_ms, count }) => {
    const own = view.shows.find(({ show }) => show.id === show_id);
    if (own === undefined) return [];
    const when = at_ms === null ? "" : spokenTime(at_ms, whenAt(own.show, frame));
    const seen = own.show.status === "PUBLISHED";
    const action =
      code === "refund_stuck"
        ? { label: shows.find, href: consolePaths.bookings }
        : seen
          ? { label: liveSaleWords(frame.language).open, href: consolePaths.live(show_id) }
          : { label: shows.edit, href: consolePaths.edit(show_id) };
    return [
      {
        id: `${show_id} ${code}`,
        weight,
        about: own.show.title,
        text: shows.matters[code]({ when, count }),
        action,
      },
    ];
  });
}

const Sums = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  const { language } = frame;
  const selling = view.shows.filter(({ show }) => show.sale.status === "OPEN").length;
  const stuck = sumOf(view.shows, ({ counts }) => counts.refunds_stuck);
  const total = sumOf(view.shows, ({ counts }) => counts.seats_total);
  return (
    <Figures>
      <Figure label={shows.selling} value={grouped(selling)} unit={shows.shows} />
      <Figure
        label={shows.sold}
        value={grouped(sumOf(view.shows, ({ counts }) => counts.seats_sold))}
        unit={shows.seats}
        note={shows.soldOf(total)}
      />
      <Figure
        label={shows.revenue}
        value={money(
          sumOf(view.shows, ({ counts }) => counts.revenue_krw),
          language,
        )}
        note={shows.revenueNote}
      />
      {stuck === 0 ? null : (
        <Figure label={shows.stuck} value={grouped(stuck)} unit={shows.bookings} note={shows.stuckNote} tone="live" />
      )}
    </Figures>
  );
};

const Fortnight = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  const { language, now_ms } = frame;
  const when = { nowMs: now_ms, zone: zoneOf(frame), language };
  const dayOf = (days_ago: number): string => spokenDay(now_ms - days_ago * DAY_MS, when);
  const total = view.days.reduce((sum, { krw }) => sum + krw, 0);
  const best = Math.max(0, ...view.days.map(({ krw }) => krw));
  const points = view.days.map(({ krw }, index) => ({ x: index, y: krw }));
  return (
    <Chart
      title={shows.chart}
      unit={shows.chartUnit}
      series={[{ name: shows.revenue, points, kind: "area" }]}
      xLabels={[dayOf(view.days.length - 1), dayOf(Math.floor((view.days.length - 1) / 2)), dayOf(0)]}
      yLabel={(krw) => money(krw, language)}
      summary={shows.chartSummary(money(total, language), money(best, language))}
      empty={shows.chartEmpty}
    />
  );
};

const saleLine = ({ show }: OwnShow, frame: PageFrame): string => {
  const { shows } = wordsFor(frame.language).console;
  const { opens_at_ms, closes_at_ms } = show.sale;
  const when = whenAt(show, frame);
  if (opens_at_ms > frame.now_ms) return shows.opens(spokenTime(opens_at_ms, when));
  if (closes_at_ms > frame.now_ms) return shows.closes(spokenTime(closes_at_ms, when));
  return shows.closed(spokenTime(closes_at_ms, when));
};

const Name = ({ own, frame }: { readonly own: OwnShow; readonly frame: PageFrame }): JSX.Element => {
  const { show, counts } = own;
  const { shows, purchases, doors } = wordsFor(frame.language).console;
  const seen = show.status === "PUBLISHED" || show.status === "CANCELLED";
  return (
    <div class="own-show-name">
      <Poster src={show.poster_url} alt="" class="own-show-poster" />
      <div>
        <a class="own-show-title" href={seen ? consolePaths.live(show.id) : consolePaths.edit(show.id)}>
          {show.title}
        </a>
        <span class="own-show-text">
          <a href={consolePaths.layout(show.venue.id)}>{show.venue.name}</a> · {shows.rounds(counts.rounds)} ·{" "}
          <a href={consolePaths.purchases(show.id)}>{purchases.title}</a> ·{" "}
          {seen ? (
            <>
              <a href={consolePaths.doors(show.id)}>{doors.title}</a> ·{" "}
            </>
          ) : null}
          <a href={consolePaths.rehearsals(show.id)}>{rehearsalWords(frame.language).open}</a> ·{" "}
          <a href={consolePaths.edit(show.id)}>{shows.edit}</a>
        </span>
      </div>
    </div>
  );
};

const State = ({ own, frame }: { readonly own: OwnShow; readonly frame: PageFrame }): JSX.Element => {
  const { statuses } = wordsFor(frame.language).console.shows;
  const { status, sale } = own.show;
  return status === "PUBLISHED" ? (
    <Badge status={sale.status} language={frame.language} />
  ) : (
    <span class={status === "DRAFT" ? "row-mark" : "row-mark row-mark-refused"}>{statuses[status]}</span>
  );
};

const Sold = ({ own: { counts }, frame }: { readonly own: OwnShow; readonly frame: PageFrame }): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  const share = counts.seats_total === 0 ? 0 : counts.seats_sold / counts.seats_total;
  return (
    <div class="own-show-sold">
      <span>
        <strong>{grouped(counts.seats_sold)}</strong>{" "}
        <span class="own-show-of">{shows.ofSeats(counts.seats_total)}</span>
      </span>
      <LineRule share={share} tone="ink" />
    </div>
  );
};

/** Its times stand in the record and will not come. */
const isOff = ({ show }: OwnShow): boolean => show.status === "CANCELLED";

const List = ({ frame, view }: Part): JSX.Element => {
  const { shows } = wordsFor(frame.language).console;
  const { columns } = shows;
  return (
    <DataTable
      caption={shows.list}
      rows={view.shows}
      rowKey={({ show }) => show.id}
      columns={[
        { id: "show", title: columns.show, heading: true, cell: (own) => <Name own={own} frame={frame} /> },
        { id: "state", title: columns.state, cell: (own) => <State own={own} frame={frame} /> },
        { id: "sale", title: columns.sale, cell: (own) => (isOff(own) ? "–" : saleLine(own, frame)) },
        {
          id: "next",
          title: columns.next,
          cell: (own) =>
            own.counts.next_starts_at_ms === null || isOff(own)
              ? shows.noNext
              : spokenTime(own.counts.next_starts_at_ms, whenAt(own.show, frame)),
        },
        { id: "sold", title: columns.sold, figures: true, cell: (own) => <Sold own={own} frame={frame} /> },
        {
          id: "revenue",
          title: columns.revenue,
          figures: true,
          cell: ({ counts }) => money(counts.revenue_krw, frame.language),
        },
      ]}
      foot={shows.late}
    />
  );
};
