// Places and pages for tests of the waiting page.
import type { LineFacts } from "../facts.ts";
import { type LineModel, startModel } from "../model.ts";
import type { Place } from "../place.ts";

export const NOW_MS = 1_800_000_000_000;
export const SHOW_ID = "show_sample";

export const placeOf = (more: Partial<Place> = {}): Place => ({
  state: "WAITING",
  reason: null,
  position: 501,
  ahead: 120,
  behind: 40,
  total_waiting: 161,
  eta: { p10_ms: 190_000, p50_ms: 300_000, p90_ms: 430_000 },
  sale: "OPEN",
  seats_left: { st_1: 12, st_2: 8 },
  seats_may_return: 2,
  clocks_stopped: false,
  draw: null,
  expires_at_ms: null,
  prolongable: false,
  poll_after_ms: 3_000,
  now_ms: NOW_MS,
  ...more,
});

export const admittedAt = (now_ms: number, claim_ms = 120_000): Place =>
  placeOf({
    state: "ADMITTED",
    ahead: 0,
    behind: null,
    eta: null,
    expires_at_ms: now_ms + claim_ms,
    prolongable: true,
    now_ms,
  });

export const modelOf = (place: Place | null = placeOf(), more: Partial<LineModel> = {}): LineModel => ({
  ...startModel({ place, notice: null, join_refusal: null, signed_in: true, now_ms: NOW_MS }),
  ...more,
});

export const factsOf = (language: "ko" | "en" = "ko"): LineFacts => ({
  language,
  show_id: SHOW_ID,
  title: "<b>밤의 온도</b>",
  venue: "성냥갑 소극장",
  zone: "Asia/Seoul",
  poster_url: "/posters/show_sample.svg",
  opens_at_ms: NOW_MS + 60_000,
  showtimes: Array.from({ length: 6 }, (_, i) => ({
    id: `st_${i + 1}`,
    starts_at_ms: NOW_MS + (i + 3) * 86_400_000,
    round: 1,
    left: 20,
  })),
  paths: {
    show: "/shows/show_sample",
    line: "/shows/show_sample/line",
    verify: "/verify/show_sample",
    returns: "/shows/sh_1/returns",
    fairness: "/fairness",
    sign_in: "/signin",
    bookings: "/me/bookings",
    room_of: "/shows/{id}/room",
  },
  checks_ahead: false,
  removal: null,
  start: { place: null, notice: null, join_refusal: null, signed_in: true, now_ms: NOW_MS },
});
