// The page under measurement: a room over a ledger in memory, and a camera that walks its scripted way.
import { render } from "preact";
import type { Camera } from "../../web/seat-map/camera.ts";
import { browserTime, serverClock } from "../../web/seat-map/clock.ts";
import type { MapView } from "../../web/seat-map/map-view.ts";
import { Room, type RoomSettings } from "../../web/seat-map/room.ts";
import { fakeLedger } from "../../web/seat-map/testing/fake-ledger.ts";
import { RoomIsland } from "../../web/seat-map/ui/room-island.tsx";
import "./walk.ts";

const WALK_MS = 5_000;
const PAN_UNITS = 420;

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

/** Out, in to single seats, across the house, and out again: every level of detail, and every crossing between them. */
function cameraAt(share: number, start: Camera): Camera {
  const depth = Math.sin(share * Math.PI) ** 2;
  const scale = start.scale * 14 ** depth;
  const { bounds } = room.state.plan ?? { bounds: { left: 0, right: 1, top: 0, bottom: 1 } };
  const middle_x = (bounds.left + bounds.right) / 2 + Math.sin(share * Math.PI * 4) * PAN_UNITS * depth;
  const middle_y = (bounds.top + bounds.bottom) / 2 + Math.cos(share * Math.PI * 3) * PAN_UNITS * depth;
  const host = document.querySelector(".map-host");
  const width = host?.clientWidth ?? 1;
  const height = host?.clientHeight ?? 1;
  return { x: middle_x - width / 2 / scale, y: middle_y - height / 2 / scale, scale };
}

globalThis.walkMap = () =>
  new Promise((done) => {
    if (view === null) throw new Error("the map is not drawn");
    const map = view;
    const start = map.camera;
    const frames_ms: number[] = [];
    let began_ms = 0;
    let last_ms = 0;
    const step = (now_ms: number): void => {
      if (began_ms === 0) began_ms = now_ms;
      else frames_ms.push(now_ms - last_ms);
      last_ms = now_ms;
      const share = (now_ms - began_ms) / WALK_MS;
      if (share >= 1) {
        ledger.stop();
        done({ frames_ms, first_drawn_ms });
        return;
      }
      map.lookFrom(cameraAt(share, start));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
