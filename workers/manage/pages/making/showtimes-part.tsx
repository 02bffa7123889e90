// The showtimes of a show: those there are, one more, or a run whose days are shown before it is made.
import type { JSX } from "preact";
import type { Round } from "../../../../domain/catalogue/series.ts";
import { type OffsetMinutes, writeWall } from "../../../../domain/catalogue/wall-time.ts";
import { Button } from "../../../../web/components/button.tsx";
import { DataTable } from "../../../../web/components/console/data-table.tsx";
import { Field } from "../../../../web/components/field.tsx";
import { EmptyState } from "../../../../web/components/states.tsx";
import { spokenDay, spokenHourAt, spokenTime, type When } from "../../../../web/words/format.ts";
import type { ShowtimeRow } from "../../../catalogue/db/shows.ts";
import { consolePaths } from "../paths.ts";
import { Line, type Part, Time } from "./fields.tsx";
import type { FormState } from "./form-state.ts";
import { dayName, MOMENT_FIELDS, SERIES_NAMES } from "./showtimes-form.ts";
import { fieldWords, makingWords } from "./words.ts";

/** A move that was refused, as it was typed. */
export type Moving = { readonly showtime_id: string; readonly state: FormState };

export type ShowtimesView = Part & {
  readonly moving: Moving | null;
  readonly show_id: string;
  readonly showtimes: readonly ShowtimeRow[];
  readonly when: When;
  readonly zone: string;
  readonly offset: OffsetMinutes;
  /** What a run would make; null where none was asked about. */
  readonly found: readonly Round[] | null;
};

export const ShowtimesFields = (view: ShowtimesView): JSX.Element => {
  const { showtimes: words, zone } = makingWords(view.language);
  return (
    <>
      <p class="making-text">{zone(view.zone)}</p>
      <div class="making-adds">
        <Series {...view} />
        <One {...view} />
      </div>
      {view.showtimes.length === 0 ? <EmptyState title={words.none} text={words.noneText} /> : <List {...view} />}
    </>
  );
};

const List = (view: ShowtimesView): JSX.Element => {
  const { showtimes: words } = makingWords(view.language);
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, one) => total + one, 0);
  return (
    <DataTable
      caption={words.count(view.showtimes.length)}
      rows={view.showtimes}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "when",
          title: words.columns.when,
          heading: true,
          cell: ({ starts_at_ms }) => spokenTime(starts_at_ms, view.when),
        },
        { id: "round", title: words.columns.round, cell: ({ round }) => words.round(round) },
        {
          id: "seats",
          title: words.columns.seats,
          figures: true,
          cell: ({ seats_left, seats_total }) => words.seats(sum(seats_left), sum(seats_total)),
        },
        { id: "acts", title: words.columns.acts, cell: (showtime) => <RowActs view={view} showtime={showtime} /> },
      ]}
    />
  );
};

const RowActs = ({ view, showtime }: { readonly view: ShowtimesView; readonly showtime: ShowtimeRow }): JSX.Element => {
  const { showtimes: words } = makingWords(view.language);
  const name = `${spokenTime(showtime.starts_at_ms, view.when)} ${words.round(showtime.round)}`;
  const id = `move-${showtime.id}`;
  const moving = view.moving?.showtime_id === showtime.id ? view.moving.state : null;
  const typed = moving?.values ?? {
    starts_at: writeWall(showtime.starts_at_ms, view.offset),
    round: String(showtime.round),
  };
  const error = (name: "starts_at" | "round") =>
    moving?.wrong.has(name) === true ? { error: fieldWords(view.language, name).wrong } : {};
  const hidden = <input type="hidden" name="showtime_id" value={showtime.id} />;
  const action = consolePaths.editPart(view.show_id, "showtimes");
  return (
    <div class="making-acts">
      <details class="making-move" open={moving !== null}>
        <summary>
          {words.move}
          <span class="unseen"> · {name}</span>
        </summary>
        <form method="post" action={action} class="form">
          {hidden}
          <Field
            id={id}
            name="starts_at"
            type="datetime-local"
            label={fieldWords(view.language, "starts_at").label}
            hint={words.moveText}
            value={typed.starts_at ?? ""}
            {...error("starts_at")}
            required
          />
          <Field
            id={`${id}-round`}
            name="round"
            inputMode="numeric"
            label={fieldWords(view.language, "round").label}
            value={typed.round ?? ""}
            {...error("round")}
            required
          />
          <Button type="submit" name="act" value="move">
            {words.moveGo}
          </Button>
        </form>
      </details>
      <form method="post" action={action}>
        {hidden}
        <Button type="submit" kind="quiet" name="act" value="remove">
          {words.remove}
          <span class="unseen"> · {name}</span>
        </Button>
      </form>
    </div>
  );
};

