/** @jsxImportSource preact */
// The pages as documents: readable without a script, nothing inline that a strict policy would block, one next action.
import type { VNode } from "preact";
import { describe, expect, test } from "vitest";
import { LANGUAGES, SALE_STATUSES, type SaleStatus } from "../../../schema/http/words.ts";
import { ApiDocsPage } from "../../kit/api-docs/api-docs-page.tsx";
import { ErrorPage, NotFoundPage } from "../../kit/pages/message-pages.tsx";
import { renderPage } from "../../kit/pages/render.tsx";
import type { PageFrame, SearchFilters, ShowDetail } from "../../kit/pages/view-models.ts";
import { HomePage } from "./home-page.tsx";
import { searchAddress } from "./search-address.ts";
import { SearchPage } from "./search-page.tsx";
import { ShowPage } from "./show-page.tsx";

const nowMs = Date.parse("2026-11-20T11:00:00Z");

const frameIn = (language: "ko" | "en", more: Partial<PageFrame> = {}): PageFrame => ({
  language,
  theme: null,
  path: "/",
  origin: "https://fairline.example",
  nonce: "",
  assets: { css: "/assets/index.css", fontsCss: "/assets/fonts.css", scripts: ["/assets/site.js"] },
  user: null,
  unread_count: 0,
  now_ms: nowMs,
  fan_time_zone: null,
  practice: null,
  notice: null,
  banner: null,
  ...more,
});

const showIn = (status: SaleStatus, more: Partial<ShowDetail> = {}): ShowDetail => ({
  id: "sh_1",
  title: "<b>밤의 온도</b>",
  genre: "CONCERT",
  poster_url: "/posters/sh_1.svg",
  region: "SEOUL",
  venue: { id: "v", name: "Hall", time_zone: "Asia/Seoul" },
  sale: { status, opens_at_ms: nowMs + 60_000, closes_at_ms: nowMs + 86_400_000, lobby_opens_at_ms: null },
  grades: [{ grade: "R", price_krw: 99_000 }],
  first_starts_at_ms: nowMs + 864_000_000,
  last_starts_at_ms: nowMs + 864_000_000,
  views: 10,
  description: "text",
  age_limit: 12,
  running_minutes: 100,
  practice: false,
  ...more,
});

const showPage = (status: SaleStatus, frame: PageFrame, more: Partial<ShowDetail> = {}): string =>
  renderPage(
    <ShowPage
      frame={frame}
      view={{
        show: showIn(status, more),
        showtimes: [{ id: "st", starts_at_ms: nowMs + 864_000_000, round: 1, seats_left: { R: 3 } }],
        seats_per_fan: 4,
      }}
    />,
  );

const filters: SearchFilters = {
  q: "",
  genre: null,
  region: null,
  status: null,
  from: "",
  to: "",
  price_min_krw: null,
  price_max_krw: null,
  sort: "soonest",
};

const document = {
  info: { title: "API", version: "1" },
  paths: {
    "/a": {
      get: {
        tags: ["Shows"],
        summary: "Read `a`",
        responses: {
          200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
        },
      },
      post: { responses: null, parameters: "wrong" },
    },
  },
  components: { schemas: { A: { type: "object", properties: { next: { $ref: "#/components/schemas/A" } } } } },
};

const every = (language: "ko" | "en"): readonly VNode[] => {
  const frame = frameIn(language);
  const shows = SALE_STATUSES.map((status, index) => ({ ...showIn(status), id: `sh_${index}` }));
  const error = { status: 503, code: "overloaded", title: "t", detail: null, request_id: "r", retry_after_s: 5 };
  return [
    <HomePage key="h" frame={frame} view={{ on_sale: shows, opening_soon: shows, most_viewed: shows }} />,
    <HomePage key="e" frame={frame} view={{ on_sale: [], opening_soon: [], most_viewed: [] }} />,
    <SearchPage key="s" frame={frame} view={{ filters, shows, cursor: null, next_cursor: "c" }} />,
    <NotFoundPage key="n" frame={frame} />,
    <ErrorPage key="x" frame={frame} view={error} />,
    <ApiDocsPage key="d" frame={frame} view={{ document }} />,
  ];
};

describe("C6 documents", () => {
  for (const language of LANGUAGES) {
    test(`C6: every page in ${language} is a whole document under a strict policy`, () => {
      for (const page of every(language)) {
        const html = renderPage(page);
        expect(html).toMatch(/^<!doctype html><html lang="(ko|en)"/);
        expect(html).toContain(`<html lang="${language}"`);
        expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<script(?![^>]*src=)/);
        expect(html).not.toMatch(/undefined|NaN|\[object/);
        expect(html.match(/<h1/g)).toHaveLength(1);
      }
    });
  }

  test("C1: what an organiser wrote is text, never markup", () => {
    const html = showPage("OPEN", frameIn("ko"));
    expect(html).not.toContain("<b>밤의");
    expect(html).toContain("&lt;b>밤의");
  });

  test("C6: the fan's choice of theme is on the document, no choice leaves it to the system", () => {
    expect(showPage("OPEN", frameIn("ko", { theme: "dark" }))).toContain('data-theme="dark"');
    expect(showPage("OPEN", frameIn("ko"))).not.toContain("data-theme=");
  });
});

