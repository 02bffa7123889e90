import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSale } from "../../ops/verify-sale/sale.ts";
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

const BUYERS = 150;
const AT_ONCE = 12;
/** Bought between two kills, so that each of them falls into the middle of purchases. */
const BETWEEN_KILLS = 40;
const EVERY_DECLINED = 20;
const EVERY_TWICE = 50;
const GIVE_UP_MS = 40_000;
const FINAL_WITHIN_MS = 60_000;
const ADMIN = { email: "admin@example.com", role: "ADMIN" };

let state_dir: string;
let port: number;
let running: Instance;
let restarts = 0;

beforeAll(async () => {
  state_dir = newStateDir();
  port = await freePort();
  running = await start({ state_dir, port });
});
afterAll(async () => {
  if (running.child.exitCode === null && running.child.signalCode === null) await stop(running);
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

type Call = { method?: string; token?: string; pass?: string; body?: unknown; key?: string };
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
type Told = { status: number; body: any };

async function once(path: string, { method = "GET", token, pass, body, key }: Call): Promise<Told> {
  const headers = {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(pass === undefined ? {} : { "x-queue-pass": pass }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
  };
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, signal, ...json });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : null };
}

/** As a page does it: a line that broke or a server that is away is asked again, with the same key. */
async function ask(path: string, call: Call = {}): Promise<Told> {
  const until_ms = Date.now() + GIVE_UP_MS;
  for (;;) {
    const told = await once(path, call).catch(() => null);
    if (told !== null && told.status < 500) return told;
    if (Date.now() > until_ms) throw new Error(`${path} answers ${told?.status ?? "nothing"}`);
    await sleep(100);
  }
}

const login = async (email: string, role?: string): Promise<string> =>
  (await ask("/sandbox/login", { method: "POST", body: { email, role } })).body.access_token;

async function makeShow(token: string): Promise<{ show_id: string; showtime_id: string }> {
  const post = async (path: string, body: unknown) =>
    (await ask(`/v1/api/manage/${path}`, { method: "POST", token, body })).body;
  const rows = Array.from({ length: 10 }, (_, i) => ({ label: String(i + 1), seats: 40 }));
  const sections = [{ name: "1F", kind: "seated", grade: "R", rows }];
  const venue = await post("venues", { name: "Hall", region: "SEOUL", time_zone: "Asia/Seoul", sections });
  const show = await post("shows", {
    title: "A sale with accidents",
    genre: "CONCERT",
    venue_id: venue.id,
    grades: [{ grade: "R", price_krw: 90_000 }],
    sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + 86_400_000 },
    room: { room_capacity: 1_000, batch_size: 1_000, step_ms: 50, claim_ms: 600_000, pass_ms: 900_000 },
  });
  const showtime = await post(`shows/${show.id}/showtimes`, { starts_at_ms: Date.now() + 864_000_000, round: 1 });
  return { show_id: show.id, showtime_id: showtime.id };
}

type Show = Awaited<ReturnType<typeof makeShow>>;
type Bought = { readonly token: string; readonly booking_id: string; readonly request_id: string; result: string };

