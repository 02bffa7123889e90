// What of the page's view travels on to its script.

import type { PlaceAnswerBody } from "../../../schema/http/line.ts";
import type { LineFacts, LineShowtime } from "../../../web/line/facts.ts";
import { paths } from "../../kit/pages/paths.ts";
import { venueZone } from "../../kit/pages/show-facts.ts";
import type { PageFrame, ShowtimeView } from "../../kit/pages/view-models.ts";
import type { LineView } from "./view.ts";

const leftOf = ({ seats_left }: ShowtimeView): number | null =>
  seats_left === null ? null : Object.values(seats_left).reduce((total, count) => total + count, 0);

const showtimeOf = (showtime: ShowtimeView): LineShowtime => ({
  id: showtime.id,
  starts_at_ms: showtime.starts_at_ms,
  round: showtime.round,
  left: leftOf(showtime),
});

/** A pass that came along stays out of the page: the answer that the script asks for brings it. */
function startOf(told: PlaceAnswerBody | null): Pick<LineFacts["start"], "place" | "notice"> {
  if (told === null) return { place: null, notice: null };
  const { notice, pass: _pass, pass_expires_at_ms: _ends, redirect_url: _road, ...place } = told;
  return { place, notice };
}

export function lineFacts(
  frame: PageFrame,
  { show, showtimes, place, join_refusal, checks_ahead, check_mailed, removal }: LineView,
): LineFacts {
  return {
    language: frame.language,
    show_id: show.id,
    title: show.title,
    venue: show.venue.name,
    zone: venueZone(show),
    poster_url: show.poster_url,
    opens_at_ms: show.sale.opens_at_ms,
    showtimes: showtimes.map(showtimeOf),
    paths: {
      show: frame.practice?.url ?? paths.show(show.id),
      line: paths.line(show.id),
      verify: paths.verify(show.id),
      fairness: paths.fairness,
      returns: paths.returns(show.id),
      sign_in: paths.signIn(paths.line(show.id)),
      bookings: frame.practice?.url ?? paths.bookings,
      room_of: "/shows/{id}/room",
    },
    checks_ahead,
    removal,
    start: {
      ...startOf(place),
      check_mailed,
      join_refusal,
      signed_in: frame.user !== null || frame.practice !== null,
      now_ms: frame.now_ms,
    },
  };
}
