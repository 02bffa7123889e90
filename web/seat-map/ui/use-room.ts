// The room as components see it: its state, its words, and the server's seconds.
import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { RoomWords } from "../../words/room-ko.ts";
import type { Room } from "../room.ts";
import type { RoomState } from "../room-state.ts";

export type RoomView = { readonly room: Room; readonly state: RoomState; readonly words: RoomWords };

const RoomContext = createContext<RoomView | null>(null);
export const RoomProvider = RoomContext.Provider;

export function useRoom(): RoomView {
  const view = useContext(RoomContext);
  if (view === null) throw new Error("a part of the room stands outside it");
  return view;
}

export function useRoomState(room: Room): RoomState {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    // What happened between the first drawing and this moment was heard by nobody.
    again(null);
    return room.watch(() => again(null));
  }, [room]);
  return room.state;
}

/** The server's time, told again on each of its whole seconds. */
export function useSeconds(room: Room): number {
  const [now_ms, setNow] = useState(room.clock.nowMs());
  useEffect(() => {
    let timer = 0;
    const tick = (): void => {
      const ms = room.clock.nowMs();
      setNow(ms);
      timer = window.setTimeout(tick, 1_000 - (ms % 1_000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [room]);
  return now_ms;
}
