// A sale of a test's own: a small hall, a small room, and fans who need no page to stand in line.
import { type APIRequestContext, expect, type Page, request } from "@playwright/test";
import { BASE } from "./people.ts";

export type Room = {
  readonly room_capacity: number;
  readonly batch_size: number;
  readonly step_ms: number;
  readonly claim_ms: number;
  readonly pass_ms: number;
  readonly check: "off" | "proof";
};
export type Sale = {
  readonly show_id: string;
  readonly showtime_id: string;
  readonly seats: readonly string[];
  readonly line: string;
  readonly queue: string;
  readonly organiser: Person;
};
export type Person = { readonly id: string; readonly email: string; readonly call: APIRequestContext };
export type Place = {
  readonly state: string;
  readonly position: number | null;
  readonly ahead: number | null;
  readonly behind: number | null;
};

const HOUR_MS = 3_600_000;
type Opening = { readonly opens_in_ms: number; readonly more?: Readonly<Record<string, unknown>> };
const SALE_OPEN: Opening = { opens_in_ms: -HOUR_MS };

/** Somebody with a token instead of a browser. */
export async function person(role: "USER" | "MANAGER" = "USER"): Promise<Person> {
  const email = `fan-${crypto.randomUUID()}@example.com`;
  const answer = await fetch(`${BASE}/sandbox/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, role }),
  });
  expect(answer.status).toBe(201);
  const { access_token, user } = (await answer.json()) as { access_token: string; user: { id: string } };
  const call = await request.newContext({
    baseURL: BASE,
    extraHTTPHeaders: { authorization: `Bearer ${access_token}` },
  });
  return { id: user.id, email, call };
}

async function made(answer: Awaited<ReturnType<APIRequestContext["post"]>>): Promise<Record<string, unknown>> {
  expect([answer.status(), await answer.text()]).toEqual([201, expect.any(String)]);
  return (await answer.json()) as Record<string, unknown>;
}

export async function openSale(room: Partial<Room> = {}, { opens_in_ms, more = {} } = SALE_OPEN): Promise<Sale> {
  const organiser = await person("MANAGER");
  const now_ms = Date.now();
  const sections = [{ name: "A", kind: "seated", grade: "R", rows: [{ label: "1", seats: 8 }] }];
  const venue = await made(
    await organiser.call.post("/v1/api/manage/venues", {
      data: { name: "Small hall", region: "SEOUL", time_zone: "Asia/Seoul", sections },
    }),
  );
  const show = await made(
    await organiser.call.post("/v1/api/manage/shows", {
      data: {
        title: "A line to try",
        genre: "CONCERT",
        venue_id: venue.id,
        grades: [{ grade: "R", price_krw: 10_000 }],
        sale: { opens_at_ms: now_ms + opens_in_ms, closes_at_ms: now_ms + 24 * HOUR_MS, ...more },
        room: { room_capacity: 3, batch_size: 3, step_ms: 200, claim_ms: 60_000, pass_ms: 600_000, ...room },
      },
    }),
  );
  const show_id = String(show.id);
  const showtime = await made(
    await organiser.call.post(`/v1/api/manage/shows/${show_id}/showtimes`, {
      data: { starts_at_ms: now_ms + 48 * HOUR_MS, round: 1 },
    }),
  );
  const layout = await organiser.call.get(`/v1/api/showtimes/${showtime.id}/layout`);
  const text = await layout.text();
  const seats = [...text.matchAll(/"id":"([^"]+)","label"/g)].map(([, id = ""]) => id);
  return {
    show_id,
    showtime_id: String(showtime.id),
    seats,
    line: `/shows/${show_id}/line`,
    queue: `/v1/api/shows/${show_id}/queue`,
    organiser,
  };
}

export async function join(fan: Person, sale: Sale): Promise<Place> {
  const answer = await fan.call.post(sale.queue);
  expect([200, 201]).toContain(answer.status());
  return (await answer.json()) as Place;
}

export async function placeOf(call: APIRequestContext, sale: Sale): Promise<Place> {
  return (await (await call.get(`${sale.queue}/status`)).json()) as Place;
}

export async function leave(fan: Person, sale: Sale): Promise<void> {
  expect((await fan.call.delete(sale.queue)).status()).toBe(204);
}

export async function setStatus(sale: Sale, status: "OPEN" | "PAUSED" | "ENDED"): Promise<void> {
  const answer = await sale.organiser.call.patch(`/v1/api/manage/shows/${sale.show_id}/sale/status`, {
    data: { status },
  });
  expect(answer.status()).toBe(200);
}

/** The number that matters, as it stands on the page. */
export const aheadOn = async (page: Page): Promise<number> =>
  Number(((await page.locator(".line-number .tabular").textContent()) ?? "").replaceAll(",", ""));
