// Starting the product as a person does, in a folder of its own, and asking about its processes.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Names the folder of the data that `planted.ts` made; whoever starts the product without that run begins with nothing. */
export const PLANTED_STATE = "PLANTED_STATE";

export const emptyStateDir = (): string => mkdtempSync(join(tmpdir(), "fairline-state-"));

export function newStateDir(): string {
  const dir = emptyStateDir();
  const planted = process.env[PLANTED_STATE];
  if (planted !== undefined) cpSync(planted, dir, { recursive: true });
  return dir;
}
export const dropStateDir = (dir: string): void => rmSync(dir, { recursive: true, force: true });

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export type Instance = {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ready_ms: number;
  readonly output: () => string;
};

/** On a machine that others use as well; how soon it must be ready is said by the test of that. */
const READY_WITHIN_MS = 150_000;

type Start = {
  readonly state_dir: string;
  readonly port: number;
  readonly env?: Record<string, string>;
  /** A lower limit on open files than this machine's own. */
  readonly descriptors_max?: number;
};

export async function start({ state_dir, port, env = {}, descriptors_max }: Start): Promise<Instance> {
  const started_ms = Date.now();
  const limit = descriptors_max === undefined ? "" : `ulimit -n ${descriptors_max}; `;
  const child = spawn("sh", ["-c", `${limit}exec npm start`], {
    env: { ...process.env, PORT: String(port), STATE_DIR: state_dir, FIRST_BUYERS: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text));
  child.stderr.on("data", (text: Buffer) => (output += text));
  await until(
    () => output.includes(`ready http://127.0.0.1:${port}`),
    READY_WITHIN_MS,
    () => `not ready: ${output}`,
  );
  return { url: `http://127.0.0.1:${port}`, child, ready_ms: Date.now() - started_ms, output: () => output };
}

const LOOK_MS = { least: 50, most: 500 };

export async function until(
  holds: () => boolean | Promise<boolean>,
  within_ms: number,
  complaint: () => string = () => "it did not happen in time",
): Promise<void> {
  const began_ms = Date.now();
  while (!(await holds())) {
    const waited_ms = Date.now() - began_ms;
    if (waited_ms > within_ms) throw new Error(complaint());
    // What takes long is asked less often: the asking takes the processor from what is waited for.
    await sleep(Math.min(LOOK_MS.most, Math.max(LOOK_MS.least, waited_ms / 20)));
  }
}

export type Noted = { readonly role: "starter" | "guard" | "workerd"; readonly pid: number };

export const noted = (state_dir: string): Noted[] => {
  try {
    return JSON.parse(readFileSync(join(state_dir, "processes.json"), "utf8")) as Noted[];
  } catch {
    return [];
  }
};

export const pidOf = (state_dir: string, role: Noted["role"]): number => {
  const pid = noted(state_dir).find((one) => one.role === role)?.pid;
  if (pid === undefined) throw new Error(`${role} was not noted`);
  return pid;
};

export function alive(pid: number): boolean {
  try {
    // A zombie takes signals but does nothing any more.
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

export async function stop(instance: Instance, signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<void> {
  instance.child.kill(signal);
  await until(() => instance.child.exitCode !== null || instance.child.signalCode !== null, 10_000);
}
