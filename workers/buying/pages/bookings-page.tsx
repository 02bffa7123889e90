// Own bookings: what is coming up first, then what is past, with what was cancelled and returned.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { MeTabs } from "../../people/pages/me-page.tsx";
import { whenOf } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import type { BookingRowView, BookingsView, ListRowView } from "./views.ts";

const LIVE_STATUSES: ReadonlySet<string> = new Set(["PENDING", "PAYING", "CONFIRMED", "REFUNDING"]);

export const BookingsPage = ({ frame, view }: PageProps<BookingsView>): JSX.Element => {
  const { bookings } = wordsFor(frame.language).buying;
  const isAhead = ({ order }: BookingRowView): boolean =>
    LIVE_STATUSES.has(order.status) && order.starts_at_ms > frame.now_ms;
  const ahead = view.bookings.filter(isAhead);
  const past = view.bookings.filter((one) => !isAhead(one));
  return (
    <Layout frame={frame} title={bookings.title} description={bookings.description} hidden class="bookings">
      <header class="account-head">
        <h1 class="page-title">{bookings.title}</h1>
      </header>
      <MeTabs frame={frame} />
      {view.incomplete ? <p class="notice notice-warning">{bookings.unreadable}</p> : null}
      <Lists frame={frame} rows={view.lists} />
      {view.bookings.length + view.lists.length === 0 && !view.incomplete ? (
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

/** What is offered comes with one tap to the checkout; what is waited for leads to the list, where it is changed or left. */
const Lists = ({
  frame,
  rows,
}: {
  readonly frame: PageFrame;
  readonly rows: readonly ListRowView[];
}): JSX.Element | null => {
  const { returns } = wordsFor(frame.language);
  return rows.length === 0 ? null : (
    <section class="bookings-group" aria-label={returns.mine}>
      <h2 class="buying-title">{returns.mine}</h2>
      <ul class="bookings-list">
        {rows.map((row) => (
          <li key={row.showtime_id}>
            <ListRow frame={frame} row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const ListRow = ({ frame, row }: { readonly frame: PageFrame; readonly row: ListRowView }): JSX.Element => {
  const { returns, terms } = wordsFor(frame.language);
  const { list, show } = row;
  const grades = (list.wish?.grades ?? []).map((grade) => terms.grades[grade]).join(", ");
  const wish = list.wish === null ? "" : returns.wish(list.wish.count, grades, list.wish.together);
  return (
    <>
      <a
        class="booking-row"
        href={list.offer === null ? paths.returns(show.id) : buyingPaths.checkout(list.offer.hold_id)}
      >
        <Poster src={show.poster_url} alt="" class="booking-row-poster" />
        <span class="booking-row-text">
          <span class="booking-row-title">{show.title}</span>
          <span>{spokenTime(row.starts_at_ms, whenAt(show, frame))}</span>
          <span class="booking-row-where">{`${wish} · ${returns.cameBack(list.offers_made)}`}</span>
        </span>
        <span class="booking-row-end">
          <span class={`booking-status booking-status-${list.offer === null ? "pending" : "confirmed"}`}>
            {list.offer === null ? returns.ahead(list.ahead) : returns.pay(list.offer.total_krw)}
          </span>
          {list.offer === null ? null : (
            <span class="booking-row-note">
              {returns.payBy(spokenTime(list.offer.expires_at_ms, whenAt(show, frame)))}
            </span>
          )}
        </span>
      </a>
      <form class="form-end" method="post" action={paths.returns(show.id)}>
        <input type="hidden" name="showtime_id" value={row.showtime_id} />
        <Button type="submit" name="act" value="leave" kind="quiet">
          {list.offer === null ? returns.leave : returns.letGo}
        </Button>
      </form>
    </>
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
