import { beforeAll, describe, expect, it } from "vitest";
import { ask, be, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 1, batch_size: 100, step_ms: 50, claim_ms: 60_000, pass_ms: 60_000 };
const LIMITS = { seats_per_fan: 4, hold_ms: 60_000, payment_ms: 60_000, payment_attempts: 3 };
const newShow = (limits: Partial<typeof LIMITS> = {}, room: Partial<typeof ROOM> = {}): Promise<MadeShow> =>
  makeShow(organiser.token, { room: { ...ROOM, ...room }, limits: { ...LIMITS, ...limits } });

const queue = (show: MadeShow) => `/v1/api/shows/${show.show_id}/queue`;
const join = (show: MadeShow, fan: Person) => ask(queue(show), { method: "POST", token: fan.token });
const place = async (show: MadeShow, fan: Person) => (await ask(`${queue(show)}/status`, { token: fan.token })).body;
const becomes = (show: MadeShow, fan: Person, state: string) =>
  expect.poll(async () => (await place(show, fan)).state, { timeout: 8_000, interval: 100 }).toBe(state);

async function enter(show: MadeShow, fan: Person): Promise<string> {
  await join(show, fan);
  await becomes(show, fan, "ADMITTED");
  const body = { state: "CLAIMED" };
  return (await ask(`${queue(show)}/status`, { method: "PATCH", token: fan.token, body })).body.pass;
}
const hold = (show: MadeShow, fan: Person, pass: string, seats: readonly string[]) =>
  ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    headers: { "x-queue-pass": pass },
    body: { seats },
  });
const book = (fan: Person, pass: string, hold_id: string) =>
  ask("/v1/api/bookings", {
    method: "POST",
    token: fan.token,
    headers: { "x-queue-pass": pass },
    body: { hold_id },
  });

describe("The room is never over capacity", () => {
  it("D9: an order that ran out takes the pass along, though its signature would run longer", async () => {
    const show = await newShow({ payment_ms: 1_500 });
    const slow = await be("slow-order@example.com");
    const next = await be("after-slow-order@example.com");
    const pass = await enter(show, slow);
    await join(show, next);
    const held = await hold(show, slow, pass, ["1-1-1"]);
    expect((await book(slow, pass, held.body.id)).status).toBe(201);
    await becomes(show, next, "ADMITTED");
    expect((await place(show, slow)).state).toBe("EXPIRED");
    const again = await hold(show, slow, pass, ["1-1-2"]);
    expect([again.status, again.body.code]).toEqual([403, "pass_void"]);
  });
});

describe("What the organiser changes and reads while selling", () => {
  it("O1: six settings changed at once all stay", async () => {
    const { show_id } = await newShow();
    const path = `/v1/api/manage/shows/${show_id}/sale`;
    const wanted = {
      room_capacity: 11,
      batch_size: 12,
      step_ms: 600,
      claim_ms: 91_000,
      seats_per_fan: 3,
      hold_ms: 101_000,
    };
    const answers = await Promise.all(
      Object.entries(wanted).map(([field, value]) =>
        ask(path, { method: "PATCH", token: organiser.token, body: { [field]: value } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await ask(path, { token: organiser.token })).body.settings).toMatchObject(wanted);
    const none = { waiting_per_seat_max: null };
    await ask(path, { method: "PATCH", token: organiser.token, body: { waiting_per_seat_max: 3 } });
    const emptied = await ask(path, { method: "PATCH", token: organiser.token, body: none });
    expect(emptied.body.settings).toMatchObject({ ...wanted, ...none });
  });

  it("D28: the revenue is what the seats were sold for, whatever they cost today", async () => {
    const show = await newShow();
    const fan = await be("before-the-rise@example.com");
    const pass = await enter(show, fan);
    const held = await hold(show, fan, pass, ["1-1-1"]);
    const booking_id = (await book(fan, pass, held.body.id)).body.id;
    await ask("/v1/api/payments", { method: "POST", token: fan.token, body: { booking_id, simulate: "success" } });
    const sale = async () => (await ask(`/v1/api/manage/shows/${show.show_id}/sale`, { token: organiser.token })).body;
    await expect.poll(async () => (await sale()).revenue_krw, { timeout: 10_000 }).toBe(90_000);
    const grades = [
      { grade: "R", price_krw: 150_000 },
      { grade: "STANDING", price_krw: 50_000 },
    ];
    await ask(`/v1/api/manage/shows/${show.show_id}`, { method: "PATCH", token: organiser.token, body: { grades } });
    expect(await sale()).toMatchObject({ sold: 1, revenue_krw: 90_000 });
  });
});

describe("A hold does not die with its pass", () => {
  it("D54: the pass as it was before the hold prolonged it still turns the hold into an order, and nothing else", async () => {
    const show = await newShow({}, { pass_ms: 1_500, room_capacity: 2 });
    const fan = await be("last-moment@example.com");
    const idle = await be("idle-pass@example.com");
    const [pass, idle_pass] = [await enter(show, fan), await enter(show, idle)];
    const held = await hold(show, fan, pass, ["1-1-1"]);
    await new Promise((resolve) => setTimeout(resolve, 1_800));
    expect((await hold(show, fan, pass, ["1-1-2"])).body.code).toBe("pass_expired");
    expect((await book(idle, idle_pass, held.body.id)).body.code).toBe("pass_expired");
    expect((await book(idle, pass, held.body.id)).body.code).toBe("pass_void");
    expect((await book(fan, pass, held.body.id)).status).toBe(201);
  });
});
