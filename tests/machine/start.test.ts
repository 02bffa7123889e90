import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  alive,
  dropStateDir,
  freePort,
  type Instance,
  newStateDir,
  noted,
  pidOf,
  start,
  stop,
  until,
} from "./instance.ts";

let state_dir: string;
let port: number;
let running: Instance | null = null;

beforeEach(async () => {
  state_dir = newStateDir();
  port = await freePort();
});

afterEach(async () => {
  if (running !== null && running.child.exitCode === null && running.child.signalCode === null) await stop(running);
  running = null;
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

const login = async (url: string, email: string): Promise<string> => {
  const response = await fetch(`${url}/sandbox/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
};

const knows = async (url: string, token: string): Promise<number> =>
  (await fetch(`${url}/v1/api/users/me`, { headers: { authorization: `Bearer ${token}` } })).status;

describe("F5: npm start on one machine", () => {
  it("F5: kill -9 of workerd, then of the guard, then of the starter: each is made good, nothing outlives them, and the data is there", async () => {
    running = await start({ state_dir, port });
    const { url } = running;
    const token = await login(url, "fan@example.com");
    const first = { workerd: pidOf(state_dir, "workerd"), guard: pidOf(state_dir, "guard") };
    process.kill(first.workerd, "SIGKILL");
    await until(() => pidOf(state_dir, "workerd") !== first.workerd, 10_000);
    await until(() => answers(url), 10_000);
    expect(await knows(url, token)).toBe(200);
    process.kill(first.guard, "SIGKILL");
    await until(() => pidOf(state_dir, "guard") !== first.guard, 5_000);
    const pids = noted(state_dir).map(({ pid }) => pid);
    expect(pids).toHaveLength(3);
    process.kill(pidOf(state_dir, "starter"), "SIGKILL");
    await until(() => pids.every((pid) => !alive(pid)), 5_000);
    running = await start({ state_dir, port });
    expect(await knows(running.url, token)).toBe(200);
  });

  it("F5: kill -9 of npm: everything below it ends; the next start ends what one left behind before it opens the data", async () => {
    const first = await start({ state_dir, port });
    const token = await login(first.url, "fan@example.com");
    const pids = noted(state_dir).map(({ pid }) => pid);
    first.child.kill("SIGKILL");
    await until(() => pids.every((pid) => !alive(pid)), 8_000);
    running = await start({ state_dir, port });
    expect(await knows(running.url, token)).toBe(200);
    const left = noted(state_dir);
    // Without its guard a killed starter really leaves workerd behind, serving and holding the data.
    process.kill(pidOf(state_dir, "starter"), "SIGSTOP");
    process.kill(pidOf(state_dir, "guard"), "SIGKILL");
    process.kill(pidOf(state_dir, "starter"), "SIGKILL");
    await until(() => !alive(left.find(({ role }) => role === "starter")?.pid ?? 0), 5_000);
    expect(alive(left.find(({ role }) => role === "workerd")?.pid ?? 0)).toBe(true);
    running = await start({ state_dir, port });
    expect(left.every(({ pid }) => !alive(pid))).toBe(true);
    expect(await knows(running.url, token)).toBe(200);
  });
});
