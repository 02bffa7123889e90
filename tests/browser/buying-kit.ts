// A show of a test's own, and a fan who has come as far as holding seats in it.
import { type APIRequestContext, type BrowserContext, expect, type Page } from "@playwright/test";
import { be, freshEmail, OWN_ORIGIN } from "./people.ts";

export type Sale = { readonly show_id: string; readonly showtime_id: string };
export type Held = { readonly hold_id: string; readonly checkout: string; readonly email: string };

const DAY_MS = 86_400_000;

type Told = Record<string, unknown>;

async function send(call: APIRequestContext, method: "POST" | "PATCH", path: string, data: unknown): Promise<Told> {
  const answer = await call.fetch(path, { method, data, headers: OWN_ORIGIN });
  const text = await answer.text();
  expect([path, answer.ok(), text]).toEqual([path, true, text]);
  return JSON.parse(text) as Told;
}

export type SaleWish = {
  readonly price_krw?: number;
  readonly limits?: Record<string, number>;
  readonly title?: string;
  readonly sections?: readonly unknown[];
};

const ONE_ROW = [{ name: "1층 가구역", kind: "seated", grade: "R", rows: [{ label: "3", seats: 12 }] }];

/** Made by somebody else's browser, so that the fan's own stays a fan's. */
export async function openSale(context: BrowserContext, wish: SaleWish = {}): Promise<Sale> {
  const { price_krw = 132_000, limits = {}, title = "밤의 온도: 겨울 편지", sections = ONE_ROW } = wish;
  await be(context, freshEmail(), "MANAGER");
  const call = context.request;
  const now_ms = Date.now();
  const venue = await send(call, "POST", "/v1/api/manage/venues", {
    name: "한강 아트홀",
    region: "SEOUL",
    time_zone: "Asia/Seoul",
    sections,
  });
  const show = await send(call, "POST", "/v1/api/manage/shows", {
    title,
    genre: "CONCERT",
    venue_id: venue.id,
    running_minutes: 120,
    languages: { en: { title: "Night Temperature: A Winter Letter", description: "" } },
    grades: [{ grade: "R", price_krw }],
    sale: { opens_at_ms: now_ms - 60_000, closes_at_ms: now_ms + 30 * DAY_MS },
    room: { room_capacity: 50, batch_size: 50, step_ms: 200, claim_ms: 60_000, pass_ms: 600_000 },
    limits,
  });
  const showtime = await send(call, "POST", `/v1/api/manage/shows/${show.id}/showtimes`, {
    starts_at_ms: now_ms + 12 * DAY_MS,
    round: 1,
  });
  return { show_id: String(show.id), showtime_id: String(showtime.id) };
}

/** Through the line and into the room, by calls of the fan's own browser. */
export async function enterRoom(context: BrowserContext, sale: Sale): Promise<string> {
  const email = freshEmail();
  await be(context, email);
  const call = context.request;
  const queue = `/v1/api/shows/${sale.show_id}/queue`;
  await send(call, "POST", queue, {});
  await expect
    .poll(async () => ((await (await call.get(`${queue}/status`)).json()) as Told).state, { timeout: 15_000 })
    .toBe("ADMITTED");
  await send(call, "PATCH", `${queue}/status`, { state: "CLAIMED" });
  return email;
}

/** So many of the best together, or these. */
export async function holdSeats(
  context: BrowserContext,
  sale: Sale,
  wish: number | readonly string[] = 2,
): Promise<Held> {
  const email = await enterRoom(context, sale);
  const call = context.request;
  const seats = typeof wish === "number" ? { best: { count: wish } } : { seats: wish };
  const hold = await send(call, "POST", `/v1/api/showtimes/${sale.showtime_id}/holds`, seats);
  const hold_id = String(hold.id);
  return { hold_id, checkout: `/checkout/${hold_id}`, email };
}

/** The practice payment's own control: how it ends is said on the page. */
export async function payWith(page: Page, outcome: string): Promise<void> {
  const control = page.locator(".pay-sandbox");
  await expect(control).toBeVisible();
  if ((await control.getAttribute("open")) === null) await control.locator("summary").click();
  await control.locator("select").selectOption(outcome);
  await control.getByRole("button").click();
}

export async function bookingsOf(context: BrowserContext): Promise<readonly Told[]> {
  const answer = (await (await context.request.get("/v1/api/bookings")).json()) as { items: readonly Told[] };
  return answer.items;
}

/** Buys by the page itself; answers the booking. */
export async function buy(page: Page, held: Held): Promise<Told> {
  await page.goto(held.checkout);
  await payWith(page, "success");
  // The summary has a title too: only the booking itself says that it is done.
  const status = async () => (await bookingsOf(page.context()))[0]?.status;
  await expect.poll(status, { timeout: 20_000 }).toBe("CONFIRMED");
  await expect(page.locator("h1.page-title")).toBeVisible();
  const [booking] = await bookingsOf(page.context());
  return booking ?? {};
}
