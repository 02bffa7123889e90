// The organiser's console from nothing to a cancelled show, by its pages alone; and every page of making a show as people see it.
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { editorKo } from "../../web/words/editor-ko.ts";
import { liveSaleKo } from "../../web/words/live-sale-ko.ts";
import { makingEn } from "../../web/words/making-en.ts";
import { makingKo } from "../../web/words/making-ko.ts";
import { wordsFor } from "../../web/words/words.ts";
import { buy, holdSeats, openSale, type Sale } from "./buying-kit.ts";
import {
  complaintsOf,
  DESK,
  expectAccessible,
  expectNoSideways,
  expectStandsLargeLetters,
  LOOKS,
  speak,
} from "./kit.ts";
import { be, freshEmail, OWN_ORIGIN, tabTo } from "./people.ts";

// A step that does not come is told at once, not after the whole test's time.
test.use({ actionTimeout: 10_000 });

const DAY_MS = 86_400_000;
const console_words = wordsFor("ko").console;
const { purchases } = console_words;

const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Seoul" }).format(Date.now() + days * DAY_MS);

/** A venue of one's own by keyboard: its form, then fifteen rows of twenty drawn in the editor. */
async function drawVenue(page: Page): Promise<void> {
  await page.goto("/manage");
  await page.getByRole("link", { name: console_words.shows.venues }).click();
  await page.getByRole("link", { name: makingKo.venues.make }).click();
  await page.getByLabel(makingKo.fields.venue_name.label).fill("강가의 홀");
  await page.keyboard.press("Enter");
  await expect(page.getByText(makingKo.venues.made("강가의 홀"))).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: makingKo.venues.layout }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: editorKo.title("강가의 홀") })).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(page.getByText(editorKo.side.empty)).toBeVisible();
  await page.keyboard.press("b");
  await page.getByLabel(editorKo.block.name).fill("1층");
  await page.keyboard.press("Tab");
  await page.keyboard.type("15");
  await page.keyboard.press("Tab");
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(page.getByText(editorKo.side.seats(300, 0))).toBeVisible();
  await page.keyboard.press("1");
  await page.keyboard.press("s");
  await expect(page.getByRole("dialog", { name: editorKo.stage.title })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: editorKo.publish.title });
  await expect(dialog.getByRole("button", { name: editorKo.publish.go })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText(editorKo.publish.done)).toBeVisible();
}

/** From the title to the review, each part saved on the way; answers the show's id. */
async function makeShow(page: Page): Promise<string> {
  await page.goto("/manage/venues");
  await page.getByRole("link", { name: makingKo.venues.show }).click();
  await page.getByLabel(makingKo.fields.title.label, { exact: true }).fill("강가의 밤");
  await page.keyboard.press("Enter");
  await expect(page.getByText(makingKo.edit.made)).toBeVisible();
  const id = /shows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";

  await page.getByLabel(makingKo.fields.from_day.label).fill(dayFromNow(20));
  await page.getByLabel(makingKo.fields.to_day.label).fill(dayFromNow(26));
  await page.getByRole("button", { name: makingKo.showtimes.look }).click();
  await expect(page.getByRole("heading", { name: makingKo.showtimes.found(6, 3) })).toBeVisible();
  await page.getByRole("button", { name: makingKo.showtimes.make(6) }).press("Enter");
  await expect(page.getByText(makingKo.showtimes.added(6))).toBeVisible();
  await page.getByRole("link", { name: makingKo.next(makingKo.parts.prices.title) }).click();

  await page.locator("#price_VIP").fill("비싸요");
  await page.keyboard.press("Enter");
  await expect(page.locator("#price_VIP-error")).toHaveText(makingKo.fields.price.wrong);
  await expect(page.locator("#price_VIP")).toHaveValue("비싸요");
  await page.locator("#price_VIP").fill("88,000");
  await page.getByRole("button", { name: makingKo.saveNext(makingKo.parts.sale.title) }).click();
  await page.getByRole("button", { name: makingKo.saveNext(makingKo.parts.poster.title) }).click();
  await expect(page.getByRole("heading", { level: 1, name: makingKo.parts.poster.title })).toBeVisible();
  return id;
}

