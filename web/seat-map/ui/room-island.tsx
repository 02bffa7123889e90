// The room on the page: legend, map or list, and the summary; and what stands there while something is missing.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import type { MapView } from "../map-view.ts";
import type { Room } from "../room.ts";
import { Legend } from "./legend.tsx";
import { Panel } from "./panel.tsx";
import { SeatList } from "./seat-list.tsx";
import { MapSkeleton } from "./skeleton.tsx";
import { Stage } from "./stage.tsx";
import { RoomProvider, useRoom, useRoomState } from "./use-room.ts";
import { roomWordsFor } from "./words.ts";

export type RoomIslandProps = { readonly room: Room; readonly onMap?: (map: MapView | null) => void };

export const RoomIsland = ({ room, onMap }: RoomIslandProps): JSX.Element => {
  const state = useRoomState(room);
  const map = useRef<MapView | null>(null);
  const words = roomWordsFor(room.settings.language);
  return (
    <RoomProvider value={{ room, state, words }}>
      <Legend />
      <div class="room-view" data-list={state.list}>
        <Switch />
        {state.stage === "ready" ? (
          <>
            <Stage
              onMap={(view) => {
                map.current = view;
                onMap?.(view);
              }}
            />
            {state.list ? <SeatList /> : null}
          </>
        ) : (
          <Missing />
        )}
      </div>
      <Panel
        onLook={(places) => {
          room.send({ type: "list", list: false });
          map.current?.showSeats(places);
        }}
      />
    </RoomProvider>
  );
};

/** Between plan and list. First in the page's order, so that keys and ears meet it before the plan. */
const Switch = (): JSX.Element => {
  const { room, state, words } = useRoom();
  return (
    <button
      type="button"
      class="room-switch"
      disabled={state.stage !== "ready"}
      onClick={() => room.send({ type: "list", list: !state.list })}
    >
      {state.list ? <Icon name="place" /> : <ListIcon />}
      {state.list ? words.toMap : words.toList}
    </button>
  );
};

const ListIcon = (): JSX.Element => (
  <svg class="icon room-switch-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="M3 5.500h2M8 5.500h9M3 10h2M8 10h9M3 14.500h2M8 14.500h9" />
  </svg>
);

const Missing = (): JSX.Element => {
  const { room, state, words } = useRoom();
  if (state.stage === "plan" || state.stage === "seats") {
    const offline = state.link === "offline";
    return (
      <MapSkeleton
        text={offline ? words.link.offline : state.stage === "plan" ? words.loadingPlan : words.loadingSeats}
      />
    );
  }
  const outdated = state.stage === "outdated";
  return (
    <div class="room-missing" role="alert">
      <p class="room-panel-title">{outdated ? words.outdatedTitle : words.failedTitle}</p>
      <p class="room-panel-text">{outdated ? words.outdatedText : words.failedText}</p>
      <Button kind="primary" onClick={() => (outdated ? location.reload() : room.retry())}>
        {words.again}
      </Button>
    </div>
  );
};