/** A whole purchase; what the service says of it is written down the moment it is said. */
async function buy(show: Show, i: number, said: Bought[]): Promise<void> {
  const token = await login(`buyer${i}@example.com`);
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token });
  const admitted = async () =>
    ["ADMITTED", "CLAIMED"].includes((await ask(`${queue}/status`, { token })).body?.state ?? "");
  await until(admitted, GIVE_UP_MS, () => `buyer ${i} was not let in`);
  const claimed = await ask(`${queue}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } });
  const pass: string = claimed.body.pass;
  const post = async (path: string, body: unknown): Promise<Told> => {
    const call = { method: "POST", token, pass, body, key: randomUUID() };
    const first = await ask(path, call);
    if (i % EVERY_TWICE === 3) expect((await ask(path, call)).status).toBe(first.status);
    return first;
  };
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { best: { count: 2 } });
  expect([hold.status, hold.body?.code]).toEqual([201, undefined]);
  const booking = await post("/v1/api/bookings", { hold_id: hold.body.id });
  expect([booking.status, booking.body?.code]).toEqual([201, undefined]);
  const booking_id: string = booking.body.id;
  const pay = async (simulate: string): Promise<string> => {
    const started = await post("/v1/api/payments", { booking_id, simulate });
    expect([started.status, started.body?.code]).toEqual([202, undefined]);
    const bought: Bought = { token, booking_id, request_id: started.body.request_id, result: "PENDING" };
    said.push(bought);
    // An accident may leave it pending for a while; what becomes of it is asked at the end.
    const until_ms = Date.now() + 3_000;
    while (bought.result === "PENDING" && Date.now() < until_ms) {
      await sleep(50);
      bought.result = (await ask(`/v1/api/payments/${bought.request_id}/status`, { token })).body.status;
    }
    return bought.result;
  };
  if (i % EVERY_DECLINED === 7 && (await pay("insufficient_balance")) !== "FAILED") return;
  await pay(i % EVERY_TWICE === 3 ? "duplicate_callback" : "success");
}

async function kill(role: "workerd" | "guard" | "starter"): Promise<void> {
  const before = pidOf(state_dir, role);
  process.kill(before, "SIGKILL");
  if (role !== "starter") return until(() => pidOf(state_dir, role) !== before, 15_000);
  await until(() => running.child.exitCode !== null || running.child.signalCode !== null, 10_000);
  running = await start({ state_dir, port });
  restarts++;
}

describe("B8: buying while the machine dies", () => {
  it("D43 D44 D45: kill -9 of each process in turn: what was reported is there, the rest becomes final, all agrees", async () => {
    const show = await makeShow(await login("organiser@example.com", "MANAGER"));
    const said: Bought[] = [];
    let next = 0;
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let i = next++; i < BUYERS; i = next++) await buy(show, i, said);
    });
    const sold = () => said.filter(({ result }) => result === "COMPLETED").length;
    const accidents = (async () => {
      for (const [i, role] of (["workerd", "guard", "starter"] as const).entries()) {
        await until(
          () => sold() >= (i + 1) * BETWEEN_KILLS - 20,
          60_000,
          () => `only ${sold()} were sold`,
        );
        await kill(role);
      }
    })();
    await Promise.all([...workers, accidents]);
    expect(restarts).toBe(1);
    expect(next).toBeGreaterThanOrEqual(BUYERS);

    const reported = said.filter(({ result }) => result === "COMPLETED");
    const final_by_ms = Date.now() + FINAL_WITHIN_MS;
    for (const one of said) {
      while (one.result === "PENDING") {
        one.result = (await ask(`/v1/api/payments/${one.request_id}/status`, { token: one.token })).body.status;
        if (one.result !== "PENDING") break;
        expect(Date.now(), `${one.request_id} is still pending`).toBeLessThan(final_by_ms);
        await sleep(200);
      }
    }
    for (const { token, booking_id } of reported) {
      expect((await ask(`/v1/api/bookings/${booking_id}`, { token })).body.status).toBe("CONFIRMED");
    }
    const checked = await checkSale({
      show_id: show.show_id,
      url: running.url,
      token: await login(ADMIN.email, ADMIN.role),
    });
    expect(checked.showtimes.flatMap(({ checks }) => checks.flatMap(({ differences }) => differences))).toEqual([]);
    const [verdict] = checked.showtimes;
    expect(verdict?.confirmed).toBe(said.filter(({ result }) => result === "COMPLETED").length);
    expect(verdict?.live_tickets).toBe((verdict?.confirmed ?? 0) * 2);
    expect(verdict?.confirmed).toBeGreaterThan(BUYERS * 0.9);
    console.log(`${reported.length} reported at once, ${verdict?.confirmed} sold, ${verdict?.orders} orders`);
  });
});
