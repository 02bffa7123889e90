// Tickets, doors and phones for the browser tests of doors.
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { fromBase64url } from "../../domain/log/text.ts";
import { ticketQrText } from "../../domain/tickets/ticket-code.ts";
import { CHROMIUM_ARGS, chromiumPath } from "../../ops/chromium.ts";
import { holdSeats, type Sale } from "./buying-kit.ts";
import { BASE, OWN_ORIGIN } from "./people.ts";

export type Told = Record<string, unknown>;
export type Ticket = {
  readonly ticket_id: string;
  readonly code: string;
  readonly qr: string;
  readonly booking_id: string;
};

const post = async (context: BrowserContext, path: string, data: unknown): Promise<Told> => {
  const answer = await context.request.post(path, { data, headers: OWN_ORIGIN });
  const text = await answer.text();
  expect([path, answer.ok(), text]).toEqual([path, true, text]);
  return JSON.parse(text) as Told;
};
const read = async (context: BrowserContext, path: string): Promise<Told> =>
  (await (await context.request.get(path)).json()) as Told;

/** Seats of one fan, held, paid and turned into codes. */
export async function buyTickets(context: BrowserContext, sale: Sale, seats: readonly string[]): Promise<Ticket[]> {
  const { hold_id } = await holdSeats(context, sale, seats);
  const { id } = await post(context, "/v1/api/bookings", { hold_id });
  await post(context, "/v1/api/payments", { booking_id: id, simulate: "success" });
  const booking = () => read(context, `/v1/api/bookings/${id}`);
  await expect.poll(async () => (await booking()).status, { timeout: 15_000 }).toBe("CONFIRMED");
  const lines = (await booking()).lines as { ticket_id: string }[];
  return Promise.all(
    lines.map(async ({ ticket_id }) => {
      const { code } = await read(context, `/v1/api/tickets/${ticket_id}`);
      return { ticket_id, code: String(code), qr: qrTextOf(String(code)), booking_id: String(id) };
    }),
  );
}

export async function makeDoor(organiser: BrowserContext, sale: Sale, name: string, more: Told = {}): Promise<string> {
  const data = { name, expires_at_ms: Date.now() + 3_600_000, ...more };
  const { url } = await post(organiser, `/v1/api/manage/shows/${sale.show_id}/doors`, data);
  return new URL(String(url)).pathname;
}

/** A phone of its own, whose camera shows the film from when it is opened, over and over. */
export async function phoneWith(film: string) {
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...CHROMIUM_ARGS,
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  const context = await browser.newContext({ baseURL: BASE, viewport: { width: 390, height: 844 } });
  return { browser, context };
}

/** As the ticket's page shows it. */
function qrTextOf(code: string): string {
  const [payload = "", signature = ""] = code.split(".");
  return ticketQrText(payload, fromBase64url(signature) ?? new Uint8Array());
}

/** Every answer that the page gave, in its order, as `shown:tone`. */
export async function watchAnswers(page: Page): Promise<() => Promise<{ shown: string; at_ms: number }[]>> {
  await page.addInitScript(() => {
    const told: { shown: string; at_ms: number }[] = [];
    Object.assign(window, { told });
    let last = "";
    new MutationObserver(() => {
      const face = document.querySelector<HTMLElement>("[data-shown]");
      const nonce = face?.dataset.nonce ?? "";
      if (face === null || nonce === last) return;
      last = nonce;
      told.push({ shown: `${face.dataset.shown}:${face.dataset.tone}`, at_ms: performance.now() });
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { told: { shown: string; at_ms: number }[] }).told);
}
