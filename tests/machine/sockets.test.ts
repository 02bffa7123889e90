import { request } from "node:http";
import type { Duplex } from "node:stream";
import { afterEach, expect, it } from "vitest";
import { alive, dropStateDir, freePort, type Instance, newStateDir, noted, start, stop } from "./instance.ts";

const state_dir = newStateDir();
let running: Instance | null = null;
const sockets: Duplex[] = [];

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  if (running !== null) await stop(running);
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

type Opened = { readonly status: number; readonly retry_after: string | undefined };

/** An upgrade as a page would ask for it; what is refused tells its status. */
const open = (url: string, token?: string): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const asked = request(url, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    asked.once("upgrade", (_, socket) => {
      socket.on("error", () => {});
      sockets.push(socket);
      resolve({ status: 101, retry_after: undefined });
    });
    asked.once("response", (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, retry_after: answer.headers["retry-after"] });
    });
    asked.once("error", reject);
    asked.end();
  });

async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ email: "sockets@example.com" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/sandbox/login`, { method: "POST", headers, body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

it("F4 F11: past the ceiling of sockets the answer is 503 with Retry-After, and the product goes on", async () => {
  running = await start({ state_dir, port: await freePort(), descriptors_max: 2_240 });
  const { url } = running;
  const shows = (await (await fetch(`${url}/v1/api/shows?limit=1&genre=MUSICAL`)).json()) as {
    items: { id: string }[];
  };
  const listed = await fetch(`${url}/v1/api/shows/${shows.items[0]?.id}/showtimes`);
  const showtime_id = ((await listed.json()) as { items: { id: string }[] }).items[0]?.id;
  const answers: Opened[] = [];
  for (let i = 0; i < 15; i += 1) {
    const some = Array.from({ length: 10 }, () => open(`${url}/v1/api/showtimes/${showtime_id}/live`));
    answers.push(...(await Promise.all(some)));
  }
  const opened = answers.filter(({ status }) => status === 101).length;
  const refused = answers.filter(({ status }) => status === 503);
  // Of a ceiling of 120 people from one address who have not signed in take half.
  expect(opened).toBe(60);
  expect(refused).toHaveLength(90);
  expect(refused.every(({ retry_after }) => Number(retry_after) > 0)).toBe(true);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  // F11: who has signed in still opens; all of one fan are ten.
  const token = await signIn(url);
  const own: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    own.push((await open(`${url}/v1/api/showtimes/${showtime_id}/live`, token)).status);
  }
  expect(own).toEqual([...Array(10).fill(101), 429, 429]);
  // A closed socket makes room for another.
  for (const socket of sockets.splice(0, 20)) socket.destroy();
  await expect
    .poll(async () => (await open(`${url}/v1/api/showtimes/${showtime_id}/live`)).status, { timeout: 10_000 })
    .toBe(101);
});
