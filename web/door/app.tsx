// The door's page: the answer over the whole screen, the camera, a field, the last scans. For one hand, at night.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Direction, Shown } from "../../domain/door/merge.ts";
import { wordsFor } from "../words/words.ts";
import { mayUndo, type OwnScan, type Seat } from "./book.ts";
import { type Camera, watch } from "./camera.ts";
import type { Desk } from "./desk.ts";
import type { DoorFacts } from "./facts.ts";

type Props = { readonly desk: Desk; readonly facts: DoorFacts };
export type Tone = "go" | "look" | "stop";

/** Green, amber, red; each with a shape of its own. */
export const toneOf = (shown: Shown | "double_entry"): Tone =>
  shown === "entered" || shown === "left"
    ? "go"
    : shown === "already_entered" || shown === "wrong_door" || shown === "double_entry"
      ? "look"
      : "stop";
const SHAPES: Readonly<Record<Tone, string>> = {
  go: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.4L6 12l1.7-1.7 2.7 2.7L16.300 7.200 18 8.900Z",
  look: "M12 2 1 21h22Zm-1.200 7h2.400v6h-2.400Zm0 7.500h2.400v2.300h-2.400Z",
  stop: "M7.800 2h8.400L22 7.800v8.400L16.200 22H7.800L2 16.200V7.800Zm.5 4.700L6.700 8.300 10.400 12l-3.700 3.700 1.600 1.600 3.700-3.700 3.700 3.700 1.600-1.600-3.700-3.700 3.700-3.700-1.600-1.600-3.700 3.700Z",
};

const seatText = ({ section, row, label }: Seat): string =>
  [section, row, label].filter((part) => part !== "").join(" ");

export const GateApp = ({ desk, facts }: Props): JSX.Element => {
  const words = wordsFor(facts.language).gate;
  const [direction, setDirection] = useState<Direction>("in");
  const [hidden, setHidden] = useState(0);
  const { book, verdict } = desk;
  const time = (at_ms: number): string =>
    new Intl.DateTimeFormat(facts.language, { timeStyle: "short", timeZone: facts.time_zone }).format(at_ms);
  const waiting = desk.own.filter(({ sent_at_ms }) => sent_at_ms === null).length;
  const own_entered = desk.own.filter((scan) => scan.shown === "entered" && mayUndo(scan, desk.own)).length;
  const shown = verdict !== null && verdict.at_ms !== hidden ? verdict : null;
  if (desk.closed) {
    return (
      <div class="gate-closed">
        <h1>{words.closedTitle}</h1>
        <p>{words.closedText}</p>
      </div>
    );
  }
  return (
    <div class="gate">
      <header class="gate-head">
        <h1 class="gate-door">{facts.door}</h1>
        <p class="gate-show">{facts.title}</p>
        <p class="gate-state tabular" role="status">
          <strong>{words.entered(Math.max(book?.entered ?? 0, own_entered))}</strong>
          <span data-online={desk.online}>{desk.online ? words.online : words.offline}</span>
          <span>
            {book === null ? words.loading : words.age(time(book.manifest.as_of_ms), book.manifest.tickets.length)}
          </span>
          {waiting === 0 ? null : <span>{words.waiting(waiting)}</span>}
        </p>
      </header>
      <div class="gate-answer" aria-live="assertive">
        {shown === null ? (
          <p class="gate-next">{words.next}</p>
        ) : (
          <button
            type="button"
            class={`gate-verdict gate-${toneOf(shown.shown)}`}
            data-shown={shown.shown}
            onClick={() => setHidden(shown.at_ms)}
          >
            <svg class="gate-shape" viewBox="0 0 24 24" aria-hidden="true">
              <path fill="currentColor" fill-rule="evenodd" d={SHAPES[toneOf(shown.shown)]} />
            </svg>
            <strong class="gate-word">{words.shown[shown.shown]}</strong>
            {shown.seat === null ? null : <span class="gate-seat">{seatText(shown.seat)}</span>}
            {shown.seat === null ? null : <span>{shown.seat.grade}</span>}
            {shown.first === null ? null : <span>{words.first(time(shown.first.at_ms), shown.first.door)}</span>}
          </button>
        )}
      </div>
      <Eye words={words} found={(text) => void desk.scan(text, direction)} />
      <fieldset class="gate-ways">
        <legend class="unseen">{words.ways}</legend>
        {(["in", "out"] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="button button-plain"
            aria-pressed={direction === one}
            onClick={() => setDirection(one)}
          >
            {one === "in" ? words.directionIn : words.directionOut}
          </button>
        ))}
      </fieldset>
      <ByHand desk={desk} direction={direction} words={words} />
      <Doubles desk={desk} words={words} time={time} />
      <Last desk={desk} words={words} time={time} />
    </div>
  );
};

type Words = ReturnType<typeof wordsFor>["gate"];

