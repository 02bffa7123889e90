// Buying as a fan does it: every way a payment can end, what a hurried hand or a bad line makes of it, and the ticket after.
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { bookingsOf, buy, holdSeats, openSale, payWith, type Sale, type SaleWish } from "./buying-kit.ts";
import { complaintsOf, expectAccessible, expectNoSideways, LANGUAGES, ONCE, readIn, speak } from "./kit.ts";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

const SETTLED_MS = 20_000;

async function saleBy(browser: Browser, wish: SaleWish = {}): Promise<Sale> {
  const maker = await browser.newContext();
  const sale = await openSale(maker, wish);
  await maker.close();
  return sale;
}

const title = (page: Page) => page.locator("h1.page-title");
const problem = (page: Page) => page.locator(".pay-problem-title");
const payButton = (page: Page) => page.locator(".pay-button");

async function confirmed(context: BrowserContext): Promise<Record<string, unknown>> {
  const [booking, ...others] = await bookingsOf(context);
  expect(others).toEqual([]);
  expect(booking?.status).toBe("CONFIRMED");
  return booking ?? {};
}

/** The stand-in's window: pays, or goes back without. */
async function inWindow(page: Page, act: "pay" | "cancel"): Promise<void> {
  await expect(page).toHaveURL(/\/sandbox\/toss\/window/);
  await page.locator(`button[name="act"][value="${act}"]`).click();
}

