// The same instant on the fan's own clock, where it reads otherwise. The page corrects the zone in the browser.
import type { JSX } from "preact";
import { fanTime, isoTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { venueZone, whenAt } from "./show-facts.ts";
import type { PageFrame, ShowSummary } from "./view-models.ts";

export type FanTimeProps = {
  readonly atMs: number;
  readonly show: ShowSummary;
  readonly frame: PageFrame;
  readonly withoutZone?: boolean;
};

export const FanTime = ({ atMs, show, frame, withoutZone = false }: FanTimeProps): JSX.Element => {
  const said = fanTime(atMs, { ...whenAt(show, frame), fanZone: frame.fan_time_zone, withoutZone });
  return (
    <time
      class="fan-time"
      datetime={isoTime(atMs)}
      data-fan-time-ms={atMs}
      data-venue-zone={venueZone(show)}
      data-without-zone={withoutZone ? "true" : undefined}
      hidden={said === null}
    >
      {said === null ? "" : wordsFor(frame.language).show.yourTime(said)}
    </time>
  );
};
