/** @jsxImportSource preact */
// The pages of buying as documents: every amount in the order's own money, refund terms before the button, nothing inline.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListPageView } from "../../../domain/returns/page-view.ts";
import { DEFAULT_REFUND_RULE } from "../../../domain/seat-ledger/config.ts";
import { feePercent } from "../../../domain/seat-ledger/decide-refund.ts";
import type { LineView, OrderView } from "../../../domain/seat-ledger/views.ts";
import type { CheckoutFacts } from "../../../web/buying/facts.ts";
import { renderPage } from "../../kit/pages/render.tsx";
import type { PageFrame, ShowSummary } from "../../kit/pages/view-models.ts";
import { StoryPage } from "../../manage/pages/story-page.tsx";
import { BookingPage } from "./booking-page.tsx";
import { BookingsPage } from "./bookings-page.tsx";
import { CancelPage } from "./cancel-page.tsx";
import { CheckoutPage } from "./checkout-page.tsx";
import { HoldGonePage, OutcomePage } from "./outcome-page.tsx";
import { checkoutPolicy } from "./policy.ts";
import { refundRows } from "./refund-rows.ts";
import { storyOf } from "./story-lines.ts";
import { TicketPage } from "./ticket-page.tsx";

const SEED = 20_261_120;
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse("2026-11-20T11:00:00Z");
const rule = DEFAULT_REFUND_RULE;

const frameIn = (language: "ko" | "en"): PageFrame => ({
  language,
  theme: null,
  path: "/",
  origin: "https://fairline.example",
  nonce: "",
  assets: { css: "/assets/index.css", fontsCss: "/assets/fonts.css", scripts: ["/assets/site.js"] },
  user: { name: "김하늘", role: "USER" },
  unread_count: 0,
  now_ms: NOW_MS,
  fan_time_zone: null,
  practice: null,
  notice: null,
  banner: null,
});
const show: ShowSummary = {
  id: "sh_1",
  title: "<b>밤의 온도</b>",
  genre: "CONCERT",
  poster_url: "/posters/sh_1.svg",
  region: "SEOUL",
  venue: { id: "v", name: "Hall", time_zone: "Asia/Seoul" },
  sale: { status: "OPEN", opens_at_ms: NOW_MS, closes_at_ms: NOW_MS + DAY_MS, lobby_opens_at_ms: null },
  grades: [{ grade: "R", price_krw: 99_000 }],
  first_starts_at_ms: null,
  last_starts_at_ms: null,
  views: 0,
};
const bought = { show, round: 1, showtime_id: "st_1", starts_at_ms: NOW_MS + 12 * DAY_MS };
const lineOf = (n: number, status: LineView["status"]): LineView => ({
  seat_id: `1-1-${n}`,
  section: "A",
  row: "1",
  holder_id: null,
  generation: 0,
  label: String(n),
  grade: "R",
  price_krw: 99_000,
  ticket_id: `t_${n}`,
  status,
});
const order: OrderView = {
  id: "b_1",
  number: "ABC123-000001",
  status: "CONFIRMED",
  code: null,
  fan_id: "u",
  show_id: "sh_1",
  showtime_id: "st_1",
  starts_at_ms: bought.starts_at_ms,
  hold_id: "h_1",
  pass_id: null,
  lines: [lineOf(1, "LIVE"), lineOf(2, "REFUNDED")],
  total_krw: 198_000,
  created_at_ms: NOW_MS,
  updated_at_ms: NOW_MS,
  expires_at_ms: NOW_MS + 420_000,
  attempts: [
    {
      id: "b_1-1",
      status: "CAPTURED",
      amount_krw: 198_000,
      captured_krw: 198_000,
      method: "card",
      payment_key: "tgen_secret",
      provider: "toss",
      receipt_url: "https://provider.example/receipt",
      code: null,
      started_at_ms: NOW_MS,
    },
  ],
  attempts_left: 0,
  paid_attempt_id: "b_1-1",
  refunds: [],
  refunded_krw: 99_000,
  fee_krw: 0,
  rev: 4,
};
const facts: CheckoutFacts = {
  language: "ko",
  hold_id: "h_1",
  url: "https://fairline.example/checkout/h_1",
  release_url: "/checkout/h_1/release",
  order_name: "x",
  total_krw: 198_000,
  booking: { id: "b_1", total_krw: 198_000, expires_at_ms: NOW_MS + 250_000, attempts_left: 2, attempts_made: 1 },
  checking: null,
  last_code: "card_info",
  returned: null,
  practised: false,
  payment: { client_key: "test_gck_x", sdk_url: "/sdk.js", simulated: false },
};
const checkout = (
  language: "ko" | "en",
  more: Partial<CheckoutFacts> = {},
  when: Partial<typeof bought> = {},
): string =>
  renderPage(
    <CheckoutPage
      frame={frameIn(language)}
      view={{
        ...bought,
        ...when,
        seats: order.lines,
        together: true,
        rule,
        facts: { ...facts, language, ...more },
      }}
    />,
  );
