import { expect, type Locator, test } from "@playwright/test";
import {
  complaintsOf,
  expectAccessible,
  expectNoSideways,
  expectStandsLargeLetters,
  LANGUAGES,
  lookedAtHere,
  ONCE,
  speak,
} from "./kit.ts";

const PAGES = [
  "/",
  "/search",
  "/search?q=zzzz",
  "/shows/show_clockmaker",
  "/shows/show_moonlight",
  "/status",
  "/docs",
  "/sandbox/",
] as const;

/** The reference repeats itself two hundred times: an operation stays where it shows a part, or a part's place, not met before. */
const keepEachKindOnce = (operations: Locator): Promise<void> =>
  operations.evaluateAll((all) => {
    const kindOf = (element: Element | null): string =>
      element === null ? "" : [element.tagName, element.className, ...element.getAttributeNames().sort()].join(" ");
    const met = new Set<string>();
    for (const operation of all) {
      const kinds = [...operation.querySelectorAll("*")].map(
        (part) => `${kindOf(part.parentElement)} > ${kindOf(part)}`,
      );
      if (kinds.every((kind) => met.has(kind))) operation.remove();
      for (const kind of kinds) met.add(kind);
    }
  });

for (const language of LANGUAGES) {
  test(`C6: every page of the catalogue in ${language} is accessible, fits its screen and complains of nothing`, async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000);
    await speak(context, language);
    const complaints = complaintsOf(page);
    for (const path of PAGES) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expectNoSideways(page);
        await expectStandsLargeLetters(page);
        if (!lookedAtHere(language)) return;
        if (path === "/docs") await keepEachKindOnce(page.locator(".docs-operation"));
        await expectAccessible(page);
      });
    }
    expect(complaints).toEqual([]);
  });
}

test("C6: dark pages are accessible too", ONCE, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  for (const path of ["/", "/shows/show_clockmaker", "/search", "/status"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test("C1: the home page shows what is on sale, what opens soon, and leads to a show", ONCE, async ({ page }) => {
  await page.goto("/");
  const tiles = page.locator("main a[href^='/shows/']");
  expect(await tiles.count()).toBeGreaterThan(8);
  await tiles.first().click();
  await expect(page).toHaveURL(/\/shows\/show_/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("C1: a countdown counts down from the server's clock", ONCE, async ({ page }) => {
  await page.goto("/");
  const clock = page.locator("[data-countdown-until]").first();
  const before = await clock.textContent();
  await expect(async () => expect(await clock.textContent()).not.toBe(before)).toPass({ timeout: 4_000 });
});

test("C2: filters live in the address and survive reload and back", ONCE, async ({ page }) => {
  await page.goto("/search?genre=SPORTS");
  const shown = await page.locator("main a[href^='/shows/']").count();
  expect(shown).toBeGreaterThan(0);
  await page.goto("/search?genre=SPORTS&region=JEJU");
  await page.goBack();
  await expect(page).toHaveURL(/genre=SPORTS$/);
  expect(await page.locator("main a[href^='/shows/']").count()).toBe(shown);
});

test("C2: a keyword typed in the search finds the show", async ({ page, context }) => {
  await speak(context, "en");
  await page.goto("/search");
  const field = page.locator("main input[name=q]");
  if (!(await field.isVisible())) await page.locator("main summary").first().click();
  await field.fill("clockmaker");
  await field.press("Enter");
  await expect(page).toHaveURL(/q=clockmaker/);
  await expect(page.locator("main a[href='/shows/show_clockmaker']").first()).toBeVisible();
});

test("C2: nothing found says so and offers a way on", ONCE, async ({ page }) => {
  await page.goto("/search?q=zzzzzz");
  await expect(page.locator("main .state")).toBeVisible();
});

test("C6: the language switch changes every word and is remembered", ONCE, async ({ page, context }) => {
  await speak(context, "ko");
  await page.goto("/shows/show_clockmaker");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("C6: the theme switch changes the page at once and the next one from the server", ONCE, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.locator("[data-theme-switch] button[value=dark]:visible").first().click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goto("/search");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("F2: a wrong address is a page that leads on", ONCE, async ({ page }) => {
  const response = await page.goto("/shows/nothing");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.locator("main").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/search/);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("C1: catalogue pages can be read and searched", ONCE, async ({ page, context }) => {
    await speak(context, "en");
    await page.goto("/");
    expect(await page.locator("main a[href^='/shows/']").count()).toBeGreaterThan(8);
    await page.goto("/search?q=clockmaker");
    await expect(page.locator("main a[href='/shows/show_clockmaker']").first()).toBeVisible();
    await page.goto("/shows/show_clockmaker");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "한국어" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  });
});

test("F7: nothing moves while a page loads", async ({ page }) => {
  for (const path of ["/", "/shows/show_clockmaker", "/search"]) {
    await page.goto(path);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & {
              value: number;
              hadRecentInput: boolean;
            })[]) {
              if (!entry.hadRecentInput) sum += entry.value;
            }
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 700);
        }),
    );
    expect([path, shift < 0.02 ? "still" : `moved by ${shift}`]).toEqual([path, "still"]);
  }
});
