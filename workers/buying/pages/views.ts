// What the pages of buying are given to show.
import type { ListPageView, TicketStanding } from "../../../domain/returns/page-view.ts";
import type { RefundRule } from "../../../domain/seat-ledger/config.ts";
import type { LineView, OrderView, SeatView } from "../../../domain/seat-ledger/views.ts";
import type { CheckoutFacts } from "../../../web/buying/facts.ts";
import type { ShowSummary } from "../../kit/pages/view-models.ts";
import type { StoryEntry } from "./story-lines.ts";

/** What was, or is about to be, bought. */
export type Bought = {
  readonly show: ShowSummary;
  readonly round: number | null;
  readonly showtime_id: string;
  readonly starts_at_ms: number;
};

export type Seat = Pick<SeatView, "section" | "row" | "label" | "grade" | "price_krw">;

export type CheckoutView = Bought & {
  readonly seats: readonly Seat[];
  /** Neighbours, seat by seat. */
  readonly together: boolean;
  readonly rule: RefundRule;
  readonly facts: CheckoutFacts;
};

export type OutcomeView = Bought & { readonly order: OrderView };
export type HoldGoneView = { readonly show_id: string; readonly title: string };

export type BookingRowView = Bought & { readonly order: OrderView };
/** A list for returned seats that the fan waits on, or has an offer from. */
export type ListRowView = Pick<Bought, "show" | "starts_at_ms"> & {
  readonly showtime_id: string;
  readonly list: ListPageView;
};
export type BookingsView = {
  readonly bookings: readonly BookingRowView[];
  readonly lists: readonly ListRowView[];
  readonly next_cursor: string | null;
  /** Some ledger did not answer. */
  readonly incomplete: boolean;
};

export type BookingView = Bought & {
  readonly order: OrderView;
  readonly rule: RefundRule;
  readonly story: readonly StoryEntry[];
};

/** null money: nothing is chosen. */
export type CancelView = Bought & {
  readonly order: OrderView;
  readonly rule: RefundRule;
  readonly chosen: readonly string[];
  readonly money: { readonly refund_krw: number; readonly fee_krw: number } | null;
  readonly refusal: { readonly title: string; readonly detail: string } | null;
  /** Makes a form that is sent twice one cancellation. */
  readonly key: string;
};

export type TicketView = Bought & {
  readonly order: OrderView;
  readonly line: LineView;
  /** What may be done with it; null where it lets nobody in any more. */
  readonly standing: TicketStanding | null;
  readonly bought_here: boolean;
  /** Which doors are for this seat, where the organiser has made any. */
  readonly doors: readonly string[];
  readonly wallet: boolean;
  /** The code, drawn; null where this ticket lets nobody in any more. */
  readonly code_svg: string | null;
};

export type StoryView = Bought & {
  readonly order: OrderView;
  readonly buyer: { readonly name: string; readonly email: string | null } | null;
  readonly story: readonly StoryEntry[];
};
