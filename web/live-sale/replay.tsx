// A sale looked at again: any moment of it by a handle, the whole of it as a table, and how good its forecasts were.
import type { JSX } from "preact";
import type { Moment } from "../../domain/sale-figures/history.ts";
import { type KeptWord, keptWords, scoreOf } from "../../domain/sale-figures/pace.ts";
import { Button } from "../components/button.tsx";
import { type Column, DataTable } from "../components/console/data-table.tsx";
import { Figure, Figures } from "../components/console/figures.tsx";
import { Part } from "../components/console/part.tsx";
import { grouped, money, wallTime } from "../words/format.ts";
import { markText } from "./curves.tsx";
import { type BoardProps, face, isOver, liveSaleWords, NEVER } from "./facts.ts";

export type ReplayTo = (at_ms: number) => void;

/** A table that a person reads; a longer sale has every n-th of its minutes. */
const ROWS_MAX = 60;

/** The moment that is nearest before. */
const momentAt = (moments: readonly Moment[], at_ms: number): Moment | undefined =>
  moments.findLast((moment) => moment.at_ms <= at_ms) ?? moments[0];

const soldOutAt = (moments: readonly Moment[]): number | null =>
  moments.find(({ available, holds, sold }) => sold > 0 && available + holds === 0)?.at_ms ?? null;

export const Replay = ({
  facts,
  state,
  onReplay,
}: BoardProps & { readonly onReplay?: ReplayTo }): JSX.Element | null => {
  const words = liveSaleWords(facts.language);
  const { moments } = state;
  const looked = facts.span === "all" || state.replay_at_ms !== null;
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || first === last || !looked) return null;
  const at_ms = state.replay_at_ms ?? last.at_ms;
  const then = momentAt(moments, at_ms) ?? last;
  return (
    <Part of="sale" id="replay" title={words.parts.replay}>
      <form method="get" action={`${facts.page_path}#sale-replay`} class="sale-replay">
        <input type="hidden" name="span" value={facts.span} />
        <label for="replay-at">
          {words.replay.text} <strong class="tabular">{face(then.at_ms, facts.zone)}</strong>
        </label>
        <input
          id="replay-at"
          type="range"
          name="at_ms"
          min={first.at_ms}
          max={last.at_ms}
          step={1_000}
          value={at_ms}
          aria-valuetext={face(then.at_ms, facts.zone)}
          onInput={(event) => onReplay?.(Number(event.currentTarget.value))}
        />
        {onReplay === undefined ? <Button type="submit">{words.replay.show}</Button> : null}
      </form>
      <Then facts={facts} state={state} then={then} />
      <Forecasts facts={facts} state={state} />
      <Minutes facts={facts} state={state} />
    </Part>
  );
};

const Then = ({ facts, state, then }: BoardProps & { readonly then: Moment }): JSX.Element => {
  const words = liveSaleWords(facts.language);
  const turned = state.marks.filter(({ at_ms }) => at_ms <= then.at_ms).at(-1);
  const byGrade = facts.grades.flatMap(({ grade, name }) => {
    const sold = then.sold_by_grade[grade] ?? 0;
    return sold === 0 ? [] : [`${name} ${grouped(sold)}`];
  });
  return (
    <>
      <Figures>
        <Figure label={words.line.waiting} value={grouped(then.waiting)} unit={words.room.people} />
        <Figure label={words.room.inside} value={grouped(then.inside)} unit={words.room.people} />
        <Figure
          label={words.seats.sold}
          value={grouped(then.sold)}
          unit={words.seats.unit}
          {...(byGrade.length > 0 && { note: byGrade.join(" · ") })}
        />
        <Figure label={words.seats.left} value={grouped(then.available)} unit={words.seats.unit} />
        <Figure label={words.money.revenue} value={money(then.revenue_krw, facts.language)} />
        <Figure label={words.seats.soldOut} value={untilSoldOut(then, { facts, state })} />
      </Figures>
      <p class="sale-note">
        {turned === undefined
          ? words.replay.untouched
          : words.replay.turned(face(turned.at_ms, facts.zone), markText(facts, turned))}
      </p>
    </>
  );
};

function untilSoldOut(then: Moment, { facts, state }: BoardProps): string {
  const words = liveSaleWords(facts.language);
  const { forecast, sold, available, holds } = then;
  if (sold > 0 && available + holds === 0) return words.seats.gone;
  if (forecast !== null) return words.minutes(forecast.p50_ms);
  return isOver(state.reading) && then === state.moments.at(-1) ? NEVER : words.seats.unknown;
}

const Forecasts = ({ facts, state: { moments } }: BoardProps): JSX.Element => {
  const words = liveSaleWords(facts.language);
  const out_at_ms = soldOutAt(moments);
  const score = scoreOf(moments, out_at_ms);
  if (score === null)
    return <p class="sale-note">{out_at_ms === null ? words.replay.noScore : words.replay.tooShort}</p>;
  const said = ({ at_ms, said, came_ms, inside }: KeptWord): string =>
    words.replay.said({
      at: wallTime(at_ms, facts.zone),
      middle: words.minutes(said.p50_ms),
      early: words.minutes(said.p10_ms),
      late: words.minutes(said.p90_ms),
      came: words.minutes(came_ms),
      inside,
    });
  return (
    <>
      <h3 class="sale-subtitle">{words.replay.forecasts}</h3>
      <p class="sale-note">{words.replay.score(score.said, score.inside, Math.round(score.error_median * 100))}</p>
      <ul class="sale-words">
        {keptWords(moments, out_at_ms).map((word) => (
          <li key={word.at_ms} class={word.inside ? "sale-word-held" : undefined}>
            {said(word)}
          </li>
        ))}
      </ul>
    </>
  );
};

const Minutes = ({ facts, state: { moments } }: BoardProps): JSX.Element => {
  const words = liveSaleWords(facts.language);
  const every = Math.ceil(moments.length / ROWS_MAX);
  const rows = moments.filter((_, i) => (moments.length - 1 - i) % every === 0);
  const figures = (id: string, title: string, of: (moment: Moment) => string): Column<Moment> => ({
    id,
    title,
    figures: true,
    cell: of,
  });
  return (
    <details class="sale-more">
      <summary>{words.replay.table}</summary>
      <DataTable
        caption={words.replay.table}
        captionHidden
        rows={rows}
        rowKey={({ at_ms }) => String(at_ms)}
        columns={[
          { id: "at", title: words.replay.at, heading: true, cell: ({ at_ms }) => face(at_ms, facts.zone) },
          figures("waiting", words.line.waiting, ({ waiting }) => grouped(waiting)),
          figures("inside", words.room.inside, ({ inside }) => grouped(inside)),
          figures("sold", words.seats.sold, ({ sold }) => grouped(sold)),
          figures("left", words.seats.left, ({ available }) => grouped(available)),
          figures("revenue", words.money.revenue, ({ revenue_krw }) => money(revenue_krw, facts.language)),
          figures("forecast", words.seats.soldOut, ({ forecast }) =>
            forecast === null ? "–" : words.minutes(forecast.p50_ms),
          ),
        ]}
      />
    </details>
  );
};
