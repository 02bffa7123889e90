// What of a running sale needs its organiser's hand, heaviest first. Each names the figure it was found in.
import type { SaleFigures } from "./figures.ts";
import type { Rates } from "./history.ts";

export type NeedCode =
  | "refunds_refused"
  | "provider_slow"
  | "declines"
  | "paused"
  | "room_closed"
  | "room_not_filling"
  | "line_grows"
  | "no_shows"
  | "returns"
  | "sold_out";

export type Need = {
  readonly code: NeedCode;
  readonly weight: "now" | "soon" | "news";
  readonly count: number;
  /** Of how many, or how long: what its sentence sets beside the count. */
  readonly beside: number;
  readonly reason: string | null;
};

const SLOW_MS = 20_000;
const DECLINES_LEAST = 5;
const DECLINES_SHARE = 0.2;
const NO_SHOWS_LEAST = 20;
const NO_SHOWS_SHARE = 0.3;
const RETURNS_LEAST = 10;
/** A room below this share of its size while people wait is not filling. */
const FILLED_SHARE = 0.8;
const WAITING_LEAST = 20;

const need = (code: NeedCode, weight: Need["weight"], facts: Partial<Need> = {}): Need => ({
  code,
  weight,
  count: 0,
  beside: 0,
  reason: null,
  ...facts,
});

export function needsOf(now: SaleFigures, rates: Rates): Need[] {
  return [...moneyNeeds(now), ...roomNeeds(now, rates), ...laterNeeds(now)];
}

function moneyNeeds({ payments, as_of_ms }: SaleFigures): Need[] {
  const needs: Need[] = [];
  if (payments.refunds_refused > 0) needs.push(need("refunds_refused", "now", { count: payments.refunds_refused }));
  const waited_ms = payments.pending_since_ms === null ? 0 : as_of_ms - payments.pending_since_ms;
  if (waited_ms >= SLOW_MS) {
    needs.push(need("provider_slow", "now", { count: payments.pending, beside: Math.floor(waited_ms / 1_000) }));
  }
  const tried = payments.declined + payments.captured;
  if (payments.declined >= DECLINES_LEAST && payments.declined >= DECLINES_SHARE * tried) {
    const [reason = null] = Object.entries(payments.declined_by_code).sort((a, b) => b[1] - a[1])[0] ?? [];
    needs.push(need("declines", "now", { count: payments.declined, beside: tried, reason }));
  }
  return needs;
}

function roomNeeds(now: SaleFigures, rates: Rates): Need[] {
  if (now.status === "PAUSED") {
    const paused_ms = now.as_of_ms - (now.paused_at_ms ?? now.as_of_ms);
    return [need("paused", "now", { count: now.waiting, beside: Math.floor(paused_ms / 1_000) })];
  }
  if (now.status !== "OPEN" || now.waiting === 0) return [];
  if (now.room_capacity === 0) return [need("room_closed", "now", { count: now.waiting })];
  const needs: Need[] = [];
  const thin = now.inside < FILLED_SHARE * now.room_capacity;
  // Seats all in hands keep the door shut by themselves: nobody has to do anything about it.
  if (thin && now.waiting >= WAITING_LEAST && now.available > 0) {
    needs.push(need("room_not_filling", "now", { count: now.inside, beside: now.room_capacity }));
  }
  const joins_per_min = rates.joins_per_s * 60;
  if (now.waiting >= WAITING_LEAST && joins_per_min > rates.admitted_per_min && rates.joins_per_s > 0) {
    const facts = { count: Math.round(joins_per_min), beside: Math.round(rates.admitted_per_min) };
    needs.push(need("line_grows", "soon", facts));
  }
  return needs;
}

function laterNeeds({ no_shows, admitted, returns, status, available }: SaleFigures): Need[] {
  const needs: Need[] = [];
  if (status === "OPEN" && no_shows >= NO_SHOWS_LEAST && no_shows >= NO_SHOWS_SHARE * admitted) {
    needs.push(need("no_shows", "soon", { count: no_shows, beside: admitted }));
  }
  if (returns >= RETURNS_LEAST && available > 0)
    needs.push(need("returns", "soon", { count: returns, beside: available }));
  if (status === "SOLD_OUT") needs.push(need("sold_out", "news"));
  return needs;
}
