// What a signature check found, remembered in the isolate for at most a minute and never past the token's own end.
const REMEMBERED_MS = 60_000;

export type Remembered<T> = {
  readonly get: (token: string, now_ms: number) => T | undefined;
  readonly put: (token: string, value: T, now_ms: number, ends_at_ms: number) => void;
};

export function remembered<T>(entries_max: number): Remembered<T> {
  const known = new Map<string, { readonly value: T; readonly until_ms: number }>();
  return {
    get: (token, now_ms) => {
      const found = known.get(token);
      if (found === undefined) return undefined;
      if (now_ms < found.until_ms) return found.value;
      known.delete(token);
      return undefined;
    },
    put: (token, value, now_ms, ends_at_ms) => {
      if (known.size >= entries_max) {
        // The map keeps the order of insertion: the first is the oldest.
        const oldest = known.keys().next();
        if (!oldest.done) known.delete(oldest.value);
      }
      known.set(token, { value, until_ms: Math.min(now_ms + REMEMBERED_MS, ends_at_ms) });
    },
  };
}
