// What a show's card and page say, worked out from its view: words only, no markup.

import type { Language } from "../../../schema/http/words.ts";
import { dayRange, moneyRange, spokenTime, type When } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { knownZone } from "../../../web/words/zones.ts";
import type { PageFrame, ShowSummary } from "./view-models.ts";

const FALLBACK_ZONE = "Asia/Seoul";

export const venueZone = (show: Pick<ShowSummary, "venue">): string => knownZone(show.venue.time_zone) ?? FALLBACK_ZONE;

export const whenAt = (show: Pick<ShowSummary, "venue">, frame: Pick<PageFrame, "now_ms" | "language">): When => ({
  nowMs: frame.now_ms,
  zone: venueZone(show),
  language: frame.language,
});

export const runDates = (show: ShowSummary, frame: PageFrame): string => {
  const first = show.first_starts_at_ms;
  if (first === null) return "";
  return dayRange(first, show.last_starts_at_ms ?? first, whenAt(show, frame));
};

export const priceRange = (show: ShowSummary, language: Language): string =>
  moneyRange(
    show.grades.map(({ price_krw }) => price_krw),
    language,
  );

export const opensAt = (show: ShowSummary, frame: PageFrame): string =>
  spokenTime(show.sale.opens_at_ms, whenAt(show, frame));

/** A sport's title names both sides where the organiser gave them. */
export const teamsLine = (show: ShowSummary, language: Language): string | null =>
  show.teams === undefined ? null : `${show.teams.home} ${wordsFor(language).show.versus} ${show.teams.away}`;