describe("C1 the one next action", () => {
  const user = { name: "Kim", role: "USER" } as const;
  test("C1: an open, paused or gathering sale leads a fan into the line", () => {
    for (const status of ["OPEN", "PAUSED", "LOBBY"] as const) {
      expect(showPage(status, frameIn("ko", { user }))).toContain('href="/shows/sh_1/line"');
    }
  });
  test("C1: who is not signed in passes the sign-in and comes back to the line", () => {
    expect(showPage("OPEN", frameIn("ko"))).toContain('href="/signin?return_to=%2Fshows%2Fsh_1%2Fline"');
  });
  test("C1: a sale that is over or sold out offers no way into the line", () => {
    for (const status of ["SOLD_OUT", "ENDED"] as const) {
      expect(showPage(status, frameIn("ko", { user }))).not.toContain("/shows/sh_1/line");
    }
  });
  test("C3: seats that nobody bought are not shown as left once the sale is over", () => {
    const shown = SALE_STATUSES.filter((status) => showPage(status, frameIn("en")).includes('class="seats-left"'));
    expect(shown).toEqual(SALE_STATUSES.filter((status) => status !== "ENDED"));
  });
  test("Q13: in the earlier window whoever has the code finds the way into the line, and before it when it begins", () => {
    const early = (vip_opens_at_ms: number, status: SaleStatus = "SCHEDULED") => ({
      sale: { ...showIn(status).sale, vip_opens_at_ms },
    });
    const during = showPage("SCHEDULED", frameIn("ko", { user }), early(nowMs - 1));
    expect(during).toMatch(/<div class="sale-early"><p[^>]*>지금은 선예매 중이에요.*?href="\/shows\/sh_1\/line"/);
    const before = showPage("SCHEDULED", frameIn("en", { user }), early(nowMs + 30_000));
    expect(before).toContain(`<div class="sale-early" data-show-at-ms="${nowMs + 30_000}" hidden`);
    expect(before).toContain("Whoever has a code or is on the list joins first.");
    expect(showPage("OPEN", frameIn("en", { user }), early(nowMs - 60_000, "OPEN"))).not.toContain("sale-early");
  });
  test("Q9: before the opening the way in is sent hidden, to appear at the very moment", () => {
    const html = showPage("SCHEDULED", frameIn("ko", { user }));
    expect(html).toMatch(new RegExp(`<div data-show-at-ms="${nowMs + 60_000}" data-hide-at-ms="[0-9]+" hidden`));
  });
});

describe("C6 two time zones on a page", () => {
  test("C6: the fan's time stands beside the venue's only where they differ", () => {
    expect(showPage("OPEN", frameIn("en", { fan_time_zone: "America/New_York" }))).toContain("your time");
    expect(showPage("OPEN", frameIn("en", { fan_time_zone: "Asia/Tokyo" }))).not.toContain("your time");
  });
});

describe("C2 search addresses", () => {
  test("C2: only what is set stands in the address", () => {
    expect(searchAddress(filters)).toBe("/search");
    expect(searchAddress({ ...filters, q: "밤 & 낮", genre: "MUSICAL", price_max_krw: 0, sort: "newest" }, "c1")).toBe(
      "/search?q=%EB%B0%A4+%26+%EB%82%AE&genre=MUSICAL&price_max_krw=0&sort=newest&cursor=c1",
    );
  });
  test("C2: each set filter can be taken away by a link", () => {
    const set = { ...filters, genre: "MUSICAL", region: "JEJU" } as const;
    const html = renderPage(
      <SearchPage frame={frameIn("ko")} view={{ filters: set, shows: [], cursor: null, next_cursor: null }} />,
    );
    expect(html).toContain('href="/search?genre=MUSICAL"');
    expect(html).toContain('href="/search?region=JEJU"');
  });
});

describe("C6 the API reference", () => {
  const html = renderPage(<ApiDocsPage frame={frameIn("ko")} view={{ document }} />);
  test("C6: names between backticks are set as code, named schemas are links to their place", () => {
    expect(html).toContain("Read <code>a</code>");
    expect(html).toContain('href="#schema-A"');
    expect(html).toContain('id="schema-A"');
  });
  test("C6: a document with parts that make no sense is still shown", () => {
    expect(html).toContain('id="post-a"');
  });
});
