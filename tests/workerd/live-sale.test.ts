// The console's figures while people buy: read at many moments and held against the journals of the ledgers themselves.
import { beforeAll, describe, expect, it } from "vitest";
import type { Reading } from "../../domain/sale-figures/reading.ts";
import { ledgerOf, lineOf, screenOf } from "../../workers/kit/objects.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";

let organiser: Person;
let other: Person;
beforeAll(async () => {
  await migrate();
  [organiser, other] = [await be("live@example.com", "MANAGER"), await be("other@example.com", "MANAGER")];
});

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
const newShow = (): Promise<MadeShow> => makeShow(organiser.token, { room: ROOM });
const manage = (show: MadeShow, path: string, more: Parameters<typeof ask>[1] = {}) =>
  ask(`/v1/api/manage/shows/${show.show_id}${path}`, { token: organiser.token, ...more });

async function codeOf({ showtime_id }: MadeShow): Promise<string> {
  const found = testEnv.DB.prepare("SELECT code FROM showtimes WHERE id = ?").bind(showtime_id);
  return (await found.first<{ code: string }>())?.code ?? "";
}

type Told = { kind: string; attempt?: { amount_krw: number }; captured_krw?: number; hold?: { places: number[] } };

/** Counted once more from what stands in the journal, by other code than the figures'. */
async function fromJournal(code: string) {
  const rows = await ledgerOf(testEnv, code).journal({ from_seq: 0, limit: 5_000 });
  const events = rows.map(({ event }) => event as Told);
  const of = (kind: string) => events.filter((event) => event.kind === kind);
  return {
    captured_krw: of("captured").reduce((sum, event) => sum + (event.captured_krw ?? 0), 0),
    declined: of("attempt_declined").length,
    holding: of("held").length - of("ordered").length - of("released").length - of("hold_expired").length,
    ordering: of("ordered").length - of("sold").length - of("order_ended").length,
  };
}

type Fan = Person & { pass: string; booking_id: string };

async function enter(show: MadeShow, email: string): Promise<Fan> {
  const fan = await be(email);
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  await expect
    .poll(async () => (await ask(`${queue}/status`, { token: fan.token })).body.state, { timeout: 8_000, interval: 60 })
    .toBe("ADMITTED");
  const { body } = await ask(`${queue}/status`, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } });
  return { ...fan, pass: body.pass, booking_id: "" };
}

