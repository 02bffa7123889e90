// Prices by grade, and how many seats are left of each: figures first, a bar where the whole is known.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { GRADES, type Grade } from "../../schema/layout.ts";
import { money } from "../words/format.ts";
import { wordsFor } from "../words/words.ts";
import { GradeChip } from "./grade-chip.tsx";

export type PriceTableProps = {
  readonly prices: readonly { readonly grade: Grade; readonly price_krw: number }[];
  readonly language: Language;
};

export const PriceTable = ({ prices, language }: PriceTableProps): JSX.Element => {
  const { show } = wordsFor(language);
  return (
    <table class="prices">
      <caption class="unseen">{show.prices}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{show.grade}</th>
          <th scope="col">{show.price}</th>
        </tr>
      </thead>
      <tbody>
        {prices.map(({ grade, price_krw }) => (
          <tr key={grade}>
            <th scope="row">
              <GradeChip grade={grade} language={language} />
            </th>
            <td class="figures tabular">{money(price_krw, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type Counts = { readonly [G in Grade]?: number };

export type SeatsLeftProps = {
  readonly left: Counts | null;
  readonly total?: Counts;
  readonly language: Language;
};

export const SeatsLeft = ({ left, total, language }: SeatsLeftProps): JSX.Element => {
  const { show } = wordsFor(language);
  if (left === null) return <p class="seats-left-unknown">{show.seatsUnknown}</p>;
  return (
    <ul class="seats-left" aria-label={show.seatsLeft}>
      {GRADES.map((grade) => {
        const count = left[grade];
        if (count === undefined) return null;
        const whole = total?.[grade];
        return (
          <li key={grade} class={count === 0 ? "seats-left-row seats-left-gone" : "seats-left-row"}>
            <GradeChip grade={grade} language={language} />
            <span class="tabular">{count === 0 ? show.seatsNone : show.seats(count)}</span>
            {whole === undefined || whole === 0 ? null : <SeatsBar grade={grade} share={count / whole} />}
          </li>
        );
      })}
    </ul>
  );
};

const SeatsBar = ({ grade, share }: { readonly grade: Grade; readonly share: number }): JSX.Element => (
  <svg class={`seats-bar grade-${grade.toLowerCase()}`} width="100%" height="3" aria-hidden="true" focusable="false">
    <rect class="seats-bar-track" width="100%" height="3" />
    {/* A single seat left still shows a sliver. */}
    <rect class="seats-bar-left" width={`${share === 0 ? 0 : Math.max(1.5, Math.min(100, share * 100))}%`} height="3" />
  </svg>
);
