// The live roads to a fan's messages: the socket goes straight to the object; the stream is a thin bridge over the same
// socket, and always 200: an EventSource gives up for good on anything else.
import type { Ear } from "../../durable-objects/fan/ear.ts";
import { EAR_HEADER } from "../../durable-objects/fan/object.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { comeBackIn, eventStream } from "../kit/http/event-stream.ts";
import { askForSocket, notOpened } from "../kit/http/live.ts";
import { log, thrown } from "../kit/log.ts";
import { fanOf } from "../kit/objects.ts";
import { seqOfNotice } from "../messages/db/notifications.ts";

const BUSY_RETRY_MS = 10_000;
const NOTHING_YET = "0";

export async function inboxSocket(c: Ctx, identity: Identity, after: string | null): Promise<Response> {
  const ear = await earOf(c, identity, after);
  const headers = { [EAR_HEADER]: JSON.stringify(ear) };
  const answer = await askForSocket(c, fanOf(c.env, identity.user_id), { fan: identity.user_id, headers });
  if (answer.status === 101) return answer;
  throw notOpened(answer);
}

/** What somebody says they heard last is believed only if it is a message of theirs. */
async function earOf(c: Ctx, identity: Identity, after: string | null): Promise<Ear> {
  const { user_id, session_id } = identity;
  const known = after === null || after === NOTHING_YET ? null : await seqOfNotice(database(c.env), user_id, after);
  return {
    user_id,
    session_id,
    language: c.get("language"),
    seq: after === NOTHING_YET ? 0 : known,
    unread: null,
    greeted: false,
    lost: after !== null && after !== NOTHING_YET && known === null,
  };
}

export async function inboxStream(c: Ctx, identity: Identity, after: string | null): Promise<Response> {
  let socket: WebSocket | null;
  try {
    ({ webSocket: socket } = await inboxSocket(c, identity, after));
  } catch (error) {
    if (!(error instanceof Refusal)) log("warn", "inbox_stream_unopened", thrown(error));
    return comeBackIn(BUSY_RETRY_MS);
  }
  if (socket === null) return comeBackIn(BUSY_RETRY_MS);
  return eventStream(socket, c.req.raw.signal, (text) => eventOf(text, after === null));
}

type Frame = { type: string; newest_id?: string | null; resync?: boolean; notification?: { id: string } };

/**
 * Only what moves the reader on in their messages carries an id: a message its own, and the greeting of a reader who came
 * without one the newest message's, so that even a message stored before they first come back is replayed.
 */
function eventOf(text: string, fresh: boolean): string {
  const frame = JSON.parse(text) as Frame;
  const starts_here = frame.type === "hello" && (fresh || frame.resync === true);
  const id = starts_here ? (frame.newest_id ?? NOTHING_YET) : frame.notification?.id;
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${frame.type}\ndata: ${text}\n\n`;
}