for (const language of LANGUAGES) {
  test(
    `B1 to B10: by card from the summary to the ticket (${language})`,
    readIn(language),
    async ({ browser, context, page }) => {
      test.slow();
      const sale = await saleBy(browser);
      await speak(context, language);
      const complaints = complaintsOf(page);
      const held = await holdSeats(context, sale);
      await page.goto(held.checkout);
      await expect(page.locator(".pay-time-left")).toHaveText(/^0[67]:\d\d$/);
      await expect(page.locator(".order-total dd")).toHaveText(language === "ko" ? "264,000원" : "₩264,000");
      await expect(page.locator(".refund-table tbody tr")).toHaveCount(5);
      await expectAccessible(page);
      await expectNoSideways(page);
      await expect(payButton(page)).toBeInViewport();
      await payButton(page).click();
      await inWindow(page, "pay");
      await expect(title(page)).toHaveText(language === "ko" ? "예매했어요" : "You are booked", {
        timeout: SETTLED_MS,
      });
      await expectAccessible(page);
      const booking = await confirmed(context);
      await page.goto("/me/bookings");
      await expect(page.locator(".booking-row")).toHaveCount(1);
      await expect(page.locator(".booking-row")).toContainText(String(booking.number));
      await expectAccessible(page);
      await page.locator(".booking-row").click();
      await expect(page.locator("a.stub")).toHaveCount(2);
      await page.locator(".booking-story summary").click();
      await expect(page.locator(".story-entry").first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.locator("a.stub").first().click();
      await expect(page.locator(".ticket-qr")).toBeVisible();
      await expectAccessible(page);
      await expectNoSideways(page);
      expect(complaints).toEqual([]);
    },
  );
}

const DECLINES = [
  [
    ["insufficient_balance", "잔액이 부족해요"],
    ["card_info", "카드 정보가 맞지 않아요"],
  ],
  [
    ["limit_exceeded", "카드 한도를 넘었어요"],
    ["network_error", "카드사와 연결이 끊겼어요"],
  ],
] as const;
const TRIES_LEFT = [/^2번 더 결제할 수 있고 0\d:\d\d 남았어요\.$/, /^이번이 마지막이에요/] as const;

for (const pair of DECLINES) {
  test(
    `B6: ${pair[0][0]}, then ${pair[1][0]} are told with what to do next, and the last try buys`,
    ONCE,
    async ({ browser, context, page }) => {
      const held = await holdSeats(context, await saleBy(browser));
      await speak(context, "ko");
      await page.goto(held.checkout);
      for (const [already, [outcome, words]] of pair.entries()) {
        await payWith(page, outcome);
        await expect(problem(page)).toHaveText(words, { timeout: SETTLED_MS });
        await expect(page.locator(".pay-problem-next")).toHaveText(TRIES_LEFT[already] ?? "");
      }
      await expectAccessible(page);
      await page.reload();
      await expect(problem(page)).toHaveText(pair[1][1]);
      await payWith(page, "success");
      await expect(title(page)).toHaveText("예매했어요", { timeout: SETTLED_MS });
      await confirmed(context);
    },
  );
}

test(
  "B6: the last try lost lets the seats go and says so, also after the back button",
  ONCE,
  async ({ browser, context, page }) => {
    const held = await holdSeats(context, await saleBy(browser, { limits: { payment_attempts: 2 } }));
    await speak(context, "ko");
    await page.goto(held.checkout);
    await payWith(page, "card_info");
    await expect(page.locator(".pay-problem-next")).toHaveText(/^이번이 마지막이에요/, { timeout: SETTLED_MS });
    await payWith(page, "card_info");
    await expect(title(page)).toHaveText("결제를 여러 번 시도했어요", { timeout: SETTLED_MS });
    await expectAccessible(page);
    await page.goto("/me/bookings");
    await page.goBack();
    await expect(title(page)).toHaveText("결제를 여러 번 시도했어요");
    expect((await bookingsOf(context))[0]?.status).toBe("FAILED");
  },
);

test("B4: the payment window shut costs nothing, and can be opened again", ONCE, async ({ browser, context, page }) => {
  const held = await holdSeats(context, await saleBy(browser));
  await speak(context, "ko");
  await page.goto(held.checkout);
  await payButton(page).click();
  await inWindow(page, "cancel");
  await expect(problem(page)).toHaveText("결제를 그만뒀어요");
  await expect(page.locator(".pay-problem-next")).toHaveText(/^3번 더/);
  await expect(page).toHaveURL(held.checkout);
  await payButton(page).click();
  await inWindow(page, "pay");
  await expect(title(page)).toHaveText("예매했어요", { timeout: SETTLED_MS });
  await confirmed(context);
});

test("B3: a payment under way survives a reload and a closed page", ONCE, async ({ browser, context, page }) => {
  test.slow();
  const held = await holdSeats(context, await saleBy(browser));
  await page.goto(held.checkout);
  await payWith(page, "late_success");
  await expect(page.locator(".pay-checking")).toBeVisible();
  await page.reload();
  await expect(page.locator(".pay-checking")).toBeVisible();
  await expect(payButton(page)).toHaveCount(0);
  await expectAccessible(page);
  await page.close();
  const later = await context.newPage();
  await later.goto(held.checkout);
  await expect(title(later)).toBeVisible({ timeout: SETTLED_MS });
  await confirmed(context);
});

test(
  "D43: the back button after paying shows what was bought, and never pays again",
  ONCE,
  async ({ browser, context, page }) => {
    const held = await holdSeats(context, await saleBy(browser));
    await page.goto("/");
    await page.goto(held.checkout);
    await payButton(page).click();
    await inWindow(page, "pay");
    await expect(title(page)).toBeVisible({ timeout: SETTLED_MS });
    await page.goto("/me/bookings");
    await page.goBack();
    await expect(title(page)).toBeVisible();
    await expect(payButton(page)).toHaveCount(0);
    await page.goBack();
    await page.goto(`${held.checkout}?window=agreed&paymentKey=tgen_again&orderId=x&amount=264000`);
    await expect(title(page)).toBeVisible();
    await confirmed(context);
  },
);

test("D43: pressing twice pays once", ONCE, async ({ browser, context, page }) => {
  const held = await holdSeats(context, await saleBy(browser));
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/v1/api/payments")) sent.push(request.url());
  });
  await page.goto(held.checkout);
  const control = page.locator(".pay-sandbox");
  await control.locator("summary").click();
  await control.getByRole("button").dblclick();
  await expect(title(page)).toBeVisible({ timeout: SETTLED_MS });
  expect(sent).toHaveLength(1);
  await confirmed(context);
});