const One = (view: ShowtimesView): JSX.Element => {
  const { showtimes: words, optional } = makingWords(view.language);
  const { state } = view;
  const part = { state, language: view.language };
  return (
    <details class="making-more making-adding" open={MOMENT_FIELDS.some((name) => state.wrong.has(name))}>
      <summary>{words.one}</summary>
      <form method="post" action={consolePaths.editPart(view.show_id, "showtimes")} class="making-row">
        <Time {...part} name="starts_at" required />
        <Line
          {...part}
          name="round"
          label={`${fieldWords(view.language, "round").label} (${optional})`}
          inputMode="numeric"
        />
        <div class="making-go">
          <Button type="submit" name="act" value="add">
            {words.oneGo}
          </Button>
        </div>
      </form>
    </details>
  );
};

const Series = (view: ShowtimesView): JSX.Element => {
  const { showtimes: words } = makingWords(view.language);
  const { state, language, found } = view;
  const open =
    view.showtimes.length === 0 ||
    found !== null ||
    SERIES_NAMES.concat("weekdays").some((name) => state.wrong.has(name));
  const part = { state, language };
  const days = words.weekdays.map((name, weekday) => (
    <label key={name} class="tick making-day">
      <input
        type="checkbox"
        id={dayName(weekday)}
        name={dayName(weekday)}
        value="on"
        checked={state.values[dayName(weekday)] === "on"}
      />
      <span>{name}</span>
    </label>
  ));
  const { label, wrong } = fieldWords(language, "weekdays");
  return (
    <details class="making-more making-adding" open={open}>
      <summary>{words.series}</summary>
      <p class="making-text">{words.seriesText}</p>
      <form
        method="post"
        action={`${consolePaths.editPart(view.show_id, "showtimes")}#series-found`}
        class="making-form"
      >
        <div class="making-row">
          <Line {...part} name="from_day" type="date" required />
          <Line {...part} name="to_day" type="date" required />
          <Line {...part} name="times" required />
        </div>
        <fieldset class="making-days">
          <legend class="field-label">{label}</legend>
          {days}
          {state.wrong.has("weekdays") ? <p class="field-error">{wrong}</p> : null}
        </fieldset>
        <div>
          <Button type="submit" name="act" value="look" kind={found === null ? "primary" : "plain"}>
            {words.look}
          </Button>
        </div>
      </form>
      {found === null ? null : <Found view={view} found={found} />}
    </details>
  );
};

const DAYS_SHOWN = 60;

const Found = ({ view, found }: { readonly view: ShowtimesView; readonly found: readonly Round[] }): JSX.Element => {
  const { showtimes: words, presale } = makingWords(view.language);
  const days = new Map<string, string[]>();
  for (const { starts_at_ms } of found) {
    const day = spokenDay(starts_at_ms, view.when);
    days.set(day, [...(days.get(day) ?? []), spokenHourAt(starts_at_ms, view.when.zone, view.language)]);
  }
  const list = [...days];
  return (
    <section class="making-found" id="series-found" aria-labelledby="series-found-title">
      <h3 id="series-found-title">{words.found(found.length, days.size)}</h3>
      <p class="making-text">{words.foundText}</p>
      <ul class="making-found-days">
        {list.slice(0, DAYS_SHOWN).map(([day, times]) => (
          <li key={day}>
            <strong>{day}</strong> <span class="tabular">{times.join(", ")}</span>
          </li>
        ))}
      </ul>
      {list.length <= DAYS_SHOWN ? null : <p class="making-text">{presale.more(list.length - DAYS_SHOWN)}</p>}
      <form method="post" action={consolePaths.editPart(view.show_id, "showtimes")}>
        {SERIES_NAMES.map((name) => (
          <input key={name} type="hidden" name={name} value={view.state.values[name] ?? ""} />
        ))}
        <Button type="submit" kind="primary" name="act" value="make">
          {words.make(found.length)}
        </Button>
      </form>
    </section>
  );
};
