// The waiting page as fans meet it: one line, served in order, everyone told the truth, nobody claimed for.

import { expect, type Page, test } from "@playwright/test";
import { lineEn } from "../../web/words/line-en.ts";
import { complaintsOf, DESK, expectAccessible, expectNoSideways, LOOKS, ONCE, speak } from "./kit.ts";
import { aheadOn, join, leave, openSale, type Person, person, placeOf, type Sale, setStatus } from "./line-kit.ts";
import { be, freshEmail } from "./people.ts";

test.describe.configure({ timeout: 90_000 });

const openLine = async (page: Page, sale: Sale): Promise<Page> => {
  await be(page.context(), freshEmail());
  await speak(page.context(), "en");
  await page.goto(sale.line);
  return page;
};
/** On the page itself, not in what is read out. */
const said = (page: Page, text: string) => page.locator(".line").getByText(text).filter({ visible: true }).last();
const button = (page: Page) => page.getByRole("button", { name: "Go in" });

test("Q1 Q2 Q3 D1: fifty fans in one line, let in in order, everyone told the truth", DESK, async ({ browser }) => {
  const sale = await openSale();
  const first = await Promise.all(Array.from({ length: 18 }, () => person()));
  const crowd: { fan: Person; position: number }[] = [];
  for (const fan of first) crowd.push({ fan, position: (await join(fan, sale)).position ?? 0 });
  expect(crowd.map(({ position }) => position)).toEqual(crowd.map((_, i) => i + 1));

  const contexts = await Promise.all(Array.from({ length: 5 }, () => browser.newContext()));
  const pages: Page[] = [];
  // One after the other: whoever opens the page first stands before the next.
  for (const context of contexts) {
    const page = await openLine(await context.newPage(), sale);
    await expect(page.locator(".line-number")).toBeVisible();
    pages.push(page);
  }
  const [plain, refreshing, offline, leaving, tabbed] = pages as [Page, Page, Page, Page, Page];
  const tabs = [tabbed, await tabbed.context().newPage(), await tabbed.context().newPage()];
  for (const tab of tabs.slice(1)) await tab.goto(sale.line);
  const last = await Promise.all(Array.from({ length: 27 }, () => person()));
  const joined = await Promise.all(last.map((fan) => join(fan, sale)));
  // Fifty people, fifty places: seven pages, three of them one fan's, took five.
  expect([...joined.map(({ position }) => position)].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    Array.from({ length: 27 }, (_, i) => 24 + i),
  );

  for (const [i, page] of pages.entries()) {
    await expect.poll(() => aheadOn(page)).toBe(15 + i);
    expect((await placeOf(page.request, sale)).position).toBe(19 + i);
  }
  await refreshing.reload();
  await expect.poll(() => aheadOn(refreshing)).toBe(16);
  expect((await placeOf(refreshing.request, sale)).position).toBe(20);

  await offline.context().setOffline(true);
  await expect(offline.locator(".line-link-offline")).toBeVisible();
  await leaving.getByRole("button", { name: "Leave the line" }).click();
  await expect(leaving.getByRole("dialog")).toContainText("Your place goes");
  await leaving.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(said(leaving, "You left the line")).toBeVisible();
  for (const tab of tabs) await expect.poll(() => aheadOn(tab)).toBe(18);
  expect(await aheadOn(offline)).toBe(17);

  // The room empties one by one; whoever is let in is always the next of the line.
  const shown: number[] = [];
  const let_in: number[] = [];
  for (const [i, { fan, position }] of crowd.entries()) {
    await expect.poll(async () => (await placeOf(fan.call, sale)).state).toBe("ADMITTED");
    let_in.push(position);
    await leave(fan, sale);
    if (i % 4 === 0) shown.push(await aheadOn(plain));
  }
  expect(let_in).toEqual([...let_in].sort((a, b) => a - b));
  expect(shown).toEqual([...shown].sort((a, b) => b - a));

  // Three slots for the next three: the plain one, the refreshing one, and the one who is still offline.
  await expect(button(plain)).toBeVisible();
  await expect(button(refreshing)).toBeVisible();
  expect(await aheadOn(offline)).toBe(17);
  await offline.context().setOffline(false);
  await expect(button(offline)).toBeVisible({ timeout: 15_000 });
  for (const tab of tabs) await expect.poll(() => aheadOn(tab)).toBe(0);

  await button(plain).click();
  await expect(plain).toHaveURL(new RegExp(`/shows/${sale.show_id}/room`));
  expect((await placeOf(plain.request, sale)).state).toBe("CLAIMED");
  expect((await placeOf(refreshing.request, sale)).state).toBe("ADMITTED");

  // Anyone can check it afterwards.
  await plain.goto(`/verify/${sale.show_id}`);
  await expect(plain.getByText("The order was kept")).toBeVisible();
  await plain.getByRole("button", { name: "Fetch my receipt", exact: true }).click();
  await expect(plain.getByText("The receipt for No. 19 holds")).toBeVisible();
  await expect(plain.getByText("It stands in the log checked above")).toBeVisible();
  await Promise.all(contexts.map((context) => context.close()));
});

