// The summary: one obvious next thing at a time. Under the thumb on a phone, beside the map on a desk, never over it.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../components/button.tsx";
import { duration } from "../../words/format.ts";
import { priceAt, totalOf } from "../choice.ts";
import { Best } from "./best.tsx";
import { HoldPanel } from "./hold-panel.tsx";
import { seatName } from "./seat-names.ts";
import { Stepper } from "./stepper.tsx";
import { useRoom, useSeconds } from "./use-room.ts";
import { TakenPanel, WordLine } from "./word.tsx";
import { gradeNameAt, tagNames } from "./words.ts";

/** When a deadline comes near it is said once, for who does not see the clock. */
const NEAR_MS = 60_000;

const ChoicePanel = (): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const { plan, choice, busy } = state;
  if (plan === null) return null;
  return (
    <div class="room-panel-part">
      <ul class="chosen">
        {choice.map((place) => {
          const name = seatName(words.choice, plan, place);
          const tags = tagNames(words, plan, place);
          return (
            <li key={place} class="chosen-seat">
              <span class="chosen-name">
                {name}
                <span class="chosen-note">{[gradeNameAt(room.settings, plan, place), ...tags].join(" · ")}</span>
              </span>
              <span class="chosen-price tabular">{words.choice.total(priceAt(plan, room.prices, place))}</span>
              <button
                type="button"
                class="chosen-remove"
                aria-label={words.choice.remove(name)}
                onClick={() => room.send({ type: "toggle", place })}
              >
                <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
                  <path d="M5 5l10 10M15 5 5 15" />
                </svg>
              </button>
            </li>
          );
        })}
      </ul>
      <div class="room-panel-go">
        <p class="room-panel-total">
          <span class="room-panel-count">{words.choice.count(choice.length)}</span>
          <strong class="tabular">{words.choice.total(totalOf(plan, room.prices, choice))}</strong>
        </p>
        <Button kind="primary" busy={busy === "hold"} onClick={() => void room.holdChoice()}>
          {busy === "hold" ? words.choice.holding : words.choice.hold}
        </Button>
      </div>
    </div>
  );
};

const ZonePanel = (): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const { plan, live, zone, busy, seats_max } = state;
  const section = zone === null ? undefined : plan?.sections[zone.section];
  if (zone === null || section === undefined || live === null) return null;
  const left = live.free_in[section.number] ?? 0;
  const price_krw = room.prices.get(section.grade) ?? 0;
  const max = Math.min(seats_max, left);
  return (
    <div class="room-panel-part">
      <div class="zone-head">
        <p class="zone-name">
          <strong>{words.zone.title(section.name)}</strong>
          <span class="chosen-note tabular">
            {words.choice.total(price_krw)} · {words.zone.left(left)}
          </span>
        </p>
        <Stepper
          count={zone.count}
          max={max}
          label={section.name}
          onCount={(count) => room.send({ type: "zone", section: zone.section, count })}
        />
      </div>
      <div class="room-panel-go">
        <p class="room-panel-total">
          <span class="room-panel-count">{words.zone.count(zone.count)}</span>
          <strong class="tabular">{words.choice.total(price_krw * zone.count)}</strong>
        </p>
        <Button kind="primary" busy={busy === "hold"} disabled={left === 0} onClick={() => void room.holdChoice()}>
          {busy === "hold" ? words.choice.holding : words.zone.hold(zone.count)}
        </Button>
      </div>
    </div>
  );
};

const PassOver = (): JSX.Element => {
  const { room, words } = useRoom();
  return (
    <div class="room-panel-part" role="alert">
      <p class="room-panel-title">{words.passOverTitle}</p>
      <p class="room-panel-text">{words.passOverText}</p>
      <LinkButton href={room.settings.line_url} kind="primary" wide icon="arrow">
        {words.toLine}
      </LinkButton>
    </div>
  );
};

const Voice = (): JSX.Element => {
  const { room, state, words } = useRoom();
  const now_ms = useSeconds(room);
  const until_ms = state.hold?.expires_at_ms ?? room.settings.pass_expires_at_ms;
  const left_ms = until_ms === null ? Number.POSITIVE_INFINITY : until_ms - now_ms;
  const near = left_ms > 0 && left_ms <= NEAR_MS;
  const left = duration(NEAR_MS, room.settings.language);
  const said = !near ? "" : state.hold === null ? words.passLeft(left) : words.hold.left(left);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
};

export const Panel = ({ onLook }: { readonly onLook: (places: readonly number[]) => void }): JSX.Element => {
  const { room, state, words } = useRoom();
  const body = (): JSX.Element | null => {
    if (state.hold !== null) return <HoldPanel />;
    if (state.pass_over) return <PassOver />;
    if (state.word?.kind === "taken") return <TakenPanel onLook={onLook} />;
    if (state.zone !== null) return <ZonePanel />;
    if (state.choice.length > 0) return <ChoicePanel />;
    if (state.live?.free_in.every((free) => free === 0) === true)
      return <p class="room-panel-text">{words.choice.none}</p>;
    if (state.seats_max === 0) return <p class="room-panel-text">{words.choice.limitUsed}</p>;
    return <Best />;
  };
  return (
    <aside class="room-panel" aria-label={words.choice.title} data-busy={state.busy ?? undefined}>
      <WordLine />
      {body()}
      {room.settings.pass_expires_at_ms === null && state.hold === null ? null : <Voice />}
    </aside>
  );
};
