// The one caller of a page's islands, in the browser that it runs in.

import { apiOver, type CallApi } from "../api-client.ts";
import type { KeyCount } from "../practice/keys.ts";

const RENEWED_AT = "fairline:renewed-at-ms";

/** Storage may be switched off; then each tab renews for itself, and the service's grace for a used token holds. */
const renewedAtMs = {
  get: (): number => {
    try {
      return Number(localStorage.getItem(RENEWED_AT) ?? 0);
    } catch {
      return 0;
    }
  },
  set: (at_ms: number): void => {
    try {
      localStorage.setItem(RENEWED_AT, String(at_ms));
    } catch {
      // Nothing to remember it in.
    }
  },
};

/** Absent on plain http other than a laptop's own. */
const locks: LockManager | undefined = navigator.locks;

let keys: KeyCount | null = null;
/** What they did is told with each call of a practice's room. */
export const tellKeys = (count: KeyCount): void => {
  keys = count;
};

export const callApi: CallApi = apiOver({
  practice: document.body.dataset.practice,
  keys: () => keys?.told() ?? null,
  fetch: (path, init) => fetch(path, init),
  alone: (work) => (locks === undefined ? work() : locks.request("fairline:renew", work)),
  renewedAtMs,
  nowMs: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
});
