// From a stored message to an open page: a thousand connected fans, each told by their own object; and the burst of a
// show of 50,000 buyers, of whom those thousand have a page open.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, type Miniflare } from "miniflare";
import { build } from "vite";
import type { Measured } from "../kit/measured.ts";
import { serve } from "../kit/process.ts";
import { userId } from "./people.ts";

const FANS = 1_000;
const BUYERS = 50_000;
const ROUNDS = 10;
const OPENING_AT_ONCE = 50;
const HEARD_WITHIN_MS = 60_000;

type Answer = { readonly rows_written: number; readonly pokes: number; readonly took_ms: number };

async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, target: "webworker" },
    build: {
      ssr: "bench/inbox/worker.mts",
      outDir: folder,
      minify: false,
      rollupOptions: { external: ["cloudflare:workers"], output: { entryFileNames: "worker.mjs" } },
    },
  });
  return readFileSync(join(folder, "worker.mjs"), "utf8");
}

async function prepare(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  for (const file of readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    const statements = readFileSync(join("migrations", file), "utf8").split("--> statement-breakpoint");
    await db.batch(statements.map((text) => db.prepare(text)));
  }
  await db
    .prepare(
      `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
       SELECT 'ord_' || value, 'F-' || value, value, 'show_bench', 'st', 'CONFIRMED', 1, 1, 1, 1 FROM json_each(?)`,
    )
    .bind(JSON.stringify(Array.from({ length: BUYERS }, (_, index) => userId(index))))
    .run();
}

/** A socket without the client library's compression, which would cost the server four times the memory. */
function listen(port: number, fan: number, heard: (text: string) => void): Promise<Socket> {
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
      socket.on("data", (bytes: Buffer) => heard(bytes.toString("utf8")));
      resolve(socket);
    });
  });
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

/** Memory of the whole process now, MiB. */
const residentMb = (pid: number): number => {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? Number.NaN) / 1_024;
};

async function until(done: () => boolean): Promise<void> {
  const end_ms = Date.now() + HEARD_WITHIN_MS;
  while (!done()) {
    if (Date.now() > end_ms) throw new Error("not everybody heard it");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function run(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  const sockets: Socket[] = [];
  const script = await bundle(join(folder, "out"));
  const { miniflare, pid } = await serve(
    convertV4MiniflareOptions({
      cf: false,
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: join(folder, "state"),
      workers: [
        {
          name: "bench",
          modules: true,
          script,
          compatibilityDate: "2026-11-02",
          bindings: { SOCKETS_MAX: "9000", LOG_LEVEL: "warn", PUBLIC_ORIGIN: "http://bench" },
          d1Databases: { DB: "bench" },
          durableObjects: { FAN: { className: "Fan", useSQLite: true } },
          queueProducers: { MAIL_QUEUE: "mail" },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
      ],
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  const ask = async (path: string): Promise<Answer> => {
    const answer = await miniflare.dispatchFetch(`http://bench${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  try {
    await prepare(miniflare);
    // Straight to the Worker: miniflare's proxy would pass on every frame once more.
    const { port } = await miniflare.unsafeGetDirectURL();
    let greeted = 0;
    let heard = 0;
    const late_ms: number[] = [];
    const hear = (text: string): void => {
      greeted += text.split('"type":"hello"').length - 1;
      for (const [, at = "0"] of text.matchAll(/"created_at_ms":(\d+)/g)) {
        heard += 1;
        late_ms.push(Date.now() - Number(at));
      }
    };
    for (let from = 0; from < FANS; from += OPENING_AT_ONCE) {
      const some = Array.from({ length: OPENING_AT_ONCE }, (_, at) => from + at);
      sockets.push(...(await Promise.all(some.map((fan) => listen(Number(port), fan, hear)))));
    }
    await until(() => greeted === FANS);
    const before_mb = residentMb(pid);

    await ask(`/deliver?fans=1&round=-1`);
    await until(() => heard === 1);
    late_ms.length = 0;
    const alone: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      const expected = heard + 1;
      await ask(`/deliver?fans=1&round=${1_000 + round}`);
      await until(() => heard === expected);
    }
    alone.push(...late_ms.splice(0));

    let written = 0;
    let woken = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const expected = heard + FANS;
      const answer = await ask(`/deliver?fans=${FANS}&round=${round}`);
      written += answer.rows_written;
      woken += answer.pokes;
      await until(() => heard === expected);
    }
    const all = late_ms.splice(0);

    const expected = heard + FANS;
    let peak_mb = residentMb(pid);
    const sampler = setInterval(() => {
      peak_mb = Math.max(peak_mb, residentMb(pid));
    }, 50);
    const burst = await ask("/burst");
    await until(() => heard === expected);
    clearInterval(sampler);

    return {
      figures: {
        connected_fans: FANS,
        one_stored_to_screen_p50_ms: percentile(alone, 0.5),
        one_stored_to_screen_p95_ms: percentile(alone, 0.95),
        stored_to_screen_p50_ms: percentile(all, 0.5),
        stored_to_screen_p95_ms: percentile(all, 0.95),
        rows_written_per_message: written / (ROUNDS * FANS),
        objects_woken_per_message: woken / (ROUNDS * FANS),
        burst_messages: BUYERS,
        burst_took_ms: burst.took_ms,
        burst_rows_written_per_message: burst.rows_written / BUYERS,
        burst_objects_woken: burst.pokes,
        burst_memory_more_mb: Math.round(peak_mb - before_mb),
      },
      method: `${FANS} fans, one socket each to their own object, in workerd by miniflare; stored_to_screen: from just before the store until the frame has come, ${ROUNDS} rounds of one message to every fan at once in calls of 200; one_…: one message to one fan, 50 times; burst: a message to all ${BUYERS} buyers of a show, of whom ${FANS} have a page open`,
    };
  } finally {
    for (const socket of sockets) socket.destroy();
    await miniflare.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
