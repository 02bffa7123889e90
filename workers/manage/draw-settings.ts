// How a show's lobby is ordered: said in one of three places, kept among the room's settings, fixed once it has opened.
import type { Fault } from "../../schema/faults.ts";
import type { ShowInput, ShowPatch } from "../../schema/http/catalogue.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";
import { defaultLobbyClosing, lobbyClosesAt } from "../sale/setup.ts";

type Room = ShowRow["room"];
type Wish = Pick<ShowInput | ShowPatch, "admission" | "sale" | "room">;

/**
 * The closing is written down with the draw: opening the sale early moves no lobby. A closing that nobody named goes with
 * the opening when that is moved.
 */
export function withDraw(room: Room, wish: Wish, opens: { readonly before_ms: number; readonly at_ms: number }): Room {
  const admission = wish.admission ?? wish.sale?.admission ?? wish.room?.admission ?? room.admission;
  if (admission === undefined) return room;
  if (admission !== "draw") return { ...room, admission };
  const named = wish.sale?.lobby_closes_at_ms ?? wish.room?.lobby_closes_at_ms;
  const unnamed = room.lobby_closes_at_ms === defaultLobbyClosing(opens.before_ms);
  const kept = unnamed ? undefined : room.lobby_closes_at_ms;
  return { ...room, admission, lobby_closes_at_ms: named ?? kept ?? defaultLobbyClosing(opens.at_ms) };
}

type Times = Pick<ShowRow, "lobby_opens_at_ms" | "vip_opens_at_ms" | "opens_at_ms" | "room">;

export function drawFault(show: Times): Fault | null {
  const { lobby_opens_at_ms, vip_opens_at_ms, opens_at_ms, room } = show;
  if (room.admission !== "draw") return null;
  const closes_at_ms = lobbyClosesAt(show);
  if (lobby_opens_at_ms === null) return { path: "sale.lobby_opens_at_ms", fault: "draw_needs_lobby" };
  if (vip_opens_at_ms !== null) return { path: "sale.vip_opens_at_ms", fault: "draw_without_vip" };
  if (closes_at_ms > lobby_opens_at_ms && closes_at_ms <= opens_at_ms) return null;
  return { path: "sale.lobby_closes_at_ms", fault: "draw_closing" };
}

/** Once its lobby has opened, a draw is not given, taken or moved any more; nor is its lobby. */
export function isDrawFixed(before: ShowRow, after: ShowRow, now_ms: number): boolean {
  if (before.status !== "PUBLISHED" || now_ms < (before.lobby_opens_at_ms ?? before.opens_at_ms)) return false;
  const was = before.room.admission === "draw";
  const is = after.room.admission === "draw";
  if (!was && !is) return false;
  const moved = lobbyClosesAt(before) !== lobbyClosesAt(after) || before.lobby_opens_at_ms !== after.lobby_opens_at_ms;
  return was !== is || moved;
}
