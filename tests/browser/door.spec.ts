import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { holdSeats, openSale } from "./buying-kit.ts";
import { expectAccessible, expectNoSideways, speak } from "./kit.ts";
import { OWN_ORIGIN } from "./people.ts";

type Told = Record<string, unknown>;

async function ticketCodes(context: BrowserContext, hold_id: string): Promise<string[]> {
  const post = async (path: string, data: unknown): Promise<Told> =>
    (await (await context.request.post(path, { data, headers: OWN_ORIGIN })).json()) as Told;
  const read = async (path: string): Promise<Told> => (await (await context.request.get(path)).json()) as Told;
  const { id } = await post("/v1/api/bookings", { hold_id });
  await post("/v1/api/payments", { booking_id: id, simulate: "success" });
  const booking = () => read(`/v1/api/bookings/${id}`);
  await expect.poll(async () => (await booking()).status, { timeout: 15_000 }).toBe("CONFIRMED");
  const lines = (await booking()).lines as { ticket_id: string }[];
  return Promise.all(lines.map(async (line) => String((await read(`/v1/api/tickets/${line.ticket_id}`)).code)));
}

async function type(page: Page, code: string): Promise<void> {
  await page.locator("#gate-text").fill(code);
  await page.locator(".gate-hand [type=submit]").click();
}
const said = (page: Page) => page.locator("[data-shown]");

test("DR7: two doors lose their network, both let one ticket in, and both are told when it is back", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const [organiser, fan] = [await browser.newContext(), await browser.newContext()];
  const sale = await openSale(organiser);
  const [first = "", second = ""] = await ticketCodes(fan, (await holdSeats(fan, sale)).hold_id);
  const doors: { context: BrowserContext; page: Page }[] = [];
  for (const [name, language] of [
    ["West", "ko"],
    ["East", "en"],
  ] as const) {
    const path = `/v1/api/manage/shows/${sale.show_id}/doors`;
    const data = { name, expires_at_ms: Date.now() + 3_600_000 };
    const { url } = (await (await organiser.request.post(path, { data, headers: OWN_ORIGIN })).json()) as Told;
    const context = await browser.newContext();
    await speak(context, language);
    const page = await context.newPage();
    await page.goto(new URL(String(url)).pathname);
    await expect(page.locator(".gate-state")).toContainText(/표 2장|2 tickets/);
    doors.push({ context, page });
  }
  const [west, east] = doors;
  if (west === undefined || east === undefined) throw new Error("two doors");
  await type(west.page, first);
  await expect(said(west.page)).toHaveAttribute("data-shown", "entered");
  await type(east.page, first);
  await expect(said(east.page)).toHaveAttribute("data-shown", "already_entered");
  await expectAccessible(west.page);
  await expectNoSideways(west.page);
  // What the page keeps for later is kept behind its back.
  await west.page.waitForTimeout(1_500);
  for (const { context } of doors) await context.setOffline(true);
  await west.page.reload();
  await expect(west.page.locator(".gate-last li")).toHaveCount(1);
  for (const { page } of doors) {
    await type(page, second);
    await expect(said(page)).toHaveAttribute("data-shown", "entered");
  }
  for (const { context } of doors) await context.setOffline(false);
  const tally = async () =>
    (
      (await (await organiser.request.get(`/v1/api/manage/shows/${sale.show_id}/checkins`)).json()) as {
        double_entries: unknown[];
      }
    ).double_entries.length;
  await expect.poll(tally, { timeout: 20_000 }).toBe(1);
  for (const { page } of doors) await expect(page.locator(".gate-doubles li")).toHaveCount(1, { timeout: 30_000 });
});
