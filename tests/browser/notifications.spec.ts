import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { complaintsOf, DESK, expectAccessible, expectNoSideways, LANGUAGES, ONCE, readIn, speak } from "./kit.ts";
import { BASE, be, freshEmail, OWN_ORIGIN } from "./people.ts";

/** A browser the account was never used from is news to its fan: the quickest way to a message. */
async function signInElsewhere(context: BrowserContext, email: string, name: string): Promise<void> {
  const response = await context.request.post(`${BASE}/sandbox/login`, {
    data: { email },
    headers: { ...OWN_ORIGIN, "user-agent": `${name}/${crypto.randomUUID()} Windows` },
  });
  expect(response.status()).toBe(201);
}

const items = (page: Page) => page.locator("[data-notice]");
const badge = (page: Page) => page.locator(".head-unread");

// The test opens a phone of its own.
test.describe("N2 N3: two tabs and a phone", DESK, () => {
  test("N2 N3: each hears what is new; what one reads or deletes the others see; undo brings it back", async ({
    context,
    browser,
  }) => {
    const email = freshEmail();
    await be(context, email);
    const [first, second] = [await context.newPage(), await context.newPage()];
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await be(phone, email);
    const handset = await phone.newPage();
    const elsewhere = await browser.newContext();
    await first.goto("/me/notifications");
    await second.goto("/");
    await handset.goto("/me/notifications");
    const before = await items(first).count();
    await signInElsewhere(elsewhere, email, "Firefox");
    await signInElsewhere(elsewhere, email, "Chrome");
    for (const page of [first, handset]) await expect(items(page)).toHaveCount(before + 2);
    for (const page of [first, second, handset]) await expect(badge(page)).toHaveText(String(before + 2));
    await second.bringToFront();
    await signInElsewhere(elsewhere, email, "Edg");
    await expect(second.locator("[data-toasts] .toast")).toHaveCount(1);
    await expect(items(first)).toHaveCount(before + 3);

    await handset.locator(".inbox-item-unread .inbox-link").first().tap();
    await expect(handset).toHaveURL(/\/me\/sessions$/);
    for (const page of [first, second]) await expect(badge(page)).toHaveText(String(before + 2));
    await expect(first.locator(".inbox-item-unread")).toHaveCount(before + 2);

    await handset.goto("/me/notifications");
    await first.locator(".inbox-remove").first().click();
    await expect(items(first)).toHaveCount(before + 2);
    await expect(items(handset)).toHaveCount(before + 2);
    await first.locator(".toast-close").first().click();
    for (const page of [first, handset]) await expect(items(page)).toHaveCount(before + 3);
    await phone.close();
    await elsewhere.close();
  });

  test("D66: a tab that lost its road hears what it missed when the road is back, once", async ({
    context,
    browser,
  }) => {
    const email = freshEmail();
    await be(context, email);
    const page = await context.newPage();
    await page.goto("/me/notifications");
    const elsewhere = await browser.newContext();
    await signInElsewhere(elsewhere, email, "Firefox");
    await expect(items(page)).toHaveCount(1);
    await context.setOffline(true);
    await signInElsewhere(elsewhere, email, "Chrome");
    await signInElsewhere(elsewhere, email, "Edg");
    await context.setOffline(false);
    await expect(items(page)).toHaveCount(3, { timeout: 20_000 });
    await expect(badge(page)).toHaveText("3");
    await elsewhere.close();
  });
});

test(
  "D70: after logout on a shared phone nothing of the last person is shown, by the back button or offline",
  ONCE,
  async ({ page, context, browser }) => {
    const email = freshEmail();
    await be(context, email);
    const elsewhere = await browser.newContext();
    await signInElsewhere(elsewhere, email, "Firefox");
    const other_tab = await context.newPage();
    await other_tab.goto("/me/notifications");
    await expect(items(other_tab)).toHaveCount(1);
    await page.goto("/me/notifications");
    await expect(items(page)).toHaveCount(1);
    await page.goto("/me");
    await page.locator('form[action="/signout"] button').first().click();
    await expect(page).toHaveURL(/\/signin/);
    await page.goBack();
    await page.goBack();
    await expect(items(page)).toHaveCount(0);
    expect((await context.request.get("/v1/api/notifications")).status()).toBe(401);
    // The tab that was left open hears of the end with the next news, and lets go of what it shows.
    await signInElsewhere(elsewhere, email, "Chrome");
    await expect(items(other_tab)).toHaveCount(0);
    await context.setOffline(true);
    await page.goto("/me/notifications").catch(() => null);
    await expect(page.locator("body")).not.toContainText("Firefox");
    await elsewhere.close();
  },
);

for (const language of LANGUAGES) {
  test(
    `N3 C6: the page in ${language}: readable by all, by keyboard, without a script's help`,
    readIn(language),
    async ({ page, context, browser }) => {
      await speak(context, language);
      const email = freshEmail();
      await be(context, email);
      const elsewhere = await browser.newContext();
      for (const name of ["Firefox", "Chrome", "Edg"]) await signInElsewhere(elsewhere, email, name);
      const complaints = complaintsOf(page);
      await page.goto("/me/notifications");
      await expect(items(page)).toHaveCount(3);
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.getByRole("button", { name: language === "ko" ? "고르기" : "Select", exact: true }).click();
      await page.getByRole("checkbox", { name: /‘|“/ }).nth(0).press("Space");
      await page.getByRole("checkbox", { name: /‘|“/ }).nth(1).press("Space");
      await page.getByRole("button", { name: language === "ko" ? "2개 지우기" : "Delete 2" }).press("Enter");
      await expect(items(page)).toHaveCount(1);
      // What is half faded in has no contrast to measure yet.
      const toast = page.locator(".toast").first();
      await toast.evaluate((shown) => Promise.all(shown.getAnimations().map((move) => move.finished)));
      await expectAccessible(page);
      expect(complaints).toEqual([]);

      const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
      const unscripted = await plain.newPage();
      await unscripted.goto(`${BASE}/me/notifications`);
      await unscripted.locator(".inbox-remove").click();
      await expect(items(unscripted)).toHaveCount(0);
      await unscripted.locator(".inbox-undo button").click();
      await expect(items(unscripted)).toHaveCount(1);
      await plain.close();
      await elsewhere.close();
    },
  );
}
