// Own bookings: what is coming up first, then what is past, with what was cancelled and returned.
import type { JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { whenOf } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import type { BookingRowView, BookingsView } from "./views.ts";

const LIVE_STATUSES: ReadonlySet<string> = new Set(["PENDING", "PAYING", "CONFIRMED", "REFUNDING"]);

export const BookingsPage = ({ frame, view }: PageProps<BookingsView>): JSX.Element => {
  const { bookings } = wordsFor(frame.language).buying;
  const isAhead = ({ order }: BookingRowView): boolean =>
    LIVE_STATUSES.has(order.status) && order.starts_at_ms > frame.now_ms;
  const ahead = view.bookings.filter(isAhead);
  const past = view.bookings.filter((one) => !isAhead(one));
  return (
    <Layout frame={frame} title={bookings.title} description={bookings.description} hidden class="bookings">
      <h1 class="page-title">{bookings.title}</h1>
      {view.incomplete ? <p class="notice notice-warning">{bookings.unreadable}</p> : null}
      {view.bookings.length === 0 && !view.incomplete ? (
        <EmptyState title={bookings.empty} text={bookings.emptyText}>
          <LinkButton href={paths.search} kind="primary" icon="arrow">
            {bookings.find}
          </LinkButton>
        </EmptyState>
      ) : null}
      <Group frame={frame} title={bookings.upcoming} rows={ahead} />
      <Group frame={frame} title={bookings.past} rows={past} />
      {view.next_cursor === null ? null : (
        <p class="form-end">
          <LinkButton href={`${paths.bookings}?cursor=${encodeURIComponent(view.next_cursor)}`}>
            {bookings.more}
          </LinkButton>
        </p>
      )}
    </Layout>
  );
};

type GroupProps = { readonly frame: PageFrame; readonly title: string; readonly rows: readonly BookingRowView[] };

const Group = ({ frame, title, rows }: GroupProps): JSX.Element | null =>
  rows.length === 0 ? null : (
    <section class="bookings-group" aria-label={title}>
      <h2 class="buying-title">{title}</h2>
      <ul class="bookings-list">
        {rows.map((row) => (
          <li key={row.order.id}>
            <BookingRow frame={frame} row={row} />
          </li>
        ))}
      </ul>
    </section>
  );

const BookingRow = ({ frame, row }: { readonly frame: PageFrame; readonly row: BookingRowView }): JSX.Element => {
  const { bookings, checkout } = wordsFor(frame.language).buying;
  const { order, show } = row;
  const unpaid = order.status === "PENDING" || order.status === "PAYING";
  const left_ms = order.expires_at_ms - frame.now_ms;
  const partly = order.status === "CONFIRMED" && order.lines.some(({ status }) => status !== "LIVE");
  const over = !LIVE_STATUSES.has(order.status);
  return (
    <a
      class={over ? "booking-row booking-row-over" : "booking-row"}
      href={unpaid ? buyingPaths.checkout(order.hold_id) : buyingPaths.booking(order.id)}
    >
      <Poster src={show.poster_url} alt="" class="booking-row-poster" />
      <span class="booking-row-text">
        <span class="booking-row-title">{show.title}</span>
        <span>{whenOf(row, frame)}</span>
        <span class="booking-row-where">{`${show.venue.name} · ${checkout.seats(order.lines.length)} · ${money(order.total_krw, frame.language)}`}</span>
      </span>
      <span class="booking-row-end">
        <span class={`booking-status booking-status-${order.status.toLowerCase()}`}>
          {bookings.statuses[order.status]}
        </span>
        <span class="booking-row-number tabular">{order.number}</span>
        {order.status === "PENDING" && left_ms > 0 ? (
          <span class="booking-row-note">{bookings.payLeft(left_ms)}</span>
        ) : null}
        {partly ? <span class="booking-row-note">{bookings.partly}</span> : null}
      </span>
    </a>
  );
};
