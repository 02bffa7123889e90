// The room: date and round in front, the map and the summary, and the time that is left inside, always in view.
import type { JSX } from "preact";
import type { HoldView } from "../../../domain/seat-ledger/views.ts";
import { Countdown } from "../../../web/components/countdown.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import type { RoomSettings } from "../../../web/seat-map/room.ts";
import { MapSkeleton } from "../../../web/seat-map/ui/skeleton.tsx";
import { spokenDay, spokenHourAt } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageAbout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps, ShowDetail, ShowtimeView } from "../../kit/pages/view-models.ts";

/** The island of this page, by its name in the build. */
export const ROOM_ISLAND = "seat-map.tsx";

export type RoomView = {
  readonly show: ShowDetail;
  readonly showtimes: readonly ShowtimeView[];
  /** null: the fan has still to choose a date and a round. */
  readonly showtime_id: string | null;
  /** null where the show asks for no pass. */
  readonly pass_expires_at_ms: number | null;
  readonly seats_per_fan: number;
  /** How many the fan has bought for this showtime. */
  readonly seats_bought: number;
  /** The fan's live hold on this showtime: a refresh loses nothing (D26). */
  readonly hold: HoldView | null;
  /** Where a hold is paid for; its id comes at the end. */
  readonly checkout_url: string;
  /** Begins on the list of seats, for those who choose by keys. */
  readonly list: boolean;
};

export const roomPath = (show_id: string, showtime_id: string): string =>
  `${paths.show(show_id)}/room/${encodeURIComponent(showtime_id)}`;

const leftOf = ({ seats_left }: ShowtimeView): number | null =>
  seats_left === null ? null : Object.values(seats_left).reduce((sum: number, left) => sum + (left ?? 0), 0);

type Part = { readonly frame: PageFrame; readonly view: RoomView };

/** Days, and under each its rounds. */
const Rounds = ({ frame, view }: Part): JSX.Element => {
  const { room } = wordsFor(frame.language);
  const { show, showtimes } = view;
  const zone = venueZone(show);
  const days = Map.groupBy(showtimes, ({ starts_at_ms }) => spokenDay(starts_at_ms, whenAt(show, frame)));
  return (
    <ul class="room-days">
      {[...days].map(([day, rounds]) => (
        <li key={day} class="room-day">
          <h3 class="room-day-name">{day}</h3>
          <ul class="room-day-rounds">
            {rounds.map((one) => {
              const left = leftOf(one);
              const here = one.id === view.showtime_id;
              return (
                <li key={one.id}>
                  <a class="room-round" href={roomPath(show.id, one.id)} aria-current={here ? "page" : undefined}>
                    <strong>{spokenHourAt(one.starts_at_ms, zone, frame.language)}</strong>
                    <span>{room.round(one.round)}</span>
                    <span class="room-round-left tabular">
                      {here ? room.thisRound : left === null ? "" : left === 0 ? room.soldOut : room.seatsLeft(left)}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ul>
  );
};

const PassTime = ({ frame, view }: Part): JSX.Element | null => {
  const { room } = wordsFor(frame.language);
  if (view.pass_expires_at_ms === null) return null;
  return (
    <p class="room-pass">
      <span class="room-pass-name">{room.pass}</span>
      <Countdown
        class="room-pass-left"
        untilMs={view.pass_expires_at_ms}
        nowMs={frame.now_ms}
        language={frame.language}
        done={room.passOverTitle}
      />
    </p>
  );
};

const Bar = ({ frame, view }: Part): JSX.Element => {
  const { room } = wordsFor(frame.language);
  const { show, showtimes, showtime_id } = view;
  const now = showtimes.find(({ id }) => id === showtime_id);
  const zone = venueZone(show);
  return (
    <header class="room-bar">
      <a class="icon-button room-back" href={paths.show(show.id)}>
        <Icon name="back" label={room.back} />
      </a>
      <div class="room-what">
        <h1 class="room-title">{show.title}</h1>
        {now === undefined ? null : (
          <details class="room-rounds">
            <summary>
              <span class="room-when">
                {`${spokenDay(now.starts_at_ms, whenAt(show, frame))} ${spokenHourAt(now.starts_at_ms, zone, frame.language)} · ${room.round(now.round)}`}
              </span>
              <span class="unseen">{room.changeRound}</span>
            </summary>
            <nav class="room-rounds-sheet" aria-label={room.rounds}>
              <Rounds frame={frame} view={view} />
            </nav>
          </details>
        )}
      </div>
      <PassTime frame={frame} view={view} />
    </header>
  );
};

export function roomSettings({ frame, view }: Part): RoomSettings | null {
  const { terms } = wordsFor(frame.language);
  if (view.showtime_id === null) return null;
  return {
    showtime_id: view.showtime_id,
    language: frame.language,
    now_ms: frame.now_ms,
    pass_expires_at_ms: view.pass_expires_at_ms,
    seats_per_fan: view.seats_per_fan,
    seats_bought: view.seats_bought,
    grades: view.show.grades.map(({ grade, price_krw }) => ({ grade, price_krw, name: terms.grades[grade] })),
    hold: view.hold,
    line_url: paths.line(view.show.id),
    checkout_url: view.checkout_url,
    list: view.list,
  };
}

/** In the shape of what comes: legend, plan, summary. */
const Waiting = ({ frame, view }: Part): JSX.Element => {
  const { room } = wordsFor(frame.language);
  return (
    <>
      <div class="legend legend-waiting needs-script" aria-hidden="true">
        {view.show.grades.map(({ grade }) => (
          <span key={grade} class="skeleton skeleton-short" />
        ))}
      </div>
      <div class="room-view needs-script">
        <MapSkeleton text={room.loadingPlan} />
      </div>
      <div class="room-panel needs-script" aria-hidden="true">
        <span class="skeleton skeleton-middle" />
        <span class="skeleton skeleton-long" />
      </div>
      <noscript>
        <p class="notice notice-warning">{room.needsScript}</p>
      </noscript>
    </>
  );
};

/** What stands around the room is the same for everyone in it. */
export const aboutRoom = (frame: PageFrame, { show, showtime_id }: RoomView): PageAbout => {
  const title = wordsFor(frame.language).room.title(show.title);
  return { title, description: title, hidden: true, class: showtime_id === null ? "room-choose" : "room" };
};

export const RoomPart = ({ frame, view }: PageProps<RoomView>): JSX.Element => {
  const { room } = wordsFor(frame.language);
  const settings = roomSettings({ frame, view });
  return (
    <>
      <Bar frame={frame} view={view} />
      {settings === null ? (
        <section class="room-first" aria-labelledby="room-first-title">
          <h2 class="room-first-title" id="room-first-title">
            {room.chooseRound}
          </h2>
          <p class="room-panel-text">{room.chooseRoundText}</p>
          {view.showtimes.length === 0 ? (
            <p class="room-panel-text">{wordsFor(frame.language).show.roundsEmpty}</p>
          ) : (
            <Rounds frame={frame} view={view} />
          )}
        </section>
      ) : (
        <div class="room-island" data-room={JSON.stringify(settings)}>
          <Waiting frame={frame} view={view} />
        </div>
      )}
    </>
  );
};
