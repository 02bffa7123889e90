// The season a fresh instance opens with. Every time counts from the first start, so that it is always a living season.
import { classics } from "./shows/classics.ts";
import { concerts } from "./shows/concerts.ts";
import { exhibitions } from "./shows/exhibitions.ts";
import { fanMeetings } from "./shows/fan-meetings.ts";
import { musicals } from "./shows/musicals.ts";
import { others } from "./shows/others.ts";
import { sports } from "./shows/sports.ts";
import type { SeedSeason } from "./types.ts";
import { seedVenues } from "./venues.ts";

export const season = (now_ms: number): SeedSeason => ({
  venues: seedVenues(),
  shows: [concerts, musicals, sports, classics, exhibitions, fanMeetings, others].flatMap((part) => part(now_ms)),
});
