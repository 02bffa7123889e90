// What fans on the list for returned seats must be told, as the ledger's outbox carries it.
import { realTime } from "../seat-ledger/clock.ts";
import type { Hold, LedgerEvent } from "../seat-ledger/events.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import type { PassedReason } from "./events.ts";

export type ListNotice = {
  readonly dedupe_key: string;
  readonly fan_id: string;
  readonly show_id: string;
  readonly showtime_id: string;
  readonly at_ms: number;
} & (
  | {
      readonly cause: "seats_returned";
      readonly hold_id: string;
      readonly seats: number;
      readonly total_krw: number;
      readonly expires_at_ms: number;
    }
  | { readonly cause: "returns_passed"; readonly why: PassedReason }
  | { readonly cause: "returns_closed" }
);

type Told = Extract<LedgerEvent, { kind: "held" | "passed_over" | "unlisted" }>;

export function listNotices(state: LedgerState, event: Told): ListNotice[] {
  const { show_id, showtime_id } = state.config;
  const about = { show_id, showtime_id, at_ms: event.at_ms };
  switch (event.kind) {
    case "held":
      return event.hold.for_list === true ? [{ ...about, ...offerNotice(state, event.hold, event.at_ms) }] : [];
    case "passed_over": {
      const { fan_id, why } = event;
      return [
        { ...about, cause: "returns_passed", fan_id, why, dedupe_key: `returns_passed:${showtime_id}:${state.seq}` },
      ];
    }
    case "unlisted":
      if (event.how !== "closed") return [];
      return [
        {
          ...about,
          cause: "returns_closed",
          fan_id: event.fan_id,
          dedupe_key: `returns_closed:${showtime_id}:${state.seq}`,
        },
      ];
  }
}

const offerNotice = (state: LedgerState, hold: Hold, now_ms: number) => ({
  cause: "seats_returned" as const,
  dedupe_key: `seats_returned:${hold.id}`,
  fan_id: hold.fan_id,
  hold_id: hold.id,
  seats: hold.places.length,
  total_krw: hold.prices_krw.reduce((sum, price_krw) => sum + price_krw, 0),
  expires_at_ms: realTime(state.clock, hold.expires_sale_ms, now_ms),
});
