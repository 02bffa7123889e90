// The shape of seed data: close to the bodies that make venues, shows and showtimes over the API, plus stable keys.
// Keys serve as fixed ids, so that a second start finds what the first one made.
import type { Grade, LayoutInput } from "../../schema/layout.ts";

export type SeedGenre = "CONCERT" | "MUSICAL" | "SPORTS" | "CLASSIC" | "EXHIBITION" | "FAN_MEETING" | "ETC";

export type SeedRegion =
  | "SEOUL"
  | "BUSAN"
  | "DAEGU"
  | "INCHEON"
  | "GWANGJU"
  | "DAEJEON"
  | "ULSAN"
  | "SEJONG"
  | "GYEONGGI"
  | "GANGWON"
  | "CHUNGBUK"
  | "CHUNGNAM"
  | "JEONBUK"
  | "JEONNAM"
  | "GYEONGBUK"
  | "GYEONGNAM"
  | "JEJU"
  | "ABROAD";

/** Korean stands at the top level, as in the API's bodies; other languages follow under `languages`. */
export type SeedVenue = {
  /** "venue_…" */
  readonly key: string;
  readonly name: string;
  readonly languages: { readonly en: { readonly name: string } };
  readonly region: SeedRegion;
  /** An IANA name, for example "Asia/Seoul". */
  readonly time_zone: string;
  readonly layout: LayoutInput;
};

export type SeedTeam = { readonly name: string; readonly languages: { readonly en: { readonly name: string } } };

export type SeedShowtime = {
  /** "<show key>_r<round>" */
  readonly key: string;
  readonly starts_at_ms: number;
  /** Counts from 1 in order of time over the whole run. */
  readonly round: number;
};

export type SeedShow = {
  /** "show_…" */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly languages: { readonly en: { readonly title: string; readonly description: string } };
  readonly genre: SeedGenre;
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
  readonly sale_status?: "PAUSED";
  /** How the lobby is ordered at opening. */
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
  /** Only for SPORTS: who is at home. Sections with a side belong to that team's fans. */
  readonly fixture?: { readonly home: SeedTeam; readonly away: SeedTeam };
  readonly showtimes: readonly SeedShowtime[];
  /** Page views to start with, so that "most viewed" means something on the first day. */
  readonly views: number;
  /** What the poster's painter goes by: a motif, three colours (ground, figure, accent) and a number to vary them. */
  readonly poster: {
    readonly motif: SeedPosterMotif;
    readonly palette: readonly [ground: string, figure: string, accent: string];
    readonly variant: number;
  };
};

export type SeedPosterMotif =
  | "arcs"
  | "diamond"
  | "dots"
  | "field"
  | "frames"
  | "grid"
  | "moon"
  | "rails"
  | "rays"
  | "score"
  | "strings"
  | "waves";

export type SeedSeason = { readonly venues: readonly SeedVenue[]; readonly shows: readonly SeedShow[] };
