// From the place in line to the turn: told at a socket, or asked for as often as the line says.
import { askPlace, type Joined, listenToPlace, pause, type Scene, type Told } from "../kit/line-fan.ts";

export type Outcome = "in" | "over" | "never";
/** `heard_ms`: when the news arrived. */
export type Turn = { readonly outcome: Outcome; readonly heard_ms: number };
type Way = { readonly listens: boolean; readonly until_ms: number };

/** A fan with a socket asks now and then all the same, as a page does that heard nothing. */
const LISTENER_ASKS_MS = 20_000;

export async function turn(scene: Scene, { fan, poll_after_ms }: Joined, way: Way): Promise<Turn> {
  let heard: Turn | null = null;
  let wake = (): void => {};
  const told = ({ admitted, over }: Told): void => {
    if ((!admitted && !over) || heard !== null) return;
    heard = { outcome: admitted ? "in" : "over", heard_ms: performance.now() };
    wake();
  };
  const socket = way.listens ? await listenToPlace(scene, fan, told) : null;
  let ask_ms = performance.now() + (socket === null ? poll_after_ms : LISTENER_ASKS_MS);
  try {
    while (performance.now() < way.until_ms) {
      if (heard !== null) return heard;
      if (performance.now() >= ask_ms) {
        const answer = await askPlace(scene, fan);
        told(answer);
        ask_ms = performance.now() + (socket === null ? answer.again_ms : LISTENER_ASKS_MS);
      } else await Promise.race([pause(ask_ms - performance.now()), new Promise<void>((resolve) => (wake = resolve))]);
    }
    return { outcome: "never", heard_ms: performance.now() };
  } finally {
    socket?.removeAllListeners("close").destroy();
  }
}