async function publish(page: Page, id: string): Promise<void> {
  await page.goto(`/manage/shows/${id}/edit`);
  await page.getByRole("link", { name: makingKo.edit.preview }).click();
  await expect(page.getByRole("heading", { level: 1, name: "강가의 밤" })).toBeVisible();
  await page.goBack();
  // What is missing leads to its field.
  await page.getByRole("link", { name: makingKo.edit.mend }).click();
  await page.locator("#description").fill("강물 소리를 들으며 노래해요.");
  await page.getByRole("button", { name: makingKo.save, exact: true }).click();
  await page.goto(`/manage/shows/${id}/publish`);
  await page.getByRole("button", { name: makingKo.ask.publish.go }).press("Enter");
  await expect(page.getByText(makingKo.ask.publish.done)).toBeVisible();
}

/** An act of the live page: the way to the question, and the answer. */
async function turn(page: Page, act: "open" | "pause" | "resume"): Promise<void> {
  await page.getByRole("link", { name: liveSaleKo.acts[act], exact: true }).click();
  await page.locator("form.form button[type=submit]").press("Enter");
  await expect(page.getByText(liveSaleKo.acts.done)).toBeVisible();
}

async function buyElsewhere(browser: Browser, sale: Sale): Promise<void> {
  const theirs = await browser.newContext();
  await buy(await theirs.newPage(), await holdSeats(theirs, sale));
  await theirs.close();
}

const soldShown = (page: Page) => page.locator(".sale-table tbody tr").last().locator("td").first();

