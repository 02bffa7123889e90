// After the sell-out over HTTP: listed, offered, bought without a pass; offered back, handed over.
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { ListCheckpoint, ListLogEntry, ListReceipt } from "../../domain/returns/public-entry.ts";
import { verifyList } from "../../domain/returns/verify-list.ts";
import { placeOfShowtime } from "../../workers/catalogue/known-showtimes.ts";
import { ledgerOf } from "../../workers/kit/objects.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";
import { solved } from "./solved.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("returns-organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };

async function buy(show: MadeShow, fan: Person, body: Record<string, unknown>) {
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  const status = async () => (await ask(`${queue}/status`, { token: fan.token })).body.state;
  await expect.poll(status, { timeout: 8_000 }).toBe("ADMITTED");
  const claimed = await ask(`${queue}/status`, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } });
  const headers = { "x-queue-pass": claimed.body.pass as string };
  const holds = `/v1/api/showtimes/${show.showtime_id}/holds`;
  const hold = await ask(holds, { method: "POST", token: fan.token, headers, body });
  return payFor(fan, hold.body.id, headers);
}

async function payFor(fan: Person, hold_id: string, headers: Record<string, string> = {}) {
  const booking = await ask("/v1/api/bookings", { method: "POST", token: fan.token, headers, body: { hold_id } });
  expect(booking.status).toBe(201);
  const body = { booking_id: booking.body.id, simulate: "success" };
  await ask("/v1/api/payments", { method: "POST", token: fan.token, body });
  const read = async () => (await ask(`/v1/api/bookings/${booking.body.id}`, { token: fan.token })).body;
  await expect.poll(async () => (await read()).status, { timeout: 15_000, interval: 100 }).toBe("CONFIRMED");
  return await read();
}

