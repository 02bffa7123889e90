// A socket of an object read as a stream of server-sent events: a thin bridge, bounded in time. Browsers come back by
// themselves, so a stream never holds a dead reader for long.
import { Refusal } from "../failures.ts";
import { log, thrown } from "../log.ts";

const STREAM_MS = 240_000;
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 3_000;
/** Whoever was given a stream reads on at once; a body that was dropped on the way is never read (D73). */
export const READ_WITHIN_MS = 5_000;
/** Frames that wait for a reader who does not keep up. They come back and are told what is so by then. */
export const UNREAD_FRAMES_MAX = 256;

const EVENT_STREAM = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** An EventSource gives up for good on anything but 200, so "no room now" is said inside a stream that closes. */
export const comeBackIn = (wait_ms: number): Response =>
  new Response(`retry: ${wait_ms}\n\n`, { headers: EVENT_STREAM });

/** What a HEAD is told: opens nothing. */
export const streamHead = (): Response => new Response(null, { headers: EVENT_STREAM });

/** No room is a reason to come back, whatever has none: the ceiling, or the fan's own share of it. */
export function comeBackAfter(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error;
  const { code, retry_after_s = 5 } = error.failure;
  if (code !== "sockets_full" && code !== "own_sockets_full") throw error;
  return comeBackIn(retry_after_s * 1_000);
}

/** Every frame of the socket as the event that `eventOf` writes, until either side goes. */
export function eventStream(socket: WebSocket, gone: AbortSignal, eventOf: (frame: string) => string): Response {
  const encoder = new TextEncoder();
  const timers: ReturnType<typeof setTimeout>[] = [];
  let unread: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    for (const timer of timers.splice(0)) clearTimeout(timer);
    clearTimeout(unread);
    try {
      socket.close(1000, "stream ended");
    } catch (error) {
      log("info", "bridge_already_closed", thrown(error));
    }
  };
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const close = (): void => {
      stop();
      try {
        controller.close();
      } catch {
        // The reader went first.
      }
    };
    const write = (text: string): void => {
      const unread_frames = -(controller.desiredSize ?? 0);
      try {
        if (unread_frames >= UNREAD_FRAMES_MAX) close();
        else controller.enqueue(encoder.encode(text));
      } catch {
        stop();
      }
    };
    write(`retry: ${RETRY_MS}\n\n`);
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") write(eventOf(data));
    });
    socket.addEventListener("close", close);
    socket.addEventListener("error", close);
    gone.addEventListener("abort", close);
    unread = setTimeout(close, READ_WITHIN_MS);
    // Comments keep the road open and carry no id, so that they move nobody's last id (D65).
    timers.push(
      setInterval(() => write(": still here\n\n"), HEARTBEAT_MS),
      setTimeout(close, STREAM_MS),
    );
    if (gone.aborted) close();
  };
  // Nothing is made ahead of a reader, so that being asked for more is the sign of one.
  const events = new ReadableStream<Uint8Array>(
    { start, pull: () => clearTimeout(unread), cancel: stop },
    { highWaterMark: 0 },
  );
  return new Response(events, { headers: EVENT_STREAM });
}
