// What a line is told when its show is published or changed.
import type { LineSetup } from "../../domain/waiting-line/decide-sale.ts";
import type { Stand } from "../../domain/waiting-line/decide-stand.ts";
import type { DrawPlan } from "../../domain/waiting-line/events.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";
import { type ChainEnv, chainSettings } from "./draw-chain.ts";

/** A lobby closes so long before the sale opens, unless the organiser says otherwise. */
const LOBBY_CLOSES_BEFORE_MS = 30_000;

export const defaultLobbyClosing = (opens_at_ms: number): number => opens_at_ms - LOBBY_CLOSES_BEFORE_MS;
export const lobbyClosesAt = ({ room, opens_at_ms }: Pick<ShowRow, "room" | "opens_at_ms">): number =>
  room.lobby_closes_at_ms ?? defaultLobbyClosing(opens_at_ms);

export function drawPlanOf(env: ChainEnv, show: Pick<ShowRow, "room" | "opens_at_ms">): DrawPlan | null {
  if (show.room.admission !== "draw") return null;
  return { lobby_closes_at_ms: lobbyClosesAt(show), chain: chainSettings(env).chain };
}

export function setupOf(env: ChainEnv, show: ShowRow): LineSetup {
  const { room_capacity, batch_size, step_ms, claim_ms, pass_ms, waiting_per_seat_max = null } = show.room;
  return {
    show_id: show.id,
    window: {
      lobby_opens_at_ms: show.lobby_opens_at_ms,
      vip_opens_at_ms: show.vip_opens_at_ms,
      opens_at_ms: show.opens_at_ms,
      closes_at_ms: show.closes_at_ms,
    },
    settings: { room_capacity, batch_size, step_ms, claim_ms, pass_ms, waiting_per_seat_max },
    draw: drawPlanOf(env, show),
    stand: standOf(show),
  };
}

function standOf({ status, sale_override }: Pick<ShowRow, "status" | "sale_override">): Stand {
  if (sale_override === "ENDED") return "OVER";
  return status === "TAKEN_DOWN" || sale_override === "PAUSED" ? "STILL" : "ON";
}
