// The log as this page's own server gives it.
import type { Call, CallApi } from "../../api-client.ts";
import { type LogSource, readCheckpoints, readLogPage, Unavailable } from "./evidence.ts";
import { queuePath } from "./facts.ts";
import { readKeys } from "./jws.ts";

const PAGE_ENTRIES = 1_000;
/** As many as the service gives at once. */
const CHECKPOINTS = 100;

export function webSource(call: CallApi, show_id: string): LogSource {
  const queue = queuePath(show_id);
  async function get<T>(path: string, read: Call<T>["read"]): Promise<T> {
    const answer = await call(path, { read });
    if (answer.ok) return answer.value;
    throw new Unavailable(answer.failure.code);
  }
  return {
    keys: () => get("/.well-known/jwks.json", readKeys),
    checkpoints: () => get(`${queue}/checkpoints?limit=${CHECKPOINTS}`, readCheckpoints),
    page: (from) => get(`${queue}/log?from=${from}&limit=${PAGE_ENTRIES}`, readLogPage),
  };
}
