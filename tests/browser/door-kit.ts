// Tickets, doors and a camera for the browser tests of doors: codes as a film that Chromium's fake camera shows.
import { closeSync, openSync, writeSync } from "node:fs";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { correction, generate } from "lean-qr";
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

const WIDTH = 480;
const HEIGHT = 360;
const FRAMES_PER_S = 4;

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

/** Each text for three quarters of a second and a dark frame after it: a ticket a second. It begins anew at its end. */
export function writeFilm(file: string, texts: readonly string[], { frames_each = 3, tail_s = 6 } = {}): void {
  const to = openSync(file, "w");
  writeSync(to, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_S}:1 Ip A1:1 C420jpeg\n`);
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = (luma: Buffer): void => {
    writeSync(to, "FRAME\n");
    writeSync(to, luma);
    writeSync(to, chroma);
  };
  const dark = Buffer.alloc(WIDTH * HEIGHT, 60);
  for (let i = 0; i < FRAMES_PER_S; i++) frame(dark);
  for (const text of texts) {
    const luma = pictureOf(text);
    for (let i = 0; i < frames_each; i++) frame(luma);
    frame(dark);
  }
  for (let i = 0; i < tail_s * FRAMES_PER_S; i++) frame(dark);
  closeSync(to);
}

/** As the ticket's page shows it. */
function qrTextOf(code: string): string {
  const [payload = "", signature = ""] = code.split(".");
  return ticketQrText(payload, fromBase64url(signature) ?? new Uint8Array());
}

/** A phone's bright screen in a dark hall. */
function pictureOf(text: string): Buffer {
  const code = generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M });
  const luma = Buffer.alloc(WIDTH * HEIGHT, 60);
  const quiet = 4;
  const scale = Math.floor(300 / (code.size + 2 * quiet));
  const side = scale * (code.size + 2 * quiet);
  const left = Math.floor((WIDTH - side) / 2);
  const top = Math.floor((HEIGHT - side) / 2);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = code.get(Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet);
      luma[(top + y) * WIDTH + left + x] = dark ? 20 : 235;
    }
  }
  return luma;
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
