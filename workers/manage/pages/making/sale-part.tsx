// When a show sells, in which order people come in, and how many of them choose at the same time.
import type { JSX } from "preact";
import type { Locks } from "../../../../domain/manage/locks.ts";
import { CHECK_MODES } from "../../../../schema/http/checks.ts";
import { Choice, Figure, Group, Line, type Part, Tick, Time, Was } from "./fields.tsx";
import { makingWords } from "./words.ts";

export type SaleView = Part & {
  readonly locks: Locks;
  readonly zone: string;
  /** When the last showtime begins, as people say it; null where there is none. */
  readonly last: string | null;
};

export const SaleFields = ({ locks, zone, last, ...part }: SaleView): JSX.Element => {
  const words = makingWords(part.language);
  return (
    <>
      <Group title={words.sale.window} text={words.zone(zone)}>
        {last === null ? null : <p class="making-text">{words.sale.last(last)}</p>}
        <div class="making-row">
          <Time {...part} name="lobby_opens_at" />
          <Time {...part} name="opens_at" required />
          <Time {...part} name="closes_at" required />
        </div>
      </Group>
      <Admission {...part} locks={locks} />
      <Group title={words.sale.room} text={words.sale.roomText}>
        <div class="making-row">
          <Figure {...part} name="room_capacity" />
          <Figure {...part} name="batch_size" />
          <Figure {...part} name="step_s" />
          <Figure {...part} name="claim_s" />
          <Figure {...part} name="pass_min" />
          <Line {...part} name="waiting_per_seat" inputMode="decimal" maxLength={9} />
          <Figure {...part} name="relays" />
          <Choice
            {...part}
            name="check"
            options={CHECK_MODES.map((mode) => ({ value: mode, label: words.sale.checks[mode] }))}
          />
        </div>
      </Group>
      <Group title={words.sale.practice} text={words.sale.practiceText}>
        <Tick {...part} name="practice" />
      </Group>
    </>
  );
};

const Admission = ({ locks, ...part }: Part & { readonly locks: Locks }): JSX.Element => {
  const words = makingWords(part.language);
  const { sale } = words;
  const { values, wrong } = part.state;
  const locked = locks.admission === undefined ? null : words.why[locks.admission];
  const way = (value: "fifo" | "draw", name: string, text: string): JSX.Element => (
    <label class="tick making-way">
      <input
        type="radio"
        name="admission"
        value={value}
        checked={(values.admission ?? "fifo") === value}
        disabled={locked !== null}
      />
      <span>
        <strong>{name}</strong>
        <span class="making-text">{text}</span>
      </span>
    </label>
  );
  return (
    <Group title={sale.admission} text={locked ?? undefined}>
      <fieldset class="making-ways" id="admission">
        <legend class="unseen">{sale.admission}</legend>
        {way("fifo", sale.fifo, sale.fifoText)}
        {way("draw", sale.draw, sale.drawText)}
        <Was state={part.state} name="admission" locked={locked ?? undefined} />
      </fieldset>
      {wrong.has("admission") ? <p class="field-error">{words.fields.admission.wrong}</p> : null}
      <div class="making-row">
        <Time {...part} name="lobby_closes_at" locked={locked ?? undefined} />
      </div>
    </Group>
  );
};
