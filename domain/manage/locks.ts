// What about a show cannot be changed any more, and why. The page says it beside the field before anybody tries; the acts
// themselves refuse by the same facts when they are done.
import { saleStatusAt } from "../catalogue/sale-window.ts";

export type LockFacts = {
  readonly status: "DRAFT" | "PUBLISHED" | "CANCELLED" | "TAKEN_DOWN";
  readonly showtimes: number;
  /** Bought once, whatever came of it. */
  readonly sold: boolean;
  /** Seats of it are held or being paid for now. */
  readonly in_hands: boolean;
  readonly lobby_opens_at_ms: number | null;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
};

export const LOCKABLE = ["all", "venue", "admission", "publish", "draft", "cancel", "delete"] as const;
export type Lockable = (typeof LOCKABLE)[number];
export type Why =
  | "cancelled"
  | "taken_down"
  | "sold"
  | "in_hands"
  | "has_showtimes"
  | "lobby_open"
  | "published"
  | "draft";
export type Locks = Readonly<Partial<Record<Lockable, Why>>>;

export function locksOf(show: LockFacts, now_ms: number): Locks {
  const found: Partial<Record<Lockable, Why>> = {};
  const lock = (what: Lockable, why: Why, when: boolean): void => {
    if (when) found[what] ??= why;
  };
  lock("all", "cancelled", show.status === "CANCELLED");
  for (const what of ["publish", "draft", "cancel"] as const) {
    lock(what, "cancelled", show.status === "CANCELLED");
    lock(what, "taken_down", show.status === "TAKEN_DOWN");
  }
  lock("publish", "published", show.status === "PUBLISHED");
  lock("draft", "draft", show.status === "DRAFT");
  lock("cancel", "draft", show.status === "DRAFT");
  for (const what of ["venue", "draft", "delete"] as const) {
    lock(what, "sold", show.sold);
    lock(what, "in_hands", show.in_hands);
  }
  lock("venue", "has_showtimes", show.showtimes > 0);
  lock("admission", "lobby_open", isLobbyOpen(show, now_ms));
  return found;
}

/** A draw is fixed once its lobby has opened; a draw that begins then would surprise who stands in it already. */
function isLobbyOpen(show: LockFacts, now_ms: number): boolean {
  const sale = { ...show, sale_override: null, sold_out: false, on_offer: show.status === "PUBLISHED" };
  return show.status === "PUBLISHED" && saleStatusAt(sale, now_ms) !== "SCHEDULED";
}
