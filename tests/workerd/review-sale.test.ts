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
