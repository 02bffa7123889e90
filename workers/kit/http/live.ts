// The door of every live road. A route says that it is one; from that alone follow its origin's check, its brake, what a
// HEAD is told, and under whose name the object counts the socket.
import { FAN_HEADER, RANGE_HEADER } from "../../../durable-objects/kit/socket-budget.ts";
import type { Ctx, Identity } from "../env.ts";
import { Refusal } from "../failures.ts";
import { brakeOpenings } from "../middleware/brake.ts";
import { holdLiveToOrigin } from "../middleware/origin.ts";
import { rangeOf } from "./address.ts";
import { streamHead } from "./event-stream.ts";
import type { Route } from "./route.ts";

/** An answer where nothing is to be opened: a question about the road itself must cost no socket (D73). */
export async function enterLive(c: Ctx, live: Route["live"], identity: Identity | null): Promise<Response | null> {
  if (live === undefined) return null;
  holdLiveToOrigin(c);
  const head = c.req.method === "HEAD";
  if (live === "socket" && (head || !asksForSocket(c))) throw new Refusal("upgrade_required");
  if (head) return streamHead();
  await brakeOpenings(c, identity);
  return null;
}

const asksForSocket = (c: Ctx): boolean => c.req.header("upgrade")?.toLowerCase() === "websocket";

type Opener = {
  readonly fan: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The object's own answer: 101, or what it says instead. */
export const askForSocket = (
  c: Ctx,
  object: { fetch(url: string, init: RequestInit): Promise<Response> },
  { fan, headers = {} }: Opener,
): Promise<Response> =>
  object.fetch("http://object/live", {
    headers: {
      ...headers,
      upgrade: "websocket",
      [RANGE_HEADER]: rangeOf(c),
      ...(fan === null ? {} : { [FAN_HEADER]: fan }),
    },
  });

/** What an object that opens nothing has said. */
export function notOpened(answer: Response): Refusal {
  const retry_after_s = Number(answer.headers.get("retry-after") ?? 5);
  return new Refusal(answer.status === 429 ? "own_sockets_full" : "sockets_full", undefined, retry_after_s);
}
