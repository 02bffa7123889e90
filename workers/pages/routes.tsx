// The site's pages: each reads what it shows, renders one component, and works before any script arrives.
import type { Hono } from "hono";
import type { VNode } from "preact";
import type { Failure } from "../../schema/failures.ts";
import { SORTS, type Sort } from "../../schema/http/catalogue.ts";
import { GENRES, REGIONS, SALE_STATUSES } from "../../schema/http/words.ts";
import { LIMITS } from "../../schema/limits.ts";
import { isPosterMotif, posterSvg } from "../../web/posters/poster.ts";
import { detailOf, showtimeOf, summaryOf } from "../api/show-views.ts";
import { readerOf } from "../api/shows.ts";
import { writePreference } from "../auth/cookies.ts";
import { database } from "../db/database.ts";
import { countView } from "../db/show-views.ts";
import { findShows, openingSoon, readAnyShow, readShow, readShowtimes } from "../db/shows.ts";
import type { AppEnv, Ctx } from "../env.ts";
import { problemOf, Refusal } from "../failures.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { queryRecord } from "../http/parse.ts";
import { returnPath } from "../http/return-to.ts";
import { mountAccountPages } from "./account/routes.tsx";
import { ApiDocsPage } from "./api-docs-page.tsx";
import { mountBuyingPages } from "./buying/routes.tsx";
import { frameOf } from "./frame.ts";
import { HomePage } from "./home-page.tsx";
import { ErrorPage, NotFoundPage } from "./message-pages.tsx";
import { mountNotificationPages } from "./notifications/routes.tsx";
import { renderPage } from "./render.tsx";
import { mountSalePages } from "./sale-routes.tsx";
import { SearchPage } from "./search-page.tsx";
import { ShowPage } from "./show-page.tsx";
import type { OpenApiDocument, SearchFilters } from "./view-models.ts";

const HOME_SHELF = 8;
const SEARCH_PAGE = 24;
const DAY_S = 86_400;
const DAY_MS = 86_400_000;
const KOREA_OFFSET_MS = 9 * 3_600_000;

export function mountPages(app: Hono<AppEnv>, openApi: () => Record<string, unknown>): void {
  mountAccountPages(app);
  mountNotificationPages(app);
  mountBuyingPages(app);
  app.get("/", home);
  app.get("/search", search);
  app.get("/shows/:show_id", show);
  mountSalePages(app);
  app.get("/posters/:file", poster);
  app.get("/docs", (c) => {
    const document = openApi() as unknown as OpenApiDocument;
    return page(c, <ApiDocsPage frame={frameOf(c)} view={{ document }} />);
  });
  app.post("/preferences", preferences);
}

export function page(
  c: Ctx,
  content: VNode,
  status: 200 | 404 | 400 | 401 | 403 | 409 | 410 | 422 | 429 | 500 | 503 = 200,
) {
  c.header("content-language", c.get("language"));
  c.header("vary", "Accept-Language, Cookie");
  c.header("cache-control", "private, no-cache");
  return c.html(renderPage(content), status);
}

/** A refusal met on the way to a page, as a page. */
export function pageProblem(c: Ctx, failure: Failure): Response | Promise<Response> {
  const problem = problemOf(failure, c.get("language") ?? "ko", c.get("request_id"));
  const frame = frameOf(c);
  if (problem.status === 404) return page(c, <NotFoundPage frame={frame} />, 404);
  const retry_after_s = problem.status === 429 || problem.status === 503 ? (failure.retry_after_s ?? 5) : null;
  if (retry_after_s !== null) c.header("retry-after", String(retry_after_s));
  const { status, code, title, detail, request_id } = problem;
  return page(
    c,
    <ErrorPage frame={frame} view={{ status, code, title, detail, request_id, retry_after_s }} />,
    status as 500,
  );
}

async function home(c: Ctx) {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const language = c.get("language");
  const at = { now_ms, cursor: null };
  const [on_sale, opening_soon, most_viewed] = await Promise.all([
    findShows(db, { status: "OPEN", sort: "soonest", limit: HOME_SHELF }, at),
    openingSoon(db, now_ms, HOME_SHELF),
    findShows(db, { sort: "most_viewed", limit: HOME_SHELF }, at),
  ]);
  const view = {
    on_sale: on_sale.found.map((one) => summaryOf(one, language, now_ms)),
    opening_soon: opening_soon.map((one) => summaryOf(one, language, now_ms)),
    most_viewed: most_viewed.found.map((one) => summaryOf(one, language, now_ms)),
  };
  return page(c, <HomePage frame={frameOf(c)} view={view} />);
}

