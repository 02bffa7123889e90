// The show of a practice, as its crowd's object says it is: never a row of the catalogue, never in a list.

import { HALL_NAMES, type HallName, hallOfVersion, practiceLayout } from "../../domain/crowd/halls.ts";
import type { LevelName } from "../../domain/crowd/levels.ts";
import { codeOfPractice, practiceNamed, practiceShowId, practiceShowtimeId } from "../../domain/crowd/names.ts";
import type { PlayOrder } from "../../domain/crowd/play.ts";
import type { Grade } from "../../schema/layout.ts";
import { database } from "../kit/db/database.ts";
import { Kept } from "../kit/kept.ts";
import { crowdOf } from "../kit/objects.ts";
import { type FoundShow, readAnyShow, type ShowtimeRow } from "./db/shows.ts";
import { gzipped } from "./db/venues.ts";

export type PracticeShow = {
  readonly found: FoundShow;
  readonly showtimes: readonly ShowtimeRow[];
  readonly level: LevelName;
};

const shows = new Kept<PracticeShow | null>("practice", { fresh_ms: 1_000, entries_max: 200 });

export function practiceShow(env: Env, show_id: string, now_ms: number): Promise<PracticeShow | null> {
  const code = practiceNamed(show_id) ?? "";
  const read = async () => {
    const order = await crowdOf(env, code).facts();
    if (order === null) return null;
    // Withdrawn, taken down or cancelled: the hall is closed to those who practise in it as well.
    if (order.of_show !== undefined && (await openHall(env, order.of_show)) === null) return null;
    return shown(order);
  };
  return shows.get(code, read, now_ms);
}

/** A show whose organiser lets people practise in its hall. */
export async function openHall(env: Env, show_id: string): Promise<FoundShow | null> {
  const found = await readAnyShow(database(env), show_id);
  return found !== null && found.show.status === "PUBLISHED" && found.show.practice ? found : null;
}

const TITLES: Readonly<Record<HallName, { readonly ko: string; readonly en: string; readonly house: string }>> = {
  theatre: { ko: "연습 공연 · 극장", en: "Practice show · theatre", house: "연습용 극장" },
  ballpark: { ko: "연습 경기 · 야구장", en: "Practice game · ballpark", house: "연습용 야구장" },
  stadium: { ko: "연습 콘서트 · 스타디움", en: "Practice concert · stadium", house: "연습용 스타디움" },
};
const HOUSES_EN: Readonly<Record<HallName, string>> = {
  theatre: "Practice theatre",
  ballpark: "Practice ballpark",
  stadium: "Practice stadium",
};

function shown(order: PlayOrder): PracticeShow {
  const { config, window, settings, layout_version, places_by_grade } = order;
  const show_id = practiceShowId(codeOfPractice(order.id));
  const hall = order.hall ?? HALL_NAMES[0];
  const title = order.title ?? TITLES[hall];
  const prices = Object.entries(config.prices_krw).filter(([grade]) => (places_by_grade[grade] ?? 0) > 0);
  const amounts = prices.map(([, price_krw]) => price_krw);
  const house = { id: "practice", region: "SEOUL" as const, layout_version };
  const at = { created_at_ms: window.opens_at_ms, updated_at_ms: config.version };
  const show = {
    ...house,
    id: show_id,
    owner_id: "practice",
    venue_id: house.id,
    genre: hall === "ballpark" ? ("SPORTS" as const) : hall === "theatre" ? ("MUSICAL" as const) : ("CONCERT" as const),
    status: "PUBLISHED" as const,
    title: title.ko,
    description: "",
    languages: { en: { title: title.en, description: "" } },
    teams: null,
    poster: null,
    age_limit: 0,
    running_minutes: null,
    lobby_opens_at_ms: window.lobby_opens_at_ms,
    vip_opens_at_ms: null,
    vip_code: null,
    vip_tries_failed: 0,
    opens_at_ms: window.opens_at_ms,
    closes_at_ms: window.closes_at_ms,
    sale_override: null,
    line_told_at_ms: 0,
    sold_out: false,
    room: { ...settings, waiting_per_seat_max: null },
    limits: config.limits,
    practice: false,
    views: 0,
    price_min_krw: Math.min(...amounts),
    price_max_krw: Math.max(...amounts),
    first_starts_at_ms: config.starts_at_ms,
    last_starts_at_ms: config.starts_at_ms,
    search_text: "",
    rev: 0,
    settled_rev: 0,
    ...at,
  };
  const venue = {
    ...house,
    owner_id: "practice",
    name: order.of_show === undefined ? TITLES[hall].house : title.ko,
    name_en: order.of_show === undefined ? HOUSES_EN[hall] : title.en,
    time_zone: "Asia/Seoul",
    capacity: Object.values(places_by_grade).reduce((sum, count) => sum + count, 0),
    created_at_ms: at.created_at_ms,
  };
  const grades = prices
    .map(([grade, price_krw]) => ({ show_id, grade: grade as Grade, price_krw }))
    .sort((a, b) => b.price_krw - a.price_krw);
  const showtime: ShowtimeRow = {
    id: practiceShowtimeId(config.code),
    show_id,
    code: config.code,
    round: 1,
    starts_at_ms: config.starts_at_ms,
    layout_version,
    status: "ON_SALE",
    seats_left: {},
    places_open: null,
    counts_version: 0,
    created_at_ms: at.created_at_ms,
    seats_total: { ...places_by_grade },
  };
  return { found: { show, venue, grades }, showtimes: [showtime], level: order.level.name };
}

/** A practice's own hall, packed as layouts are sent; null where the version is of a house. */
export async function packedHall(layout_version: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const hall = hallOfVersion(layout_version);
  return hall === null ? null : gzipped(practiceLayout(hall));
}
