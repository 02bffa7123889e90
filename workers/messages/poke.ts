// Tells fans who have something open that there is news. A poke is a hint: what it is about is stored, a listener that
// missed one hears it with the next, with its lease, or when it comes back. So tries are few, and none blocks for long.
import type { InboxChange } from "../../schema/frames.ts";
import { log, thrown } from "../kit/log.ts";
import { fanOf } from "../kit/objects.ts";

/** An invocation may have few connections open at once; more would only queue. */
const AT_ONCE = 24;
const TRIES_MAX = 3;
const WAIT_FIRST_MS = 200;
const POKE_MS = 3_000;

let waiting = 0;
let given_up = 0;

/** For the metrics of this isolate: pokes not yet made, and those that were never heard. */
export const pokeBacklog = (): { readonly pokes_waiting: number; readonly pokes_given_up: number } => ({
  pokes_waiting: waiting,
  pokes_given_up: given_up,
});

/** Never throws: whoever stored the messages has done what had to be done. */
export async function pokeFans(
  env: Env,
  user_ids: readonly string[],
  changes: readonly InboxChange[] = [],
): Promise<void> {
  waiting += user_ids.length;
  const rest = user_ids.values();
  const lane = async (): Promise<void> => {
    for (const user_id of rest) {
      await pokeOne(env, user_id, changes);
      waiting -= 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, user_ids.length) }, lane));
}

async function pokeOne(env: Env, user_id: string, changes: readonly InboxChange[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      // A stub that threw is broken: each try takes a new one.
      await within(POKE_MS, fanOf(env, user_id).poke(changes));
      return;
    } catch (error) {
      const overloaded = (error as { overloaded?: boolean } | null)?.overloaded === true;
      if (overloaded || tries >= TRIES_MAX) {
        given_up += 1;
        log("error", "inbox_poke_given_up", { user_id, tries, ...thrown(error) });
        return;
      }
      await pause(WAIT_FIRST_MS * 2 ** (tries - 1) * (0.5 + Math.random()));
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function within<T>(ms: number, work: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
