// `npm start`: the whole product on this computer, offline. Builds, migrates, seeds, serves, fires the minute, and
// leaves nothing running.
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { buildInto } from "./build.ts";
import { letFirstBuyersCome } from "./local/first-buyers.ts";
import { endStale } from "./local/processes.ts";
import { migrate, type Server, servedFolder, startServer } from "./local/server.ts";
import { socketsMax } from "./local/sockets.ts";
import { forgetProcesses, localKeys, type Noted, noteProcesses } from "./local/state.ts";

const PORT_DEFAULT = 8787;
const PORT_MAX = 65_535;
const port = portOf(process.env.PORT ?? "");
const state_dir = resolve(process.env.STATE_DIR ?? ".state");
/** A test that waits for what the minute heals need not wait a whole one. */
const MINUTE_MS = process.env.MINUTE === "short" ? 5_000 : 60_000;
const PARENT_CHECK_MS = 500;
const RESTARTS_MAX = 20;

const noted = new Map<Noted["role"], number>([["starter", process.pid]]);
let guard: ChildProcess | null = null;
let server: Server | null = null;
let stopping = false;
let restarts = 0;

/** Port 0 would be any port, and nobody would learn which. */
function portOf(text: string): number {
  const given = Number(text === "" ? PORT_DEFAULT : text);
  if (Number.isInteger(given) && given >= 1 && given <= PORT_MAX) return given;
  console.error(`PORT must be a whole number from 1 to ${PORT_MAX}, not "${text}"`);
  process.exit(1);
}

function note(role: Noted["role"], pid: number): void {
  noted.set(role, pid);
  noteProcesses(
    state_dir,
    [...noted].map(([role, pid]) => ({ role, pid })),
  );
}

function startGuard(): void {
  guard = spawn(process.execPath, ["ops/local/guard.ts"], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.stdin?.on("error", () => {});
  guard.once("exit", () => {
    if (!stopping) startGuard();
  });
  if (guard.pid !== undefined) note("guard", guard.pid);
  const workerd = noted.get("workerd");
  if (workerd !== undefined) guard.stdin?.write(`watch ${workerd}\n`);
}

async function serve(signing_keys: string, sockets_max: number): Promise<void> {
  server = await startServer({
    port,
    state_dir,
    signing_keys,
    sockets_max,
    onWorkerd: (pid) => {
      note("workerd", pid);
      guard?.stdin?.write(`watch ${pid}\n`);
    },
    onDeath: () => void revive(signing_keys, sockets_max),
  });
}

/** workerd died by itself or by somebody's hand: the data is on disk, so it is started again on the same port. */
async function revive(signing_keys: string, sockets_max: number): Promise<void> {
  if (stopping) return;
  restarts += 1;
  console.error(`workerd ended; starting it again (${restarts})`);
  if (restarts > RESTARTS_MAX) return stop(1);
  await server?.stop().catch(() => {});
  try {
    await serve(signing_keys, sockets_max);
    if (server !== null) await server.miniflare.ready;
    console.log(`ready http://127.0.0.1:${port}`);
  } catch (error) {
    console.error(error);
    await stop(1);
  }
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Nothing may keep a terminal waiting: what has not ended by then is ended by the guard.
  setTimeout(() => process.exit(code), 5_000).unref();
  await server?.stop().catch(() => {});
  guard?.stdin?.end();
  forgetProcesses(state_dir);
  process.exit(code);
}

function watchParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  // A start whose npm was killed has nobody left to stop it.
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, PARENT_CHECK_MS).unref();
}

async function fireEachMinute(): Promise<void> {
  try {
    const worker = await server?.miniflare.getWorker();
    await worker?.scheduled({ cron: "* * * * *", scheduledTime: new Date() });
  } catch (error) {
    if (!stopping) console.error("the scheduled handler failed:", error);
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
watchParent();
try {
  const signing_keys = localKeys(state_dir);
  await Promise.all([endStale(state_dir), buildInto(servedFolder(state_dir))]);
  startGuard();
  const sockets_max = socketsMax();
  await serve(signing_keys, sockets_max);
  if (server === null) throw new Error("nothing serves");
  const started: Server = server;
  await migrate(started.miniflare);
  // Measurements and tests want the machine and the sales to themselves.
  const alone = process.env.FIRST_BUYERS === "off";
  const season = `http://127.0.0.1:${port}/sandbox/season?objects=${alone ? "on_visit" : "now"}`;
  const seeded = await started.miniflare.dispatchFetch(season, { method: "POST" });
  if (!seeded.ok) throw new Error(`the season was not planted: ${await seeded.text()}`);
  setInterval(() => void fireEachMinute(), MINUTE_MS).unref();
  console.log(`ready http://127.0.0.1:${port}`);
  const planted = (await seeded.json()) as { readonly shows: number };
  if (planted.shows > 0 && !alone) {
    void letFirstBuyersCome(`http://127.0.0.1:${port}`, () => stopping);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
