// The controls beside the figures they move. Each is a plain link or form that leads to a page which says in numbers what
// it will do and asks; with a script the effect is told already while it is typed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { roomEffect } from "../../domain/sale-figures/effects.ts";
import { Button, LinkButton } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { askPath, type BoardProps, liveSaleWords } from "./facts.ts";

const isNumber = (text: string): boolean => /^\d{1,6}$/.test(text);

export const StatusControls = ({ facts, state }: BoardProps): JSX.Element | null => {
  const { acts } = liveSaleWords(facts.language);
  const { status } = state.reading;
  if (status === "ENDED") return null;
  return (
    <div class="sale-controls">
      {status === "SCHEDULED" || status === "LOBBY" ? (
        <LinkButton href={askPath(facts, "open")} kind="primary">
          {acts.open}
        </LinkButton>
      ) : null}
      {status === "PAUSED" ? (
        <LinkButton href={askPath(facts, "resume")} kind="primary">
          {acts.resume}
        </LinkButton>
      ) : null}
      {status === "OPEN" || status === "SOLD_OUT" ? (
        <LinkButton href={askPath(facts, "pause")}>{acts.pause}</LinkButton>
      ) : null}
      <LinkButton href={askPath(facts, "end")} kind="quiet">
        {acts.end}
      </LinkButton>
    </div>
  );
};

export const RoomControls = ({ facts, state }: BoardProps): JSX.Element | null => {
  const words = liveSaleWords(facts.language);
  const { reading } = state;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  if (reading.status === "ENDED") return null;
  const { room_capacity, batch_size, step_ms } = reading;
  const values = { room_capacity, batch_size, step_ms };
  const changed = Object.entries(typed).filter(
    ([name, text]) => isNumber(text) && Number(text) !== values[name as keyof typeof values],
  );
  const field = (name: keyof typeof values, label: string, least: number): JSX.Element => (
    <Field
      id={`room-${name}`}
      name={name}
      label={label}
      type="number"
      inputMode="numeric"
      min={String(least)}
      value={typed[name] ?? String(values[name])}
      required
      onInput={(event) => setTyped({ ...typed, [name]: (event.currentTarget as HTMLInputElement).value })}
    />
  );
  return (
    <details class="sale-more">
      <summary>{words.acts.room}</summary>
      <form method="get" action={`${facts.page_path}/ask`} class="sale-form">
        <input type="hidden" name="act" value="room" />
        <div class="sale-form-row">
          {field("room_capacity", words.acts.capacity, 0)}
          {field("batch_size", words.acts.batch, 1)}
          {field("step_ms", words.acts.step, 50)}
        </div>
        {changed.length === 0 ? null : (
          <p class="sale-effect" role="status">
            {effectText({ facts, state }, Object.fromEntries(changed.map(([name, text]) => [name, Number(text)])))}
          </p>
        )}
        <Button type="submit">{words.acts.check}</Button>
      </form>
    </details>
  );
};

/** "Sells out in 6 min instead of 14 min. 40 people come in at once." */
export function effectText({ facts, state }: BoardProps, change: Parameters<typeof roomEffect>[1]): string {
  const words = liveSaleWords(facts.language);
  const { effect } = words.acts;
  const said = roomEffect(state.reading, change, state.reading.forecast);
  const parts: string[] = [];
  if ((change.room_capacity ?? 1) === 0) parts.push(effect.closed);
  else if (said.from_min === null || said.to_min === null) parts.push(effect.unknown);
  else parts.push(`${effect.fasterBy(words.minutes(said.from_min * 60_000), words.minutes(said.to_min * 60_000))}.`);
  if (said.enter_now > 0) parts.push(effect.enter(said.enter_now));
  if (said.enter_now < 0) parts.push(effect.over(-said.enter_now));
  parts.push(effect.rate(said.admits_per_min_max));
  return parts.join(" ");
}

export const LineControls = ({ facts, state }: BoardProps): JSX.Element | null => {
  const { acts } = liveSaleWords(facts.language);
  if (state.reading.status === "ENDED") return null;
  return (
    <details class="sale-more">
      <summary>{acts.more}</summary>
      <form method="get" action={`${facts.page_path}/ask`} class="sale-form">
        <input type="hidden" name="act" value="say" />
        <Field id="say-text" name="text" label={acts.text} maxLength={200} required />
        <Button type="submit">{acts.say}</Button>
      </form>
      {facts.relays === undefined ? null : (
        <form method="get" action={`${facts.page_path}/ask`} class="sale-form">
          <input type="hidden" name="act" value="relays" />
          <Field
            id="relays"
            name="relays"
            label={acts.relays}
            hint={acts.relaysHint}
            type="number"
            inputMode="numeric"
            min="0"
            max={String(facts.relays.most)}
            value={String(facts.relays.now)}
            required
          />
          <Button type="submit">{acts.check}</Button>
        </form>
      )}
      <form method="get" action={`${facts.page_path}/ask`} class="sale-form">
        <div class="sale-form-row">
          <Field id="remove-position" name="position" label={acts.position} type="number" min="1" required />
          <Field id="remove-reason" name="reason" label={acts.reason} maxLength={200} required />
        </div>
        <div class="sale-controls">
          <Button type="submit" name="act" value="remove">
            {acts.remove}
          </Button>
          {facts.restores === undefined ? null : (
            <Button type="submit" kind="quiet" name="act" value="restore">
              {acts.restore}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
};
