// The show that is sold in the measurement, and its fans up to the moment at which each has a pass. None of it is timed.
import { dial } from "../kit/http-load.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import type { Product } from "../kit/product.ts";
import { type Ask, asker, expected } from "./asker.ts";

const SEATS_PER_ROW = 100;
const HOUR_MS = 3_600_000;
const PREPARING_AT_ONCE = 32;
const ADMITTED_WITHIN_MS = 60_000;

export type Hall = { readonly show_id: string; readonly showtime_id: string; readonly seats: readonly string[] };
export type Buyer = { readonly headers: Readonly<Record<string, string>>; readonly id: string };

type Room = { readonly room_capacity?: number; readonly batch_size?: number; readonly step_ms?: number };

/** Everybody goes in at once, unless `room` says otherwise. */
export async function openHall(ask: Ask, seats_count: number, room: Room = {}): Promise<Hall> {
  const login = { email: "organiser@example.com", role: "MANAGER" };
  const session = expected(await ask({ method: "POST", path: "/sandbox/login" }, login), 201, "login");
  const headers = { authorization: `Bearer ${session.access_token}` };
  const make = async (path: string, body: unknown) =>
    expected(await ask({ method: "POST", path: `/v1/api/manage/${path}`, headers }, body), 201, path);
  const rows = Array.from({ length: Math.ceil(seats_count / SEATS_PER_ROW) }, (_, i) => ({
    label: String(i + 1),
    seats: SEATS_PER_ROW,
  }));
  const venue = await make("venues", {
    name: "Hall",
    region: "SEOUL",
    time_zone: "Asia/Seoul",
    sections: [{ name: "1F", kind: "seated", grade: "R", rows }],
  });
  const now_ms = Date.now();
  const show = await make("shows", {
    title: "A measured sale",
    genre: "CONCERT",
    venue_id: venue.id,
    grades: [{ grade: "R", price_krw: 90_000 }],
    sale: { opens_at_ms: now_ms - 1_000, closes_at_ms: now_ms + 24 * HOUR_MS },
    room: {
      room_capacity: 100_000,
      check_above: 1_000_000,
      batch_size: 10_000,
      step_ms: 50,
      claim_ms: HOUR_MS,
      pass_ms: 2 * HOUR_MS,
      ...room,
    },
    limits: { seats_per_fan: 4, hold_ms: 300_000, payment_ms: 420_000, payment_attempts: 3 },
  });
  const starts_at_ms = now_ms + 240 * HOUR_MS;
  const showtime = await make(`shows/${show.id}/showtimes`, { starts_at_ms, round: 1 });
  const layout = expected(
    await ask({ method: "GET", path: `/v1/api/showtimes/${showtime.id}/layout` }),
    200,
    "layout",
  ) as { sections: { rows: { seats: { id: string }[] }[] }[] };
  const seats = layout.sections.flatMap((section) => section.rows.flatMap((row) => row.seats.map(({ id }) => id)));
  return { show_id: show.id, showtime_id: showtime.id, seats };
}

/** Real admission: every fan joins the line, is let in and claims. */
export async function admitted(product: Product, hall: Hall, count: number): Promise<Buyer[]> {
  const people = await fans(product, "buyer", count);
  const roads = await Promise.all(Array.from({ length: PREPARING_AT_ONCE }, () => dial(product.port)));
  const queue = `/v1/api/shows/${hall.show_id}/queue`;
  const buyers: Buyer[] = [];
  let next = 0;
  const work = async (ask: Ask): Promise<void> => {
    for (let fan = people[next++]; fan !== undefined; fan = people[next++]) buyers.push(await enter(ask, queue, fan));
  };
  try {
    await Promise.all(roads.map((road) => work(asker(road))));
  } finally {
    for (const road of roads) road.close();
  }
  return buyers;
}

async function enter(ask: Ask, queue: string, fan: Fan): Promise<Buyer> {
  const headers = bearer(fan);
  expected(await ask({ method: "POST", path: queue, headers }), 201, "join");
  const until_ms = Date.now() + ADMITTED_WITHIN_MS;
  while (expected(await ask({ method: "GET", path: `${queue}/status`, headers }), 200, "status").state !== "ADMITTED") {
    if (Date.now() > until_ms) throw new Error("a fan was not let in");
  }
  const claim = { method: "PATCH", path: `${queue}/status`, headers };
  const claimed = expected(await ask(claim, { state: "CLAIMED" }), 200, "claim");
  return { id: fan.id, headers: { ...headers, "x-queue-pass": claimed.pass } };
}
