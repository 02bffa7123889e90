// Fans who are let in, and the hold that each of them asks for.
import type { Show } from "../kit/house.ts";
import { requestBytes } from "../kit/http-load.ts";
import { bearer, type Fan } from "../kit/people.ts";

export type Inside = Fan & { readonly pass: string };

/** Two seats that nobody has asked for yet. */
export type NextPair = () => readonly [string, string];

export function holdBytes({ showtime_id }: Show, fan: Inside, seats: readonly string[]): Buffer {
  const headers = { ...bearer(fan), "x-queue-pass": fan.pass };
  return requestBytes({ method: "POST", path: `/v1/api/showtimes/${showtime_id}/holds`, headers }, { seats });
}
