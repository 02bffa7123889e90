// The state of a sale as the clock and the organiser make it. It is derived at each use: no alarm opens a sale late.
import type { SaleStatus } from "../../schema/http/words.ts";

export type SaleFacts = {
  readonly lobby_opens_at_ms: number | null;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  readonly sale_override: "PAUSED" | "ENDED" | null;
  readonly sold_out: boolean;
  /** A cancelled or taken-down show sells nothing, whatever the clock says. */
  readonly on_offer: boolean;
};

export function saleStatusAt(sale: SaleFacts, now_ms: number): SaleStatus {
  if (!sale.on_offer || sale.sale_override === "ENDED" || now_ms >= sale.closes_at_ms) return "ENDED";
  if (now_ms < (sale.lobby_opens_at_ms ?? sale.opens_at_ms)) return "SCHEDULED";
  if (now_ms < sale.opens_at_ms) return "LOBBY";
  if (sale.sold_out) return "SOLD_OUT";
  return sale.sale_override === "PAUSED" ? "PAUSED" : "OPEN";
}

/** The next moment at which the clock alone changes the state; null when it never will again. */
export function nextSaleChangeAt(sale: SaleFacts, now_ms: number): number | null {
  if (!sale.on_offer || sale.sale_override === "ENDED") return null;
  const moments = [sale.lobby_opens_at_ms, sale.opens_at_ms, sale.closes_at_ms];
  return moments.find((at_ms): at_ms is number => at_ms !== null && at_ms > now_ms) ?? null;
}
