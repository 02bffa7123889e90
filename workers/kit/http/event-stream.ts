// A socket of an object read as a stream of server-sent events: a thin bridge, bounded in time. Browsers come back by
// themselves, so a stream never holds a dead reader for long.
import { log, thrown } from "../log.ts";

const STREAM_MS = 240_000;
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 3_000;

const EVENT_STREAM = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** An EventSource gives up for good on anything but 200, so "no room now" is said inside a stream that closes. */
export const comeBackIn = (wait_ms: number): Response =>
  new Response(`retry: ${wait_ms}\n\n`, { headers: EVENT_STREAM });

/** Every frame of the socket as the event that `eventOf` writes, until either side goes. */
export function eventStream(socket: WebSocket, gone: AbortSignal, eventOf: (frame: string) => string): Response {
  const encoder = new TextEncoder();
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let over: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearInterval(heartbeat);
    clearTimeout(over);
    try {
      socket.close(1000, "stream ended");
    } catch (error) {
      log("info", "bridge_already_closed", thrown(error));
    }
  };
  const events = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          stop();
        }
      };
      const close = (): void => {
        stop();
        try {
          controller.close();
        } catch {
          // The reader went first.
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
      // Comments keep the road open and carry no id, so that they move nobody's last id (D65).
      heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      over = setTimeout(close, STREAM_MS);
    },
    cancel: stop,
  });
  return new Response(events, { headers: EVENT_STREAM });
}
