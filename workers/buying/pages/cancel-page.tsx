// Cancelling: which seats, what comes back, and only then the button. Works without a script; with one the money follows
// the choice.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Select } from "../../../web/components/field.tsx";
import { money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import { liveLines } from "./booking-page.tsx";
import { BoughtHead, seatName } from "./order-summary.tsx";
import { buyingPaths } from "./paths.ts";
import { RefundTable } from "./refund-table.tsx";
import type { CancelView } from "./views.ts";

export const CancelPage = ({ frame, view }: PageProps<CancelView>): JSX.Element => {
  const { booking } = wordsFor(frame.language).buying;
  const { order, chosen } = view;
  const title = booking.cancelPage(order.number);
  return (
    <Layout frame={frame} title={title} description={title} hidden class="cancel">
      <p class="booking-back">
        <a href={buyingPaths.booking(order.id)}>{booking.title(order.number)}</a>
      </p>
      <h1 class="page-title">{booking.cancelTitle}</h1>
      <BoughtHead frame={frame} bought={view} />
      <form class="cancel-seats" method="get" action={buyingPaths.cancel(order.id)} data-cancel-seats>
        <fieldset class="choices">
          <legend class="buying-title">{booking.cancelSeats}</legend>
          {liveLines(order).map((line) => (
            <label key={line.seat_id} class="tick">
              <input type="checkbox" name="seat" value={line.seat_id} checked={chosen.includes(line.seat_id)} />
              <span class="cancel-seat">
                <span class="tabular">{seatName(line, frame.language)}</span>
                <span class="tabular">{money(line.price_krw, frame.language)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {/* Told apart from an address without a choice: there all seats are meant. */}
        <input type="hidden" name="chosen" value="yes" />
        <noscript>
          <Button type="submit">{booking.cancelRecount}</Button>
        </noscript>
      </form>
      <div class="cancel-money" data-refund>
        <Money frame={frame} view={view} />
      </div>
      <RefundTable
        frame={frame}
        bought={view}
        wish={{ rule: view.rule, prices_krw: liveLines(order).map(({ price_krw }) => price_krw) }}
      />
    </Layout>
  );
};

const Money = ({ frame, view }: PageProps<CancelView>): JSX.Element => {
  const { booking } = wordsFor(frame.language).buying;
  const { language } = frame;
  const { order, chosen, money: back, refusal } = view;
  const keep = (
    <LinkButton href={buyingPaths.booking(order.id)} kind="quiet">
      {booking.cancelKeep}
    </LinkButton>
  );
  if (refusal !== null || back === null) {
    return (
      <>
        <p class="refused-text">{refusal === null ? booking.cancelChoose : refusal.title}</p>
        {refusal === null ? null : <p class="buying-text">{refusal.detail}</p>}
        {keep}
      </>
    );
  }
  return (
    <form class="cancel-sure" method="post" action={buyingPaths.cancel(order.id)}>
      <h2 class="buying-title">{booking.cancelCount(chosen.length)}</h2>
      <dl class="order-sums" aria-live="polite">
        <div>
          <dt>{booking.cancelPrice}</dt>
          <dd class="tabular">{money(back.refund_krw + back.fee_krw, language)}</dd>
        </div>
        <div>
          <dt>{booking.cancelFee}</dt>
          <dd class="tabular">{back.fee_krw === 0 ? money(0, language) : `-${money(back.fee_krw, language)}`}</dd>
        </div>
        <div class="order-total">
          <dt>{booking.cancelBack}</dt>
          <dd class="tabular">{money(back.refund_krw, language)}</dd>
        </div>
      </dl>
      <p class="buying-text">{booking.cancelWhen}</p>
      <Reason frame={frame} />
      <input type="hidden" name="key" value={view.key} />
      {chosen.map((seat_id) => (
        <input key={seat_id} type="hidden" name="seat" value={seat_id} />
      ))}
      <p class="cancel-warning" id="cancel-warning">
        {booking.cancelWarning}
      </p>
      <div class="form-end">
        {keep}
        <Button type="submit" kind="danger" describedBy="cancel-warning">
          {back.refund_krw === 0 ? booking.cancelSureFree : booking.cancelSure(back.refund_krw)}
        </Button>
      </div>
    </form>
  );
};

const Reason = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { booking } = wordsFor(frame.language).buying;
  const options = Object.values(booking.cancelReasons).map((label) => ({ value: label, label }));
  return (
    <Select
      id="cancel-reason"
      name="reason"
      label={booking.cancelReason}
      value={options[0]?.value ?? ""}
      options={options}
    />
  );
};
