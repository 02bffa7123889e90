// Joins while thousands listen: the line in workerd with live sockets, each told its own place, and one join after another.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fanId } from "../../durable-objects/waiting-line/testing/people.ts";
import { cpuUs } from "../kit/process.ts";
import { bundleLine, start } from "./in-workerd.ts";

export type SocketFigures = {
  sockets: number;
  join_p50_ms: number;
  join_p99_ms: number;
  /** Frames that came to all sockets together, a second, while the joins ran. */
  frames_per_s: number;
  /** Processor time of the whole process for a frame, with nothing else to do: the tick and the platform's sockets. */
  frame_cpu_us: number;
};

const OPENING_AT_ONCE = 100;
const JOINS = 400;
const PAUSE_MS = 10;
/** How long only the ticks run. */
const QUIET_MS = 6_000;

/** A socket without the client library's compression, which would cost the server four times the memory. */
function listen(port: number, fan: string, heard: (bytes: Buffer) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.write(
      `GET /live?fan=${fan} HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    );
    socket.once("data", (first: Buffer) => {
      if (!first.toString("latin1").startsWith("HTTP/1.1 101"))
        reject(new Error(first.toString("latin1").slice(0, 80)));
      socket.on("data", heard);
      resolve(socket);
    });
  });
}

/** Frames in a chunk, counted by the word that each of them holds once. */
function framesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf('"version":'); at >= 0; at = bytes.indexOf('"version":', at + 1)) count++;
  return count;
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

export async function socketFigures(sockets = 8_000): Promise<SocketFigures> {
  const dir = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  const open: Socket[] = [];
  const { miniflare, pid } = await start(await bundleLine(join(dir, "out")), join(dir, "state"));
  try {
    // Straight to the Worker: miniflare's proxy would pass on every frame once more.
    const { port } = await miniflare.unsafeGetDirectURL();
    const ask = async (path: string): Promise<void> => {
      const answer = await miniflare.dispatchFetch(`http://bench${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await answer.arrayBuffer();
    };
    await ask("/setup");
    await ask(`/prepare?from=0&to=${sockets}&batch=1000`);
    await ask("/fill");
    let frames = 0;
    const heard = (bytes: Buffer): void => {
      frames += framesIn(bytes);
    };
    for (let from = 0; from < sockets; from += OPENING_AT_ONCE) {
      const ids = Array.from({ length: Math.min(OPENING_AT_ONCE, sockets - from) }, (_, i) => fanId(from + i));
      open.push(...(await Promise.all(ids.map((fan) => listen(Number(port), fan, heard)))));
    }
    // Opened only now, so that people move: every second a batch goes in and every place changes.
    await ask("/open");
    frames = 0;
    const waits: number[] = [];
    const began = performance.now();
    for (let i = 0; i < JOINS; i++) {
      const asked = performance.now();
      await ask(`/one?fan=late_${i}`);
      waits.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    const frames_per_s = (frames / (performance.now() - began)) * 1000;
    const [frames_before, before_us] = [frames, cpuUs(pid)];
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const frame_cpu_us = (cpuUs(pid) - before_us) / (frames - frames_before);
    return {
      sockets: open.length,
      join_p50_ms: percentile(waits, 0.5),
      join_p99_ms: percentile(waits, 0.99),
      frames_per_s,
      frame_cpu_us,
    };
  } finally {
    for (const socket of open) socket.destroy();
    await miniflare.dispose();
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(JSON.stringify(await socketFigures(Number(process.argv[2] ?? 8_000))));
