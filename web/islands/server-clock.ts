// The server's clock as this page knows it: the page's now_ms, plus what has passed here since it was sent.
const sentAtMs = Number(document.body.dataset.nowMs ?? Date.now());

const [navigation] = performance.getEntriesByType("navigation");
/** When the first byte of this page came: the server's now_ms is a little before it, never after. */
const receivedAt = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
const wallOffsetMs = Date.now() - performance.now();

/**
 * The phone's own clock may be wrong by minutes, so only differences are taken from it. A steady clock may stand still
 * while a device sleeps, the wall clock may be set back: the larger difference is the true one.
 */
export const serverNowMs = (): number => {
  const steady = performance.now() - receivedAt;
  const wall = Date.now() - wallOffsetMs - receivedAt;
  return sentAtMs + Math.max(steady, wall);
};
