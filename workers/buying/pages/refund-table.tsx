// Until when cancelling costs what, in this booking's own money; shown before paying and on the booking.
import type { JSX } from "preact";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { type RefundWish, refundCutoffMs, refundRows } from "./refund-rows.ts";
import type { Bought } from "./views.ts";

export type RefundTableProps = {
  readonly frame: PageFrame;
  readonly bought: Bought;
  readonly wish: Omit<RefundWish, "now_ms" | "starts_at_ms">;
};

export const RefundTable = ({ frame, bought, wish }: RefundTableProps): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  const { starts_at_ms, show } = bought;
  const rows = refundRows({ ...wish, starts_at_ms, now_ms: frame.now_ms });
  const when = whenAt(show, frame);
  if (rows.length === 0) {
    const last_ms = refundCutoffMs({ rule: wish.rule, starts_at_ms });
    return (
      <section class="refunds" aria-labelledby="refunds-title">
        <h2 class="buying-title" id="refunds-title">
          {checkout.refunds}
        </h2>
        <p class="buying-text">
          <strong>{checkout.refundsOver(spokenTime(last_ms, when))}</strong> {checkout.refundsOverText}
        </p>
      </section>
    );
  }
  return (
    <section class="refunds" aria-labelledby="refunds-title">
      <h2 class="buying-title" id="refunds-title">
        {checkout.refunds}
      </h2>
      <p class="buying-text">{checkout.refundsText}</p>
      <table class="prices refund-table">
        <caption class="unseen">{checkout.refunds}</caption>
        <thead>
          <tr>
            <th scope="col">{checkout.refundWhen}</th>
            <th scope="col" class="figures">
              {checkout.refundFee}
            </th>
            <th scope="col" class="figures">
              {checkout.refundBack}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.until_ms} class={row.now ? "refund-now" : undefined}>
              <th scope="row">
                {checkout.refundUntil(spokenTime(row.until_ms, when))}
                {row.now ? <span class="row-mark">{checkout.refundNow}</span> : null}
              </th>
              <td class="figures tabular">
                {row.fee_percent === 0 ? checkout.refundNone : checkout.refundPercent(row.fee_percent)}
              </td>
              <td class="figures tabular">{money(row.back_krw, frame.language)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{checkout.refundLate}</th>
            <td class="figures" colSpan={2}>
              {checkout.refundTooLate}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
};
