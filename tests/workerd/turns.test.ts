// What of a turn crosses the Worker and the objects: the pass carries its end, a new ledger meets its line, and whoever
// leaves is asked about at the ledgers.
import { beforeAll, describe, expect, it } from "vitest";
import { ask, be, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 1, batch_size: 10, step_ms: 50, claim_ms: 60_000, pass_ms: 60_000 };
const newShow = (more: Record<string, unknown> = {}) => makeShow(organiser.token, { room: ROOM, ...more });
const queue = ({ show_id }: MadeShow) => `/v1/api/shows/${show_id}/queue`;
const status = async (show: MadeShow, fan: Person) => (await ask(`${queue(show)}/status`, { token: fan.token })).body;
const join = (show: MadeShow, fan: Person) => ask(queue(show), { method: "POST", token: fan.token });
const leave = (show: MadeShow, fan: Person) => ask(queue(show), { method: "DELETE", token: fan.token });

async function enter(show: MadeShow, email: string): Promise<Person & { pass: string }> {
  const fan = await be(email);
  await join(show, fan);
  await expect.poll(async () => (await status(show, fan)).state, { timeout: 8_000 }).toBe("ADMITTED");
  const claim = { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } };
  return { ...fan, pass: (await ask(`${queue(show)}/status`, claim)).body.pass };
}

const hold = (showtime_id: string, fan: Person, pass: string, seat = "1-1-1") =>
  ask(`/v1/api/showtimes/${showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    headers: { "x-queue-pass": pass },
    body: { seats: [seat] },
  });
const order = (fan: Person, pass: string, hold_id: string) =>
  ask("/v1/api/bookings", { method: "POST", token: fan.token, headers: { "x-queue-pass": pass }, body: { hold_id } });

describe("turns over HTTP", () => {
  it("L16 SL31 D71: cancelling the order and holding again, with a fresh pass each time, comes to an end", async () => {
    const limits = { seats_per_fan: 4, hold_ms: 1_000, payment_ms: 1_500, payment_attempts: 3 };
    const show = await newShow({ room: { ...ROOM, pass_ms: 1_500 }, limits });
    const next = await be("next@example.com");
    const fan = await enter(show, "keeper@example.com");
    await join(show, next);
    const claimed_ms = Date.now();
    while (Date.now() < claimed_ms + 12_000) {
      const { pass } = await status(show, fan);
      if (pass === undefined) break;
      const held = await hold(show.showtime_id, fan, pass);
      const ordered = await order(fan, pass, held.body.id ?? "");
      await new Promise((resolve) => setTimeout(resolve, 700));
      await ask(`/v1/api/bookings/${ordered.body.id}`, { method: "DELETE", token: fan.token });
    }
    // Claimed time, one hold, one order: 4 s, and what this machine takes for a round.
    expect(Date.now() - claimed_ms).toBeLessThan(9_000);
    await expect.poll(async () => (await status(show, next)).state, { timeout: 5_000 }).toBe("ADMITTED");
  });

  it("SL33 D72: a pass that ended opens no showtime added later; a live one does", async () => {
    const show = await newShow();
    const gone = await enter(show, "gone@example.com");
    expect((await leave(show, gone)).status).toBe(204);
    const inside = await enter(show, "inside@example.com");
    const added = await ask(`/v1/api/manage/shows/${show.show_id}/showtimes`, {
      method: "POST",
      token: organiser.token,
      body: { starts_at_ms: Date.now() + 8 * 86_400_000, round: 2 },
    });
    expect((await hold(added.body.id, gone, gone.pass)).body.code).toBe("pass_void");
    expect((await hold(added.body.id, inside, inside.pass)).status).toBe(201);
  });

  it("L17: leaving right after paying began is refused; L18: a disabled fan loses place and seats", async () => {
    const show = await newShow();
    const fan = await enter(show, "payer@example.com");
    const held = await hold(show.showtime_id, fan, fan.pass);
    const { body } = await order(fan, fan.pass, held.body.id);
    await ask("/v1/api/payments", {
      method: "POST",
      token: fan.token,
      body: { booking_id: body.id, simulate: "timeout" },
    });
    const left = await leave(show, fan);
    expect([left.status, left.body?.code]).toEqual([409, "purchase_in_progress"]);

    const other = await newShow();
    const admin = await be("admin@example.com", "ADMIN");
    const bad = await enter(other, "bad@example.com");
    const next = await be("after@example.com");
    await join(other, next);
    await hold(other.showtime_id, bad, bad.pass);
    const path = `/v1/api/admin/users/${bad.id}/status`;
    const set = { method: "PATCH", token: admin.token, body: { status: "DISABLED" } };
    expect((await ask(path, set)).status).toBe(200);
    await expect.poll(async () => (await status(other, next)).state, { timeout: 5_000 }).toBe("ADMITTED");
    const seats = await ask(`/v1/api/showtimes/${other.showtime_id}/seats?format=json`);
    expect(seats.body.seats["1-1-1"]).toBe("AVAILABLE");
  });
});
