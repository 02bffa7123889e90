// The island of the room's page: gives the room its network, its clock and its place on the page.
import { render } from "preact";
import { countedIn } from "../practice/keys.ts";
import { browserTime, serverClock } from "../seat-map/clock.ts";
import { ledgerOverHttp } from "../seat-map/ledger-over-http.ts";
import { Room, type RoomSettings } from "../seat-map/room.ts";
import { RoomIsland } from "../seat-map/ui/room-island.tsx";
import { callApi, tellKeys } from "./browser-api.ts";
import { browserTimers } from "./browser-timers.ts";
import { serverNowMs } from "./server-clock.ts";

/** A glance at another page costs no new socket. */
const ASLEEP_MS = 20_000;

const root = document.querySelector<HTMLElement>("[data-room]");

if (root !== null) {
  // Written by this site's own page, of the same build.
  const settings = JSON.parse(root.dataset.room ?? "") as RoomSettings;
  const room = new Room(settings, {
    client: ledgerOverHttp(callApi, settings.showtime_id),
    clock: serverClock(serverNowMs(), browserTime),
    timers: browserTimers,
    makeKey: () => crypto.randomUUID(),
  });
  // What the page sent stood in for the room; it is not the same tree.
  root.replaceChildren();
  render(<RoomIsland room={room} />, root);
  if (document.body.dataset.practice !== undefined) tellKeys(countedIn(root));
  void room.open();
  let hidden_at_ms = Number.POSITIVE_INFINITY;
  document.addEventListener("visibilitychange", () => {
    const now_ms = Date.now();
    if (document.visibilityState === "hidden") hidden_at_ms = now_ms;
    else if (now_ms - hidden_at_ms >= ASLEEP_MS) room.wake();
  });
  addEventListener("online", () => room.wake());
  addEventListener("pagehide", () => room.close());
  // A page kept in memory comes back with its feed closed.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}
