// How rows of the catalogue are shown to an asker: in their language, with the sale's state of this moment.

import { saleStatusAt } from "../../domain/catalogue/sale-window.ts";
import { DEFAULT_HANDOVER, DEFAULT_RETURNS } from "../../domain/returns/terms.ts";
import type { ShowDetail, ShowSummary, ShowtimeAnswer } from "../../schema/http/catalogue.ts";
import type { Language } from "../../schema/http/words.ts";
import type { Grade } from "../../schema/layout.ts";
import type { FoundShow, ShowRow, ShowtimeRow, VenueRow } from "./db/shows.ts";

export const venueName = (venue: VenueRow, language: Language): string =>
  language === "en" ? (venue.name_en ?? venue.name) : venue.name;

export const posterUrl = (show: Pick<ShowRow, "id" | "poster">): string => show.poster ?? `/posters/${show.id}.svg`;

export const saleOf = (show: ShowRow, now_ms: number): ShowSummary["sale"] => ({
  status: saleStatusAt({ ...show, on_offer: show.status === "PUBLISHED" }, now_ms),
  lobby_opens_at_ms: show.lobby_opens_at_ms,
  vip_opens_at_ms: show.vip_opens_at_ms,
  opens_at_ms: show.opens_at_ms,
  closes_at_ms: show.closes_at_ms,
});

export const titleIn = (language: Language, { title, languages }: Pick<ShowRow, "title" | "languages">): string =>
  (language === "en" ? languages.en?.title : undefined) ?? title;

export function summaryOf(found: FoundShow, language: Language, now_ms: number): ShowSummary {
  const { show, venue } = found;
  const inTheirWords = (team: { title: string; en?: string | undefined }) =>
    language === "en" ? (team.en ?? team.title) : team.title;
  return {
    id: show.id,
    title: titleIn(language, show),
    genre: show.genre,
    status: show.status,
    poster_url: posterUrl(show),
    region: show.region,
    venue: { id: venue.id, name: venueName(venue, language), time_zone: venue.time_zone, region: venue.region },
    sale: saleOf(show, now_ms),
    grades: found.grades.map(({ grade, price_krw }) => ({ grade, price_krw })),
    first_starts_at_ms: show.first_starts_at_ms,
    last_starts_at_ms: show.last_starts_at_ms,
    views: show.views,
    ...(show.teams === null
      ? {}
      : { teams: { home: inTheirWords(show.teams.home), away: inTheirWords(show.teams.away) } }),
  };
}

export function detailOf(found: FoundShow, language: Language, now_ms: number): ShowDetail {
  const { show } = found;
  const { returns: _returns, handover: _handover, ...limits } = show.limits;
  return {
    ...summaryOf(found, language, now_ms),
    description: (language === "en" ? show.languages.en?.description : undefined) ?? show.description,
    age_limit: show.age_limit,
    running_minutes: show.running_minutes,
    limits,
    practice: show.practice,
    languages: show.languages,
    now_ms,
  };
}

export const showtimeOf = (row: ShowtimeRow): ShowtimeAnswer => ({
  id: row.id,
  show_id: row.show_id,
  starts_at_ms: row.starts_at_ms,
  round: row.round,
  layout_version: row.layout_version,
  seats_left: row.seats_left as Partial<Record<Grade, number>>,
  seats_total: row.seats_total as Partial<Record<Grade, number>>,
});

/** What holds for returned seats and handovers: what was set, and the defaults for the rest. */
export const awayTermsOf = ({ limits }: Pick<ShowRow, "limits">) => ({
  returns: { ...DEFAULT_RETURNS, ...limits.returns },
  handover: { ...DEFAULT_HANDOVER, ...limits.handover },
});
