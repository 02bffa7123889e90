// A show of one evening in a house of fifty thousand seats, made through the organiser's own requests.
import type { Product } from "./product.ts";

const SECTIONS = 100;
const ROWS = 20;
const SEATS_PER_ROW = 25;
const HOUR_MS = 3_600_000;

export type Show = { readonly show_id: string; readonly showtime_id: string };

/** Seats as the layout's own numbering names them, from 0 on. */
export function seatAt(index: number): string {
  const [row, seat] = [Math.floor(index / SEATS_PER_ROW), (index % SEATS_PER_ROW) + 1];
  return `${Math.floor(row / ROWS) + 1}-${(row % ROWS) + 1}-${seat}`;
}

const venue = {
  name: "The measured stadium",
  region: "SEOUL",
  time_zone: "Asia/Seoul",
  sections: Array.from({ length: SECTIONS }, (_, section) => ({
    name: `Section ${section + 1}`,
    kind: "seated",
    grade: "R",
    rows: Array.from({ length: ROWS }, (_, row) => ({ label: String(row + 1), seats: SEATS_PER_ROW })),
  })),
};

type Room = { readonly batch_size?: number; readonly step_ms?: number; readonly relays?: number };

/**
 * `room_capacity`: how many may be inside at once, let in as fast as the line can unless `room` says otherwise. `sale`: for
 * one that is not open yet.
 */
export async function makeShow(
  { port }: Product,
  room_capacity: number,
  room: Room = {},
  sale: Readonly<Record<string, number | string>> = {},
): Promise<Show> {
  const made = async (path: string, body: unknown, token?: string): Promise<Record<string, unknown>> => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { access_token } = await made("/sandbox/login", { email: "organiser@example.com", role: "MANAGER" });
  const token = String(access_token);
  const now_ms = Date.now();
  const { id: venue_id } = await made("/v1/api/manage/venues", venue, token);
  const { id } = await made(
    "/v1/api/manage/shows",
    {
      title: "A measured evening",
      genre: "CONCERT",
      venue_id,
      grades: [{ grade: "R", price_krw: 90_000 }],
      sale: { opens_at_ms: now_ms - 1_000, closes_at_ms: now_ms + 24 * HOUR_MS, ...sale },
      // One machine is the whole crowd here: a proof asked of it would be the thing measured.
      room: {
        room_capacity,
        check_above: 1_000_000,
        batch_size: 100_000,
        step_ms: 50,
        claim_ms: HOUR_MS,
        pass_ms: HOUR_MS,
        ...room,
      },
      limits: { seats_per_fan: 4, hold_ms: HOUR_MS, payment_ms: HOUR_MS, payment_attempts: 3 },
    },
    token,
  );
  const showtime = { starts_at_ms: now_ms + 7 * 24 * HOUR_MS, round: 1 };
  const { id: showtime_id } = await made(`/v1/api/manage/shows/${id}/showtimes`, showtime, token);
  return { show_id: String(id), showtime_id: String(showtime_id) };
}
