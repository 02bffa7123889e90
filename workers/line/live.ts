// The live roads to a line: the socket goes straight to the object; the stream is a thin bridge over the same socket.
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { comeBackAfter, eventStream } from "../kit/http/event-stream.ts";
import { askForSocket, notOpened } from "../kit/http/live.ts";
import { lineOf } from "../kit/objects.ts";

export async function lineSocket(c: Ctx, show_id: string, fan: string): Promise<Response> {
  const answer = await askForSocket(c, lineOf(c.env, show_id), { fan });
  if (answer.status === 101) return answer;
  throw answer.status === 404 ? new Refusal("not_in_line") : notOpened(answer);
}

export async function lineStream(c: Ctx, show_id: string, fan: string): Promise<Response> {
  let socket: WebSocket | null;
  try {
    socket = (await lineSocket(c, show_id, fan)).webSocket;
  } catch (error) {
    return comeBackAfter(error);
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
