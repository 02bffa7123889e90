// The states a sale passes through by the clock alone while a page is open, each with the time it holds.
import type { SaleStatus } from "../../../schema/http/words.ts";
import type { SaleView } from "../../kit/pages/view-models.ts";

export type SalePhase = {
  readonly status: SaleStatus;
  /** null: already so when the page was sent. */
  readonly from_ms: number | null;
  /** null: until something other than the clock ends it. */
  readonly until_ms: number | null;
};

export const phasesOf = (sale: SaleView, now_ms: number): readonly SalePhase[] => {
  const { status, opens_at_ms, closes_at_ms, lobby_opens_at_ms } = sale;
  const ended: SalePhase = { status: "ENDED", from_ms: closes_at_ms, until_ms: null };
  if (status === "OPEN" || status === "PAUSED") {
    return [{ status, from_ms: null, until_ms: closes_at_ms }, ended];
  }
  if (status !== "SCHEDULED" && status !== "LOBBY") return [{ status, from_ms: null, until_ms: null }];
  const open: readonly SalePhase[] = [{ status: "OPEN", from_ms: opens_at_ms, until_ms: closes_at_ms }, ended];
  const hasLobbyAhead = lobby_opens_at_ms !== null && lobby_opens_at_ms > now_ms && lobby_opens_at_ms < opens_at_ms;
  if (status === "LOBBY" || !hasLobbyAhead) return [{ status, from_ms: null, until_ms: opens_at_ms }, ...open];
  return [
    { status, from_ms: null, until_ms: lobby_opens_at_ms },
    { status: "LOBBY", from_ms: lobby_opens_at_ms, until_ms: opens_at_ms },
    ...open,
  ];
};
