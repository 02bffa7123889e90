// One page's live road to the fan's messages: opened by the bell, heard by whoever is on the page. What was heard last is
// said when it opens again, so that nothing is missed and nothing comes twice.
import type { CallApi } from "../api-client.ts";
import { LiveSocket, type Timers } from "../live-socket.ts";
import { openRoad, type Road, type RoadEar } from "../road.ts";
import { type InboxFrame, readFrame } from "./notice.ts";

const SESSION_ENDED = 4401;
const LIVE = "/v1/api/notifications/live";

export type InboxEar = {
  readonly heard: (frame: InboxFrame) => void;
  readonly lost: () => void;
  /** This browser's session is over: nothing of its person may stay in sight. */
  readonly signedOut: () => void;
};

type Surroundings = { readonly call: CallApi; readonly timers: Timers; readonly after: string | null };

export function listenToInbox(around: Surroundings, ear: InboxEar): LiveSocket {
  let after = around.after;
  let opened = false;
  const open = (road: RoadEar): Road => {
    opened = false;
    return openRoad(after === null ? LIVE : `${LIVE}?after=${encodeURIComponent(after)}`, {
      opened: () => {
        opened = true;
        road.opened();
      },
      said: road.said,
      closed: (code) => {
        if (code !== SESSION_ENDED) return road.closed(code);
        listening.stop();
        ear.signedOut();
      },
    });
  };
  const listening = new LiveSocket(open, around.timers, {
    opened: () => {},
    said: (text) => {
      const frame = readFrame(text);
      if (frame === null) return;
      if (frame.type === "hello") after = frame.newest_id ?? "0";
      if (frame.type === "notification") after = frame.notification.id;
      ear.heard(frame);
    },
    lost: () => {
      ear.lost();
      if (!opened) void askOnce(around.call, ear, () => listening.stop());
    },
  });
  return listening;
}

/** A road that does not even open: the session may have run out, which asking renews, or there is no room, and then this asks. */
async function askOnce(call: CallApi, ear: InboxEar, stop: () => void): Promise<void> {
  const answer = await call("/v1/api/notifications/unread_count", {
    read: (value) => {
      const count = (value as { unread_count?: unknown } | null)?.unread_count;
      return typeof count === "number" ? count : undefined;
    },
  });
  if (answer.ok) ear.heard({ type: "unread", unread: answer.value });
  else if (answer.failure.status === 401) {
    stop();
    ear.signedOut();
  }
}
