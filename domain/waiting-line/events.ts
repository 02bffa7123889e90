// The vocabulary of one line: what may happen to it, and what it may refuse. Stored as it stands, so it only grows.
import type { Chain } from "../draw/chain.ts";

export type SaleWindow = {
  readonly lobby_opens_at_ms: number | null;
  /** Fans on the list may join and be let in from here on; they come before everyone who joins later. */
  readonly vip_opens_at_ms: number | null;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
};

export type LineSettings = {
  readonly room_capacity: number;
  readonly batch_size: number;
  readonly step_ms: number;
  readonly claim_ms: number;
  readonly pass_ms: number;
  /** Joining is refused while the waiting are more than this many times the seats left; null: never. */
  readonly waiting_per_seat_max: number | null;
};

export type ShowtimeCounts = {
  readonly showtime_id: string;
  /** The name of the ledger that counted: passes that end early are told to it. */
  readonly ledger: string;
  readonly version: number;
  readonly on_sale: boolean;
  readonly available: number;
  readonly held: number;
  readonly paying: number;
};

/** A lobby whose order will be drawn: when it closes, and by whose randomness. */
export type DrawPlan = { readonly lobby_closes_at_ms: number; readonly chain: Chain };
/** No round brought a signature in time, or the list was frozen too late for every round that was left. */
export type FallbackReason = "no_signature" | "frozen_late";

/** Where an inside fan's purchase stands, as their ledger tells it. */
export type PurchasePhase = "hold" | "order" | "paying";
export type SaleFlip = "sold_out" | "on_sale";
export type ClaimedBy = "tap" | "focus" | "hold";

/**
 * Kept out of the stored event: on waking it is made again from the rows of the entries. `previous` names the entry a
 * fan had before by its arrival number.
 */
export type FanColumn = { readonly hashes: Uint32Array; readonly previous: readonly (readonly [number, number])[] };

export type LineEvent =
  | { kind: "created"; at_ms: number; show_id: string; window: SaleWindow; settings: LineSettings }
  /** `arrival`: the first one's arrival number, where it is not the position: see numbers.ts. */
  | {
      kind: "joined";
      at_ms: number;
      from: number;
      count: number;
      presale: boolean;
      arrival?: number;
      fans?: FanColumn;
    }
  | { kind: "left"; at_ms: number; position: number; draining: boolean }
  | { kind: "admitted"; at_ms: number; from: number; to: number; count: number }
  | { kind: "claimed"; at_ms: number; position: number; by: ClaimedBy }
  | { kind: "prolonged"; at_ms: number; position: number }
  /** `claim_id` names the hold or order; rows from before have none. */
  | { kind: "tracked"; at_ms: number; position: number; phase: PurchasePhase; until_ms: number; claim_id?: string }
  /** A payment came to nothing and nothing of its order is left. */
  | { kind: "unpaid"; at_ms: number; position: number; claim_id: string }
  /** `draining` where a pass signed for longer is still in the fan's hand: the ledgers hear of it first. */
  | { kind: "expired"; at_ms: number; position: number; what: "claim" | "pass"; draining?: boolean }
  | { kind: "finished"; at_ms: number; position: number; draining: boolean }
  | { kind: "removed"; at_ms: number; position: number; reason: string; draining: boolean }
  /** A removal was taken back: the very same place, and where its turn had come meanwhile, the turn at once. */
  | { kind: "restored"; at_ms: number; position: number; reason: string; called: boolean }
  | { kind: "released"; at_ms: number; position: number }
  /** The line was taken back: those inside may have been given passes since that last longer than it knows of. */
  | { kind: "doubted"; at_ms: number }
  | { kind: "resized"; at_ms: number; settings: LineSettings }
  | { kind: "rescheduled"; at_ms: number; window: SaleWindow }
  | { kind: "paused"; at_ms: number }
  | { kind: "resumed"; at_ms: number }
  /** The window's next time has come. Written down so that no later clock can take it back. */
  | { kind: "ticked"; at_ms: number }
  | { kind: "ended"; at_ms: number }
  | { kind: "cancelled"; at_ms: number }
  | { kind: "counted"; at_ms: number; counts: ShowtimeCounts; flip: SaleFlip | null }
  /** Null takes an announced draw back: the line is first come again. */
  | { kind: "announced"; at_ms: number; plan: DrawPlan | null }
  | { kind: "frozen"; at_ms: number; entrants: number; root: string }
  /** The round that is waited for from now on. */
  | { kind: "postponed"; at_ms: number; round: number }
  /** The place of each lobby number; kept out of the stored event, in rows of its own. */
  | { kind: "drawn"; at_ms: number; round: number; signature: string; places?: Uint32Array }
  | { kind: "fell_back"; at_ms: number; round: number; reason: FallbackReason };

export type LineFailure =
  | { readonly code: "sale_not_open"; readonly opens_at_ms: number }
  | { readonly code: "check_required" | "check_failed"; readonly asks: "proof" | "turnstile" }
  | {
      readonly code:
        | "sale_over"
        | "sold_out"
        | "line_full"
        | "show_cancelled"
        | "removed"
        | "not_in_line"
        | "not_admitted"
        | "claim_expired"
        | "already_prolonged"
        | "purchase_in_progress"
        | "not_removed"
        | "still_parting"
        | "position_unknown"
        | "settings_invalid"
        | "draw_fixed";
    };
