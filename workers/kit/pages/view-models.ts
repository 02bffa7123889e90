// What each page is given to show: plain data, already in the reader's language, every deadline beside its now_ms.

import type { Sort } from "../../../schema/http/catalogue.ts";
import type { Genre, Language, Region, SaleStatus } from "../../../schema/http/words.ts";
import type { Grade } from "../../../schema/layout.ts";

export type Theme = "light" | "dark";

export type AssetUrls = {
  readonly css: string;
  /** Loaded after first paint, so that text never waits for a font. */
  readonly fontsCss: string;
  readonly scripts: readonly string[];
};

export type SignedInUser = {
  readonly name: string;
  readonly role: "USER" | "MANAGER" | "ADMIN";
};

export type NoticeTone = "info" | "live" | "warning";

/** What every page needs around its content. */
export type PageFrame = {
  readonly language: Language;
  /** null: the reader's system decides. */
  readonly theme: Theme | null;
  /** Path and query of this page, for the switches to come back to. */
  readonly path: string;
  /** Scheme and host, for the canonical address and shared links. */
  readonly origin: string;
  /** Empty where the policy names scripts by their origin. */
  readonly nonce: string;
  readonly assets: AssetUrls;
  readonly user: SignedInUser | null;
  readonly unread_count: number;
  readonly now_ms: number;
  /** The fan's zone as far as the edge knows it; the page corrects it in the browser. */
  readonly fan_time_zone: string | null;
  readonly notice: {
    readonly tone: NoticeTone;
    readonly text: string;
    /** Where it leads on from here. */
    readonly way?: { readonly href: string; readonly label: string };
  } | null;
  /** This page is played on in a practice, and says so; the address leads to its card. */
  readonly practice: { readonly code: string; readonly url: string } | null;
  /** What is the matter with the service itself, in the reader's words. */
  readonly banner: string | null;
};

export type SaleView = {
  readonly status: SaleStatus;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  readonly lobby_opens_at_ms: number | null;
  /** The earlier window for a list or a code; it ends with the lobby's or the sale's opening. */
  readonly vip_opens_at_ms?: number | null;
};

export type GradePrice = { readonly grade: Grade; readonly price_krw: number };

export type ShowSummary = {
  readonly id: string;
  readonly title: string;
  readonly genre: Genre;
  readonly poster_url: string;
  readonly region: Region;
  readonly venue: { readonly id: string; readonly name: string; readonly time_zone: string };
  readonly sale: SaleView;
  readonly grades: readonly GradePrice[];
  readonly first_starts_at_ms: number | null;
  readonly last_starts_at_ms: number | null;
  readonly views: number;
  readonly teams?: { readonly home: string; readonly away: string } | undefined;
};

export type ShowDetail = ShowSummary & {
  readonly description: string;
  readonly age_limit: number | null;
  readonly running_minutes: number | null;
  readonly practice: boolean;
};

export type ShowtimeView = {
  readonly id: string;
  readonly starts_at_ms: number;
  readonly round: number;
  /** null: not counted yet. */
  readonly seats_left: { readonly [G in Grade]?: number } | null;
  /** Where known, so that the bars have a full length. */
  readonly seats_total?: { readonly [G in Grade]?: number };
};

export type HomeView = {
  readonly on_sale: readonly ShowSummary[];
  readonly opening_soon: readonly ShowSummary[];
  readonly most_viewed: readonly ShowSummary[];
};

/** The filters as they stand in the address; empty ones are left out of it. Dates are yyyy-mm-dd. */
export type SearchFilters = {
  readonly q: string;
  readonly genre: Genre | null;
  readonly region: Region | null;
  readonly status: SaleStatus | null;
  readonly from: string;
  readonly to: string;
  readonly price_min_krw: number | null;
  readonly price_max_krw: number | null;
  readonly sort: Sort;
};

export type SearchView = {
  readonly filters: SearchFilters;
  readonly shows: readonly ShowSummary[];
  /** Set when this is not the first page. */
  readonly cursor: string | null;
  readonly next_cursor: string | null;
};

export type ShowView = {
  readonly show: ShowDetail;
  readonly showtimes: readonly ShowtimeView[];
  readonly seats_per_fan: number;
};

export type ErrorView = {
  readonly status: number;
  /** The stable snake_case code of the failure. */
  readonly code: string;
  /** What happened, in the reader's language; the page adds what to do. */
  readonly title: string;
  readonly detail: string | null;
  readonly request_id: string;
  readonly retry_after_s: number | null;
};

/** The part of an OpenAPI 3.1 document that the reference page reads; everything else is passed over. */
export type OpenApiDocument = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } };
  readonly components?: { readonly schemas?: { readonly [name: string]: unknown } };
};

export type ApiDocsView = { readonly document: OpenApiDocument };

// Each page is a pure component of a frame and its view: <HomePage frame={frame} view={view} />.
export type PageProps<View> = { readonly frame: PageFrame; readonly view: View };
