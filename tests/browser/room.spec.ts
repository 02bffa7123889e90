// Two fans on one map, each in a browser of their own, choosing by keyboard from the list beside the plan.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { enterRoom, openSale, type Sale } from "./buying-kit.ts";
import { complaintsOf, expectAccessible, expectNoSideways, ONCE, speak } from "./kit.ts";
import { be, freshEmail } from "./people.ts";

async function openRoom(context: BrowserContext, sale: Sale): Promise<Page> {
  await enterRoom(context, sale);
  await speak(context, "ko");
  const page = await context.newPage();
  await page.goto(`/shows/${sale.show_id}/room/${sale.showtime_id}`);
  await expect(page.locator("canvas[data-plan]")).toBeVisible();
  return page;
}

async function openList(page: Page): Promise<void> {
  await page.getByRole("button", { name: "목록으로 고르기" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
}

const seat = (page: Page, place: number) => page.locator(`[role="gridcell"][data-place="${place}"]`);

test(
  "S2, S3: what one fan takes the other sees at once; by keyboard alone; expiry gives it back on both",
  ONCE,
  async ({ browser }) => {
    const [maker, one, other] = await Promise.all([browser.newContext(), browser.newContext(), browser.newContext()]);
    const sale = await openSale(maker, { limits: { hold_ms: 6_000 } });
    const [mine, theirs] = await Promise.all([openRoom(one, sale), openRoom(other, sale)]);
    const complaints = [...complaintsOf(mine), ...complaintsOf(theirs)];
    await Promise.all([openList(mine), openList(theirs)]);
    await seat(mine, 0).focus();
    await mine.keyboard.press("ArrowRight");
    await expect(seat(mine, 1)).toBeFocused();
    await mine.keyboard.press("Enter");
    await expect(seat(mine, 1)).toHaveAttribute("aria-selected", "true");
    const go = mine.locator(".room-panel-go button").last();
    await go.focus();
    await mine.keyboard.press("Enter");
    await expect(mine.locator(".hold-head")).toBeVisible();
    await expect(seat(theirs, 1)).toHaveAttribute("aria-disabled", "true", { timeout: 2_000 });
    await expect(seat(mine, 1)).not.toHaveAttribute("aria-disabled", "true");
    await expect(seat(theirs, 1)).not.toHaveAttribute("aria-disabled", "true", { timeout: 12_000 });
    await expect(mine.locator(".hold-head")).toHaveCount(0);
    expect(complaints).toEqual([]);
    await Promise.all([maker.close(), one.close(), other.close()]);
  },
);

test("S3: the room is accessible, fits its screen, and a refresh loses no hold (D26)", async ({ browser, context }) => {
  const maker = await browser.newContext();
  const sale = await openSale(maker);
  const page = await openRoom(context, sale);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole("button", { name: "좋은 자리 잡기" }).click();
  await expect(page.locator(".hold-head")).toBeVisible();
  await page.reload();
  await expect(page.locator(".hold-head")).toBeVisible();
  await expect(page.locator(".chosen-seat")).toHaveCount(2);
  await expectAccessible(page);
  await maker.close();
});

test("Q5: who is not inside is led to the line, not into the room", ONCE, async ({ browser, context, page }) => {
  const maker = await browser.newContext();
  const sale = await openSale(maker);
  await page.goto(`/shows/${sale.show_id}/room/${sale.showtime_id}`);
  await expect(page).toHaveURL(/\/signin/);
  await be(context, freshEmail());
  await page.goto(`/shows/${sale.show_id}/room/${sale.showtime_id}`);
  await expect(page).toHaveURL(new RegExp(`/shows/${sale.show_id}/line`));
  await maker.close();
});
