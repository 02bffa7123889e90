// A hall as "best together" would sell it, and the single seats that a choice would leave behind: asked of the very rules
// that sell.
import type { Layout } from "../../schema/layout.ts";
import { sellInOrder } from "../seat-ledger/best-together.ts";
import { compileMap, type SeatMap, sectionsWanted } from "../seat-ledger/seat-map.ts";
import { strandedBy } from "../seat-ledger/stranding.ts";

/** Steps of the view: told apart at a glance. The first is what is sold first. */
export const RANK_STEPS = 8;
/** Sold only when nothing together is left, or by hand. */
export const RANK_LAST = RANK_STEPS - 1;

/** For each seat in layout order its step, were the house sold to parties of one size. */
export function ranksOf(map: SeatMap, party: number): Uint8Array {
  const ranks = new Uint8Array(map.seats_count).fill(RANK_LAST);
  let sold = 0;
  for (const start of sellInOrder(map, party, sectionsWanted(map, {}))) {
    for (let i = 0; i < party; i++) {
      ranks[start + i] = Math.min(RANK_LAST, Math.floor((sold / Math.max(1, map.seats_count)) * RANK_STEPS));
      sold += 1;
    }
  }
  return ranks;
}

/** Seats that would stand alone, were these taken from the empty house. */
export function strandedIn(layout: Layout, chosen: ReadonlySet<string>): string[] {
  const map = compileMap(layout);
  const places = [...chosen].flatMap((id) => map.place_by_id.get(id) ?? []);
  return strandedBy({ map, seat_state: new Uint8Array(map.places_count) }, places).map((place) => map.ids[place] ?? "");
}
