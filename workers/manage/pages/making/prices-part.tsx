// A price for each grade of the show's own plan, and how much one fan may take and for how long.
import type { JSX } from "preact";
import type { Grade } from "../../../../schema/layout.ts";
import { GradeChip } from "../../../../web/components/grade-chip.tsx";
import { wordsFor } from "../../../../web/words/words.ts";
import { Figure, Group, type Part, Tick } from "./fields.tsx";
import { priceName, TICKS } from "./prices-form.ts";
import { makingWords } from "./words.ts";

export type PricesView = Part & { readonly places: Readonly<Record<string, number>> };

export const PriceFields = ({ places, ...part }: PricesView): JSX.Element => {
  const words = makingWords(part.language);
  const { grades } = wordsFor(part.language).terms;
  return (
    <>
      <Group title={words.prices.grades} text={words.prices.note}>
        <ul class="making-prices" id="prices">
          {Object.entries(places).map(([grade, count]) => (
            <li key={grade}>
              <p>
                <GradeChip grade={grade as Grade} language={part.language} />
                <span class="making-text tabular">{words.prices.seats(count)}</span>
              </p>
              <Figure
                {...part}
                name={priceName(grade)}
                words="price"
                label={`${grades[grade as Grade]} ${words.fields.price.label}`}
              />
            </li>
          ))}
        </ul>
      </Group>
      <Group title={words.prices.limits}>
        <div class="making-row">
          <Figure {...part} name="seats_per_fan" />
          <Figure {...part} name="hold_min" />
          <Figure {...part} name="payment_min" />
          <Figure {...part} name="payment_attempts" />
        </div>
        {TICKS.map((name) => (
          <Tick key={name} {...part} name={name} />
        ))}
      </Group>
      <Group title={words.prices.after} text={words.prices.afterText}>
        <Tick {...part} name="returns_tickets" />
        <Tick {...part} name="handover_on" />
        <div class="making-row">
          <Figure {...part} name="handover_per_fan" />
          <Figure {...part} name="handover_hours" />
        </div>
      </Group>
    </>
  );
};