test(
  "D43: a line that breaks while the payment is sent leads to one payment",
  ONCE,
  async ({ browser, context, page }) => {
    test.slow();
    const held = await holdSeats(context, await saleBy(browser));
    let lost = 0;
    // The answer never arrives: the payment may have begun or not.
    await page.route("**/v1/api/payments", async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.goto(held.checkout);
    await payWith(page, "success");
    await expect(page.locator(".pay-cut")).toBeVisible();
    await expect(title(page)).toBeVisible({ timeout: SETTLED_MS });
    expect(lost).toBe(2);
    await confirmed(context);
  },
);

test("B1: giving up frees the seats at once", ONCE, async ({ browser, context, page }) => {
  const sale = await saleBy(browser);
  const held = await holdSeats(context, sale);
  await page.goto(held.checkout);
  await expect(page.locator(".pay-time-left")).toBeVisible();
  await page.locator(".checkout-leave button").click();
  await expect(page).not.toHaveURL(/checkout/);
  const path = `/v1/api/showtimes/${sale.showtime_id}/seats?format=json`;
  const { seats } = (await (await context.request.get(path)).json()) as { seats: Record<string, string> };
  expect(Object.values(seats).filter((state) => state !== "AVAILABLE")).toEqual([]);
});

test(
  "B1: when the time to pay is over the page says so by itself, and nothing was charged",
  ONCE,
  async ({ browser, context, page }) => {
    const held = await holdSeats(context, await saleBy(browser, { limits: { payment_ms: 4_000 } }));
    await speak(context, "ko");
    await page.goto(held.checkout);
    await expect(page.locator(".pay-time-left")).toHaveText(/^00:0\d$/);
    await expect(title(page)).toHaveText("결제 시간이 끝났어요", { timeout: SETTLED_MS });
    await expect(page.locator(".outcome .prose")).toContainText("돈은 나가지 않았어요");
    await expectAccessible(page);
    expect((await bookingsOf(context))[0]?.status).toBe("EXPIRED");
    await page.goto("/me/bookings");
    await expect(page.locator(".booking-row-over")).toHaveCount(1);
    await expectAccessible(page);
  },
);

test("B5: seats without a price are booked by the button alone", ONCE, async ({ browser, context, page }) => {
  const held = await holdSeats(context, await saleBy(browser, { price_krw: 0 }), 1);
  await speak(context, "ko");
  await page.goto(held.checkout);
  await expect(payButton(page)).toHaveText("예매 마치기");
  await payButton(page).click();
  await expect(title(page)).toHaveText("예매했어요", { timeout: SETTLED_MS });
  await confirmed(context);
});

test("B9: without bookings the list says where to begin", ONCE, async ({ context, page }) => {
  await speak(context, "ko");
  await be(context, freshEmail());
  await page.goto("/me/bookings");
  await expect(page.locator(".state-title")).toHaveText("아직 예매한 공연이 없어요");
  await expectAccessible(page);
});

test("D41: another fan's checkout, booking and ticket are not there", ONCE, async ({ browser, context, page }) => {
  const sale = await saleBy(browser);
  const booking = await buy(page, await holdSeats(context, sale));
  const [line] = booking.lines as { ticket_id: string }[];
  const other = await browser.newContext();
  const theirs = await holdSeats(other, sale);
  const stranger = await other.newPage();
  for (const path of [
    `/me/bookings/${booking.id}`,
    `/me/bookings/${booking.id}/cancel`,
    `/tickets/${line?.ticket_id}`,
  ]) {
    expect((await stranger.goto(path))?.status(), path).toBe(404);
  }
  expect((await page.goto(theirs.checkout))?.status()).toBe(410);
  await other.close();
});

test(
  "B9: the refund is shown before it is confirmed, follows the choice, and comes back",
  ONCE,
  async ({ browser, context, page }) => {
    test.slow();
    const sale = await saleBy(browser);
    await speak(context, "ko");
    const booking = await buy(page, await holdSeats(context, sale));
    await page.goto(`/me/bookings/${booking.id}/cancel`);
    const back = page.locator(".cancel-sure .order-total dd");
    await expect(back).toHaveText("264,000원");
    await page.locator(".cancel-seats input[type=checkbox]").first().uncheck();
    await expect(back).toHaveText("132,000원");
    await expectAccessible(page);
    await expectNoSideways(page);
    await page.getByRole("button", { name: "취소하고 132,000원 돌려받기" }).click();
    await expect(page.locator(".stub-void")).toHaveCount(1);
    await expect(page.locator(".stub-void .row-mark")).toHaveText("환불했어요", { timeout: SETTLED_MS });
    await expect(page.locator("a.stub")).toHaveCount(1);
    await expectAccessible(page);
    const [, voided] = booking.lines as { ticket_id: string }[];
    await page.goto(`/tickets/${voided?.ticket_id}`);
    await expect(page.locator(".ticket-over-title")).toBeVisible();
    await expect(page.locator(".ticket-qr")).toHaveCount(0);
    await expectAccessible(page);
  },
);

test(
  "B10, D70: a ticket once opened is there without a network, and gone after its person signed out",
  ONCE,
  async ({ browser, context, page }) => {
    test.slow();
    const booking = await buy(page, await holdSeats(context, await saleBy(browser), 1));
    const [line] = booking.lines as { ticket_id: string }[];
    const path = `/tickets/${line?.ticket_id}`;
    await page.goto(path);
    await expect(page.locator('[data-note="kept"]')).toBeVisible({ timeout: SETTLED_MS });
    await context.setOffline(true);
    await page.goto(path);
    await expect(page.locator(".ticket-qr")).toBeVisible();
    await expect(page.locator('[data-note="offline"]')).toBeVisible();
    const drawn = await page.locator(".ticket").evaluate((ticket) => getComputedStyle(ticket).display);
    expect(drawn).toBe("grid");
    await context.setOffline(false);
    await page.goto("/me");
    await page.locator('form[action="/signout"] button').first().click();
    await expect(page).not.toHaveURL(/\/me$/);
    await context.setOffline(true);
    await expect(page.goto(path)).rejects.toThrow();
    await context.setOffline(false);
    // The browser tells its service worker of the network a moment after the page.
    await expect(() => page.goto(path)).toPass({ timeout: 10_000 });
    await expect(page).toHaveURL(/\/signin/);
  },
);

test("B10: a ticket prints on one page", ONCE, async ({ browser, context, page }) => {
  const booking = await buy(page, await holdSeats(context, await saleBy(browser), 1));
  const [line] = booking.lines as { ticket_id: string }[];
  await page.goto(`/tickets/${line?.ticket_id}`);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
});

test(
  "B13: the organiser finds the whole story by the number a fan reads aloud; a fan does not",
  ONCE,
  async ({ browser, context, page }) => {
    const maker = await browser.newContext();
    const sale = await openSale(maker);
    const held = await holdSeats(context, sale);
    await page.goto(held.checkout);
    await payWith(page, "card_info");
    await expect(problem(page)).toBeVisible({ timeout: SETTLED_MS });
    await payWith(page, "success");
    await expect(title(page)).toBeVisible({ timeout: SETTLED_MS });
    const booking = await confirmed(context);
    const aloud = String(booking.number).toLowerCase().replace("-", " ");
    const desk = await maker.newPage();
    await desk.goto("/manage/bookings");
    await desk.locator("#number").fill(aloud);
    await desk.locator("#number").press("Enter");
    await expect(title(desk)).toHaveText(String(booking.number));
    await expect(desk.locator(".data-table tbody tr")).toHaveCount(2);
    await expectAccessible(desk);
    await expectNoSideways(desk);
    expect((await page.goto(`/manage/bookings/${booking.number}`))?.status()).toBe(404);
    const answer = await context.request.get(`/me/bookings/${booking.id}`, { headers: OWN_ORIGIN });
    expect(await answer.text()).not.toContain("tgen_");
    await maker.close();
  },
);
