// F14: from the edge to the letter one id.
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ask, be, makeShow, migrate, testEnv } from "./kit.ts";

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
const RAY = "8f1e2d3c4b5a6978-ICN";
const lines: Record<string, unknown>[] = [];
const level = testEnv.LOG_LEVEL;

beforeAll(async () => {
  await migrate();
  Object.assign(testEnv, { LOG_LEVEL: "info" });
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    if (text.startsWith('{"level"')) lines.push(JSON.parse(text));
  });
});
afterAll(() => {
  Object.assign(testEnv, { LOG_LEVEL: level });
  vi.restoreAllMocks();
});

const eventsOf = (request_id: string): unknown[] =>
  lines.filter((line) => line.request_id === request_id).map(({ event }) => event);

it("F14: the id of the request that made an order stands in its journal, its payment job, its letter and every log line of them", async () => {
  const organiser = await be("traced-organiser@example.com", "MANAGER");
  const fan = await be("traced@example.com");
  const show = await makeShow(organiser.token, { room: ROOM });
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  const state = async () => (await ask(`${queue}/status`, { token: fan.token })).body.state;
  await expect.poll(state, { timeout: 8_000 }).toBe("ADMITTED");
  const claim = { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } };
  const headers = { "x-queue-pass": (await ask(`${queue}/status`, claim)).body.pass as string };
  const post = (path: string, body: unknown, more = {}) =>
    ask(path, { method: "POST", token: fan.token, headers: { ...headers, ...more }, body });
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { best: { count: 1 } });
  const booking = await post("/v1/api/bookings", { hold_id: hold.body.id }, { "cf-ray": RAY });
  expect(booking.headers.get("x-request-id")).toBe(RAY);
  const paying = { "cf-ray": "8f1e2d3c4b5a6979-ICN" };
  const payment = await post("/v1/api/payments", { booking_id: booking.body.id, simulate: "success" }, paying);

  await expect.poll(() => eventsOf(RAY), { timeout: 15_000 }).toEqual(["answered", "payment_job_done", "mail_sent"]);
  const letter = await testEnv.DB.prepare("SELECT request_id, template FROM mail_outbox WHERE to_email = ?")
    .bind("traced@example.com")
    .all();
  expect(letter.results).toEqual([{ request_id: RAY, template: "booking_confirmed" }]);
  const story = await ask(`/v1/api/manage/shows/${show.show_id}/purchases/${booking.body.id}/story`, {
    token: organiser.token,
  });
  expect(JSON.stringify(story.body)).toContain(RAY);
  expect(JSON.stringify(story.body)).toContain(paying["cf-ray"]);

  // By the booking's id, which its number leads to, the logs have all of it: each request, the queue's work, the letter.
  await ask(`/v1/api/payments/${payment.body.request_id}/status`, { token: fan.token });
  await ask(`/v1/api/bookings/${booking.body.id}/cancellation`, { token: fan.token });
  const of_order = lines.filter(({ order_id }) => order_id === booking.body.id);
  // The provider's own hint is among them where it came in time.
  const worked = of_order.filter(({ event, kind }) => event !== "answered" && kind !== "heard");
  expect(worked.map(({ event }) => event)).toEqual(["payment_job_done", "mail_sent"]);
  const asked = of_order.filter(({ event }) => event === "answered");
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/api/bookings",
    "POST /v1/api/payments",
    `GET /v1/api/manage/shows/${show.show_id}/purchases/${booking.body.id}/story`,
    `GET /v1/api/payments/${payment.body.request_id}/status`,
    `GET /v1/api/bookings/${booking.body.id}/cancellation`,
  ]);
  expect(asked[1]).toMatchObject({ request_id: paying["cf-ray"] });
  // Its first line names the hold, and by the hold the request that took the seats is found.
  expect(asked[0]).toMatchObject({ hold_id: hold.body.id });
  expect(lines.filter(({ hold_id }) => hold_id === hold.body.id)[0]).toMatchObject({
    method: "POST",
    event: "answered",
  });
});

it("F14: a code's letter carries the id of its request; an id from outside is bounded", async () => {
  const email = "traced-code@example.com";
  await ask("/v1/api/auth/codes", { method: "POST", body: { email }, headers: { "cf-ray": "r".repeat(5_000) } });
  const bounded = "r".repeat(64);
  const row = async () =>
    await testEnv.DB.prepare("SELECT request_id FROM mail_outbox WHERE to_email = ?").bind(email).first();
  expect(await row()).toEqual({ request_id: bounded });
  await expect.poll(() => eventsOf(bounded), { timeout: 8_000 }).toContain("mail_sent");
});
