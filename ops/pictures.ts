// Takes the pictures of the pages that the documents show: phone and desktop, Korean and English, of a fresh season;
// and lays two of them side by side for the README. `node ops/pictures.ts`, after the looks have changed.
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath } from "./chromium.ts";
import { startInstance } from "./instance.ts";

const FOLDER = "docs/pictures";
/** Pictures live in the repository for good. */
const BYTES_MAX = 250_000;
const LANGUAGES = ["ko", "en"] as const;
const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
} as const;
const SHOW_SHOWN = "show_moonlight";
const PAGES = {
  home: "/",
  search: "/search?genre=MUSICAL",
  show: `/shows/${SHOW_SHOWN}`,
  docs: "/docs",
} as const;

const fileOf = (...parts: readonly string[]): string => join(FOLDER, `${parts.join("-")}.png`);

async function takePages(browser: Browser, url: string): Promise<void> {
  for (const [screen, settings] of Object.entries(SCREENS)) {
    for (const language of LANGUAGES) {
      const context = await browser.newContext({ ...settings, locale: language, timezoneId: "Asia/Seoul" });
      await context.addCookies([{ name: "language", value: language, url }]);
      const page = await context.newPage();
      for (const [name, path] of Object.entries(PAGES)) {
        const answer = await page.goto(`${url}${path}`, { waitUntil: "load" });
        if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: fileOf(name, screen, language), animations: "disabled" });
      }
      await context.close();
    }
  }
}

const inline = (path: string): string => `data:image/png;base64,${readFileSync(path).toString("base64")}`;

/** The home page of a desktop and the show page of a phone in front of it. */
async function takeReadme(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1320, height: 770 } });
  await page.setContent(`<style>
    body { margin: 0; background: #e9e4da; height: 770px; position: relative; overflow: hidden }
    img { position: absolute; border-radius: 14px; border: 1px solid #1d1b1733; box-shadow: 0 18px 40px #1d1b1730 }
    .desktop { left: 40px; top: 60px; width: 952px }
    .phone { right: 40px; top: 60px; width: 296px }
  </style>
  <img class="desktop" src="${inline(fileOf("home", "desktop", "en"))}">
  <img class="phone" src="${inline(fileOf("show", "phone", "ko"))}">`);
  await page.screenshot({ path: fileOf("readme") });
  await page.close();
}

function tooLarge(): string[] {
  const names = Object.keys(PAGES).flatMap((name) =>
    Object.keys(SCREENS).flatMap((screen) => LANGUAGES.map((language) => fileOf(name, screen, language))),
  );
  return [...names, fileOf("readme")].filter((path) => statSync(path).size > BYTES_MAX);
}

mkdirSync(FOLDER, { recursive: true });
const instance = await startInstance();
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS });
try {
  await takePages(browser, instance.url);
  await takeReadme(browser);
} finally {
  await browser.close();
  await instance.end();
}
const large = tooLarge();
for (const path of large) console.error(`${path} is larger than ${BYTES_MAX / 1_000} kB`);
process.exitCode = large.length === 0 ? 0 : 1;
