// The server's time on this page, told by what the server last said and steadily counted from there.

export type TimeSource = { readonly steadyMs: () => number; readonly wallMs: () => number };

/** No answer is on its way for longer: somebody set the phone's clock forward. */
const CLOCK_SET_MS = 15_000;

export type ServerClock = {
  readonly nowMs: () => number;
  /** An answer that took long says a time that is already over, so a little earlier is no news; much earlier is. */
  readonly heard: (server_now_ms: number) => void;
};

/**
 * The phone's own clock may be wrong by hours, so it is only counted with. A steady clock may stand still while the
 * device sleeps and the wall clock may be set back: the larger step of the two is the true one.
 */
export function serverClock(first_now_ms: number, source: TimeSource): ServerClock {
  let said_ms = first_now_ms;
  let steady_ms = source.steadyMs();
  let wall_ms = source.wallMs();
  const nowMs = (): number => said_ms + Math.max(source.steadyMs() - steady_ms, source.wallMs() - wall_ms, 0);
  return {
    nowMs,
    heard: (server_now_ms) => {
      const behind_ms = nowMs() - server_now_ms;
      if (behind_ms > 0 && behind_ms < CLOCK_SET_MS) return;
      said_ms = server_now_ms;
      steady_ms = source.steadyMs();
      wall_ms = source.wallMs();
    },
  };
}

export const browserTime: TimeSource = { steadyMs: () => performance.now(), wallMs: () => Date.now() };
