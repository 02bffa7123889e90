// How paying for a hold ended, at the same address: whoever comes back to it by reload or by the back button reads the same.
import type { JSX } from "preact";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import type { Language } from "../../../schema/http/words.ts";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../../schema/payment-outcomes.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { roomPath } from "../../seats/pages/room-page.tsx";
import { BoughtHead } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import { TicketStubs } from "./ticket-stubs.tsx";
import type { HoldGoneView, OutcomeView } from "./views.ts";

export const OutcomePage = ({ frame, view }: PageProps<OutcomeView>): JSX.Element =>
  view.order.paid_attempt_id === null ? <Lost frame={frame} view={view} /> : <Won frame={frame} view={view} />;

const Won = ({ frame, view }: PageProps<OutcomeView>): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  const { order } = view;
  const [first] = order.lines.filter(({ status }) => status === "LIVE");
  return (
    <Layout frame={frame} title={checkout.paidTitle} description={checkout.paidTitle} hidden class="outcome">
      <LineRule share={1} />
      <h1 class="page-title">{checkout.paidTitle}</h1>
      <p class="prose">{checkout.paidText(order.number)}</p>
      <div class="outcome-actions">
        {first === undefined ? null : (
          <LinkButton href={buyingPaths.ticket(first.ticket_id)} kind="primary" icon="arrow">
            {checkout.paidNext}
          </LinkButton>
        )}
        <LinkButton href={buyingPaths.booking(order.id)}>{checkout.toBooking}</LinkButton>
      </div>
      <BoughtHead frame={frame} bought={view} />
      <TicketStubs frame={frame} order={order} />
    </Layout>
  );
};

const Lost = ({ frame, view }: PageProps<OutcomeView>): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  const { order, show, showtime_id } = view;
  const { title, detail } = lostWords(order, frame.language);
  return (
    <Layout frame={frame} title={title} description={title} hidden class="outcome">
      <LineRule share={0.5} tone="live" />
      <h1 class="page-title">{title}</h1>
      <p class="prose">{detail}</p>
      <div class="outcome-actions">
        <LinkButton href={roomPath(show.id, showtime_id)} kind="primary" icon="arrow">
          {checkout.again}
        </LinkButton>
        <LinkButton href={buyingPaths.booking(order.id)}>{checkout.toBooking}</LinkButton>
      </div>
      <BoughtHead frame={frame} bought={view} />
    </Layout>
  );
};

export function lostWords(order: OrderView, language: Language): { readonly title: string; readonly detail: string } {
  const { checkout } = wordsFor(language).buying;
  // A charge that bought nothing is on its way back: that comes first, whatever else happened.
  if (order.refunds.length > 0) return PAYMENT_OUTCOMES.hold_lost_refunded[language];
  if (order.status === "EXPIRED") return { title: checkout.expiredTitle, detail: checkout.expiredText };
  if (order.status === "CANCELLED" && order.code !== "show_cancelled") {
    return { title: checkout.cancelledTitle, detail: checkout.cancelledText };
  }
  const given_up = order.attempts.some(({ status }) => status === "GIVEN_UP");
  const code = given_up ? "timeout" : (order.code ?? "attempts_used");
  return PAYMENT_OUTCOMES[isPaymentOutcome(code) ? code : "attempts_used"][language];
}

/** No order was ever made of this hold, and its time is over. */
export const HoldGonePage = ({ frame, view }: PageProps<HoldGoneView>): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  return (
    <Layout frame={frame} title={checkout.holdGoneTitle} description={checkout.holdGoneTitle} hidden class="outcome">
      <LineRule share={0.5} tone="live" />
      <h1 class="page-title">{checkout.holdGoneTitle}</h1>
      <p class="prose">{checkout.holdGoneText}</p>
      <div class="outcome-actions">
        <LinkButton href={paths.line(view.show_id)} kind="primary" icon="arrow">
          {checkout.again}
        </LinkButton>
        <LinkButton href={paths.show(view.show_id)}>{view.title}</LinkButton>
      </div>
    </Layout>
  );
};
