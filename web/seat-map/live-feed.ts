// Keeps the seats true while the page is open: the socket where there is one, polling where it is refused, a new
// snapshot after every gap, and jitter everywhere, so that a crowd that lost its sockets does not come back as one.
import { jittered, LiveSocket, type Timers } from "../live-socket.ts";
import type { LedgerClient, LiveFrame } from "./ledger-client.ts";
import { applyFrame, applySnapshot, type Change, type LiveSeats, liveFrom } from "./live-seats.ts";
import type { Plan } from "./plan.ts";
import { readFrame } from "./wire.ts";

export type Link = "live" | "polling" | "offline";

export type FeedListener = {
  readonly loaded: (live: LiveSeats) => void;
  readonly changed: (changes: readonly Change[]) => void;
  readonly linked: (link: Link) => void;
  readonly heard: (server_now_ms: number) => void;
  /** The ledger is on another plan now: this page's map is of no use any more. */
  readonly outdated: () => void;
};

const POLL_MS = 3_000;
const RESYNC_AGAIN_MS = 400;
/** While a snapshot is asked for. More than these are dropped: the next frame shows the gap, and another is fetched. */
const FRAMES_KEPT_MAX = 200;
const DOUBLINGS_MAX = 5;

export type LiveFeed = {
  readonly start: () => void;
  readonly stop: () => void;
  readonly refresh: () => void;
  /** After a sleep a socket may be dead and not know it. */
  readonly renew: () => void;
};

export type FeedOptions = {
  readonly plan: Plan;
  readonly client: LedgerClient;
  readonly timers: Timers;
  readonly listener: FeedListener;
};

export function liveFeed({ plan, client, timers, listener }: FeedOptions): LiveFeed {
  let live: LiveSeats | null = null;
  let link: Link | null = null;
  /** The socket has said its first frame. */
  let greeted = false;
  /** Snapshots in a row that did not come. */
  let unanswered = 0;
  let asking = false;
  let stopped = false;
  /** Frames that came while a snapshot was on its way. */
  let kept: LiveFrame[] = [];
  let cancelPoll: (() => void) | null = null;
  let cancelResync: (() => void) | null = null;

  const tell = (next: Link): void => {
    if (next === link) return;
    link = next;
    listener.linked(next);
  };

  async function resync(): Promise<void> {
    if (asking || stopped) return;
    asking = true;
    const answer = await client.snapshot();
    asking = false;
    if (stopped) return;
    if (!answer.ok) {
      unanswered++;
      if (!greeted) tell("offline");
      resyncLater();
      return;
    }
    unanswered = 0;
    if (live === null) {
      live = liveFrom(plan, answer.value);
      if (live === null) return listener.outdated();
      listener.loaded(live);
    } else {
      const changes = applySnapshot(live, plan, answer.value);
      if (changes === null) return listener.outdated();
      if (changes.length > 0) listener.changed(changes);
    }
    tell(greeted ? "live" : "polling");
    const waiting = kept;
    kept = [];
    for (const frame of waiting) take(frame);
  }

  function resyncLater(): void {
    cancelResync ??= timers.after(
      jittered(RESYNC_AGAIN_MS * 2 ** Math.min(unanswered, DOUBLINGS_MAX), timers.random),
      () => {
        cancelResync = null;
        void resync();
      },
    );
  }

  function keep(frame: LiveFrame): void {
    if (kept.length >= FRAMES_KEPT_MAX) kept = [];
    kept.push(frame);
  }

  function take(frame: LiveFrame): void {
    if (live === null || asking) {
      keep(frame);
      return;
    }
    const outcome = applyFrame(live, plan, frame);
    if (outcome.kind === "gap") {
      // Zone counts or seats of the missed frames are only in a snapshot; this frame is laid over that one.
      keep(frame);
      resyncLater();
    } else if (outcome.kind === "applied") listener.changed(outcome.changes);
  }

  const socket = new LiveSocket(client.listen, timers, {
    opened: () => {
      greeted = false;
    },
    said: (text) => {
      const frame = readFrame(text);
      if (frame === null) return;
      if (frame.type === "snapshot") listener.heard(frame.now_ms);
      if (!greeted) {
        greeted = true;
        stopPolling();
        if (live !== null && !asking) tell("live");
        if (live === null) void resync();
      }
      take(frame);
    },
    lost: () => {
      greeted = false;
      startPolling();
    },
  });

  function startPolling(): void {
    if (cancelPoll !== null || stopped) return;
    if (live !== null) tell("polling");
    const poll = (): void => {
      cancelPoll = timers.after(jittered(POLL_MS, timers.random), () => {
        poll();
        void resync();
      });
    };
    poll();
  }

  function stopPolling(): void {
    cancelPoll?.();
    cancelPoll = null;
  }

  return {
    start: () => {
      void resync();
      socket.start();
    },
    stop: () => {
      stopped = true;
      stopPolling();
      cancelResync?.();
      socket.stop();
    },
    refresh: () => void resync(),
    renew: () => {
      void resync();
      socket.probe();
      socket.hurry();
    },
  };
}
