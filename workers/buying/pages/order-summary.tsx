// What is bought: the show, when and where, each seat with its price, and the sum that will be paid.
import type { JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { GradeChip } from "../../../web/components/grade-chip.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { money, spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import { whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import type { Bought, Seat } from "./views.ts";

export const seatName = (seat: Pick<Seat, "section" | "row" | "label">, language: Language): string =>
  wordsFor(language).buying.checkout.seat(seat.section, seat.row, seat.label);

export const whenOf = (bought: Bought, frame: PageFrame): string =>
  spokenTime(bought.starts_at_ms, whenAt(bought.show, frame));

type HeadProps = { readonly frame: PageFrame; readonly bought: Bought; readonly linked?: boolean };

export const BoughtHead = ({ frame, bought, linked = false }: HeadProps): JSX.Element => {
  const { show, round } = bought;
  const { checkout } = wordsFor(frame.language).buying;
  return (
    <div class="bought">
      <Poster src={show.poster_url} alt="" eager class="bought-poster" />
      <div class="bought-text">
        <h2 class="bought-title">{linked ? <a href={paths.show(show.id)}>{show.title}</a> : show.title}</h2>
        <p>
          {whenOf(bought, frame)}
          {round === null ? null : ` · ${checkout.round(round)}`}
        </p>
        <p class="bought-where">{show.venue.name}</p>
      </div>
    </div>
  );
};

type SummaryProps = {
  readonly frame: PageFrame;
  readonly bought: Bought;
  readonly seats: readonly Seat[];
  readonly together: boolean;
};

export const OrderSummary = ({ frame, bought, seats, together }: SummaryProps): JSX.Element => {
  const { checkout } = wordsFor(frame.language).buying;
  const total_krw = seats.reduce((sum, { price_krw }) => sum + price_krw, 0);
  return (
    <section class="order" aria-label={checkout.summary}>
      <BoughtHead frame={frame} bought={bought} />
      <ul class="order-seats" aria-label={checkout.seats(seats.length)}>
        {seats.map((seat) => (
          <li key={seatName(seat, frame.language)} class="order-seat">
            <GradeChip grade={seat.grade} language={frame.language} />
            <span class="order-seat-name tabular">{seatName(seat, frame.language)}</span>
            <span class="tabular">{money(seat.price_krw, frame.language)}</span>
          </li>
        ))}
      </ul>
      {together ? null : <p class="order-apart">{checkout.apart}</p>}
      <dl class="order-sums">
        <div>
          <dt>{`${checkout.price} (${checkout.seats(seats.length)})`}</dt>
          <dd class="tabular">{money(total_krw, frame.language)}</dd>
        </div>
        <div>
          <dt>{checkout.fee}</dt>
          <dd>{checkout.noFee}</dd>
        </div>
        <div class="order-total">
          <dt>{checkout.total}</dt>
          <dd class="tabular">{money(total_krw, frame.language)}</dd>
        </div>
      </dl>
    </section>
  );
};
