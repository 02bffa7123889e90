// Shared by the browser tests: languages, accessibility, and what no page may do.
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";

export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the width of a screen cannot change is played at one size, the phone's. */
export const ONCE = { tag: "@once" } as const;

/** The phone reads Korean by day and English by night, the desk the other two: each pair of looks is met once. */
export function lookedAtHere(language: Language, colorScheme: "light" | "dark" = "light"): boolean {
  const phone = test.info().project.name === "phone";
  return phone === ((language === "ko") === (colorScheme === "light"));
}

/** Where many pages are looked at: Korean by day at the desk, English, which is longer, by night on the phone. */
export const LOOKS = [
  { language: "ko", colorScheme: "light", size: "desktop" },
  { language: "en", colorScheme: "dark", size: "phone" },
] as const;

/** As a fan who chose it; the browser's own wish is what a test without it goes by. */
export async function speak(context: BrowserContext, language: Language): Promise<void> {
  const url = `http://127.0.0.1:${process.env.BROWSER_TEST_PORT ?? 8797}`;
  await context.addCookies([{ name: "language", value: language, url }]);
}

/** WCAG 2.2 AA by axe; the report names each fault and its first place. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy: without it each look opens a blank page of its own to gather what foreign frames say, and no page has any.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // Only faults are described in full: addresses of all that is well cost more than finding the faults.
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
  const { violations } = await axe.analyze();
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}×, ${nodes[0]?.target})`);
  expect(faults).toEqual([]);
}

/** A phone's window grows with what is too wide for it and is no measure; what the page is laid out in does not. */
export async function expectNoSideways(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBeLessThanOrEqual(0);
}

/**
 * As somebody who reads letters of twice the size, on a phone: at a desk they make the browser lay out as for a narrower
 * window, which a size set from here does not.
 */
export async function expectStandsLargeLetters(page: Page): Promise<void> {
  if (test.info().project.name !== "phone") return;
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await expectNoSideways(page);
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

/** Collects what a page complains about: script errors, refused by policy, failed loads. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}
