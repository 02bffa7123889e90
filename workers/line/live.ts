// The live roads to a line: the socket goes to the fan's relay, or straight to the line where there is none; the stream is a thin bridge over the same socket.
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { comeBackAfter, eventStream } from "../kit/http/event-stream.ts";
import { askForSocket, notOpened } from "../kit/http/live.ts";
import { byRoad } from "./road.ts";

export async function lineSocket(c: Ctx, show_id: string, fan: string): Promise<Response> {
  const answer = await byRoad(c, { show_id, fan }, (road) => askForSocket(c, road, { fan }));
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
