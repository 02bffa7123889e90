// Fills an empty instance with a season, through the same building of layouts and rows as the organiser's requests.
import { buildLayout } from "../domain/layout/build.ts";
import type { ShowInput } from "../schema/http/catalogue.ts";
import type { VenueRow } from "../workers/catalogue/db/shows.ts";
import {
  insertLayout,
  insertVenue,
  listVenues,
  type PackedLayout,
  packLayout,
} from "../workers/catalogue/db/venues.ts";
import type { Database } from "../workers/kit/db/database.ts";
import { newShowtimeCode } from "../workers/kit/http/hash.ts";
import {
  insertGrades,
  insertShow,
  insertShowtimes,
  newShowRow,
  refreshShowDates,
} from "../workers/manage/db/show-making.ts";
import { insertUser, newUser } from "../workers/people/db/people.ts";
import { season } from "./season/season.ts";
import type { SeedShow, SeedVenue } from "./season/types.ts";

/** Whose shows the season are. */
export const ORGANISER = { id: "usr_season", email: "organiser@fairline.example", name: "시즌 기획팀" } as const;
type MadeVenue = { readonly row: VenueRow; readonly packed: PackedLayout };

export async function seedSeason(db: Database, now_ms: number): Promise<{ venues: number; shows: number }> {
  const existing = await listVenues(db, null, { limit: 1, cursor: null });
  if (existing.found.length > 0) return { venues: 0, shows: 0 };
  const { venues, shows } = season(now_ms);
  const organiser = newUser({ email: ORGANISER.email, name: ORGANISER.name, language: "ko", role: "MANAGER" }, now_ms);
  await insertUser(db, { ...organiser, id: ORGANISER.id });
  const made = new Map<string, MadeVenue>();
  for (const venue of venues) made.set(venue.key, await makeVenue(venue, now_ms));
  // One by one: a packed stadium is large, and a batch is one message.
  for (const { row, packed } of made.values()) {
    await insertVenue(db, row);
    await insertLayout(db, packed.row);
  }
  for (const [index, show] of shows.entries()) {
    const venue = made.get(show.venue_key);
    if (venue === undefined) throw new Error(`${show.key} plays at an unknown venue`);
    await makeShow(db, { ...show, poster: posterOf(show, index) }, venue);
  }
  return { venues: venues.length, shows: shows.length };
}

async function makeVenue(venue: SeedVenue, now_ms: number): Promise<MadeVenue> {
  const built = buildLayout(venue.layout);
  if (!built.ok) throw new Error(`${venue.key}: ${built.failure.code}`);
  const packed = await packLayout(venue.key, built.value, now_ms);
  const row: VenueRow = {
    id: venue.key,
    owner_id: ORGANISER.id,
    name: venue.name,
    name_en: venue.name_en,
    region: venue.region,
    time_zone: venue.time_zone,
    capacity: packed.row.capacity,
    layout_version: packed.layout.layout_version,
    created_at_ms: now_ms,
  };
  return { row, packed };
}

/** The genre alone would guess the ball, and neighbours in the list should not wear the same colours. */
function posterOf(show: SeedShow, index: number): string {
  const motif = show.genre !== "SPORTS" ? "" : show.venue_key === "venue_garam" ? "&motif=diamond" : "&motif=dots";
  return `/posters/${show.key}.svg?palette=${index}${motif}`;
}

async function makeShow(db: Database, show: SeedShow & { readonly poster: string }, venue: MadeVenue): Promise<void> {
  const made_at_ms = show.created_at_ms;
  const about = { id: show.key, owner_id: ORGANISER.id, now_ms: made_at_ms };
  const row = { ...newShowRow(inputOf(show), venue.row, about), views: show.views };
  const places = venue.packed.row.places_by_grade;
  await db.batch([
    insertShow(db, { ...row, sale_override: show.sale_override ?? null }),
    insertGrades(db, show.key, [...show.grades]),
    ...insertShowtimes(
      db,
      show.showtimes.map((one) => ({
        id: one.key,
        show_id: show.key,
        code: newShowtimeCode(),
        round: one.round,
        starts_at_ms: one.starts_at_ms,
        layout_version: venue.packed.layout.layout_version,
        seats_left: places,
        created_at_ms: made_at_ms,
      })),
    ),
    refreshShowDates(db, show.key, made_at_ms),
  ]);
}

function inputOf(show: SeedShow & { readonly poster: string }): ShowInput {
  return {
    title: show.title,
    description: show.description,
    genre: show.genre,
    venue_id: show.venue_key,
    poster: show.poster,
    languages: { en: show.languages.en },
    age_limit: show.age_limit,
    running_minutes: show.running_minutes,
    grades: [...show.grades],
    sale: show.sale,
    admission: show.admission,
    room: show.room,
    limits: show.limits,
    teams: show.teams,
    draft: show.draft,
  };
}
