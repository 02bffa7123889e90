// The top of a door's page: which door of which show, how many are in, and whether it is alone, up to date, and keeping.
import type { JSX } from "preact";
import type { Clock, GateWords } from "./answer.tsx";
import type { Desk } from "./desk.ts";
import type { DoorFacts } from "./facts.ts";

type HeadProps = {
  readonly desk: Desk;
  readonly facts: DoorFacts;
  readonly words: GateWords;
  readonly time: Clock;
};

export const Head = ({ desk, facts, words, time }: HeadProps): JSX.Element => {
  const { book, waiting, online, fresh_at_ms, entered, kept } = desk;
  return (
    <header class="gate-head">
      <h1 class="gate-door">{facts.door}</h1>
      <p class="gate-show">{facts.title}</p>
      <Showtimes desk={desk} words={words} time={time} />
      <p class="gate-state tabular" role="status">
        <strong>{words.entered(entered)}</strong>
        <span data-online={online}>{online ? words.online : words.offline}</span>
        {book === null ? (
          <span>{online ? words.loading : words.noList}</span>
        ) : (
          <span data-age>{words.age(time(fresh_at_ms), book.manifest.tickets.length)}</span>
        )}
        {waiting === 0 ? null : <span>{words.waiting(waiting)}</span>}
      </p>
      {kept ? null : (
        <p class="gate-unkept" role="alert">
          {words.unkept}
        </p>
      )}
    </header>
  );
};

const Showtimes = ({ desk, words, time }: Omit<HeadProps, "facts">): JSX.Element | null => {
  const manifest = desk.book?.manifest;
  if (manifest === undefined) return null;
  if (manifest.showtimes.length < 2) return <p class="gate-showtime">{time(manifest.showtime.starts_at_ms)}</p>;
  return (
    <select
      class="control control-select gate-showtime"
      aria-label={words.showtime}
      value={manifest.showtime.id}
      onChange={(event) => void desk.choose(event.currentTarget.value)}
    >
      {manifest.showtimes.map(({ id, starts_at_ms }) => (
        <option key={id} value={id}>
          {time(starts_at_ms)}
        </option>
      ))}
    </select>
  );
};
