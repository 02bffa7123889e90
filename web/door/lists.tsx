// Below the answer: finding a ticket by hand, tickets that came in twice, and the last fifty with a way to take one back.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Direction } from "../../domain/door/merge.ts";
import type { Clock, GateWords } from "./answer.tsx";
import type { Desk } from "./desk.ts";
import { LAST_MAX, mayUndo, type OwnScan, type Seat, undoneOf, wasWrong } from "./own-scans.ts";

type Found = readonly { readonly key: string; readonly seat: Seat }[];
type ByHandProps = { readonly desk: Desk; readonly direction: Direction; readonly words: GateWords };

/** No name is so long, and every code is longer. */
const NAME_CHARS_MAX = 60;

export const ByHand = ({ desk, direction, words }: ByHandProps): JSX.Element => {
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const check = (): void => {
    const typed = text.trim();
    if (typed === "") return;
    if (typed.length <= NAME_CHARS_MAX) {
      setFound(desk.find(typed));
      return;
    }
    setText("");
    setFound(null);
    void desk.scan(typed, direction);
  };
  return (
    <form
      class="gate-hand"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <label class="field-label" for="gate-text">
        {words.type}
      </label>
      <div class="gate-line">
        <input
          id="gate-text"
          class="control"
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
          {found.map(({ key, seat }) => (
            <li key={key}>
              <span class="gate-last-text">
                <strong>{words.seatOf(seat)}</strong>
                <span>{standingOf(desk, { key, direction, grade: words.grade(seat.grade) }, words)}</span>
              </span>
              <button type="button" class="button button-plain" onClick={() => void desk.byHand(key, direction)}>
                {direction === "in" ? words.letIn : words.letOut}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
};

/** What stands against letting a ticket in is known before anybody tries. */
function standingOf(
  desk: Desk,
  { grade, ...ticket }: { readonly key: string; readonly direction: Direction; readonly grade: string },
  words: GateWords,
): string {
  const shown = desk.wouldSay(ticket)?.shown ?? "entered";
  return shown === "entered" || shown === "left" ? grade : `${grade} · ${words.shown[shown]}`;
}

type Timed = { readonly desk: Desk; readonly words: GateWords; readonly time: Clock };

export const Doubles = ({ desk, words, time }: Timed): JSX.Element | null => {
  const doubles = desk.book?.manifest.double_entries ?? [];
  if (doubles.length === 0) return null;
  return (
    <section class="gate-doubles">
      <h2>{words.doubles}</h2>
      <ul class="gate-list">
        {doubles.map(({ ticket_key, first, again, ...seat }) => (
          <li key={`${ticket_key}${again.at_ms}`}>
            <span class="gate-last-text">
              <strong>{words.seatOf(seat)}</strong>
              <span class="tabular">{words.again(time(first.at_ms), first.door)}</span>
              <span class="tabular">{words.again(time(again.at_ms), again.door)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const Last = ({ desk, words, time }: Timed): JSX.Element => {
  const undone = undoneOf(desk.own);
  const last = desk.own
    .filter(({ undoes }) => undoes === null)
    .slice(-LAST_MAX)
    .reverse();
  return (
    <section class="gate-last">
      <h2>{words.last}</h2>
      {last.length === 0 ? <p>{words.lastEmpty}</p> : null}
      <ul class="gate-list">
        {last.map((scan) => (
          <li key={scan.nonce} data-result={scan.result ?? "waiting"} data-wrong={wasWrong(scan)}>
            <span class="tabular">{time(scan.at_ms)}</span>
            <span class="gate-last-text">
              <strong>{nameOf(scan, undone, words)}</strong>
              {scan.seat === null ? null : <span>{words.seatOf(scan.seat)}</span>}
              {scan.result === "double_entry" && scan.first !== null ? (
                <span>{words.first(time(scan.first.at_ms), scan.first.door)}</span>
              ) : null}
            </span>
            {mayUndo(scan, undone) ? (
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

/** That somebody came in twice, or with a ticket that had just become void, is known only afterwards. */
function nameOf(scan: OwnScan, undone: ReadonlySet<string>, words: GateWords): string {
  if (undone.has(scan.nonce)) return words.undone;
  if (!wasWrong(scan)) return words.did[scan.shown] ?? words.shown[scan.shown];
  return scan.result === "double_entry" ? words.cameTwice : words.wentInAlthough(words.result[scan.result ?? ""] ?? "");
}
