// `npm run dev`: the product for editing. `wrangler dev` bundles the Worker again on each change; the browser's side is
// built again on each change of web/. Its data stands apart from that of `npm start`, in STATE_DIR/dev.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { watch } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { buildClient } from "./build.ts";
import { localKeys } from "./local/state.ts";
import { QUIET, WRANGLER } from "./wrangler.ts";

const port = Number(process.env.PORT ?? 8787);
const url = `http://127.0.0.1:${port}`;
const state_dir = resolve(process.env.STATE_DIR ?? ".state");
const data_dir = join(state_dir, "dev");
const MINUTE_MS = 60_000;
const READY_WITHIN_MS = 60_000;
/** An editor writes several files at once; one build for all of them. */
const GATHER_MS = 150;

let wrangler: ChildProcess | null = null;
let guard: ChildProcess | null = null;
let stopping = false;

/** In a group of its own, which the guard ends whole: workerd is a grandchild, and outlives a killed wrangler. */
function startWrangler(signing_keys: string): void {
  guard = spawn(process.execPath, ["ops/local/guard.ts"], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.stdin?.on("error", () => {});
  const flags = ["--env", "local", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const quiet = ["--show-interactive-dev-session=false", "--log-level", "warn", "--persist-to", data_dir];
  wrangler = spawn(process.execPath, [WRANGLER, "dev", ...flags, ...quiet], {
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
    // A required secret is taken from the environment: no file with keys lies in the tree.
    env: { ...QUIET, SIGNING_KEYS: signing_keys },
  });
  wrangler.once("exit", (code) => void stop(code ?? 1));
  if (wrangler.pid !== undefined) guard.stdin?.write(`watch -${wrangler.pid}\n`);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  wrangler?.kill("SIGTERM");
  for (let waited_ms = 0; waited_ms < 3_000 && wrangler?.exitCode === null; waited_ms += 50) await sleep(50);
  guard?.stdin?.end();
  process.exit(code);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function untilReady(): Promise<void> {
  const end_ms = Date.now() + READY_WITHIN_MS;
  while (!(await answers())) {
    if (Date.now() > end_ms) throw new Error("wrangler dev does not answer");
    await sleep(200);
  }
}

function rebuildOnChange(): void {
  let due: NodeJS.Timeout | null = null;
  let building = Promise.resolve();
  const build = async (): Promise<void> => {
    const started_ms = Date.now();
    try {
      await buildClient();
      console.log(`web/ built in ${Date.now() - started_ms} ms`);
    } catch (error) {
      // A half-written line is no reason to end: the next save builds again.
      console.error(error instanceof Error ? error.message : error);
    }
  };
  watch("web", { recursive: true }, () => {
    if (due !== null) clearTimeout(due);
    due = setTimeout(() => {
      building = building.then(build);
    }, GATHER_MS);
  });
}

/** Nothing fires cron on a laptop. */
async function fireTheMinute(): Promise<void> {
  await fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`).catch(() => {});
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
try {
  const signing_keys = localKeys(state_dir);
  // wrangler dev ends at once without the folder of assets.
  await buildClient();
  const migrate = ["d1", "migrations", "apply", "DB", "--local", "--env", "local", "--persist-to", data_dir];
  await promisify(execFile)(process.execPath, [WRANGLER, ...migrate], { env: { ...QUIET, CI: "1" } });
  startWrangler(signing_keys);
  await untilReady();
  const seeded = await fetch(`${url}/sandbox/season`, { method: "POST" });
  if (!seeded.ok) throw new Error(`the season was not planted: ${await seeded.text()}`);
  rebuildOnChange();
  setInterval(() => void fireTheMinute(), MINUTE_MS).unref();
  console.log(`ready ${url}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
