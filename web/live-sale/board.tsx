// The live sale, in the order in which an organiser asks: what needs me, is it open, the line, the room, the seats, the
// money, the fans' side, what was changed; afterwards the same again, moment by moment.
import type { JSX } from "preact";
import { type NeedCode, needsOf } from "../../domain/sale-figures/attention.ts";
import type { Moment } from "../../domain/sale-figures/history.ts";
import { scoreOf } from "../../domain/sale-figures/pace.ts";
import { BadgeFace } from "../components/badge-face.tsx";
import { Button } from "../components/button.tsx";
import { Attention, type Matter } from "../components/console/attention.tsx";
import { Figure, Figures } from "../components/console/figures.tsx";
import { Part } from "../components/console/part.tsx";
import { grouped, isoTime, money, spokenTime, wallTime } from "../words/format.ts";
import { StatusControls } from "./controls.tsx";
import { markText } from "./curves.tsx";
import { askPath, type BoardProps, consoleParts, type LiveSaleFacts, liveSaleWords, reasonName } from "./facts.ts";
import { FansPart, LinePart, MoneyPart, RoomPart, SeatsPart } from "./parts.tsx";

export type ReplayTo = (at_ms: number) => void;

const MARKS_SHOWN = 12;

function placeOf(facts: LiveSaleFacts, code: NeedCode): string {
  switch (code) {
    case "refunds_refused":
    case "sold_out":
      return facts.bookings_path;
    case "provider_slow":
      return askPath(facts, "pause");
    case "paused":
      return askPath(facts, "resume");
    case "declines":
    case "returns":
      return "#sale-line";
    default:
      return "#sale-room";
  }
}

function mattersOf({ facts, state }: BoardProps): Matter[] {
  const words = liveSaleWords(facts.language);
  return needsOf(state.reading, state.reading.rates).map(({ code, weight, count, beside, reason }) => {
    const { about, text, act } = words.needs[code];
    const action = { label: act, href: placeOf(facts, code) };
    return {
      id: code,
      weight,
      about,
      text: text({ count, beside, reason: reason === null ? "" : reasonName(reason, facts.language) }),
      action,
    };
  });
}

const face = (at_ms: number, zone: string): string => {
  const seconds = String(Math.floor(at_ms / 1_000) % 60).padStart(2, "0");
  return `${wallTime(at_ms, zone)}:${seconds}`;
};

const Status = (props: BoardProps): JSX.Element => {
  const { facts, state } = props;
  const words = liveSaleWords(facts.language);
  const { status, opens_at_ms, closes_at_ms, ended_at_ms, as_of_ms, paused_at_ms } = state.reading;
  const since_ms = paused_at_ms ?? ended_at_ms ?? opens_at_ms;
  const at = (ms: number): string => spokenTime(ms, { nowMs: as_of_ms, zone: facts.zone, language: facts.language });
  const ahead = status === "SCHEDULED" || status === "LOBBY";
  return (
    <section class="sale-status" aria-label={words.title}>
      <BadgeFace status={status}>{facts.statuses[status]}</BadgeFace>
      <span class="sale-since">{ahead ? words.until(at(opens_at_ms)) : words.since(at(since_ms))}</span>
      {status === "OPEN" ? <span class="sale-since">{words.until(at(closes_at_ms))}</span> : null}
      <time class={state.late ? "as-of as-of-stale tabular" : "as-of tabular"} datetime={isoTime(as_of_ms)}>
        {face(as_of_ms, facts.zone)} · {words.age((Math.round(state.age_ms / 100) / 10).toFixed(1))}
      </time>
      <StatusControls {...props} />
      {state.late ? (
        <p class="sale-late" role="status">
          {words.late}
        </p>
      ) : null}
    </section>
  );
};

const Spans = ({ facts }: BoardProps): JSX.Element => {
  const { charts } = liveSaleWords(facts.language);
  return (
    <nav class="sale-spans" aria-label={charts.span}>
      {(["ten", "all"] as const).map((span) => (
        <a key={span} href={`${facts.page_path}?span=${span}`} aria-current={facts.span === span ? "true" : undefined}>
          {charts[span]}
        </a>
      ))}
    </nav>
  );
};

const Changes = ({ facts, state }: BoardProps): JSX.Element => {
  const words = liveSaleWords(facts.language);
  return (
    <Part of="sale" id="changes" title={words.parts.changes}>
      {state.marks.length === 0 ? <p class="sale-note">{words.changes.empty}</p> : null}
      <ol class="sale-changes">
        {[...state.marks]
          .reverse()
          .slice(0, MARKS_SHOWN)
          .map((mark) => (
            <li key={`${mark.at_ms} ${mark.action}`}>
              <time class="tabular" datetime={isoTime(mark.at_ms)}>
                {face(mark.at_ms, facts.zone)}
              </time>
              <span>{markText(facts, mark)}</span>
              <span class="sale-by">{mark.by}</span>
            </li>
          ))}
      </ol>
    </Part>
  );
};

/** The moment that is nearest before. */
const momentAt = (moments: readonly Moment[], at_ms: number): Moment | undefined =>
  moments.findLast((moment) => moment.at_ms <= at_ms) ?? moments[0];

const Replay = ({ facts, state, onReplay }: BoardProps & { readonly onReplay?: ReplayTo }): JSX.Element | null => {
  const words = liveSaleWords(facts.language);
  const { moments } = state;
  const looked = facts.span === "all" || state.replay_at_ms !== null;
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || first === last || !looked) return null;
  const at_ms = state.replay_at_ms ?? last.at_ms;
  const then = momentAt(moments, at_ms) ?? last;
  const out = moments.find(({ available, holds, sold }) => sold > 0 && available + holds === 0);
  const score = scoreOf(moments, out?.at_ms ?? null);
  return (
    <Part of="sale" id="replay" title={words.parts.replay}>
      <form method="get" action={facts.page_path} class="sale-replay">
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
      <Figures>
        <Figure label={words.line.waiting} value={grouped(then.waiting)} unit={words.room.people} />
        <Figure label={words.room.inside} value={grouped(then.inside)} unit={words.room.people} />
        <Figure label={words.seats.sold} value={grouped(then.sold)} unit={words.seats.unit} />
        <Figure label={words.seats.left} value={grouped(then.available)} unit={words.seats.unit} />
        <Figure label={words.money.revenue} value={money(then.revenue_krw, facts.language)} />
        <Figure
          label={words.seats.soldOut}
          value={then.forecast === null ? words.seats.unknown : words.minutes(then.forecast.p50_ms)}
        />
      </Figures>
      <p class="sale-note">
        {score === null
          ? words.replay.noScore
          : words.replay.score(score.said, score.inside, Math.round(score.error_median * 100))}
      </p>
    </Part>
  );
};

export const Board = (props: BoardProps & { readonly onReplay?: ReplayTo }): JSX.Element => {
  const { facts } = props;
  return (
    <div class="sale-board">
      <Attention matters={mattersOf(props)} words={consoleParts(facts.language)} />
      <Status {...props} />
      <Spans {...props} />
      <div class="sale-parts">
        <LinePart {...props} />
        <RoomPart {...props} />
        <SeatsPart {...props} />
        <MoneyPart {...props} />
        <FansPart {...props} />
        <Changes {...props} />
        <Replay {...props} />
      </div>
    </div>
  );
};
