// How long after a hold was answered the others' maps hear of it: sockets of many viewers, one hold after another.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { Show } from "../kit/house.ts";
import { load } from "../kit/http-load.ts";
import type { Product } from "../kit/product.ts";
import { percentile } from "../kit/rounds.ts";
import { holdBytes, type Inside, type NextPair } from "./inside.ts";

const OPENING_AT_ONCE = 50;
const PAUSE_MS = 30;
const LAST_FRAMES_MS = 1_000;

type Parts = {
  readonly product: Product;
  readonly show: Show;
  readonly holders: readonly Inside[];
  readonly nextPair: NextPair;
  readonly viewers: number;
};
type Heard = (text: string, at_ms: number) => void;

export async function viewerFigures({ product, show, holders, nextPair, viewers }: Parts) {
  const open: Socket[] = [];
  const heard_ms = new Map<string, number[]>();
  const seats_of = new Map<string, string[]>();
  const heard: Heard = (text, at_ms) => {
    // Every viewer gets the same text: it is read once.
    const seats = seats_of.get(text) ?? changedSeats(text);
    seats_of.set(text, seats);
    for (const seat of seats) heard_ms.get(seat)?.push(at_ms);
  };
  try {
    for (let from = 0; from < viewers; from += OPENING_AT_ONCE) {
      const count = Math.min(OPENING_AT_ONCE, viewers - from);
      open.push(...(await Promise.all(Array.from({ length: count }, () => watch(product.port, show, heard)))));
    }
    const answered_ms = new Map<string, number>();
    for (const fan of holders) {
      const pair = nextPair();
      heard_ms.set(pair[0], []);
      const onAnswer = (): void => void answered_ms.set(pair[0], performance.now());
      await load({ to: product, requests: [holdBytes(show, fan, pair)], connections: 1, status: 201, onAnswer });
      await sleep(PAUSE_MS);
    }
    await sleep(LAST_FRAMES_MS);
    const waits = [...answered_ms].flatMap(([seat, at_ms]) => (heard_ms.get(seat) ?? []).map((heard) => heard - at_ms));
    return {
      viewers: open.length,
      watched_holds: answered_ms.size,
      frames_missed: answered_ms.size * open.length - waits.length,
      seen_by_others_p50_ms: percentile(waits, 0.5),
      seen_by_others_p95_ms: percentile(waits, 0.95),
      seen_by_others_max_ms: percentile(waits, 1),
    };
  } finally {
    for (const socket of open) socket.destroy();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function changedSeats(text: string): string[] {
  const frame = JSON.parse(text) as { type?: string; changes?: [string, string][] };
  return frame.type === "seats" ? (frame.changes ?? []).map(([seat]) => seat) : [];
}

/** A socket without compression, which would cost the server four times the memory. */
function watch(port: number, { showtime_id }: Show, heard: Heard): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.write(
      `GET /v1/api/showtimes/${showtime_id}/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n` +
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    );
    let pending: Buffer = Buffer.alloc(0);
    let upgraded = false;
    socket.on("data", (chunk: Buffer) => {
      const at_ms = performance.now();
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      if (!upgraded) {
        const head_end = pending.indexOf("\r\n\r\n");
        if (head_end < 0) return;
        if (!pending.toString("latin1", 0, head_end).startsWith("HTTP/1.1 101"))
          return reject(new Error(pending.toString("latin1", 0, 200)));
        upgraded = true;
        pending = pending.subarray(head_end + 4);
        resolve(socket);
      }
      pending = readFrames(pending, (text) => heard(text, at_ms));
    });
  });
}

/** Unmasked text frames, as a server sends them; returns what is not whole yet. */
function readFrames(bytes: Buffer, tell: (text: string) => void): Buffer {
  let at = 0;
  while (bytes.length >= at + 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length < at + head) break;
    const length =
      short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
    if (bytes.length < at + head + length) break;
    if (((bytes[at] ?? 0) & 0x0f) === 1) tell(bytes.toString("utf8", at + head, at + head + length));
    at += head + length;
  }
  return bytes.subarray(at);
}