test("Q5 Q6: the turn comes without a reload, nothing jumps, and one tap goes in", async ({ page }) => {
  const sale = await openSale({ room_capacity: 1 });
  const before = await person();
  await join(before, sale);
  await openLine(page, sale);
  await expect.poll(() => aheadOn(page)).toBe(0);
  const top = async () => Math.round((await page.locator(".line-hero").boundingBox())?.y ?? -1);
  const number = async () => Math.round((await page.locator(".line-number").boundingBox())?.y ?? -1);
  const at = [await top(), await number()];
  await leave(before, sale);
  await expect(button(page)).toBeVisible();
  const moved = [await top(), await number()];
  expect(Math.abs((moved[0] ?? 0) - (at[0] ?? 0))).toBeLessThanOrEqual(1);
  expect(Math.abs((moved[1] ?? 0) - (at[1] ?? 0))).toBeLessThanOrEqual(16);
  await expect(page).toHaveTitle(/Your turn/);
  const left = (await page.locator(".line-number").textContent()) ?? "";
  expect(left).toMatch(/^0[01]:\d\d$/);
  await expect(async () => expect(await page.locator(".line-number").textContent()).not.toBe(left)).toPass();
  await expectAccessible(page);
  await button(page).click();
  await expect(page).toHaveURL(/\/room/);
  expect((await placeOf(page.request, sale)).state).toBe("CLAIMED");
});

test("Q5: who needs longer prolongs the time to go in, once", ONCE, async ({ page }) => {
  const sale = await openSale({ room_capacity: 1, claim_ms: 30_000 });
  await openLine(page, sale);
  await expect(button(page)).toBeVisible();
  await page.getByRole("button", { name: "I need more time" }).click();
  await expect(page.getByText("You have more time now")).toBeVisible();
  await expect(page.locator(".line-number")).toHaveText(/^0[01]:[345]\d$/);
  await expect(page.getByRole("button", { name: "I need more time" })).toHaveCount(0);
});

test("D15: an unattended tab never claims; the turn goes on, and the fan reads why", ONCE, async ({ page }) => {
  const sale = await openSale({ room_capacity: 1, claim_ms: 5_000 });
  await openLine(page, sale);
  await expect(button(page)).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") asked.push(request.url());
  });
  await page.waitForTimeout(3_000);
  expect((await placeOf(page.request, sale)).state).toBe("ADMITTED");
  await expect(page.locator(".line-headline")).toHaveText("The time to enter ran out", { timeout: 10_000 });
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Join again" }).click();
  await expect(button(page)).toBeVisible();
});

test("Q5: who is at the page is let in without losing the turn to a slow hand", ONCE, async ({ page }) => {
  const sale = await openSale({ room_capacity: 1 });
  await openLine(page, sale);
  await expect(button(page)).toBeVisible();
  await page.keyboard.press("Shift");
  await expect(page.getByRole("button", { name: "Choose seats" })).toBeVisible();
  expect((await placeOf(page.request, sale)).state).toBe("CLAIMED");
});

test("D13 Q9: a pause, a message and a sell-out are told at once, and the place stays", ONCE, async ({ page }) => {
  const sale = await openSale({ room_capacity: 0 });
  await openLine(page, sale);
  await expect(page.locator(".line-number")).toHaveText("0");
  await setStatus(sale, "PAUSED");
  await expect(page.locator(".line-text")).toContainText("The sale is paused");
  await expectAccessible(page);
  const notices = `/v1/api/manage/shows/${sale.show_id}/notices`;
  await sale.organiser.call.post(notices, { data: { text: "Ten minutes late" } });
  await expect(page.getByText("Ten minutes late")).toBeVisible();
  await setStatus(sale, "OPEN");
  await expect(page.locator(".line-text")).not.toContainText("The sale is paused");
  await expect(page.locator(".line-label")).toHaveText("You are next");
  const blocks = `/v1/api/manage/showtimes/${sale.showtime_id}/blocks`;
  expect((await sale.organiser.call.put(blocks, { data: { seats: sale.seats } })).ok()).toBe(true);
  await expect(page.locator(".line-text")).toContainText("Seats that come back go to those who asked to be told");
  expect((await placeOf(page.request, sale)).position).toBe(1);
  await setStatus(sale, "ENDED");
  await expect(page.locator(".line-headline")).toHaveText(/The sale is over|Sold out/);
});

