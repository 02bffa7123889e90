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
  it.each(["SIGTERM", "SIGINT"] as const)(
    "F5: is ready within 10 s, keeps data over a restart, and %s leaves nothing",
    async (signal) => {
      running = await start({ state_dir, port });
      expect(running.ready_ms).toBeLessThan(10_000);
      const token = await login(running.url, "kept@example.com");
      const pids = noted(state_dir).map(({ pid }) => pid);
      expect(pids).toHaveLength(3);
      await stop(running, signal);
      await until(() => pids.every((pid) => !alive(pid)), 5_000);
      running = await start({ state_dir, port });
      expect(await knows(running.url, token)).toBe(200);
      const shows = (await (await fetch(`${running.url}/v1/api/shows?limit=100`)).json()) as { items: unknown[] };
      expect(shows.items.length).toBeGreaterThanOrEqual(24);
    },
  );

  it("F5: kill -9 of workerd: it is started again with the data", async () => {
    running = await start({ state_dir, port });
    const { url } = running;
    const token = await login(url, "fan@example.com");
    const before = pidOf(state_dir, "workerd");
    process.kill(before, "SIGKILL");
    await until(() => pidOf(state_dir, "workerd") !== before, 10_000);
    await until(() => answers(url), 10_000);
    expect(await knows(url, token)).toBe(200);
  });

  it("F5: kill -9 of the guard: another takes over", async () => {
    running = await start({ state_dir, port });
    const before = pidOf(state_dir, "guard");
    process.kill(before, "SIGKILL");
    await until(() => pidOf(state_dir, "guard") !== before, 5_000);
    const workerd = pidOf(state_dir, "workerd");
    process.kill(pidOf(state_dir, "starter"), "SIGKILL");
    await until(() => !alive(workerd), 5_000);
  });

  it("F5: kill -9 of the starter: no child outlives it, and the next start has the data", async () => {
    running = await start({ state_dir, port });
    const token = await login(running.url, "fan@example.com");
    const pids = noted(state_dir).map(({ pid }) => pid);
    process.kill(pidOf(state_dir, "starter"), "SIGKILL");
    await until(() => pids.every((pid) => !alive(pid)), 5_000);
    running = await start({ state_dir, port });
    expect(await knows(running.url, token)).toBe(200);
  });

  it("F5: kill -9 of npm: everything below it ends", async () => {
    running = await start({ state_dir, port });
    const pids = noted(state_dir).map(({ pid }) => pid);
    running.child.kill("SIGKILL");
    await until(() => pids.every((pid) => !alive(pid)), 8_000);
  });

  it("F5: a start ends what an earlier one left behind before it opens the data", async () => {
    const first = await start({ state_dir, port });
    const token = await login(first.url, "fan@example.com");
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
