/** @jsxImportSource preact */
// The pages of a line as documents: readable before a script runs, nothing inline that the policy blocks, no secrets.
import { describe, expect, test } from "vitest";
import type { PlaceAnswerBody } from "../../../schema/http/line.ts";
import { LANGUAGES } from "../../../schema/http/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { renderPage } from "../../kit/pages/render.tsx";
import type { PageFrame, ShowSummary } from "../../kit/pages/view-models.ts";
import { aboutLine, LinePart } from "./line-page.tsx";
import { VerifyPage } from "./verify-page.tsx";
import type { LineView } from "./view.ts";

const NOW_MS = Date.parse("2026-11-20T11:00:00Z");

const frameIn = (language: "ko" | "en", more: Partial<PageFrame> = {}): PageFrame => ({
  language,
  theme: null,
  path: "/shows/sh_1/line",
  origin: "https://fairline.example",
  nonce: "",
  assets: { css: "/assets/index.css", fontsCss: "/assets/fonts.css", scripts: ["/assets/line.js"] },
  user: { name: "", role: "USER" },
  unread_count: 0,
  now_ms: NOW_MS,
  fan_time_zone: null,
  practice: null,
  notice: null,
  banner: null,
  ...more,
});

const show: ShowSummary = {
  id: "sh_1",
  title: "<b>밤의 온도</b>",
  genre: "CONCERT",
  poster_url: "/posters/sh_1.svg",
  region: "SEOUL",
  venue: { id: "v", name: 'Hall "1"', time_zone: "Asia/Seoul" },
  sale: { status: "OPEN", opens_at_ms: NOW_MS - 1, closes_at_ms: NOW_MS + 86_400_000, lobby_opens_at_ms: null },
  grades: [],
  first_starts_at_ms: NOW_MS + 864_000_000,
  last_starts_at_ms: NOW_MS + 864_000_000,
  views: 1,
};

const placeOf = (more: Partial<PlaceAnswerBody> = {}): PlaceAnswerBody => ({
  state: "WAITING",
  reason: null,
  position: 2_001,
  ahead: 1_234,
  behind: 40,
  total_waiting: 1_275,
  draw: null,
  eta: null,
  sale: "OPEN",
  seats_left: { st: 3 },
  seats_may_return: 0,
  clocks_stopped: false,
  expires_at_ms: null,
  prolongable: false,
  poll_after_ms: 3_000,
  now_ms: NOW_MS,
  notice: null,
  ...more,
});

function line(language: "ko" | "en", more: Partial<LineView> = {}, around: Partial<PageFrame> = {}): string {
  const frame = frameIn(language, around);
  const view: LineView = {
    show,
    showtimes: [{ id: "st", starts_at_ms: NOW_MS + 864_000_000, round: 1, seats_left: { R: 5 } }],
    place: null,
    join_refusal: null,
    asks_vip_code: false,
    vip_refused: null,
    checks_ahead: false,
    check_mailed: false,
    removal: null,
    ...more,
  };
  return renderPage(
    <Layout {...aboutLine(frame, view)} frame={frame}>
      <LinePart frame={frame} view={view} />
    </Layout>,
  );
}

const admitted = placeOf({
  state: "ADMITTED",
  ahead: 0,
  behind: null,
  expires_at_ms: NOW_MS + 118_000,
  prolongable: true,
});
const PLACES: readonly (PlaceAnswerBody | null)[] = [
  null,
  placeOf(),
  placeOf({ sale: "PAUSED", clocks_stopped: true }),
  placeOf({ state: "REFUSED", reason: "cancelled" }),
  placeOf({ state: "EXPIRED", ahead: 0 }),
  admitted,
];

describe("the waiting page as a document", () => {
  test("F2: in every state and language it has one heading, escapes what it shows, and carries nothing inline", () => {
    for (const language of LANGUAGES) {
      for (const place of PLACES) {
        const html = line(language, { place });
        expect(html.match(/<h1/g)).toHaveLength(1);
        expect(html).not.toMatch(/<b>|style="|<script(?![^>]* src=)| on[a-z]+="/);
        expect(html).toContain("&lt;b>");
      }
    }
  });

  test("Q3: the place is there before any script, and the round's seats are the line's own count", () => {
    const html = line("ko", { place: placeOf() });
    expect(html).toContain("1,234");
    expect(html).toContain("2,001번");
    expect(html).toContain("3석");
    expect(html).toContain("이 화면을 닫아도 순번은 그대로예요");
  });

  test("Q1: without a script a button joins and a button goes in, each by a form to this page", () => {
    for (const [place, act] of [
      [null, "join"],
      [placeOf({ state: "LEFT" }), "join"],
      [admitted, "claim"],
    ] as const) {
      const html = line("en", { place });
      expect(html).toMatch(
        new RegExp(`<button type="submit"[^>]*name="act"[^>]*value="${act}"|value="${act}"[^>]*name="act"`),
      );
      expect(html).toContain('<form id="line-act" method="post" action="/shows/sh_1/line"');
    }
  });

  test("S10: a sold-out show leads whoever stands there, or comes too late, to the list for returned seats", () => {
    const sold_out = { code: "sold_out", title: "", detail: "" };
    for (const [place, join_refusal] of [
      [placeOf({ sale: "SOLD_OUT" }), null],
      [placeOf({ state: "REFUSED", reason: "sold_out" }), null],
      [null, sold_out],
    ] as const) {
      const html = line("ko", { place, join_refusal });
      expect(html).toContain('href="/shows/sh_1/returns"');
      expect(html).not.toContain('value="join"');
    }
    expect(line("ko", { place: placeOf() })).not.toContain('href="/shows/sh_1/returns"');
  });

  test("D11: a pass never stands in the page", () => {
    const html = line("ko", { place: { ...admitted, pass: "secret-pass", pass_expires_at_ms: 5, redirect_url: "/x" } });
    expect(html).not.toContain("secret-pass");
  });

  test("Q10: a refusal stands there in words; who is not signed in is led to signing in and back", () => {
    const full = { code: "line_full", title: "T", detail: "D" };
    expect(line("ko", { join_refusal: full })).toContain("줄이 남은 좌석보다 훨씬 길어요");
    const closed = { code: "sale_not_open", title: "T", detail: "D", opens_at_ms: NOW_MS + 90_000 };
    expect(line("ko", { join_refusal: closed })).toContain("01:30");
    expect(line("en", {}, { user: null })).toContain("/signin?return_to=%2Fshows%2Fsh_1%2Fline");
  });
});

test("Q12: the verification page says what it will do, and names the command, before and without a script", () => {
  for (const language of LANGUAGES) {
    const html = renderPage(<VerifyPage frame={frameIn(language)} view={{ show, showtimes: [] }} />);
    expect(html).toContain("npm run verify -- line https://fairline.example/verify/sh_1");
    expect(html).toContain("<noscript>");
    expect(html).not.toMatch(/<b>|style="| on[a-z]+="/);
  }
});
