// A small load generator: keep-alive connections over plain sockets, one request in flight on each, the bytes of every
// request made before the clock runs. `fetch` would take more of the machine than what is measured.
import { connect, type Socket } from "node:net";
import { cpuUs } from "./process.ts";
import type { Spent } from "./rounds.ts";

export type Answer = { readonly status: number; readonly body: string };
export type Load = {
  readonly to: { readonly port: number; readonly pid: number };
  readonly requests: readonly Buffer[];
  readonly connections?: number;
  /** A request counts only when it was answered with this, or with one of these. */
  readonly status: number | readonly number[];
  readonly onAnswer?: (index: number, answer: Answer) => void;
};

const CONNECTIONS = 64;
const FAILURES_SHARE_MAX = 0.01;
/** Through miniflare's API workerd now and then resets a connection while the machine is busy. */
const LOST_SHARE_MAX = 0.1;

export type Head = { readonly method: string; readonly path: string; readonly headers?: Record<string, string> };

export function requestBytes({ method, path, headers = {} }: Head, body?: unknown): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const all: Record<string, string> = { host: "127.0.0.1", ...headers };
  if (body !== undefined) all["content-type"] = "application/json";
  if (method !== "GET") all["content-length"] = String(Buffer.byteLength(text));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${text}`);
}

/** Sends every request once. Rejects as soon as more than a few were not answered as they should. */
export async function load({ to, requests, connections = CONNECTIONS, status, onAnswer }: Load): Promise<Spent> {
  const open = await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, () => dial(to.port)));
  const hoped = [status].flat();
  let next = 0;
  let ok = 0;
  let wrong = 0;
  let lost = 0;
  const refused = (why: string): void => {
    wrong++;
    if (wrong <= requests.length * FAILURES_SHARE_MAX) return;
    throw new TooManyFailed(`${wrong} of ${requests.length} requests failed, the last: ${why}`);
  };
  const work = async (_: unknown, worker: number): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      try {
        const answer = await open[worker]?.ask(requests[index] ?? Buffer.alloc(0));
        if (answer !== undefined && hoped.includes(answer.status)) ok++;
        else refused(`answered ${answer?.status}: ${answer?.body}`);
        if (answer !== undefined) onAnswer?.(index, answer);
      } catch (error) {
        if (error instanceof TooManyFailed) throw error;
        // Its request does not count; its worker goes on over a new connection.
        lost++;
        if (lost > Math.max(1, requests.length * LOST_SHARE_MAX)) throw error;
        open[worker] = await dial(to.port);
      }
    }
  };
  const [began_ms, began_us] = [performance.now(), cpuUs(to.pid)];
  try {
    await Promise.all(open.map(work));
  } finally {
    for (const road of open) road.close();
  }
  const spent = { ms: performance.now() - began_ms, cpu_us: cpuUs(to.pid) - began_us };
  return { done: ok, ...spent };
}

export class TooManyFailed extends Error {}

type Road = {
  readonly ask: (bytes: Buffer) => Promise<Answer>;
  /** False once the server has closed it, as it does with one that was idle for long. */
  readonly open: () => boolean;
  readonly close: () => void;
};

export function dial(port: number): Promise<Road> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    const road = roadOver(socket);
    socket.once("error", reject);
    socket.once("connect", () => resolve(road));
  });
}

function roadOver(socket: Socket): Road {
  let pending: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  socket.on("data", (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const answer = readAnswer(pending);
    if (answer === null) return;
    pending = Buffer.alloc(0);
    waiting?.resolve(answer);
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(new Error("the server closed a connection")));
  return {
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) return reject(new Error("the server closed a connection"));
        waiting = { resolve, reject };
        socket.write(bytes);
      }),
    open: () => socket.writable,
    close: () => {
      waiting = null;
      socket.destroy();
    },
  };
}

const LENGTH = /\r\ncontent-length: *(\d+)/i;

/** Null until the whole answer is there; with one request in flight nothing follows it. */
function readAnswer(bytes: Buffer): Answer | null {
  const head_end = bytes.indexOf("\r\n\r\n");
  if (head_end < 0) return null;
  const head = bytes.toString("latin1", 0, head_end);
  const status = Number(head.slice(9, 12));
  const from = head_end + 4;
  const length = LENGTH.exec(head)?.[1];
  if (length !== undefined) {
    const to = from + Number(length);
    return bytes.length < to ? null : { status, body: bytes.toString("utf8", from, to) };
  }
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    if (!bytes.subarray(-5).equals(LAST_CHUNK)) return null;
    return { status, body: unchunk(bytes.subarray(from)) };
  }
  return { status, body: "" };
}

const LAST_CHUNK = Buffer.from("0\r\n\r\n");

function unchunk(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line_end = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.toString("latin1", at, line_end), 16);
    if (!(size > 0)) break;
    parts.push(bytes.subarray(line_end + 2, line_end + 2 + size));
    at = line_end + 2 + size + 2;
  }
  return Buffer.concat(parts).toString("utf8");
}