test("Q8: inside one room, the other show asks before it switches", ONCE, async ({ page }) => {
  const [one, other] = [await openSale({ room_capacity: 1 }), await openSale({ room_capacity: 1 })];
  await openLine(page, one);
  await button(page).click();
  await expect(page).toHaveURL(/\/room/);
  await page.goto(other.line);
  await button(page).click();
  await expect(page.getByRole("dialog")).toContainText("One room at a time");
  expect((await placeOf(page.request, one)).state).toBe("CLAIMED");
  await page.getByRole("button", { name: "Switch to this one" }).click();
  await expect(page).toHaveURL(new RegExp(`/shows/${other.show_id}/room`));
  expect((await placeOf(page.request, one)).state).toBe("LEFT");
});

test("D16 Q9: the line opens by the service's clock and the page joins by itself", ONCE, async ({ page }) => {
  const sale = await openSale({}, { opens_in_ms: 9_000 });
  await openLine(page, sale);
  await expect(page.locator(".line-label")).toHaveText("Until the line opens");
  await expect(button(page)).toBeVisible({ timeout: 15_000 });
});

for (const { language, colorScheme, size } of LOOKS) {
  test(
    `C6: the waiting page in ${language} is accessible, fits its screen and complains of nothing`,
    size,
    async ({ page }) => {
      const sale = await openSale({ room_capacity: 0 });
      const complaints = complaintsOf(page);
      await be(page.context(), freshEmail());
      await speak(page.context(), language);
      await page.emulateMedia({ colorScheme });
      await page.goto(sale.line);
      await expect(page.locator(".line-link-live")).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page);
      const small = await page
        .locator("main button:visible, main a:visible, main summary:visible")
        .evaluateAll((all) =>
          all
            .filter((one) => one.closest("p, h1") === null && one.getBoundingClientRect().height < 44)
            .map((one) => one.textContent),
        );
      expect(small).toEqual([]);
      await page.goto(`/verify/${sale.show_id}`);
      await expect(page.locator(".verify-verdict")).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    },
  );
}

test(
  "L22: a kept receipt is checked in the browser in under 100 ms, and a changed one fails",
  ONCE,
  async ({ page }) => {
    const sale = await openSale({ room_capacity: 0 });
    await openLine(page, sale);
    await expect(page.locator(".line-link-live")).toBeVisible();
    await page.getByText("Receipt of your place").click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a file" }).click();
    const path = await (await download).path();
    await page.goto(`/verify/${sale.show_id}`);
    const own = page.getByRole("region", { name: "Your receipt" });
    await own.locator("input[type=file]").setInputFiles(path);
    await expect(page.getByText("The receipt for No. 1 holds")).toBeVisible();
    const took = Number(/took (?:< )?(\d+) ms/.exec((await own.textContent()) ?? "")?.[1]);
    expect(took).toBeLessThan(100);
    const kept = await own.getByRole("textbox").inputValue();
    await own.getByRole("textbox").fill(`${kept.trim().slice(0, -6)}AAAAAA`);
    await own.getByRole("button", { name: "Check this receipt" }).click();
    await expect(page.getByText("This receipt does not hold")).toBeVisible();
  },
);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("Q1: a button joins, a reload keeps the place, and checking says what it would do", ONCE, async ({ page }) => {
    const sale = await openSale({ room_capacity: 0 });
    await openLine(page, sale);
    // What a script would do by itself is not promised where none runs.
    await expect(page.getByText(lineEn.joining.title)).toBeHidden();
    await page.getByRole("button", { name: "Join the line" }).click();
    await expect(page.getByText("Ahead of you").or(page.getByText("You are next")).first()).toBeVisible();
    await page.reload();
    expect((await placeOf(page.request, sale)).position).toBe(1);
    await page.goto(`/verify/${sale.show_id}`);
    await expect(page.getByText("npm run verify -- line")).toBeVisible();
    await expect(page.locator("main noscript p")).toBeVisible();
  });
});
