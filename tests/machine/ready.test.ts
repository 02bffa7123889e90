// How soon the product is there: measured while no other test works beside it.
import { afterAll, expect, it } from "vitest";
import { alive, dropStateDir, emptyStateDir, freePort, type Instance, noted, start, stop, until } from "./instance.ts";

const READY_WITHIN_MS = 10_000;
const state_dir = emptyStateDir();
let running: Instance | null = null;

afterAll(async () => {
  if (running !== null && running.child.exitCode === null && running.child.signalCode === null) await stop(running);
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

const me = (url: string, token: string): Promise<Response> =>
  fetch(`${url}/v1/api/users/me`, { headers: { authorization: `Bearer ${token}` } });

async function login(url: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email: "kept@example.com" });
  const answer = await fetch(`${url}/sandbox/login`, { method: "POST", headers, body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

it("F5: npm start is ready within 10 s, keeps data over a restart, and SIGTERM or SIGINT leaves nothing", async () => {
  const port = await freePort();
  let token = "";
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    running = await start({ state_dir, port });
    expect(running.ready_ms).toBeLessThan(READY_WITHIN_MS);
    const { url } = running;
    if (token === "") token = await login(url);
    expect((await me(url, token)).status).toBe(200);
    const shows = (await (await fetch(`${url}/v1/api/shows?limit=100`)).json()) as { items: unknown[] };
    expect(shows.items.length).toBeGreaterThanOrEqual(24);
    const pids = noted(state_dir).map(({ pid }) => pid);
    expect(pids).toHaveLength(3);
    await stop(running, signal);
    await until(() => pids.every((pid) => !alive(pid)), 5_000);
  }
});
