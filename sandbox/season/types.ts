// The shape of seed data: close to the bodies that make venues, shows and showtimes over the API, plus stable keys.
// Keys serve as fixed ids, so that a second start finds what the first one made.
import type { Genre, Region } from "../../schema/http/words.ts";
import type { Grade, LayoutInput } from "../../schema/layout.ts";

/** Korean stands at the top level, as in the API's bodies; English beside it. */
export type SeedVenue = {
  /** "venue_…" */
  readonly key: string;
  readonly name: string;
  readonly name_en: string;
  readonly region: Region;
  /** An IANA name, for example "Asia/Seoul". */
  readonly time_zone: string;
  readonly layout: LayoutInput;
};

export type SeedTeam = { readonly title: string; readonly languages: { readonly en: { readonly title: string } } };

export type SeedShowtime = {
  /** "<show key>_<number over the whole run>" */
  readonly key: string;
  readonly starts_at_ms: number;
  /** Counts from 1 within a day of the venue: a fan picks the date first, then the round. */
  readonly round: number;
};

export type SeedShow = {
  /** "show_…" */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly languages: { readonly en: { readonly title: string; readonly description: string } };
  readonly genre: Genre;
  readonly venue_key: string;
  /** Youngest age admitted; 0 is for everyone. */
  readonly age_limit: number;
  readonly running_minutes: number;
  readonly grades: readonly { readonly grade: Grade; readonly price_krw: number }[];
  readonly sale: {
    readonly lobby_opens_at_ms?: number;
    readonly opens_at_ms: number;
    readonly closes_at_ms: number;
  };
  /** An act of the organiser on top of what the times say. */
  readonly sale_override?: "PAUSED" | "ENDED";
  /** How the lobby is ordered at opening; arrival order where nothing is said. */
  readonly admission?: "fifo" | "draw";
  readonly room?: {
    readonly room_capacity?: number;
    readonly batch_size?: number;
    readonly step_ms?: number;
    readonly claim_ms?: number;
    readonly pass_ms?: number;
  };
  readonly limits?: {
    readonly seats_per_fan?: number;
    readonly hold_ms?: number;
    readonly payment_ms?: number;
    readonly payment_attempts?: number;
  };
  /** Not for fans yet. */
  readonly draft?: true;
  /** Only for SPORTS. Sections with a side belong to that team's fans. */
  readonly teams?: { readonly home: SeedTeam; readonly away: SeedTeam };
  readonly showtimes: readonly SeedShowtime[];
  /** When it was announced; "newest" sorts by it. */
  readonly created_at_ms: number;
  /** Page views to start with, so that "most viewed" means something on the first day. */
  readonly views: number;
};

export type SeedSeason = { readonly venues: readonly SeedVenue[]; readonly shows: readonly SeedShow[] };