const journal = storyOf(
  [
    { at_ms: NOW_MS, source: "line", kind: "join", facts: { position: 12 } },
    { at_ms: NOW_MS + 1, source: "ledger", kind: "attempt_declined", facts: { number: 1, code: "card_info" } },
    { at_ms: NOW_MS + 2, source: "ledger", kind: "captured", facts: { captured_krw: 198_000 } },
    { at_ms: NOW_MS + 3, source: "mail", kind: "sent", facts: { cause: "payment_done" } },
  ],
  { language: "ko", seats: "A" },
);

const pages = (language: "ko" | "en"): Readonly<Record<string, string>> => {
  const frame = frameIn(language);
  const view = { ...bought, order };
  return {
    checkout: checkout(language),
    paid: renderPage(<OutcomePage frame={frame} view={view} />),
    lost: renderPage(
      <OutcomePage frame={frame} view={{ ...bought, order: { ...order, status: "EXPIRED", paid_attempt_id: null } }} />,
    ),
    gone: renderPage(<HoldGonePage frame={frame} view={{ show_id: "sh_1", title: show.title }} />),
    bookings: renderPage(
      <BookingsPage frame={frame} view={{ bookings: [view], lists: [], next_cursor: null, incomplete: false }} />,
    ),
    booking: renderPage(<BookingPage frame={frame} view={{ ...view, rule, story: journal }} />),
    cancel: renderPage(
      <CancelPage
        frame={frame}
        view={{
          ...view,
          rule,
          chosen: ["1-1-1"],
          money: { refund_krw: 89_100, fee_krw: 9_900 },
          refusal: null,
          key: "k",
        }}
      />,
    ),
    ticket: renderPage(
      <TicketPage
        frame={frame}
        view={{
          ...view,
          line: lineOf(1, "LIVE"),
          standing: null,
          bought_here: true,
          doors: [],
          wallet: false,
          code_svg: "<svg/>",
        }}
      />,
    ),
    story: renderPage(<StoryPage frame={frame} view={{ ...view, buyer: null, story: journal }} />),
  };
};

describe("pages", () => {
  test("C6: no page carries an inline style or script, and names from outside are text", () => {
    for (const language of ["ko", "en"] as const) {
      for (const [name, html] of Object.entries(pages(language))) {
        expect(html, name).not.toMatch(/\sstyle=|<style|<script(?![^>]*src=)|javascript:/);
        expect(html, name).not.toContain("<b>밤의 온도</b>");
      }
    }
  });

  test("B1, B14: the checkout says seats, prices, fee, total, time left, and every refund before its button", () => {
    const html = checkout("ko");
    const button = html.indexOf("pay-button");
    for (const said of ["A 1열 1번", "99,000원", "예매 수수료", "198,000원", "04:10", "돌려받는 돈", "178,200원"]) {
      expect(html.indexOf(said), said).toBeGreaterThan(-1);
      expect(html.indexOf(said), said).toBeLessThan(button);
    }
  });

  test("B14: where it is too late to cancel already, that is said before paying, and no table of refunds that nobody gets", () => {
    const soon = { starts_at_ms: NOW_MS + DAY_MS / 2 };
    const html = checkout("ko", {}, soon);
    expect(html).toContain("지금부터는 취소할 수 없어요.");
    expect(html.indexOf("지금부터는 취소할 수 없어요.")).toBeLessThan(html.indexOf("pay-button"));
    expect(html).not.toContain("돌려받는 돈");
    expect(checkout("en", {}, soon)).toContain("From now on this cannot be cancelled.");
  });

  test("B6: after a declined card the page as sent says what happened, the tries and the time left", () => {
    const html = checkout("ko");
    expect(html).toContain("카드 정보가 맞지 않아요");
    expect(html).toContain("2번 더 결제할 수 있고 04:10 남았어요.");
    expect(checkout("en")).toContain("2 tries left, and 04:10 to pay.");
  });

  test("B3: a reload while the payment is checked has no button to pay again, and none to give up", () => {
    const html = checkout("ko", { checking: { request_id: "b_1-1", since_ms: NOW_MS }, last_code: null });
    expect(html).toContain("카드사에 확인하고 있어요");
    expect(html).not.toContain("pay-button");
    expect(html).not.toContain("checkout-leave");
  });

  test("B10, D48: a void ticket has no code, a live one has its seat and a way into the calendar", () => {
    const { ticket = "" } = pages("ko");
    expect(ticket).toContain("ticket-qr");
    expect(ticket).toContain("/v1/api/tickets/t_1/calendar.ics");
    const view = {
      ...bought,
      order,
      line: lineOf(2, "REFUNDED"),
      standing: null,
      bought_here: true,
      doors: [],
      wallet: false,
      code_svg: null,
    };
    const over = renderPage(<TicketPage frame={frameIn("ko")} view={view} />);
    expect(over).not.toContain("ticket-qr");
    expect(over).toContain("쓸 수 없는 표예요");
  });

  test("B13: the fan's own page tells the story without the provider's keys; the operator's has them", () => {
    const { booking = "", story = "" } = pages("ko");
    for (const html of [booking, story]) {
      expect(html).toContain("결제가 되지 않았어요: 카드 정보가 맞지 않아요");
      expect(html).toContain("12번으로 줄을 섰어요");
      expect(html).toContain("메일: 예매 확인 (보냄)");
    }
    expect(booking).not.toContain("tgen_secret");
    expect(story).toContain("tgen_secret");
  });

  test("B9: the refund is said before it is confirmed, and the form carries its seats and a key", () => {
    const { cancel = "" } = pages("ko");
    expect(cancel).toContain("89,100원");
    expect(cancel).toContain("-9,900원");
    expect(cancel).toMatch(/name="key" value="k"/);
    expect(cancel).toContain("취소하고 89,100원 돌려받기");
  });
});

