// The pages that anybody reads: each reads what it shows, renders one component, and works before any script arrives.
import type { Hono } from "hono";
import { SORTS, type Sort } from "../../../schema/http/catalogue.ts";
import { GENRES, REGIONS, SALE_STATUSES } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { isPosterMotif, posterSvg } from "../../../web/posters/poster.ts";
import { database } from "../../kit/db/database.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { frameOf } from "../../kit/pages/frame.ts";
import { keptPage } from "../../kit/pages/kept-page.tsx";
import type { PageFrame, SearchFilters } from "../../kit/pages/view-models.ts";
import { countView } from "../db/show-views.ts";
import { findShows } from "../db/shows.ts";
import { anyShow, homeShelves, publicShow } from "../kept-shows.ts";
import { readPicture } from "../pictures.ts";
import { readerOf } from "../routes/shows.ts";
import { detailOf, saleOf, showtimeOf, summaryOf } from "../show-views.ts";
import { HomePage } from "./home-page.tsx";
import { SearchPage } from "./search-page.tsx";
import { ShowPage } from "./show-page.tsx";

const SEARCH_PAGE = 24;
const DAY_S = 86_400;
/** An image opened by itself runs nothing and loads nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const DAY_MS = 86_400_000;
const KOREA_OFFSET_MS = 9 * 3_600_000;

export function mountCataloguePages(app: Hono<AppEnv>): void {
  app.get("/", home);
  app.get("/search", search);
  app.get("/shows/:show_id", show);
  app.get("/posters/:file", poster);
  app.get("/pictures/:name", picture);
}

async function home(c: Ctx) {
  return keptPage(c, async (frame) => {
    const { language, now_ms } = frame;
    const shelves = await homeShelves(c.env, now_ms);
    const view = {
      on_sale: shelves.on_sale.map((one) => summaryOf(one, language, now_ms)),
      opening_soon: shelves.opening_soon.map((one) => summaryOf(one, language, now_ms)),
      most_viewed: shelves.most_viewed.map((one) => summaryOf(one, language, now_ms)),
    };
    return <HomePage frame={frame} view={view} />;
  });
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
  const kept = await publicShow(c.env, show_id, c.get("now_ms"));
  if (kept === null) throw new Refusal("not_found");
  const { found, showtimes } = kept;
  countView(c, show_id, readerOf(c));
  const is_sold_out = saleOf(found.show, c.get("now_ms")).status === "SOLD_OUT";
  const draw = async (frame: PageFrame) => {
    const view = {
      show: detailOf(found, frame.language, frame.now_ms),
      showtimes: showtimes.map(showtimeOf),
      seats_per_fan: found.show.limits.seats_per_fan,
    };
    return <ShowPage frame={frame} view={view} />;
  };
  return keptPage(c, draw, is_sold_out ? ["returns-told.tsx"] : []);
}

async function poster(c: Ctx) {
  const show_id = c.req.param("file")?.match(/^([\w-]+)\.svg$/)?.[1];
  const kept = show_id === undefined ? null : await anyShow(c.env, show_id, c.get("now_ms"));
  if (kept === null) throw new Refusal("not_found");
  const { show } = kept.found;
  const { motif = "", palette = "" } = queryRecord(c.req.url);
  const svg = posterSvg({
    seed: show.id,
    genre: show.genre,
    ...(isPosterMotif(motif) ? { motif } : {}),
    ...(/^\d{1,4}$/.test(palette) ? { palette: Number(palette) } : {}),
  });
  return c.body(svg, 200, {
    "content-type": "image/svg+xml; charset=utf-8",
    "cache-control": `public, max-age=${DAY_S}`,
    "content-security-policy": PICTURE_POLICY,
  });
}

/** What an organiser brought. Its address is its content's, so that it never changes. */
async function picture(c: Ctx) {
  const found = await readPicture(c.env, c.req.param("name") ?? "");
  if (found === null) throw new Refusal("not_found");
  return c.body(found.bytes, 200, {
    "content-type": found.type,
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": PICTURE_POLICY,
    "x-content-type-options": "nosniff",
  });
}