async function search(c: Ctx) {
  const filters = filtersOf(c.req.url);
  const now_ms = c.get("now_ms");
  const cursor_text = queryRecord(c.req.url).cursor;
  const query = {
    sort: filters.sort,
    limit: SEARCH_PAGE,
    ...(filters.q === "" ? {} : { q: filters.q }),
    ...(filters.genre === null ? {} : { genre: filters.genre }),
    ...(filters.region === null ? {} : { region: filters.region }),
    ...(filters.status === null ? {} : { status: filters.status }),
    ...(filters.price_min_krw === null ? {} : { price_min_krw: filters.price_min_krw }),
    ...(filters.price_max_krw === null ? {} : { price_max_krw: filters.price_max_krw }),
    ...dateRange(filters),
  };
  const { found, next } = await findShows(database(c.env), query, { now_ms, cursor: readCursor(cursor_text) });
  const view = {
    filters,
    shows: found.map((one) => summaryOf(one, c.get("language"), now_ms)),
    cursor: cursor_text ?? null,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <SearchPage frame={frameOf(c)} view={view} />);
}

/** An address typed or shared by hand is forgiven: what cannot be read is left out, never refused. */
function filtersOf(url: string): SearchFilters {
  const query = queryRecord(url);
  const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | null =>
    list.find((one) => one === text) ?? null;
  const price = (text: string | undefined) => (text !== undefined && /^\d{1,8}$/.test(text) ? Number(text) : null);
  const day = (text: string | undefined) => (text !== undefined && dayStart(text) !== null ? text : "");
  return {
    q: (query.q ?? "").trim().slice(0, LIMITS.search_chars),
    genre: oneOf(GENRES, query.genre),
    region: oneOf(REGIONS, query.region),
    status: oneOf(SALE_STATUSES, query.status),
    from: day(query.from),
    to: day(query.to),
    price_min_krw: price(query.price_min_krw),
    price_max_krw: price(query.price_max_krw),
    sort: oneOf<Sort>(SORTS, query.sort) ?? "soonest",
  };
}

/** Days in the filter are Korean days, as on the posters. */
function dayStart(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at_ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at_ms) ? null : at_ms - KOREA_OFFSET_MS;
}

function dateRange(filters: SearchFilters): { from_ms?: number; to_ms?: number } {
  const from_ms = dayStart(filters.from);
  const to_ms = dayStart(filters.to);
  return {
    ...(from_ms === null ? {} : { from_ms }),
    ...(to_ms === null ? {} : { to_ms: to_ms + DAY_MS - 1 }),
  };
}

async function show(c: Ctx) {
  const show_id = c.req.param("show_id") ?? "";
  const db = database(c.env);
  const [found, rows] = await Promise.all([readShow(db, show_id), readShowtimes(db, show_id)]);
  if (found === null) throw new Refusal("not_found");
  countView(c, show_id, readerOf(c));
  const view = {
    show: detailOf(found, c.get("language"), c.get("now_ms")),
    showtimes: rows.map(showtimeOf),
    seats_per_fan: found.show.limits.seats_per_fan,
  };
  return page(c, <ShowPage frame={frameOf(c)} view={view} />);
}

async function poster(c: Ctx) {
  const show_id = c.req.param("file")?.match(/^([\w-]+)\.svg$/)?.[1];
  const found = show_id === undefined ? null : await readAnyShow(database(c.env), show_id);
  if (found === null) throw new Refusal("not_found");
  const { motif = "", palette = "" } = queryRecord(c.req.url);
  const svg = posterSvg({
    seed: found.show.id,
    genre: found.show.genre,
    ...(isPosterMotif(motif) ? { motif } : {}),
    ...(/^\d{1,4}$/.test(palette) ? { palette: Number(palette) } : {}),
  });
  return c.body(svg, 200, {
    "content-type": "image/svg+xml; charset=utf-8",
    "cache-control": `public, max-age=${DAY_S}`,
    // An image opened by itself runs nothing and loads nothing.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
}

async function preferences(c: Ctx) {
  const type = c.req.header("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) throw new Refusal("unsupported_type");
  if (Number(c.req.header("content-length") ?? 0) > LIMITS.body_bytes) throw new Refusal("too_large");
  const form = new URLSearchParams(await c.req.text());
  const language = form.get("language");
  const theme = form.get("theme");
  if (language === "ko" || language === "en") writePreference(c, "language", language);
  if (theme === "light" || theme === "dark") writePreference(c, "theme", theme);
  return c.redirect(returnPath(form.get("return_to")), 303);
}
