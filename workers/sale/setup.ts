// What a line is told when its show is published or changed.
import type { LineSetup } from "../../domain/waiting-line/decide-sale.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";

export function setupOf(show: ShowRow): LineSetup {
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
  };
}
