import { describe, expect, it } from "vitest";
import { showInput, showtimeInput } from "../../schema/http/catalogue.ts";
import { GENRES } from "../../schema/http/words.ts";
import { LIMITS } from "../../schema/limits.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./calendar.ts";
import { season } from "./season.ts";

/** A Wednesday, and a Sunday on which New York puts its clocks back: the season must hold on any first start. */
const STARTS = [Date.UTC(2026, 6, 15, 3, 20), Date.UTC(2026, 10, 1, 5, 59), Date.UTC(2028, 1, 29, 15, 0)];
const [now_ms = 0] = STARTS;
const { shows, venues } = season(now_ms);

const wall = (at_ms: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at_ms);

describe("the seeded season", () => {
  it("C1: has at least 28 shows over all genres, in at least eight houses of different regions, some abroad", () => {
    expect(shows.length).toBeGreaterThanOrEqual(28);
    expect(new Set(shows.map(({ genre }) => genre))).toEqual(new Set(GENRES));
    for (const genre of GENRES) expect(shows.filter((show) => show.genre === genre).length).toBeGreaterThanOrEqual(3);
    expect(new Set(shows.map(({ venue_key }) => venue_key))).toEqual(new Set(venues.map(({ key }) => key)));
    expect(venues.length).toBeGreaterThanOrEqual(8);
    expect(new Set(venues.map(({ region }) => region)).size).toBeGreaterThanOrEqual(8);
    expect(new Set(venues.map(({ time_zone }) => time_zone)).size).toBeGreaterThanOrEqual(3);
  });

  it("C1: keys are unique and the same at every start", () => {
    const keysOf = (at_ms: number) => {
      const made = season(at_ms);
      return [...made.venues, ...made.shows, ...made.shows.flatMap(({ showtimes }) => showtimes)].map(({ key }) => key);
    };
    const keys = keysOf(now_ms);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^(venue|show)_[a-z_]+(_\d+)?$/);
    const fixed = (at_ms: number) => keysOf(at_ms).filter((key) => !/_\d+$/.test(key));
    expect(fixed(STARTS[1] ?? 0)).toEqual(fixed(now_ms));
  });

  it.each(shows)("C1: $key is a body that the API takes", (show) => {
    const { key: _key, showtimes, venue_key, views: _views, created_at_ms: _made, ...body } = show;
    const { sale_override: _override, admission: _admission, ...input } = body;
    expect(showInput.safeParse({ ...input, venue_id: venue_key }).error).toBeUndefined();
    for (const { starts_at_ms, round } of showtimes) {
      expect(showtimeInput.safeParse({ starts_at_ms, round }).error).toBeUndefined();
    }
    expect(showtimes.length).toBeGreaterThanOrEqual(1);
    expect(showtimes.length).toBeLessThanOrEqual(20);
  });

  it.each(shows)("S1: $key has a price for exactly the grades of its house", ({ venue_key, grades }) => {
    const house = venues.find(({ key }) => key === venue_key);
    const wanted = new Set(house?.layout.sections.map(({ grade }) => grade));
    expect(new Set(grades.map(({ grade }) => grade))).toEqual(wanted);
    for (const { price_krw } of grades) expect(price_krw % 1_000).toBe(0);
  });

  it("C6: everything is said in both languages, Korean in Korean letters and English without", () => {
    const hangul = /[가-힣]/;
    for (const { title, description, languages } of shows) {
      expect(title).toMatch(hangul);
      expect(description).toMatch(hangul);
      expect(languages.en.title).not.toMatch(hangul);
      expect(languages.en.description).not.toMatch(hangul);
      expect(languages.en.description.length).toBeGreaterThan(80);
      expect(Math.max(title.length, languages.en.title.length)).toBeLessThanOrEqual(LIMITS.title_chars);
    }
    for (const { name, name_en } of venues) {
      expect(name).toMatch(hangul);
      expect(name_en).not.toMatch(hangul);
    }
  });

  it("C5: fixtures have two teams, and only sports have them", () => {
    for (const { genre, teams } of shows) {
      expect(teams !== undefined).toBe(genre === "SPORTS");
      expect(teams?.home.title).not.toBe(teams?.away.title ?? "-");
    }
  });

  it.each(STARTS)("Q9: at a first start at %d sales stand in every state", (start_ms) => {
    const made = season(start_ms).shows;
    const opensIn = made.map(({ sale }) => sale.opens_at_ms - start_ms);
    // What the season's organiser finds in the console: something to make, something to watch, something to look back on.
    expect(made.filter(({ draft }) => draft === true)).toHaveLength(1);
    const open = made.filter(({ sale }) => sale.opens_at_ms <= start_ms && sale.closes_at_ms > start_ms);
    expect(open.length).toBeGreaterThanOrEqual(8);
    expect(opensIn.filter((ms) => ms === 3 * MINUTE_MS)).toHaveLength(1);
    expect(opensIn).toContain(20 * MINUTE_MS);
    expect(opensIn.some((ms) => ms > HOUR_MS && ms < DAY_MS)).toBe(true);
    expect(opensIn.some((ms) => ms > DAY_MS)).toBe(true);
    const lobby = made.filter(
      ({ sale }) => sale.opens_at_ms > start_ms && (sale.lobby_opens_at_ms ?? Number.POSITIVE_INFINITY) <= start_ms,
    );
    expect(lobby.length).toBeGreaterThanOrEqual(2);
    const ended = made.filter(({ sale }) => sale.closes_at_ms <= start_ms);
    expect(ended.length).toBeGreaterThanOrEqual(4);
    for (const { showtimes } of ended) {
      for (const { starts_at_ms } of showtimes) expect(starts_at_ms).toBeLessThan(start_ms);
    }
    const paused = made.filter(({ sale_override }) => sale_override === "PAUSED");
    expect(paused.every((show) => open.includes(show)) && paused.length === 1).toBe(true);
  });

  it.each(STARTS)(
    "C3: at a first start at %d doors open at sensible hours of the venue, in order, rounds from 1",
    (start_ms) => {
      const made = season(start_ms);
      for (const { venue_key, showtimes, sale, created_at_ms } of made.shows) {
        const zone = made.venues.find(({ key }) => key === venue_key)?.time_zone ?? "";
        const dates = new Map<string, number[]>();
        for (const { starts_at_ms, round } of showtimes) {
          expect(wall(starts_at_ms, zone)).toMatch(/^(1\d|2[01]):[0-5]0$/);
          const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(starts_at_ms);
          dates.set(date, [...(dates.get(date) ?? []), round]);
        }
        for (const found of dates.values()) expect(found).toEqual(found.map((_, index) => index + 1));
        const times = showtimes.map(({ starts_at_ms }) => starts_at_ms);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(sale.opens_at_ms).toBeLessThan(times[0] ?? 0);
        expect(sale.opens_at_ms).toBeLessThan(sale.closes_at_ms);
        expect(sale.closes_at_ms).toBeLessThanOrEqual(times.at(-1) ?? 0);
        expect(created_at_ms).toBeLessThan(start_ms);
      }
    },
  );

  it("Q4: one sale has a room so small that a handful of people make a line", () => {
    expect(Math.min(...shows.map(({ room }) => room?.room_capacity ?? 500))).toBeLessThanOrEqual(5);
  });
});
