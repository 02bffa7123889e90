// The live sale, in the order in which an organiser asks: what needs me, is it open, the line, the room, the seats, the
// money, the fans' side, what was changed; afterwards the same again, moment by moment.
import type { JSX } from "preact";
import { type NeedCode, needsOf } from "../../domain/sale-figures/attention.ts";
import { BadgeFace } from "../components/badge-face.tsx";
import { Attention, type Matter } from "../components/console/attention.tsx";
import { Part } from "../components/console/part.tsx";
import { isoTime, spokenTime } from "../words/format.ts";
import { StatusControls } from "./controls.tsx";
import { markText } from "./curves.tsx";
import {
  askPath,
  type BoardProps,
  consoleParts,
  face,
  isOver,
  type LiveSaleFacts,
  liveSaleWords,
  reasonName,
} from "./facts.ts";
import { FansPart, LinePart, MoneyPart, RoomPart, SeatsPart } from "./parts.tsx";
import { Replay, type ReplayTo } from "./replay.tsx";

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

const Status = (props: BoardProps): JSX.Element => {
  const { facts, state } = props;
  const words = liveSaleWords(facts.language);
  const { status, opens_at_ms, closes_at_ms, ended_at_ms, as_of_ms, paused_at_ms } = state.reading;
  // Since when it is sold out nobody wrote down.
  const since_ms =
    status === "ENDED" ? (ended_at_ms ?? closes_at_ms) : status === "SOLD_OUT" ? null : (paused_at_ms ?? opens_at_ms);
  const at = (ms: number): string => spokenTime(ms, { nowMs: as_of_ms, zone: facts.zone, language: facts.language });
  const ahead = status === "SCHEDULED" || status === "LOBBY";
  return (
    <section class="sale-status" aria-label={words.title}>
      <BadgeFace status={status}>{facts.statuses[status]}</BadgeFace>
      {since_ms === null ? null : (
        <span class="sale-since">{ahead ? words.until(at(opens_at_ms)) : words.since(at(since_ms))}</span>
      )}
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

export const Board = (props: BoardProps & { readonly onReplay?: ReplayTo }): JSX.Element => {
  const { facts, state } = props;
  // Whoever comes when it is over comes to look back.
  const over = isOver(state.reading);
  return (
    <div class="sale-board">
      <Attention matters={mattersOf(props)} words={consoleParts(facts.language)} />
      <Status {...props} />
      <Spans {...props} />
      <div class="sale-parts">
        {over ? <Replay {...props} /> : null}
        <LinePart {...props} />
        <RoomPart {...props} />
        <SeatsPart {...props} />
        <MoneyPart {...props} />
        <FansPart {...props} />
        <Changes {...props} />
        {over ? null : <Replay {...props} />}
      </div>
    </div>
  );
};
