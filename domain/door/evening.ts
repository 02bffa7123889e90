// When the list of a showtime is sent: at eight in the evening of the day before, on the clock of its house.
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const EVENING_HOURS_BEFORE_MIDNIGHT = 4;

/** `hour` and `minute`: what the house's clock says as the show begins. A shift of clocks that night moves it by that hour. */
export function eveningBefore(
  starts_at_ms: number,
  { hour, minute }: { readonly hour: number; readonly minute: number },
): number {
  const since_midnight_ms = hour * HOUR_MS + minute * MINUTE_MS;
  return starts_at_ms - since_midnight_ms - EVENING_HOURS_BEFORE_MIDNIGHT * HOUR_MS;
}