async function follow(page: Page, count: number): Promise<void> {
  await expect(page).toHaveURL(/\/jobs\//);
  await expect(page.getByText(purchases.job.progress(count, count))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(purchases.job.finished)).toBeVisible({ timeout: 30_000 });
}

async function refundFirst(page: Page, id: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/manage/shows/${id}/purchases`);
    await expect(page.getByRole("checkbox")).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: purchases.refundChosen }).click();
  await page.getByLabel(purchases.ask.reason).fill("좌석이 고장 났어요");
  await page.getByRole("button", { name: purchases.ask.confirm(1) }).click();
  await follow(page, 1);
}

async function firstShowtime(context: BrowserContext, show_id: string): Promise<Sale> {
  const answer = await context.request.get(`/v1/api/manage/shows/${show_id}/showtimes`, { headers: OWN_ORIGIN });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  expect(items).toHaveLength(6);
  return { show_id, showtime_id: items[0]?.id ?? "" };
}

test("CN44: from nothing to a cancelled show by the console alone", DESK, async ({ page, context, browser }) => {
  test.setTimeout(150_000);
  await speak(context, "ko");
  await be(context, freshEmail(), "MANAGER");
  await drawVenue(page);
  const id = await makeShow(page);
  await publish(page, id);
  await page.goto(`/manage/shows/${id}/live`);
  await turn(page, "open");
  const sale = await firstShowtime(context, id);
  await buyElsewhere(browser, sale);
  // The page was not opened again: it was told.
  await expect(soldShown(page)).toHaveText("2");
  await turn(page, "pause");
  await expect(page.getByText(wordsFor("ko").terms.saleStatuses.PAUSED).first()).toBeVisible();
  await turn(page, "resume");
  await buyElsewhere(browser, sale);
  await refundFirst(page, id);

  await page.goto(`/manage/shows/${id}/edit`);
  await expect(page.getByText(makingKo.why.sold).first()).toBeVisible();
  await page.getByRole("link", { name: makingKo.acts.cancel.go }).click();
  await page.getByLabel(purchases.ask.reason).fill("강물이 불었어요");
  await page.getByRole("button", { name: purchases.cancel.confirm }).click();
  await expect(page.getByText(purchases.job.finished)).toBeVisible({ timeout: 30_000 });
  await page.goto(`/manage/shows/${id}/edit/about`);
  await expect(page.getByLabel(makingKo.fields.title.label, { exact: true })).toBeDisabled();
});

// Each look at one size: the words and the colours do not know how wide the page is.
for (const { language, colorScheme, size } of LOOKS) {
  test(
    `CN45: every page of making a show is accessible and fits, in ${language} and ${colorScheme}`,
    size,
    async ({ page, context }) => {
      const making = language === "ko" ? makingKo : makingEn;
      test.setTimeout(90_000);
      const complaints = complaintsOf(page);
      await page.emulateMedia({ colorScheme });
      await speak(context, language);
      const { show_id } = await openSale(context);
      const base = `/manage/shows/${show_id}`;
      const parts = ["about", "showtimes", "prices", "sale", "poster", "presale"].map((part) => `${base}/edit/${part}`);
      const rest = [
        `${base}/edit`,
        `${base}/publish`,
        "/manage",
        "/manage/shows/new",
        "/manage/venues",
        "/manage/bookings",
      ];
      // Whatever stands below a show and is not made of parts: its sale, those who bought, and what is done with them.
      const below = ["live", "live?span=all", "purchases", "refunds", "cancel", "message", "print", "doors", "appeals"];
      for (const path of [...parts, ...rest, ...below.map((one) => `${base}/${one}`)]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoSideways(page);
        await expectStandsLargeLetters(page);
        await expectAccessible(page);
      }
      await page.goto(`${base}/edit/about`);
      await expect(page.getByText(making.why.has_showtimes)).toBeVisible();
      expect(complaints).toEqual([]);
    },
  );
}

test(
  "CN37: a large picture is made smaller in the browser and becomes the poster; no picture is told beside its field",
  DESK,
  async ({ page, context }) => {
    await speak(context, "ko");
    const { show_id } = await openSale(context);
    await page.goto(`/manage/shows/${show_id}/edit/poster`);
    const png = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(2_000, 3_000);
      const ink = canvas.getContext("2d");
      for (let i = 0; i < 40_000; i++) {
        if (ink !== null) ink.fillStyle = `hsl(${i % 360} 60% 50%)`;
        ink?.fillRect((i * 7_919) % 2_000, (i * 104_729) % 3_000, 11, 11);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    });
    const buffer = Buffer.from(png, "latin1");
    await page.setInputFiles("#poster", { name: "밤.png", mimeType: "image/png", buffer });
    await expect(page.getByRole("img", { name: makingKo.poster.preview })).toBeVisible();
    await page.getByRole("button", { name: makingKo.poster.go }).click();
    await expect(page.getByText(makingKo.poster.given)).toBeVisible();
    const shown = page.getByRole("img", { name: /포스터$/ });
    await expect(shown).toHaveAttribute("src", /^\/pictures\//);
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_600);
    await page.setInputFiles("#poster", { name: "글.png", mimeType: "image/png", buffer: Buffer.from("글") });
    await expect(page.getByText(makingKo.poster.unreadable)).toBeVisible();
    await page.getByRole("button", { name: makingKo.poster.go }).click();
    await expect(page.locator("#poster-error")).toHaveText(makingKo.poster.faults.image_unreadable);
    await page.getByRole("button", { name: makingKo.poster.back }).click();
    await expect(page.getByText(makingKo.poster.returned)).toBeVisible();
  },
);

test(
  "CN42: seats are chosen by dragging and by grade, looked at by name, and kept back; the fans' map knows at once",
  DESK,
  async ({ page, context }) => {
    await speak(context, "ko");
    const { show_id, showtime_id } = await openSale(context);
    const { map, acts } = liveSaleKo;
    await page.goto(`/manage/shows/${show_id}/live`);
    await page.getByLabel(map.box).check();
    const box = await page.locator(".sale-map-boxes").boundingBox();
    if (box === null) throw new Error("the map has no size");
    await page.mouse.move(box.x + 3, box.y + 3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 3, box.y + box.height - 3, { steps: 5 });
    await page.mouse.up();
    await expect(page.getByText(map.chosen(12))).toBeVisible();
    await page.getByRole("button", { name: map.clear }).click();
    await expect(page.getByText(map.none)).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: map.addGroup }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(map.chosen(12))).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: map.block, exact: true }).click();
    await expect(page.getByText("1층 가구역 3열 1, 2, 3", { exact: false })).toBeVisible();
    await page.locator("form.form button[type=submit]").click();
    await expect(page.getByText(acts.done)).toBeVisible();
    const seats = await context.request.get(`/v1/api/showtimes/${showtime_id}/seats?format=json`);
    const states = Object.values(((await seats.json()) as { seats: Record<string, string> }).seats);
    expect(states).toEqual(Array.from({ length: 12 }, () => "BLOCKED"));
  },
);
