// Where a log is read from: a server's public addresses, or a file of what one served.
import { existsSync, readFileSync } from "node:fs";
import type { LogEntry } from "../../domain/log/entry.ts";
import {
  type LogSource,
  readCheckpoints,
  readEntries,
  readLogPage,
  Unavailable,
} from "../../web/line/verify/evidence.ts";
import { readKeys } from "../../web/line/verify/jws.ts";
import type { VerifyArguments } from "./arguments.ts";

export type OpenSource = { readonly show_id: string; readonly source: LogSource };

const PAGE_ENTRIES = 1_000;
const CHECKPOINTS = 100;
const ANSWER_WITHIN_MS = 20_000;
const SHOW_IN_PATH = /\/(?:shows|verify)\/([A-Za-z0-9_-]+)/;

export function openSource({ from, show_id }: Pick<VerifyArguments, "from" | "show_id">): OpenSource {
  if (/^https?:\/\//.test(from)) {
    const address = new URL(from);
    const show = show_id ?? SHOW_IN_PATH.exec(address.pathname)?.[1];
    if (show === undefined) throw new Unavailable(`${from} names no show: add --show <id>`);
    return { show_id: show, source: serverSource(address.origin, show) };
  }
  if (!existsSync(from)) throw new Unavailable(`there is no file ${from}`);
  return openFile(from, show_id);
}

function serverSource(origin: string, show_id: string): LogSource {
  const queue = `${origin}/v1/api/shows/${encodeURIComponent(show_id)}/queue`;
  return {
    keys: () => getFrom(`${origin}/.well-known/jwks.json`, readKeys),
    checkpoints: () => getFrom(`${queue}/checkpoints?limit=${CHECKPOINTS}`, readCheckpoints),
    page: (from) => getFrom(`${queue}/log?from=${from}&limit=${PAGE_ENTRIES}`, readLogPage),
  };
}

/** What a server answers, in the shape that is looked for. */
export async function getFrom<T>(url: string, read: (answer: unknown) => T | undefined): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null);
  if (response === null) throw new Unavailable(`${url} does not answer`);
  if (!response.ok) throw new Unavailable(`${url} answers ${response.status}`);
  const value = read(await response.json().catch(() => undefined));
  if (value === undefined) throw new Unavailable(`${url} answers something else`);
  return value;
}

type Kept = Readonly<Record<string, unknown>>;

/** A list of entries, one page of the log, or all that `--save` keeps: whatever is absent is not checked. */
function openFile(path: string, show_id: string | null): OpenSource {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Unavailable(`${path} is not JSON`);
  }
  const fields: Kept = Array.isArray(kept) ? { items: kept } : ((kept ?? {}) as Kept);
  const entries = readEntries(fields.items);
  if (entries === undefined) throw new Unavailable(`${path} holds no log`);
  const checkpoints = fields.checkpoints === undefined ? [] : readCheckpoints({ items: fields.checkpoints });
  if (checkpoints === undefined) throw new Unavailable(`${path} holds checkpoints that cannot be read`);
  const keys = fields.keys === undefined ? [] : readKeys({ keys: fields.keys });
  if (keys === undefined) throw new Unavailable(`${path} holds keys that cannot be read`);
  const show = show_id ?? (typeof fields.show_id === "string" ? fields.show_id : showIn(entries));
  if (show === null) throw new Unavailable(`${path} names no show: add --show <id>`);
  const source: LogSource = {
    keys: async () => keys,
    checkpoints: async () => checkpoints,
    page: async () => ({ entries, next_from: null }),
  };
  return { show_id: show, source };
}

const showIn = (entries: readonly LogEntry[]): string | null =>
  entries.find(({ kind }) => kind === "create")?.show_id ?? null;
