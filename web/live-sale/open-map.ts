// Opens the plan of a running sale, keeps it live, and keeps what was chosen on it until it is closed.
import type { Language } from "../../schema/http/words.ts";
import type { Grade } from "../../schema/layout.ts";
import type { Timers } from "../live-socket.ts";
import { nobodys, placesInBox, placesOfGroup } from "../seat-map/area.ts";
import { toPlan } from "../seat-map/camera.ts";
import type { LedgerClient } from "../seat-map/ledger-client.ts";
import { liveFeed } from "../seat-map/live-feed.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { MapView } from "../seat-map/map-view.ts";
import { type Plan, planOf } from "../seat-map/plan.ts";
import { seatMapWords, seatsByRow } from "../seat-map/ui/seat-names.ts";

export type SaleMapFacts = {
  readonly showtime_id: string;
  readonly language: Language;
  readonly ask_path: string;
  readonly grades: readonly { readonly grade: Grade; readonly name: string }[];
};

/** As many as one act takes. */
const CHOSEN_MAX = 5_000;
/** More are counted, not read. */
const ROWS_NAMED = 8;

export type Chosen = { readonly ids: readonly string[]; readonly names: string };
export const NOTHING: Chosen = { ids: [], names: "" };
export type Stage = "loading" | "ready" | "failed";
/** In the map's own pixels. */
export type Pixels = { readonly x: number; readonly y: number };

export type Parts = {
  readonly facts: SaleMapFacts;
  readonly client: LedgerClient;
  readonly timers: Timers;
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly minimap: HTMLCanvasElement;
  readonly staged: (stage: Stage, plan: Plan | null) => void;
  readonly chose: (chosen: Chosen) => void;
};

export type Open = {
  readonly clear: () => void;
  readonly close: () => void;
  readonly zoom: (factor: number) => void;
  readonly chooseGroup: (group: string) => void;
  readonly chooseBox: (from: Pixels, to: Pixels) => void;
};

export async function openMap({ facts, client, timers, staged, chose, ...elements }: Parts): Promise<Open | null> {
  const answer = await client.layout();
  if (!answer.ok) {
    staged("failed", null);
    return null;
  }
  const plan = planOf(answer.value);
  const words = seatMapWords(facts.language);
  let map: MapView | null = null;
  let live: LiveSeats | null = null;
  let places: ReadonlySet<number> = new Set();
  const mark = (next: Iterable<number>): void => {
    places = new Set([...next].slice(0, CHOSEN_MAX));
    const list = [...places];
    map?.setMarked({ chosen: list, own: [], offered: [], zone: null });
    const rows = seatsByRow(words, plan, list);
    const names = rows.length > ROWS_NAMED ? "" : rows.join(" · ");
    chose({ ids: list.map((place) => plan.map.ids[place] ?? ""), names });
  };
  const toggle = (place: number): void => {
    mark(places.has(place) ? [...places].filter((one) => one !== place) : [...places, place]);
  };
  const add = (more: readonly number[]): void => mark([...places, ...(live === null ? [] : nobodys(live, more))]);
  const feed = liveFeed({
    plan,
    client,
    timers,
    listener: {
      loaded: (known) => {
        live = known;
        map = new MapView({
          ...elements,
          plan,
          live: known,
          stage_name: words.stages[plan.stage.kind],
          listener: { seatMeant: toggle, zoneMeant: () => {}, looked: () => {} },
        });
        staged("ready", plan);
      },
      changed: (changes) => map?.changed(changes),
      linked: () => {},
      heard: () => {},
      outdated: () => staged("failed", null),
    },
  });
  feed.start();
  return {
    clear: () => mark([]),
    zoom: (factor) => map?.zoomBy(factor),
    chooseGroup: (group) => add(placesOfGroup(plan, group)),
    chooseBox: (from, to) => {
      if (map === null) return;
      const one = toPlan(map.camera, from);
      const other = toPlan(map.camera, to);
      add(
        placesInBox(plan, {
          left: Math.min(one.x, other.x),
          right: Math.max(one.x, other.x),
          top: Math.min(one.y, other.y),
          bottom: Math.max(one.y, other.y),
        }),
      );
    },
    close: () => {
      feed.stop();
      map?.destroy();
    },
  };
}
