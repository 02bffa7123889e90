/** @jsxImportSource preact */
// The room as a document: before any script it says where, when and how long, and it hands the island what it needs.
import { describe, expect, test } from "vitest";
import type { HoldView } from "../../../domain/seat-ledger/views.ts";
import type { RoomSettings } from "../../../web/seat-map/room.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { renderPage } from "../../kit/pages/render.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { aboutRoom, RoomPart, type RoomView, roomPath } from "./room-page.tsx";

const nowMs = Date.parse("2026-11-20T11:00:00Z");
const DAY_MS = 86_400_000;

const frame: PageFrame = {
  language: "en",
  theme: null,
  path: "/",
  origin: "https://fairline.example",
  nonce: "",
  assets: { css: "/assets/index.css", fontsCss: "/assets/fonts.css", scripts: ["/assets/site.js", "/assets/map.js"] },
  user: { name: "Fan", role: "USER" },
  unread_count: 0,
  now_ms: nowMs,
  fan_time_zone: null,
  practice: null,
  notice: null,
  banner: null,
};

const viewWith = (more: Partial<RoomView> = {}): RoomView => ({
  show: {
    id: "sh_1",
    title: '<b>Night & "Day"</b>',
    genre: "CONCERT",
    poster_url: "/posters/sh_1.svg",
    region: "SEOUL",
    venue: { id: "v", name: "Hall", time_zone: "Asia/Seoul" },
    sale: { status: "OPEN", opens_at_ms: nowMs - 1, closes_at_ms: nowMs + DAY_MS, lobby_opens_at_ms: null },
    grades: [{ grade: "R", price_krw: 99_000 }],
    first_starts_at_ms: nowMs + 3 * DAY_MS,
    last_starts_at_ms: nowMs + 4 * DAY_MS,
    views: 1,
    description: "",
    age_limit: null,
    running_minutes: null,
    practice: false,
  },
  showtimes: [
    { id: "st_1", starts_at_ms: nowMs + 3 * DAY_MS, round: 1, seats_left: { R: 12 } },
    { id: "st_2", starts_at_ms: nowMs + 4 * DAY_MS, round: 1, seats_left: { R: 0 } },
  ],
  showtime_id: "st_1",
  pass_expires_at_ms: nowMs + 581_000,
  seats_per_fan: 4,
  seats_bought: 1,
  hold: null,
  checkout_url: "/holds/",
  list: false,
  ...more,
});

const page = (more: Partial<RoomView> = {}): string =>
  renderPage(
    <Layout {...aboutRoom(frame, viewWith(more))} frame={frame}>
      <RoomPart frame={frame} view={viewWith(more)} />
    </Layout>,
  );

function settingsIn(html: string): RoomSettings {
  const text = /data-room="([^"]*)"/.exec(html)?.[1] ?? "";
  return JSON.parse(text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&")) as RoomSettings;
}

describe("the room's page", () => {
  test("Q5: the time left inside stands in the page and counts from the server's clock", () => {
    expect(page()).toContain(`data-countdown-until="${nowMs + 581_000}"`);
    expect(page({ pass_expires_at_ms: null })).not.toContain("room-pass");
  });

  test("S4: the island is told its limits, prices and time, and nothing that breaks out of its attribute", () => {
    const settings = settingsIn(page());
    expect(settings).toMatchObject({
      showtime_id: "st_1",
      seats_per_fan: 4,
      seats_bought: 1,
      now_ms: nowMs,
      hold: null,
    });
    expect(settings.grades).toEqual([{ grade: "R", price_krw: 99_000, name: "R" }]);
    expect(page()).not.toContain("<b>Night");
  });

  test("D26: a refresh brings a live hold along", () => {
    const hold: HoldView = {
      id: "h_1",
      showtime_id: "st_1",
      seats: [{ id: "1-1-1", section: '"A" & <B>', row: "1", label: "1", grade: "R", price_krw: 99_000 }],
      together: true,
      total_krw: 99_000,
      expires_at_ms: nowMs + 300_000,
    };
    expect(settingsIn(page({ hold })).hold).toEqual(hold);
  });

  test("C3: date and round stand in front of the map, the one at hand marked", () => {
    const html = page();
    expect(html).toContain(`href="${roomPath("sh_1", "st_2")}"`);
    expect(html).toMatch(/href="\/shows\/sh_1\/room\/st_1"[^>]*aria-current="page"/);
    expect(html).toContain("Sold out");
  });

  test("C3: without a round the page asks for one and loads no map", () => {
    const html = page({ showtime_id: null });
    expect(html).toContain("When would you like to go?");
    expect(html).not.toContain("data-room");
  });

  test("nothing inline that a strict policy would block", () => {
    const html = page();
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/\son\w+=/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  });
});

test("S1: the map that is about to come is told only where a script runs, and what is needed where none does", () => {
  const html = page();
  const parts = html.split(/<noscript>/)[0] ?? "";
  for (const name of ["legend-waiting", "room-view", "room-panel"]) {
    expect(parts).toMatch(new RegExp(`class="[^"]*${name}[^"]*needs-script"`));
  }
  expect(html).toContain(wordsFor("en").room.needsScript);
});
