// A page's timers and dice, for what is tried without a browser with others.
import type { Timers } from "../live-socket.ts";

export const browserTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
