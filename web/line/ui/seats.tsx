// Seats left in every round, as the line counts them now.
import type { JSX } from "preact";
import { spokenTime } from "../../words/format.ts";
import type { Said } from "../face-shape.ts";
import type { LineShowtime } from "../facts.ts";
import type { Place } from "../place.ts";

const SHOWN = 4;

type RowProps = { readonly showtime: LineShowtime; readonly place: Place | null; readonly said: Said };

const Row = ({ showtime, place, said }: RowProps): JSX.Element => {
  const { words, facts } = said;
  // By the page's own time: a day's name does not change under the reader.
  const when = { nowMs: facts.start.now_ms, zone: facts.zone, language: facts.language };
  const left = place?.seats_left[showtime.id] ?? showtime.left;
  return (
    <li class={left === 0 ? "line-round line-round-gone" : "line-round"}>
      <span>
        {spokenTime(showtime.starts_at_ms, when)}{" "}
        <span class="line-round-number">{words.seats.round(showtime.round)}</span>
      </span>
      <span class="line-round-left tabular">{left === null ? words.seats.unknown : words.seats.left(left)}</span>
    </li>
  );
};

export const LineSeats = ({ place, said }: Omit<RowProps, "showtime">): JSX.Element | null => {
  const { words, facts } = said;
  const { showtimes } = facts;
  if (showtimes.length === 0) return null;
  const rest = showtimes.slice(SHOWN);
  const rows = (list: readonly LineShowtime[]): JSX.Element => (
    <ul class="line-rounds">
      {list.map((showtime) => (
        <Row key={showtime.id} showtime={showtime} place={place} said={said} />
      ))}
    </ul>
  );
  const mayReturn = place?.seats_may_return ?? 0;
  return (
    <section class="line-part" aria-labelledby="line-seats">
      <h2 class="line-part-title" id="line-seats">
        {words.seats.title}
      </h2>
      {rows(showtimes.slice(0, SHOWN))}
      {rest.length === 0 ? null : (
        <details class="line-fold">
          <summary>{words.seats.more(rest.length)}</summary>
          {rows(rest)}
        </details>
      )}
      {mayReturn > 0 ? <p class="line-small">{words.seats.mayReturn(mayReturn)}</p> : null}
    </section>
  );
};