describe("CN16: the live figures equal the ledgers", () => {
  it("CN16: at every moment of a sale in which fans join, hold, order, pay, are declined and let go", async () => {
    const show = await newShow();
    const code = await codeOf(show);
    let moments = 0;
    const owners = async () => {
      const counts = await ledgerOf(testEnv, code).counts();
      if (!counts.ok) throw new Error("no ledger");
      const { available, held, sold, by_grade, revenue_krw } = counts.value;
      const { waiting, inside, admitted, finished, no_shows } = await lineOf(testEnv, show.show_id).sale();
      return { available, held, sold, by_grade, revenue_krw, waiting, inside, admitted, finished, no_shows };
    };
    const agree = async (): Promise<Reading> => {
      const before = await owners();
      const figures = (await screenOf(testEnv, show.show_id).reading(show.show_id)) as Reading;
      // A sale that moved while it was read is read again: only a moment can be compared with a moment.
      if (JSON.stringify(before) !== JSON.stringify(await owners())) return agree();
      expect(figures).toMatchObject(before);
      const journal = await fromJournal(code);
      const { captured_krw, declined } = figures.payments;
      expect({ captured_krw, declined, holding: figures.holding, ordering: figures.paying }).toEqual(journal);
      moments++;
      return figures;
    };
    const fans = await Promise.all(
      Array.from({ length: 10 }, (_, i) => enter(show, `live${i}.${show.show_id}@example.com`)),
    );
    expect(await agree()).toMatchObject({ inside: 10, sold: 0, holding: 0 });
    for (const [i, fan] of fans.entries()) {
      const headers = { "x-queue-pass": fan.pass };
      const hold = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
        method: "POST",
        token: fan.token,
        headers,
        body: { seats: [`1-1-${i + 1}`] },
      });
      expect(hold.status).toBe(201);
      expect((await agree()).holding).toBe(1);
      if (i % 5 === 4) {
        await ask(`/v1/api/holds/${hold.body.id}`, { method: "DELETE", token: fan.token });
        await agree();
        continue;
      }
      const order = await ask("/v1/api/bookings", {
        method: "POST",
        token: fan.token,
        headers,
        body: { hold_id: hold.body.id },
      });
      const simulate = i % 4 === 3 ? "insufficient_balance" : "success";
      const body = { booking_id: order.body.id, simulate };
      const { body: started } = await ask("/v1/api/payments", { method: "POST", token: fan.token, body });
      await expect
        .poll(
          async () => (await ask(`/v1/api/payments/${started.request_id}/status`, { token: fan.token })).body.status,
          {
            timeout: 8_000,
            interval: 60,
          },
        )
        .not.toBe("PENDING");
      if (simulate !== "success")
        await ask(`/v1/api/bookings/${order.body.id}`, { method: "DELETE", token: fan.token });
      await agree();
    }
    const end = await agree();
    expect(moments).toBeGreaterThanOrEqual(20);
    expect([end.sold, end.revenue_krw, end.payments.captured_krw]).toEqual([6, 540_000, 540_000]);
    expect(end.payments.declined).toBeGreaterThan(0);
    const { body } = await manage(show, "/sale");
    expect([body.sold, body.held, body.available, body.revenue_krw]).toEqual([6, 0, 44, 540_000]);
  });

  it("CN17: the socket tells them at once and again within a second of a move; history and marks follow", async () => {
    const show = await newShow();
    const path = `/v1/api/manage/shows/${show.show_id}/sale`;
    const headers = { upgrade: "websocket" };
    const { webSocket: socket } = await call(`${path}/live`, { token: organiser.token, headers });
    if (socket === null || socket === undefined) throw new Error("no socket");
    const frames: (Reading & { type: string })[] = [];
    socket.accept();
    socket.addEventListener("message", ({ data }) => void frames.push(JSON.parse(String(data))));
    await expect.poll(() => frames.length).toBeGreaterThan(0);
    expect(frames[0]).toMatchObject({ type: "sale", status: "OPEN", sold: 0, available: 50 });
    await manage(show, "/sale/status", { method: "PATCH", body: { status: "PAUSED" } });
    const turned_ms = Date.now();
    await expect.poll(() => frames.at(-1)?.status, { interval: 20 }).toBe("PAUSED");
    expect(Date.now() - turned_ms).toBeLessThan(1_500);
    socket.close();
    const history = await manage(show, "/sale/history");
    expect(history.body.step_ms).toBe(1_000);
    expect(history.body.items.length).toBeGreaterThan(0);
    const minutes = await manage(show, "/sale/history?from_ms=0");
    expect(minutes.body).toMatchObject({ step_ms: 60_000, items: [{ sold: 0, available: 50 }] });
    const { body } = await manage(show, "/sale/controls");
    expect(body.items).toMatchObject([{ action: "sale.status", details: { status: "PAUSED" } }]);
  });

  it("CN19: the page is whole without a script; an act is asked about in numbers, done once, and stands in the log", async () => {
    const show = await newShow();
    const path = `/manage/shows/${show.show_id}/live`;
    const { cookies: cookie } = organiser;
    const read = async (of: string) => (await call(of, { headers: { cookie, "accept-language": "en" } })).text();
    const page = await read(path);
    expect(page).toContain("Live sale");
    expect(page).toContain(`${path}/ask?act=pause`);
    const asked = await read(`${path}/ask?act=room&room_capacity=600&batch_size=300&step_ms=50`);
    expect(asked).toContain("At most 360,000 people can come in each minute.");
    const headers = { cookie, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
    const act = (body: string) => call(`${path}/act`, { method: "POST", headers, body });
    expect((await act("act=room&room_capacity=600&batch_size=300&step_ms=50")).status).toBe(303);
    expect(await read(`${path}/ask?act=relays&relays=2`)).toContain("relays from now on");
    expect((await act("act=relays&relays=2")).status).toBe(303);
    expect((await act("act=relays&relays=")).status).toBe(422);
    expect((await act("act=relays&relays=0")).status).toBe(303);
    expect((await act(`act=block&showtime_id=${show.showtime_id}&seats=1-1-1%2C+1-1-2`)).status).toBe(303);
    expect((await act("act=remove&position=1&reason=")).status).toBe(422);
    // Nobody stands there: the line says so, whichever way it is asked.
    for (const turn of ["remove", "restore"]) {
      expect((await act(`act=${turn}&position=1&reason=x`)).status).toBeGreaterThanOrEqual(404);
      expect(await read(`${path}/ask?act=${turn}&position=1&reason=x`)).toContain("x");
    }
    const { body } = await manage(show, "/sale/controls");
    expect(body.items.map((one: { action: string }) => one.action)).toEqual([
      "sale.settings",
      "sale.settings",
      "sale.settings",
      "seats.block",
    ]);
    expect((await manage(show, "/sale")).body.settings.room_capacity).toBe(600);
    const theirs = { cookie: other.cookies, origin: ORIGIN };
    for (const address of [path, `${path}/ask?act=end`]) {
      expect((await call(address, { headers: theirs })).status).toBe(404);
    }
    const form = { ...theirs, "content-type": "application/x-www-form-urlencoded" };
    expect((await call(`${path}/act`, { method: "POST", headers: form, body: "act=end" })).status).toBe(404);
    expect((await manage(show, "/sale")).body.status).toBe("OPEN");
  });

  it("CN43: seats of a grade are kept back by a plain form, after a look in numbers, without those that are somebody's", async () => {
    const show = await newShow();
    const path = `/manage/shows/${show.show_id}/live`;
    const headers = {
      cookie: organiser.cookies,
      origin: ORIGIN,
      "accept-language": "en",
      "content-type": "application/x-www-form-urlencoded",
    };
    const send = (to: string, fields: Record<string, string>) =>
      call(`${path}/${to}`, { method: "POST", headers, body: new URLSearchParams(fields).toString() });
    const one = { act: "block", showtime_id: show.showtime_id };
    expect((await send("act", { ...one, seats: "1-1-1" })).status).toBe(303);
    expect((await send("ask", { ...one, group: "grade:VIP" })).status).toBe(422);
    const asked = await (await send("ask", { ...one, group: "grade:R" })).text();
    const [, seats = ""] = /name="seats" value="([^"]*)"/.exec(asked) ?? [];
    expect(seats.split(" ")).toHaveLength(20);
    expect((await send("act", { ...one, seats })).status).toBe(303);
    expect((await manage(show, "/sale")).body.available).toBe(30);
    expect((await send("act", { ...one, act: "unblock", seats })).status).toBe(303);
    expect((await manage(show, "/sale")).body.available).toBe(50);
  });

  it("CN18: another manager finds none of it", async () => {
    const show = await newShow();
    const base = `/v1/api/manage/shows/${show.show_id}/sale`;
    for (const path of ["history", "controls"]) {
      expect((await ask(`${base}/${path}`, { token: other.token })).status).toBe(404);
    }
    const headers = { upgrade: "websocket" };
    expect((await call(`${base}/live`, { token: other.token, headers })).status).toBe(404);
  });
});
