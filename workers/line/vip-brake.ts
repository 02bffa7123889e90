// The brake on guessing a show's code for the early window: wrong tries are counted per fan and per show, before anything
// is waited for, so that a thousand at once find no gap.

/** A person mistypes a few times; who was told the code has it before them. */
export const FAN_TRIES_MAX = 5;
export const FAN_WINDOW_MS = 10 * 60_000;
/** Over all fans: four letters and digits then last for three weeks of guessing at one isolate. */
export const SHOW_TRIES_MAX = 60;
export const SHOW_WINDOW_MS = 60_000;
const KEYS_MAX = 20_000;

type Window = { readonly ends_at_ms: number; failed: number };
export type Try = { readonly show_id: string; readonly fan: string; readonly right: boolean; readonly now_ms: number };
/** `wait_ms`: nothing was compared, however right it may have been. */
export type TryAnswer = { readonly right: boolean } | { readonly wait_ms: number };

export class VipBrake {
  readonly #by_fan = new Map<string, Window>();
  readonly #by_show = new Map<string, Window>();

  /** Counts a wrong one. Past a limit a right one is refused like a wrong one: else guessing would go on. */
  try({ show_id, fan, right, now_ms }: Try): TryAnswer {
    const own = windowOf(this.#by_fan, `${show_id} ${fan}`, { now_ms, window_ms: FAN_WINDOW_MS });
    if (own.failed >= FAN_TRIES_MAX) return { wait_ms: own.ends_at_ms - now_ms };
    const all = windowOf(this.#by_show, show_id, { now_ms, window_ms: SHOW_WINDOW_MS });
    if (all.failed >= SHOW_TRIES_MAX) return { wait_ms: all.ends_at_ms - now_ms };
    if (!right) {
      own.failed += 1;
      all.failed += 1;
    }
    return { right };
  }
}

function windowOf(
  windows: Map<string, Window>,
  key: string,
  { now_ms, window_ms }: { readonly now_ms: number; readonly window_ms: number },
): Window {
  const found = windows.get(key);
  if (found !== undefined && now_ms < found.ends_at_ms) return found;
  if (windows.size >= KEYS_MAX) windows.clear();
  const fresh = { ends_at_ms: now_ms + window_ms, failed: 0 };
  windows.set(key, fresh);
  return fresh;
}
