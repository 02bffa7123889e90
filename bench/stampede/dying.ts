// Relays that die while the crowd comes: when, and whether anybody's place went with them.
import { askPlace, type Joined, pause, type Scene } from "../kit/line-fan.ts";

const LOOK_MS = 20;
const ASKED_MAX = 1_000;

/** One after another, spread over the joins: the first dies with a third of the crowd in line when there are two. */
export async function letRelaysDie(
  { port, show }: Scene,
  { dying, relays, fans }: { readonly dying: number; readonly relays: number; readonly fans: number },
  progress: { readonly joined: () => number; readonly over: () => boolean },
): Promise<number> {
  let died = 0;
  while (died < dying && !progress.over()) {
    if (progress.joined() < (fans * (died + 1)) / (dying + 1)) {
      await pause(LOOK_MS);
      continue;
    }
    const answer = await fetch(`http://127.0.0.1:${port}/sandbox/relays/die`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ show_id: show.show_id, index: died % relays }),
    });
    if (answer.status !== 202) throw new Error(`a relay that was to die answered ${answer.status}`);
    died++;
  }
  return died;
}

/** Of those who were told a place, up to a thousand asked again: how many are told another one. */
export async function placesLost(scene: Scene, joined: readonly Joined[]): Promise<Record<string, number>> {
  const every = Math.max(1, Math.ceil(joined.length / ASKED_MAX));
  const asked = joined.filter((_, i) => i % every === 0);
  const positions = await Promise.all(asked.map(async ({ fan }) => (await askPlace(scene, fan)).position));
  return {
    places_asked_again: asked.length,
    places_lost: asked.filter(({ position }, i) => positions[i] !== position).length,
  };
}
