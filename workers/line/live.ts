// The live roads to a line: the socket goes straight to the object; the stream is a thin bridge over the same socket.
import { FAN_HEADER } from "../../durable-objects/waiting-line/waiting-line.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import { log, thrown } from "../log.ts";
import { lineOf } from "../objects.ts";

/** Browsers come back by themselves; a bounded stream never holds a dead reader for long. */
const STREAM_MS = 240_000;
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 3_000;

export async function lineSocket(c: Ctx, show_id: string, fan: string): Promise<Response> {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") throw new Refusal("upgrade_required");
  return openLine(c, show_id, fan);
}

async function openLine(c: Ctx, show_id: string, fan: string): Promise<Response> {
  const headers = { upgrade: "websocket", [FAN_HEADER]: fan };
  const answer = await lineOf(c.env, show_id).fetch("http://line/live", { headers });
  if (answer.status === 101) return answer;
  if (answer.status === 404) throw new Refusal("not_in_line");
  throw new Refusal("sockets_full", undefined, Number(answer.headers.get("retry-after") ?? 5));
}

const EVENT_STREAM = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** An EventSource gives up for good on anything but 200, so "no room now" is said inside a stream that closes. */
export async function lineStream(c: Ctx, show_id: string, fan: string): Promise<Response> {
  let socket: WebSocket | null;
  try {
    socket = (await openLine(c, show_id, fan)).webSocket;
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === "sockets_full") {
      return new Response(`retry: ${(error.failure.retry_after_s ?? 5) * 1_000}\n\n`, { headers: EVENT_STREAM });
    }
    throw error;
  }
  if (socket === null) throw new Refusal("unavailable");
  return new Response(bridge(socket, c.req.raw.signal), { headers: EVENT_STREAM });
}

function bridge(socket: WebSocket, gone: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    clearInterval(heartbeat);
    try {
      socket.close(1000, "stream ended");
    } catch (error) {
      log("info", "bridge_already_closed", thrown(error));
    }
  };
  return new ReadableStream<Uint8Array>({
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
      // Comments keep the road open and carry no id, so that they move nobody's last id.
      heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      setTimeout(close, STREAM_MS);
    },
    cancel: stop,
  });
}

/** The frame's own type and version name the event. */
function eventOf(frame: string): string {
  const type = /"type":"(\w+)"/.exec(frame)?.[1] ?? "message";
  const version = /"version":(\d+)/.exec(frame)?.[1];
  return `${version === undefined ? "" : `id: ${version}\n`}event: ${type}\ndata: ${frame}\n\n`;
}
