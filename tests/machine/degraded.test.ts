// O9: each part of the built product taken away and given back, in one running instance: what goes on, what waits, and that
// nothing is lost.
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { checkSale } from "../../ops/verify-sale/sale.ts";
import { alive, dropStateDir, freePort, type Instance, newStateDir, noted, start, stop, until } from "./instance.ts";

const WITHIN_MS = 25_000;
let state_dir: string;
let running: Instance;
let organiser: string;
let admin: string;

beforeAll(async () => {
  state_dir = newStateDir();
  running = await start({ state_dir, port: await freePort() });
  organiser = await login("organiser@example.com", "MANAGER");
  admin = await login("admin@example.com", "ADMIN");
});
afterEach(() => takeAway());
afterAll(async () => {
  if (running.child.exitCode === null && running.child.signalCode === null) await stop(running);
  for (const { pid } of noted(state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  dropStateDir(state_dir);
});

type Call = {
  readonly method?: string;
  readonly token?: string;
  readonly pass?: string;
  readonly body?: unknown;
  readonly language?: string;
};
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
type Told = { readonly status: number; readonly text: string; readonly body: any };

async function ask(path: string, { method = "GET", token, pass, body, language }: Call = {}): Promise<Told> {
  const headers = new Headers({ accept: path.startsWith("/v1/") || path.startsWith("/sandbox") ? "*/*" : "text/html" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (pass !== undefined) headers.set("x-queue-pass", pass);
  if (language !== undefined) headers.set("accept-language", language);
  if (body !== undefined) headers.set("content-type", "application/json");
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const signal = AbortSignal.timeout(15_000);
  const response = await fetch(`${running.url}${path}`, { method, headers, signal, redirect: "manual", ...json });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith("{") ? JSON.parse(text) : null };
}

const login = async (email: string, role = "USER"): Promise<string> =>
  (await ask("/sandbox/login", { method: "POST", body: { email, role } })).body.access_token;
/** What the product meets from now on; it knows nothing of this switch. */
const takeAway = (...parts: string[]) => ask("/sandbox/away", { method: "PUT", body: { parts } });
const look = (minutes: number) => ask(`/sandbox/alerts/look?minutes=${minutes}`, { method: "POST" });
/** What `/status` tells everybody of a part, three seconds later at most. */
const toldUp = (part: string, up: boolean): Promise<void> =>
  until(async () => {
    const { parts } = (await ask("/v1/api/status")).body;
    return parts.some((one: { readonly name: string; readonly up: boolean }) => one.name === part && one.up === up);
  }, WITHIN_MS);

type Show = { readonly show_id: string; readonly showtime_id: string };
async function makeShow(): Promise<Show> {
  const post = async (path: string, body: unknown) =>
    (await ask(`/v1/api/manage/${path}`, { method: "POST", token: organiser, body })).body;
  const sections = [{ name: "1F", kind: "seated", grade: "R", rows: [{ label: "A", seats: 20 }] }];
  const venue = await post("venues", { name: "Hall", region: "SEOUL", time_zone: "Asia/Seoul", sections });
  const show = await post("shows", {
    title: "A sale with outages",
    genre: "CONCERT",
    venue_id: venue.id,
    grades: [{ grade: "R", price_krw: 90_000 }],
    sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + 86_400_000 },
    room: { room_capacity: 100, batch_size: 100, step_ms: 50, claim_ms: 60_000, pass_ms: 300_000 },
  });
  const showtime = await post(`shows/${show.id}/showtimes`, { starts_at_ms: Date.now() + 864_000_000, round: 1 });
  return { show_id: show.id, showtime_id: showtime.id };
}

const queueOf = ({ show_id }: Show): string => `/v1/api/shows/${show_id}/queue`;
const stateOf = async (show: Show, token: string): Promise<string> =>
  (await ask(`${queueOf(show)}/status`, { token })).body?.state ?? "";

async function enter(show: Show, token: string): Promise<string> {
  await ask(queueOf(show), { method: "POST", token });
  await until(async () => (await stateOf(show, token)) === "ADMITTED", WITHIN_MS);
  return (await ask(`${queueOf(show)}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } })).body.pass;
}

type Bought = { readonly booking_id: string; readonly request_id: string };
async function buy(show: Show, token: string, pass: string): Promise<Bought> {
  const post = async (path: string, body: unknown) => {
    const told = await ask(path, { method: "POST", token, pass, body });
    expect([path, told.status, told.body?.code]).toEqual([path, expect.any(Number), undefined]);
    return told.body;
  };
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { best: { count: 1 } });
  const booking = await post("/v1/api/bookings", { hold_id: hold.id });
  const paid = await post("/v1/api/payments", { booking_id: booking.id, simulate: "success" });
  return { booking_id: booking.id, request_id: paid.request_id };
}

const paid = async (token: string, { request_id }: Bought): Promise<string> =>
  (await ask(`/v1/api/payments/${request_id}/status`, { token })).body.status;
const completes = (token: string, bought: Bought) =>
  until(async () => (await paid(token, bought)) === "COMPLETED", WITHIN_MS);

/** Record, ledger and line say the same. */
async function agrees({ show_id }: Show, confirmed: number): Promise<void> {
  const differences = async () => {
    const { showtimes } = await checkSale({ show_id, url: running.url, token: admin });
    const [one] = showtimes;
    const found = showtimes.flatMap(({ checks }) => checks.flatMap((check) => check.differences));
    return one?.confirmed === confirmed ? found : [`${one?.confirmed} of ${confirmed} are in the record`];
  };
  await until(async () => (await differences()).length === 0, WITHIN_MS);
}

it("O9: D1 away: line, room, holds, orders, payments and the crowd's pages go on, sales can be stopped; what waited is there when it is back", async () => {
  const show = await makeShow();
  const [first, second] = [await login("d1-first@example.com"), await login("d1-second@example.com")];
  await completes(first, await buy(show, first, await enter(show, first)));
  for (const path of ["/", `/shows/${show.show_id}`]) expect((await ask(path)).status).toBe(200);
  await look(0);
  await takeAway("database");
  for (const path of ["/", `/shows/${show.show_id}`]) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  const bought = await buy(show, second, await enter(show, second));
  await completes(second, bought);
  expect((await ask(`/v1/api/bookings/${bought.booking_id}`, { token: second })).body.status).toBe("CONFIRMED");
  const code = { method: "POST", body: { email: "late@example.com" } };
  expect((await ask("/v1/api/auth/codes", code)).status).toBe(503);

  const text = { ko: "잠시 멈췄어요.", en: "Stopped for a moment." };
  const stopped = await ask("/v1/api/admin/stops", {
    method: "PUT",
    token: admin,
    body: { show_id: show.show_id, text },
  });
  expect([stopped.status, stopped.body?.items?.length]).toEqual([200, 1]);
  await until(async () => (await ask(`/shows/${show.show_id}`)).text.includes(text.ko), WITHIN_MS);
  await look(0);
  await toldUp("database", false);

  await takeAway();
  await agrees(show, 2);
  await look(1);
  await toldUp("database", true);
  const goOn = { method: "DELETE", token: admin };
  expect((await ask(`/v1/api/admin/stops?show_id=${show.show_id}`, goOn)).status).toBe(204);
  const { items } = (await ask("/v1/api/admin/audit?action=sales.stop", { token: admin })).body;
  expect(items).toHaveLength(1);
});

it("O9: the payment provider away: admissions pause by themselves, who waits is told, and go on when it is back", async () => {
  const show = await makeShow();
  const [inside, waiting] = [await login("provider-in@example.com"), await login("provider-out@example.com")];
  const pass = await enter(show, inside);
  await takeAway("payments");
  // The minute's list of running sales is ten seconds old at most.
  const braked = `fairline_line_braked{show="${show.show_id}"} 1`;
  await until(async () => (await look(0)).status === 303 && (await ask("/metrics")).text.includes(braked), WITHIN_MS);
  await ask(queueOf(show), { method: "POST", token: waiting });
  const { body } = await ask(`${queueOf(show)}/status`, { token: waiting });
  expect([body.state, body.notice?.text]).toEqual(["WAITING", expect.stringContaining("결제사가 잠시 답하지 않아")]);
  await toldUp("payments", false);
  await takeAway();
  await look(1);
  await toldUp("payments", true);
  await until(async () => (await stateOf(show, waiting)) === "ADMITTED", WITHIN_MS);
  await completes(inside, await buy(show, inside, pass));
  await agrees(show, 1);
});

it("O9: the queues away: a payment waits to be confirmed, and is when they are back", async () => {
  const show = await makeShow();
  const fan = await login("queues@example.com");
  const pass = await enter(show, fan);
  await takeAway("queues");
  const bought = await buy(show, fan, pass);
  expect(await paid(fan, bought)).toBe("PENDING");
  await look(0);
  await toldUp("queues", false);
  await takeAway();
  await completes(fan, bought);
  await look(1);
  await toldUp("queues", true);
  await agrees(show, 1);
});

it("O9: mail away: tickets are sold as ever, the letter waits and goes out once mail is back", async () => {
  const show = await makeShow();
  const email = "mail@example.com";
  const fan = await login(email);
  const pass = await enter(show, fan);
  await takeAway("mail");
  await completes(fan, await buy(show, fan, pass));
  const letters = async () => (await ask(`/sandbox/mail?to=${email}`)).body.items.length as number;
  expect(await letters()).toBe(0);
  await takeAway();
  await until(async () => (await look(0)).status === 303 && (await letters()) === 1, WITHIN_MS);
});

it("O9: the switch for all sales: nobody is let in, every page says why in both languages, and it goes on at the same place", async () => {
  const show = await makeShow();
  const fan = await login("switch@example.com");
  const text = { ko: "모두 잠시 멈췄어요.", en: "Everything is stopped for a moment." };
  const body = { show_id: null, text };
  expect((await ask("/v1/api/admin/stops", { method: "PUT", token: admin, body })).status).toBe(200);
  for (const [language, words] of Object.entries(text)) {
    await until(async () => (await ask("/", { language })).text.includes(words), WITHIN_MS);
  }
  expect((await ask("/v1/api/status")).body.state).toBe("stopped");
  await ask(queueOf(show), { method: "POST", token: fan });
  await look(1);
  const { body: stood } = await ask(`${queueOf(show)}/status`, { token: fan });
  expect(stood.state).toBe("WAITING");
  expect((await ask("/v1/api/admin/stops", { method: "DELETE", token: admin })).status).toBe(204);
  await until(async () => (await stateOf(show, fan)) === "ADMITTED", WITHIN_MS);
  await until(async () => (await ask("/v1/api/status")).body.state !== "stopped", WITHIN_MS);
});
