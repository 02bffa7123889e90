// Dates, then rounds, then what is left in each: the near ones at once, a long run folded.
import type { JSX } from "preact";
import { SeatsLeft } from "../../../web/components/prices.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { isoTime, spokenDay, spokenHourAt } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { daysBetween } from "../../../web/words/zones.ts";
import { FanTime } from "../../kit/pages/fan-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, ShowDetail, ShowtimeView } from "../../kit/pages/view-models.ts";

const SHOWN_AT_ONCE = 8;

type Day = { readonly firstMs: number; readonly rounds: ShowtimeView[] };

/** Showtimes, given in order of time, gathered by the venue's calendar day. */
const daysOf = (showtimes: readonly ShowtimeView[], zone: string): readonly Day[] => {
  const days: Day[] = [];
  for (const showtime of showtimes) {
    const last = days.at(-1);
    if (last !== undefined && daysBetween(last.firstMs, showtime.starts_at_ms, zone) === 0) last.rounds.push(showtime);
    else days.push({ firstMs: showtime.starts_at_ms, rounds: [showtime] });
  }
  return days;
};

/** This round is sold out while others are not: where all are, the page says so at its head. */
const hasList = ({ sale }: ShowDetail, { seats_left }: ShowtimeView): boolean =>
  sale.status === "OPEN" && seats_left !== null && Object.values(seats_left).every((left) => left === 0);

type ListProps = {
  readonly show: ShowDetail;
  readonly showtimes: readonly ShowtimeView[];
  readonly frame: PageFrame;
};

const RoundList = ({ show, showtimes, frame }: ListProps): JSX.Element => {
  const zone = venueZone(show);
  const words = wordsFor(frame.language);
  return (
    <ol class="days">
      {daysOf(showtimes, zone).map((day) => (
        <li class="day" key={day.firstMs}>
          <h3 class="day-name tabular">{spokenDay(day.firstMs, whenAt(show, frame))}</h3>
          <ol class="rounds">
            {day.rounds.map((round) => (
              <li class="round" key={round.id}>
                <p class="round-time">
                  <time class="round-hour tabular" datetime={isoTime(round.starts_at_ms)}>
                    {spokenHourAt(round.starts_at_ms, zone, frame.language)}
                  </time>
                  <span class="round-number">{words.show.round(round.round)}</span>
                  <FanTime atMs={round.starts_at_ms} show={show} frame={frame} withoutZone />
                </p>
                {/* What was never sold reads as something to buy. */}
                {show.sale.status === "ENDED" ? null : (
                  <SeatsLeft
                    left={round.seats_left}
                    language={frame.language}
                    {...(round.seats_total !== undefined && { total: round.seats_total })}
                  />
                )}
                {hasList(show, round) ? (
                  <a class="round-told" href={paths.returns(show.id)}>
                    {words.returns.open}
                  </a>
                ) : null}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
};

export const Rounds = ({ show, showtimes, frame }: ListProps): JSX.Element => {
  const words = wordsFor(frame.language);
  if (showtimes.length === 0) return <EmptyState title={words.show.roundsEmpty} />;
  const inOrder = showtimes.toSorted((a, b) => a.starts_at_ms - b.starts_at_ms);
  const near = inOrder.slice(0, SHOWN_AT_ONCE);
  const far = inOrder.slice(SHOWN_AT_ONCE);
  return (
    <>
      <RoundList show={show} showtimes={near} frame={frame} />
      {far.length === 0 ? null : (
        <details class="rounds-fold">
          <summary>{words.show.moreRounds(far.length)}</summary>
          <RoundList show={show} showtimes={far} frame={frame} />
        </details>
      )}
    </>
  );
};
