// The live roads to a line: the socket goes straight to the object; the stream is a thin bridge over the same socket.
import { FAN_HEADER } from "../../durable-objects/waiting-line/waiting-line.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { comeBackIn, eventStream } from "../kit/http/event-stream.ts";
import { lineOf } from "../kit/objects.ts";

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

export async function lineStream(c: Ctx, show_id: string, fan: string): Promise<Response> {
  let socket: WebSocket | null;
  try {
    socket = (await openLine(c, show_id, fan)).webSocket;
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === "sockets_full") {
      return comeBackIn((error.failure.retry_after_s ?? 5) * 1_000);
    }
    throw error;
  }
  if (socket === null) throw new Refusal("unavailable");
  return eventStream(socket, c.req.raw.signal, eventOf);
}

/** The frame's own type and version name the event. */
function eventOf(frame: string): string {
  const type = /"type":"(\w+)"/.exec(frame)?.[1] ?? "message";
  const version = /"version":(\d+)/.exec(frame)?.[1];
  return `${version === undefined ? "" : `id: ${version}\n`}event: ${type}\ndata: ${frame}\n\n`;
}
