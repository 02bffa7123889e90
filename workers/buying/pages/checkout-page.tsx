// The checkout: what is bought and what cancelling would cost on one side, paying on the other; under each other on a
// phone, with the one button under the thumb.
import type { JSX } from "preact";
import { startState } from "../../../web/buying/checkout-session.ts";
import { CheckoutPanel } from "../../../web/buying/ui/checkout-panel.tsx";
import { Button } from "../../../web/components/button.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageProps } from "../../kit/pages/view-models.ts";
import { roomPath } from "../../seats/pages/room-page.tsx";
import { OrderSummary } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import { RefundTable } from "./refund-table.tsx";
import type { CheckoutView } from "./views.ts";

export const CHECKOUT_ISLAND = "checkout.tsx";

export const CheckoutPage = ({ frame, view }: PageProps<CheckoutView>): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  const { facts, show, showtime_id, seats } = view;
  const prices_krw = seats.map(({ price_krw }) => price_krw);
  return (
    <Layout frame={frame} title={checkout.title} description={checkout.description} hidden class="checkout">
      <header class="checkout-head">
        <a class="icon-button" href={roomPath(show.id, showtime_id)}>
          <Icon name="back" label={checkout.back} />
        </a>
        <h1 class="checkout-title">{checkout.title}</h1>
      </header>
      <div class="checkout-order">
        <OrderSummary frame={frame} bought={view} seats={seats} together={view.together} />
      </div>
      <div class="checkout-rules">
        <RefundTable frame={frame} bought={view} wish={{ rule: view.rule, prices_krw }} />
        <section class="terms" aria-labelledby="terms-title">
          <h2 class="buying-title" id="terms-title">
            {checkout.terms}
          </h2>
          <ul class="term-list">
            {checkout.termList.map((term) => (
              <li key={term}>{term}</li>
            ))}
          </ul>
        </section>
      </div>
      <section class="checkout-pay" aria-label={checkout.title}>
        <div class="pay" data-checkout={JSON.stringify(facts)}>
          <CheckoutPanel facts={facts} state={startState(facts)} now_ms={frame.now_ms} acts={null} />
        </div>
        <noscript>
          {facts.booking === null ? (
            <form method="post" action={buyingPaths.checkout(facts.hold_id)}>
              <Button type="submit" wide>
                {checkout.order}
              </Button>
            </form>
          ) : null}
          <p class="notice notice-warning">{checkout.needsScript}</p>
        </noscript>
      </section>
    </Layout>
  );
};