describe("S10 B15", () => {
  it("S10: after the sell-out a ticket offered back goes to the list's head, who pays without a pass; B15: and on by hand", async () => {
    const small = { limits: { seats_per_fan: 20 }, room: ROOM, returns: { gather_ms: 1_000 } };
    const show = await makeShow(organiser.token, small);
    const owner = await be("owner@example.com");
    const crowd = await be("crowd@example.com");
    const next = await be("next@example.com");
    const list = `/v1/api/showtimes/${show.showtime_id}/returns`;
    const join = () => ask(list, { method: "PUT", token: next.token, body: { count: 1 } });
    expect((await join()).body).toMatchObject({ status: 409, type: "/docs#problem-not_sold_out" });
    const bought = await buy(show, owner, { best: { count: 4 } });
    await buy(show, crowd, { best: { count: 16 } });
    const seats = (await ask(`/v1/api/showtimes/${show.showtime_id}/seats`)).body;
    for (const zone of seats.zones as { id: string; left: number }[]) {
      const half = Math.ceil(zone.left / 2);
      await buy(show, await be(`z1-${zone.id}@example.com`), { zone: zone.id, count: half });
      await buy(show, await be(`z2-${zone.id}@example.com`), { zone: zone.id, count: zone.left - half });
    }
    // Whose account is gone stands before nobody.
    const gone = await be("gone-from-the-list@example.com");
    await ask(list, { method: "PUT", token: gone.token, body: { count: 1 } });
    expect((await ask("/v1/api/users/me", { method: "DELETE", token: gone.token })).status).toBe(204);
    const told = { state: "WAITING", ahead: 0, offer: null, waiting: 1, offers_made: 0 };
    // CK8: next never stood in the line; who did is asked nothing, and a wish that is refused anyhow is told why.
    await ask(`/v1/api/manage/shows/${show.show_id}/sale`, {
      method: "PATCH",
      token: organiser.token,
      body: { check: "proof" },
    });
    expect((await join()).body).toMatchObject({ status: 403, code: "check_required", asks: "proof" });
    const form = `showtime_id=${show.showtime_id}&count=2&together=on&act=join`;
    const refused = await call(`/shows/${show.show_id}/returns`, {
      method: "POST",
      headers: { cookie: next.cookies, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
      body: form,
    });
    const page = await refused.text();
    expect([refused.status, /value="check_mail"/.test(page), /<option value="2" selected/.test(page)]).toEqual([
      403,
      true,
      true,
    ]);
    // In the moment of the sell-out: the figures of a moment ago let nobody in unasked.
    const { code } = (await placeOfShowtime(testEnv, show.showtime_id)) ?? { code: "" };
    const figures = await runInDurableObject(ledgerOf(testEnv, code), (ledger) => {
      const kind = Object.getPrototypeOf(ledger);
      const { listPage } = kind;
      kind.listPage = async function old(fan_id: string) {
        const page = await listPage.call(this, fan_id);
        return { ...page, value: { ...page.value, seats_on_sale: 1 } };
      };
      return () => {
        kind.listPage = listPage;
      };
    });
    expect((await join()).body.code).toBe("check_required");
    figures();
    const check = await solved(show.show_id, next);
    const other_grade = { count: 1, grades: ["VIP"], check };
    expect((await ask(list, { method: "PUT", token: next.token, body: other_grade })).body.code).toBe("invalid");
    expect((await ask(list, { method: "PUT", token: next.token, body: { count: 1, check } })).body).toEqual({
      ...told,
      now_ms: expect.any(Number),
    });
    expect((await join()).body).toEqual({ ...told, now_ms: expect.any(Number) });
    // RT14: what a whole line asks after the sell-out; whoever is not on the list is told its figures.
    const lists = `/v1/api/shows/${show.show_id}/returns`;
    const round = { showtime_id: show.showtime_id, starts_at_ms: expect.any(Number) };
    expect((await ask(lists, { token: next.token })).body.items).toEqual([{ ...round, ...told }]);
    expect((await ask(lists)).body.items).toEqual([{ ...round, ...told, state: "NONE" }]);

    const ticket_id = bought.lines[0].ticket_id as string;
    const offered = await ask(`/v1/api/tickets/${ticket_id}/return`, { method: "PUT", token: owner.token });
    expect([offered.status, Object.keys(offered.body)]).toEqual([202, ["refund_krw", "fee_krw", "ahead_in_line"]]);
    const { state, offer } = (await ask(list, { token: next.token })).body;
    expect([state, offer.seats.length]).toEqual(["OFFERED", 1]);
    expect((await ask(`/v1/api/tickets/${ticket_id}`, { token: owner.token })).body.status).toBe("LIVE");
    const booking = await payFor(next, offer.hold_id);
    expect((await ask(`/v1/api/tickets/${ticket_id}`, { token: owner.token })).body).toMatchObject({
      status: "VOID",
      code: "",
    });
    expect((await ask(list, { token: next.token })).body.state).toBe("TAKEN");
    // RT11: anybody reads the log and matches it again; the fan's receipt leads into it.
    const log = (await ask(`${list}/log?from=1`)).body;
    const heads = (await ask(`${list}/checkpoints`)).body.items as ListCheckpoint[];
    const kept = (await ask(`${list}/receipt`, { token: next.token })).body.receipt as string;
    const receipt = JSON.parse(
      atob(kept.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? ""),
    ) as ListReceipt;
    const verdict = verifyList(show.showtime_id, log.items as ListLogEntry[], {
      receipts: [receipt],
      checkpoints: heads,
    });
    expect(verdict).toMatchObject({ ok: true, faults: [], registered: 2, offers: 1, taken: 1, checkpoints_checked: 1 });
    expect((await ask(`${list}/receipt`, { token: owner.token })).status).toBe(404);
    const notes = async () =>
      (
        (await ask("/v1/api/notifications", { token: next.token })).body.items as { cause?: string; link?: string }[]
      ).some(({ link }) => link === `/checkout/${offer.hold_id}`);
    await expect.poll(notes, { timeout: 8_000 }).toBe(true);

    const mine = booking.lines[0].ticket_id as string;
    const before = (await ask(`/v1/api/tickets/${mine}`, { token: next.token })).body.code as string;
    const friend = await be("friend@example.com");
    const to = { to_email: "friend@example.com" };
    const handover = await ask(`/v1/api/tickets/${mine}/handovers`, { method: "POST", token: next.token, body: to });
    expect([handover.status, Object.keys(handover.body)]).toEqual([202, ["id", "expires_at_ms", "now_ms"]]);
    const acceptance = `/v1/api/handovers/${handover.body.id}/acceptance`;
    expect((await ask(acceptance, { method: "POST", token: owner.token })).status).toBe(404);
    expect((await ask(acceptance, { method: "POST", token: friend.token })).status).toBe(201);
    const after = (await ask(`/v1/api/tickets/${mine}`, { token: friend.token })).body.code as string;
    expect(after.split(".")[0]).not.toBe(before.split(".")[0]);
    expect((await ask(`/v1/api/tickets/${mine}`, { token: next.token })).status).toBe(404);
  });
});
