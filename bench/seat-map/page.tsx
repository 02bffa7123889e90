// The page under measurement: a room over a ledger in memory, and a camera that walks its scripted way.
import { render } from "preact";
import { browserTime, serverClock } from "../../web/seat-map/clock.ts";
import type { MapView } from "../../web/seat-map/map-view.ts";
import { Room, type RoomSettings } from "../../web/seat-map/room.ts";
import { fakeLedger } from "../../web/seat-map/testing/fake-ledger.ts";
import { RoomIsland } from "../../web/seat-map/ui/room-island.tsx";
import { cameraAt, walkWith } from "./walk.ts";

const root = document.querySelector<HTMLElement>("[data-room]");
if (root === null) throw new Error("there is no room on this page");
const settings = JSON.parse(root.dataset.room ?? "") as RoomSettings;
const layout = await (await fetch("/layout.json")).json();
const ledger = fakeLedger({
  layout,
  prices: new Map(settings.grades.map(({ grade, price_krw }) => [grade, price_krw])),
  taken_share: 0.5,
  // A hundred seats change hands each second while the map is moved.
  changes_per_frame: 10,
  now_ms: () => settings.now_ms + performance.now(),
  hold_ms: 300_000,
  seed: 20_261_120,
});
const room = new Room(settings, {
  client: ledger.client,
  clock: serverClock(settings.now_ms, browserTime),
  timers: {
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  makeKey: () => crypto.randomUUID(),
});

const opened_ms = performance.now();
let first_drawn_ms = 0;
let view: MapView | null = null;
const drawn = new Promise<void>((done) => {
  const onMap = (map: MapView | null): void => {
    view = map;
    if (map === null || first_drawn_ms > 0) return;
    first_drawn_ms = performance.now() - opened_ms;
    done();
  };
  render(<RoomIsland room={room} onMap={onMap} />, root);
});
await room.open();
await drawn;

globalThis.walkMap = async () => {
  if (view === null) throw new Error("the map is not drawn");
  const { bounds } = room.state.plan ?? { bounds: { left: 0, right: 1, top: 0, bottom: 1 } };
  const host = document.querySelector(".map-host");
  const walked = await walkWith(view, (share, start) => cameraAt(share, start, { bounds, host }), first_drawn_ms);
  ledger.stop();
  return walked;
};
