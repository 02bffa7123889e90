// One booking: its tickets, what was paid and returned, the way to cancel, and everything that happened to it.
import type { JSX } from "preact";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { Notice } from "../../../web/components/states.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { BoughtHead } from "./order-summary.tsx";
import { lostWords } from "./outcome-page.tsx";
import { buyingPaths } from "./paths.ts";
import { RefundTable } from "./refund-table.tsx";
import { StoryList } from "./story-list.tsx";
import { TicketStubs } from "./ticket-stubs.tsx";
import type { BookingView } from "./views.ts";

export const BOOKING_ISLAND = "booking.ts";

export const liveLines = ({ lines }: Pick<OrderView, "lines">) => lines.filter(({ status }) => status === "LIVE");

/** A state that will change by itself: the page looks again until it has. */
const isMoving = ({ status, refunds }: OrderView): boolean =>
  status === "PAYING" || refunds.some((refund) => refund.status === "REQUESTED");

export const BookingPage = ({ frame, view }: PageProps<BookingView>): JSX.Element => {
  const { booking, bookings, checkout } = wordsFor(frame.language).buying;
  const { order, show } = view;
  const title = booking.title(order.number);
  const live = liveLines(order);
  const unpaid = order.status === "PENDING" || order.status === "PAYING";
  return (
    <Layout frame={frame} title={title} description={booking.description} hidden class="booking">
      <p class="booking-back">
        <a href={paths.bookings}>{booking.back}</a>
      </p>
      <header class="booking-head" data-moving={isMoving(order) ? `${order.status} ${order.rev}` : undefined}>
        <h1 class="booking-number">
          <span class="booking-label">{checkout.number}</span>
          <span class="tabular">{order.number}</span>
        </h1>
        <p class={`booking-status booking-status-${order.status.toLowerCase()}`}>{bookings.statuses[order.status]}</p>
      </header>
      <News frame={frame} order={order} />
      <div class="booking-main">
        <BoughtHead frame={frame} bought={view} linked />
        <TicketStubs frame={frame} order={order} />
        {unpaid ? (
          <LinkButton href={buyingPaths.checkout(order.hold_id)} kind="primary" icon="arrow">
            {bookings.finishPaying}
          </LinkButton>
        ) : null}
      </div>
      <div class="booking-side">
        <Money frame={frame} view={view} />
        {live.length === 0 ? null : (
          <>
            <RefundTable
              frame={frame}
              bought={view}
              wish={{ rule: view.rule, prices_krw: live.map(({ price_krw }) => price_krw) }}
            />
            <LinkButton href={buyingPaths.cancel(order.id)}>{booking.cancelOpen}</LinkButton>
          </>
        )}
      </div>
      <details class="booking-story">
        <summary>
          <h2 class="buying-title">{booking.story}</h2>
        </summary>
        <p class="buying-text">{booking.storyText}</p>
        <StoryList story={view.story} when={whenAt(show, frame)} />
      </details>
    </Layout>
  );
};

const News = ({ frame, order }: { readonly frame: PageFrame; readonly order: OrderView }): JSX.Element | null => {
  const { booking } = wordsFor(frame.language).buying;
  const { language } = frame;
  if (order.lines.some(({ status }) => status === "REFUND_REFUSED")) {
    return (
      <Notice tone="warning" language={language}>
        <strong>{booking.refundStuck}.</strong> {booking.refundStuckText}
      </Notice>
    );
  }
  const coming = order.refunds.filter(({ status }) => status === "REQUESTED");
  if (coming.length > 0) {
    return (
      <Notice tone="live" language={language}>
        <strong>{booking.backSoon}.</strong>{" "}
        {booking.backSoonText(coming.reduce((sum, { amount_krw }) => sum + amount_krw, 0))}
      </Notice>
    );
  }
  if (order.status !== "FAILED" && order.status !== "EXPIRED" && order.status !== "CANCELLED") return null;
  const { title, detail } = lostWords(order, language);
  return (
    <Notice tone="info" language={language}>
      <strong>{title}.</strong> {detail}
    </Notice>
  );
};

const Money = ({ frame, view }: PageProps<BookingView>): JSX.Element => {
  const { booking, checkout } = wordsFor(frame.language).buying;
  const { order, show } = view;
  const paid = order.attempts.find(({ id }) => id === order.paid_attempt_id);
  return (
    <section class="booking-money" aria-labelledby="money-title">
      <h2 class="buying-title" id="money-title">
        {booking.money}
      </h2>
      <dl class="order-sums">
        <div>
          <dt>{paid === undefined ? checkout.total : booking.paid}</dt>
          <dd class="tabular">{money(paid?.captured_krw ?? order.total_krw, frame.language)}</dd>
        </div>
        {paid === undefined ? null : (
          <div>
            <dt>{booking.paidAt}</dt>
            <dd>{spokenTime(paid.started_at_ms, whenAt(show, frame))}</dd>
          </div>
        )}
        {order.fee_krw === 0 ? null : (
          <div>
            <dt>{booking.feeKept}</dt>
            <dd class="tabular">{money(order.fee_krw, frame.language)}</dd>
          </div>
        )}
        {order.refunded_krw === 0 ? null : (
          <div>
            <dt>{booking.refunded}</dt>
            <dd class="tabular">{money(order.refunded_krw, frame.language)}</dd>
          </div>
        )}
      </dl>
      {paid?.receipt_url == null ? null : (
        <a class="link-line" href={paid.receipt_url} target="_blank" rel="noopener noreferrer">
          {booking.receipt} <span class="booking-label">({booking.receiptNew})</span>
        </a>
      )}
    </section>
  );
};