const Eye = ({ words, found }: { readonly words: Words; readonly found: (text: string) => void }): JSX.Element => {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(found);
  latest.current = found;
  const [camera, setCamera] = useState<Camera | null>(null);
  const [facing, setFacing] = useState("environment");
  const [lit, setLit] = useState(false);
  const [failed, setFailed] = useState(false);
  const start = async (side: string): Promise<void> => {
    camera?.stop();
    setLit(false);
    if (video.current === null) return;
    try {
      setCamera(await watch(video.current, side, (text) => latest.current(text)));
      setFailed(false);
    } catch {
      setCamera(null);
      setFailed(true);
    }
  };
  useEffect(() => () => camera?.stop(), [camera]);
  return (
    <div class="gate-eye">
      <video ref={video} class="gate-video" muted playsInline hidden={camera === null} />
      {failed ? <p role="alert">{words.noCamera}</p> : null}
      <div class="gate-ways">
        {camera === null ? (
          <button type="button" class="button button-primary button-wide" onClick={() => void start(facing)}>
            {words.start}
          </button>
        ) : (
          <>
            <button
              type="button"
              class="button button-plain"
              onClick={() => {
                camera.stop();
                setCamera(null);
              }}
            >
              {words.stop}
            </button>
            <button
              type="button"
              class="button button-plain"
              onClick={() => {
                const side = facing === "environment" ? "user" : "environment";
                setFacing(side);
                void start(side);
              }}
            >
              {words.turn}
            </button>
            {camera.torch === null ? null : (
              <button
                type="button"
                class="button button-plain"
                aria-pressed={lit}
                onClick={() => {
                  void camera.torch?.(!lit);
                  setLit(!lit);
                }}
              >
                {words.torch}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
};

type Found = readonly { readonly ticket_id: string; readonly seat: Seat }[];

const ByHand = ({ desk, direction, words }: { desk: Desk; direction: Direction; words: Words }): JSX.Element => {
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const check = async (): Promise<void> => {
    const typed = text.trim();
    if (typed === "") return;
    const LONGER_THAN_A_NAME = 60;
    if (typed.length > LONGER_THAN_A_NAME) {
      setText("");
      setFound(null);
      return desk.scan(typed, direction);
    }
    setFound(await desk.find(typed));
  };
  return (
    <form
      class="gate-hand"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <label class="field-label" for="gate-text">
        {words.type}
      </label>
      <div class="gate-line">
        <input
          id="gate-text"
          class="input"
          value={text}
          autocomplete="off"
          autocapitalize="off"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button button-plain">
          {words.check}
        </button>
      </div>
      {found === null ? null : found.length === 0 ? (
        <p role="status">{words.foundNone}</p>
      ) : (
        <ul class="gate-list">
          {found.map(({ ticket_id, seat }) => (
            <li key={ticket_id}>
              <span>{seatText(seat)}</span>
              <button type="button" class="button button-plain" onClick={() => void desk.byHand(ticket_id, direction)}>
                {words.letIn}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
};

type Timed = { readonly desk: Desk; readonly words: Words; readonly time: (at_ms: number) => string };

const Doubles = ({ desk, words, time }: Timed): JSX.Element | null => {
  const doubles = desk.book?.manifest.double_entries ?? [];
  if (doubles.length === 0) return null;
  return (
    <section class="gate-doubles">
      <h2>{words.doubles}</h2>
      <ul class="gate-list">
        {doubles.map(({ ticket_id, first, again }) => (
          <li key={`${ticket_id}${again.at_ms}`}>
            <span>{ticket_id.slice(-7)}</span>
            <span>{words.again(time(first.at_ms), first.door)}</span>
            <span>{words.again(time(again.at_ms), again.door)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const SHOWN_MAX = 50;

const Last = ({ desk, words, time }: Timed): JSX.Element => {
  const last = desk.own
    .filter(({ undoes }) => undoes === null)
    .slice(-SHOWN_MAX)
    .reverse();
  return (
    <section class="gate-last">
      <h2>{words.last}</h2>
      {last.length === 0 ? <p>{words.lastEmpty}</p> : null}
      <ul class="gate-list">
        {last.map((scan) => (
          <li key={scan.nonce} data-result={scan.result ?? "waiting"}>
            <span class="tabular">{time(scan.at_ms)}</span>
            <span>{nameOf(scan, words)}</span>
            <span class="tabular">{scan.ticket_id.slice(-7)}</span>
            {mayUndo(scan, desk.own) ? (
              <button type="button" class="button button-quiet" onClick={() => void desk.undo(scan)}>
                {words.undo}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A double entry is known only afterwards. */
const nameOf = (scan: OwnScan, words: Words): string =>
  scan.result === "double_entry"
    ? words.shown.double_entry
    : scan.result === "undone"
      ? words.undone
      : words.shown[scan.shown];