describe("B14: refund rows", () => {
  test("B14: what the table says is what the ledger would keep, at every moment and for every price", () => {
    const prices = fc.array(fc.integer({ min: 0, max: 999_999 }), { minLength: 1, maxLength: 8 });
    const before = fc.integer({ min: -2 * DAY_MS, max: 30 * DAY_MS });
    fc.assert(
      fc.property(prices, before, (prices_krw, before_start_ms) => {
        const now_ms = bought.starts_at_ms - before_start_ms;
        const [row] = refundRows({ rule, starts_at_ms: bought.starts_at_ms, prices_krw, now_ms });
        const percent = feePercent(rule, before_start_ms);
        expect(row?.fee_percent ?? null).toBe(percent);
        if (percent === null || row === undefined) return;
        const fee_krw = prices_krw.reduce((sum, price) => sum + Math.floor((price * percent) / 100), 0);
        expect(row).toMatchObject({
          now: true,
          fee_krw,
          back_krw: prices_krw.reduce((sum, price) => sum + price, 0) - fee_krw,
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("B14: each boundary belongs to the cheaper side, one millisecond later to the dearer", () => {
    for (const { before_start_ms, fee_percent } of rule.steps) {
      const at = (now_ms: number) =>
        refundRows({ rule, starts_at_ms: bought.starts_at_ms, prices_krw: [1_000], now_ms })[0]?.fee_percent ?? null;
      const boundary_ms = bought.starts_at_ms - before_start_ms;
      expect(at(boundary_ms)).toBe(fee_percent);
      expect(at(boundary_ms + 1)).not.toBe(fee_percent);
    }
  });
});

describe("B4: the checkout's policy", () => {
  const settings = { provider: "toss", client_key: "live_gck_x", sdk_url: "x", simulated: false } as const;
  const origin = "https://fairline.example";

  test("B4: the provider's script comes from its own address, and the site's other rules stay", () => {
    const policy = checkoutPolicy({ ...settings, sdk_url: "https://js.tosspayments.com/v2/standard" }, origin);
    const csp = policy?.["content-security-policy"] ?? "";
    expect(csp).toContain("script-src 'self' https://js.tosspayments.com;");
    expect(csp).not.toMatch(/script-src[^;]*unsafe-inline/);
    for (const kept of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(csp).toContain(kept);
    expect(policy?.["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
  });

  test("B4: without payments, or with a stand-in at this address, nothing is opened", () => {
    expect(checkoutPolicy(null, origin)).toBeNull();
    expect(checkoutPolicy({ ...settings, sdk_url: `${origin}/sandbox/toss/sdk.js` }, origin)).toBeNull();
  });
});

test("RT12: a fan's list stands among the bookings: how many are before; an offer is one tap from the checkout; either is left there", () => {
  const list: ListPageView = {
    state: "WAITING",
    ahead: 3,
    offer: null,
    wish: { count: 2, grades: ["R"], together: true },
    passed: null,
    waiting: 9,
    offers_made: 4,
    seats_on_sale: 0,
    over: false,
    seats_per_fan: 4,
  };
  const row = { showtime_id: "st_1", starts_at_ms: NOW_MS + DAY_MS, show, list };
  const offer = { hold_id: "h_1", seats: [], total_krw: 198_000, expires_at_ms: NOW_MS + 60_000 };
  const offered = { ...row, showtime_id: "st_2", list: { ...list, state: "OFFERED" as const, offer } };
  const html = renderPage(
    <BookingsPage
      frame={frameIn("ko")}
      view={{ bookings: [], lists: [row, offered], next_cursor: null, incomplete: false }}
    />,
  );
  for (const part of ["돌아온 자리를 기다리는 공연", `/shows/${show.id}/returns`, "/checkout/h_1", "198,000", "4번"])
    expect(html).toContain(part);
  expect(html.match(/value="leave"/g)).toHaveLength(2);
  expect(html).not.toContain("아직");
});
