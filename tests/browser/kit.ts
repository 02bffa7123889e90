// Shared by the browser tests: languages, accessibility, and what no page may do.
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * What the width of a screen cannot change is played at one size: the phone's, or the desk's where that is its place. A
 * tag and not a skip: who is skipped has opened a browser for it.
 */
export const ONCE = { tag: "@once" } as const;
export const DESK = { tag: "@desk" } as const;

/** The phone reads Korean, the desk English: what both read is read once. */
export const readIn = (language: Language): typeof ONCE | typeof DESK => (language === "ko" ? ONCE : DESK);

export const lookedAtHere = (language: Language): boolean =>
  (test.info().project.name === "phone") === (readIn(language) === ONCE);

/** Where many pages are looked at: Korean by day at the desk, English, which is longer, by night on the phone. */
export const LOOKS = [
  { language: "ko", colorScheme: "light", size: DESK },
  { language: "en", colorScheme: "dark", size: ONCE },
] as const;

/** As a fan who chose it; the browser's own wish is what a test without it goes by. */
export async function speak(context: BrowserContext, language: Language): Promise<void> {
  const url = `http://127.0.0.1:${process.env.BROWSER_TEST_PORT ?? 8797}`;
  await context.addCookies([{ name: "language", value: language, url }]);
}

// Of the two forms that axe comes in, the one a page takes in three times faster.
const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
/** WCAG 2.2 AA. Only faults are described: addresses of all that is well cost more than finding the faults. */
const ASKED: RunOptions = { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] };

/** The report names each fault and its first place. */
export async function expectAccessible(page: Page): Promise<void> {
  // Without its style a page that has only begun to come is full of faults.
  await page.waitForLoadState();
  // Axe and the question in one word: no page has frames to be asked one by one. Straight to the browser: half a million
  // letters as an argument of a function cost more than the question.
  const expression = `${AXE};axe.run(${JSON.stringify(ASKED)}).then(({ violations }) => violations)`;
  const browser = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await browser.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  await browser.detach();
  expect(exceptionDetails).toBeUndefined();
  const violations = result.value as AxeResults["violations"];
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
