// What the room asks of a showtime's ledger, and what it answers. The map is drawn from this interface alone, so that
// trials and benchmarks can stand in for the network.
import type { ZoneLeft } from "../../domain/seat-ledger/status.ts";
import type { HoldView } from "../../domain/seat-ledger/views.ts";
import type { SeatFrame } from "../../schema/frames.ts";
import type { Grade, Layout } from "../../schema/layout.ts";
import type { Road, RoadEar } from "../road.ts";

export type HoldAnswer = HoldView & { readonly now_ms: number };

export type SeatsSnapshot = {
  readonly version: number;
  readonly layout_version: string;
  /** Two bits for each seat in layout order, as domain/seat-ledger/status.ts writes them. */
  readonly bits: string;
  readonly zones: readonly ZoneLeft[];
};

export type HoldWish =
  | { readonly seats: readonly string[] }
  | { readonly best: { readonly count: number; readonly grade?: Grade; readonly section?: string } }
  | { readonly zone: string; readonly count: number };

/** A refusal in the server's words, or that no answer came. */
export type Refusal = {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** Each wanted seat with its state, where seats were the matter. */
  readonly states: readonly { readonly id: string; readonly state: string; readonly own: boolean }[];
  /** As many equal seats, nearest to those wanted. */
  readonly nearest: readonly string[];
};

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export type SeatChange = readonly [seat_id: string, state: string];
export type LiveFrame = Readonly<SeatFrame>;

export type LedgerClient = {
  readonly layout: () => Promise<Answer<Layout>>;
  readonly snapshot: () => Promise<Answer<SeatsSnapshot>>;
  /** Opens one road for the changes; keeping one open is the feed's part. */
  readonly listen: (ear: RoadEar) => Road;
  /** The same key asks for the same hold: sent again after a lost answer, it is not held twice. */
  readonly hold: (wish: HoldWish, key: string) => Promise<Answer<HoldAnswer>>;
  readonly release: (hold_id: string) => Promise<Answer<null>>;
};

export const NO_ANSWER = "no_answer";

export const noAnswer: Refusal = { code: NO_ANSWER, title: "", detail: "", status: 0, states: [], nearest: [] };
