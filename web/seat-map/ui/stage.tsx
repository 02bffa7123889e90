// The map on the page: canvas, the plan in the corner, and the few buttons that stand over it.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Looked, MapView } from "../map-view.ts";
import { PALETTE_NAMES } from "../paint/palette.ts";
import type { RoomState } from "../room-state.ts";
import { useRoom } from "./use-room.ts";

const KEY_STEP_PX = 120;
const KEY_ZOOM = 1.5;

const Probes = (): JSX.Element => (
  <div hidden>
    {PALETTE_NAMES.map((name) => (
      <i key={name} class={`ink-${name}`} />
    ))}
  </div>
);

const placesOfHold = ({ plan, hold }: RoomState): number[] =>
  (hold?.seats ?? []).flatMap(({ id }) => {
    const place = plan?.map.place_by_id.get(id);
    return place === undefined ? [] : [place];
  });

/** Which frames of the map the page need not hear about: the same thing looked at. */
const sameLook = (a: Looked | null, b: Looked): boolean =>
  a !== null && a.section === b.section && a.whole === b.whole && a.near === b.near;

export const Stage = ({ onMap }: { readonly onMap: (map: MapView | null) => void }): JSX.Element => {
  const { room, state, words } = useRoom();
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  const view = useRef<MapView | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const { plan, live } = state;

  useEffect(() => {
    if (plan === null || live === null) return;
    if (host.current === null || canvas.current === null || minimap.current === null) return;
    let last: Looked | null = null;
    const map = new MapView({
      plan,
      live,
      host: host.current,
      canvas: canvas.current,
      minimap: minimap.current,
      stage_name: words.stages[plan.stage.kind],
      listener: {
        seatMeant: (place) => room.send({ type: "toggle", place }),
        zoneMeant: (section) => {
          const count = room.state.zone?.section === section.number ? room.state.zone.count : room.state.party.count;
          room.send({ type: "zone", section: section.number, count });
        },
        looked: (at) => {
          if (sameLook(last, at)) return;
          last = at;
          setLooked(at);
        },
      },
    });
    view.current = map;
    onMap(map);
    const unwatch = room.watchChanges((changes) => map.changed(changes));
    const own = placesOfHold(room.state);
    if (own.length > 0) map.showSeats(own);
    return () => {
      unwatch();
      map.destroy();
      view.current = null;
      onMap(null);
    };
  }, [plan, live]);

  useEffect(() => view.current?.setFilters(state.filters), [state.filters, plan, live]);
  useEffect(() => {
    view.current?.setMarked({
      chosen: state.choice,
      own: placesOfHold(state),
      offered: state.word?.kind === "taken" ? state.word.nearest : [],
      zone: state.zone?.section ?? null,
    });
  }, [state.choice, state.hold, state.word, state.zone, plan, live]);
  // The map goes to what was found for the fan, and to what is offered instead.
  useEffect(() => {
    if (state.hold !== null) view.current?.showSeats(placesOfHold(state));
  }, [state.hold?.id]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const map = view.current;
    if (map === null || event.target !== host.current) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => map.moveBy({ x: KEY_STEP_PX, y: 0 }),
      ArrowRight: () => map.moveBy({ x: -KEY_STEP_PX, y: 0 }),
      ArrowUp: () => map.moveBy({ x: 0, y: KEY_STEP_PX }),
      ArrowDown: () => map.moveBy({ x: 0, y: -KEY_STEP_PX }),
      "+": () => map.zoomBy(KEY_ZOOM),
      "=": () => map.zoomBy(KEY_ZOOM),
      "-": () => map.zoomBy(1 / KEY_ZOOM),
      "0": () => map.showAll(),
      Enter: () => map.meanMiddle(),
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    map.showCrosshair(true);
    step();
  };

  const moveMinimap = (event: PointerEvent): void => {
    const small = minimap.current;
    if (small === null || (event.type === "pointermove" && event.buttons === 0)) return;
    if (event.type === "pointerdown") small.setPointerCapture(event.pointerId);
    const { left, top, width, height } = small.getBoundingClientRect();
    view.current?.showShare({ x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  };

  const section = looked?.section ?? null;
  const free = section === null ? 0 : (live?.free_in[section.number] ?? 0);
  return (
    <div class="seat-map" data-whole={looked?.whole ?? true}>
      {/* biome-ignore lint/a11y/useSemanticElements: no element means a plan that keys move */}
      <div
        class="map-host"
        ref={host}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the plan
        tabIndex={0}
        aria-label={words.map}
        aria-describedby="map-help"
        onKeyDown={onKeyDown}
        onBlur={() => view.current?.showCrosshair(false)}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; the list says what it shows */}
        <canvas class="map-canvas" data-plan ref={canvas} aria-hidden="true" />
        <Probes />
      </div>
      <p class="unseen" id="map-help">
        {words.mapHelp}
      </p>
      {section !== null && looked?.near === true && !looked.whole ? (
        <p class="map-where">
          <strong>{section.name}</strong> <span class="tabular">{words.freeLong(free)}</span>
        </p>
      ) : null}
      {state.link === "live" || live === null ? null : (
        <p class={`map-link map-link-${state.link}`} role="status">
          {words.link[state.link]}
        </p>
      )}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above */}
      <canvas
        class="map-small"
        ref={minimap}
        aria-hidden="true"
        title={words.minimap}
        onPointerDown={moveMinimap}
        onPointerMove={moveMinimap}
      />
      <div class="map-tools">
        <MapButton label={words.nearer} shape="M10 4v12M4 10h12" onClick={() => view.current?.zoomBy(1.8)} />
        <MapButton label={words.farther} shape="M4 10h12" onClick={() => view.current?.zoomBy(1 / 1.8)} />
        <MapButton
          label={words.whole}
          shape="M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4"
          onClick={() => view.current?.showAll()}
        />
      </div>
    </div>
  );
};

type MapButtonProps = { readonly label: string; readonly shape: string; readonly onClick: () => void };

const MapButton = ({ label, shape, onClick }: MapButtonProps): JSX.Element => (
  <button type="button" class="map-button" aria-label={label} onClick={onClick}>
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={shape} />
    </svg>
  </button>
);
