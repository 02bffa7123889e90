// The seats of a running sale for who sells them: the fans' own plan, live, with seats chosen to be kept back or given back.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Language } from "../../schema/http/words.ts";
import { Button } from "../components/button.tsx";
import type { Timers } from "../live-socket.ts";
import type { LedgerClient } from "../seat-map/ledger-client.ts";
import { liveFeed } from "../seat-map/live-feed.ts";
import { MapView } from "../seat-map/map-view.ts";
import { PALETTE_NAMES } from "../seat-map/paint/palette.ts";
import { planOf } from "../seat-map/plan.ts";
import { roomWordsFor, seatNames } from "../seat-map/ui/words.ts";
import { liveSaleWords } from "./facts.ts";

export type SaleMapFacts = { readonly showtime_id: string; readonly language: Language; readonly ask_path: string };
type Props = { readonly facts: SaleMapFacts; readonly client: LedgerClient; readonly timers: Timers };

/** The address that asks carries them all. */
const CHOSEN_MAX = 100;

type Chosen = { readonly places: readonly number[]; readonly ids: readonly string[]; readonly names: string };
const NOTHING: Chosen = { places: [], ids: [], names: "" };

type Stage = "loading" | "ready" | "failed";

type Parts = Props & {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly minimap: HTMLCanvasElement;
  readonly staged: (stage: Stage) => void;
  readonly chose: (chosen: Chosen) => void;
};

type Open = { readonly clear: () => void; readonly close: () => void; readonly zoom: (factor: number) => void };

/** Opens the plan and keeps it live until it is closed. */
async function openMap({ facts, client, timers, staged, chose, ...elements }: Parts): Promise<Open | null> {
  const answer = await client.layout();
  if (!answer.ok) {
    staged("failed");
    return null;
  }
  const plan = planOf(answer.value);
  const words = roomWordsFor(facts.language);
  let map: MapView | null = null;
  let places: readonly number[] = [];
  const mark = (next: readonly number[]): void => {
    places = next;
    map?.setMarked({ chosen: places, own: [], offered: [], zone: null });
    chose({ places, ids: places.map((place) => plan.map.ids[place] ?? ""), names: seatNames(words, plan, places) });
  };
  const toggle = (place: number): void => {
    if (places.includes(place)) mark(places.filter((one) => one !== place));
    else if (places.length < CHOSEN_MAX) mark([...places, place]);
  };
  const feed = liveFeed({
    plan,
    client,
    timers,
    listener: {
      loaded: (live) => {
        map = new MapView({
          ...elements,
          plan,
          live,
          stage_name: words.stages[plan.stage.kind],
          listener: { seatMeant: toggle, zoneMeant: () => {}, looked: () => {} },
        });
        staged("ready");
      },
      changed: (changes) => map?.changed(changes),
      linked: () => {},
      heard: () => {},
      outdated: () => staged("failed"),
    },
  });
  feed.start();
  return {
    clear: () => mark([]),
    zoom: (factor) => map?.zoomBy(factor),
    close: () => {
      feed.stop();
      map?.destroy();
    },
  };
}

export const SaleMap = (props: Props): JSX.Element => {
  const { facts } = props;
  const { map: words } = liveSaleWords(facts.language);
  const room = roomWordsFor(facts.language);
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  const open = useRef<Open | null>(null);
  const [stage, staged] = useState<Stage>("loading");
  const [chosen, chose] = useState<Chosen>(NOTHING);

  useEffect(() => {
    if (host.current === null || canvas.current === null || minimap.current === null) return;
    let over = false;
    const elements = { host: host.current, canvas: canvas.current, minimap: minimap.current };
    void openMap({ ...props, ...elements, staged, chose }).then((opened) => {
      if (over) opened?.close();
      else open.current = opened;
    });
    return () => {
      over = true;
      open.current?.close();
    };
  }, []);

  return (
    <>
      <p class="sale-note">{words.hint}</p>
      <div class="sale-map-stage">
        <div class="seat-map">
          {/* biome-ignore lint/a11y/useSemanticElements: no element means a plan that fingers move */}
          <div class="map-host" ref={host} role="group" aria-label={room.map}>
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; the field of seat numbers says it */}
            <canvas class="map-canvas" ref={canvas} aria-hidden="true" />
            <div hidden>
              {PALETTE_NAMES.map((name) => (
                <i key={name} class={`ink-${name}`} />
              ))}
            </div>
          </div>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above */}
          <canvas class="map-small" ref={minimap} aria-hidden="true" />
        </div>
        {stage === "ready" ? null : (
          <p class="sale-map-word" role="status">
            {stage === "loading" ? words.loading : words.failed}
          </p>
        )}
      </div>
      <form method="get" action={facts.ask_path} class="sale-map-acts">
        <input type="hidden" name="showtime_id" value={facts.showtime_id} />
        <input type="hidden" name="seats" value={chosen.ids.join(",")} />
        <p role="status">
          <strong class="tabular">{chosen.ids.length === 0 ? words.none : words.chosen(chosen.ids.length)}</strong>{" "}
          <span class="sale-note">{chosen.names}</span>
        </p>
        <Button type="submit" name="act" value="block" disabled={chosen.ids.length === 0}>
          {words.block}
        </Button>
        <Button type="submit" name="act" value="unblock" disabled={chosen.ids.length === 0}>
          {words.unblock}
        </Button>
        <Button kind="quiet" disabled={chosen.ids.length === 0} onClick={() => open.current?.clear()}>
          {words.clear}
        </Button>
        <Button kind="quiet" onClick={() => open.current?.zoom(1.8)}>
          {room.nearer}
        </Button>
        <Button kind="quiet" onClick={() => open.current?.zoom(1 / 1.8)}>
          {room.farther}
        </Button>
      </form>
    </>
  );
};
