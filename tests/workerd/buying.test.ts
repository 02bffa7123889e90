import { beforeAll, describe, expect, it } from "vitest";
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, testEnv } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
const newShow = (more: Record<string, unknown> = {}): Promise<MadeShow> =>
  makeShow(organiser.token, { room: ROOM, ...more });
type Buyer = Person & { readonly email: string; readonly booking_id: string; readonly show: MadeShow };

async function buyer(show: MadeShow, email: string, seats: readonly string[]): Promise<Buyer> {
  const fan = await be(email);
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  await expect
    .poll(async () => (await ask(`${queue}/status`, { token: fan.token })).body.state, { timeout: 8_000 })
    .toBe("ADMITTED");
  const { pass } = (await ask(`${queue}/status`, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } }))
    .body;
  const headers = { "x-queue-pass": pass as string };
  const hold = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    headers,
    body: { seats },
  });
  const booking = await ask("/v1/api/bookings", {
    method: "POST",
    token: fan.token,
    headers,
    body: { hold_id: hold.body.id },
  });
  return { ...fan, email, booking_id: booking.body.id, show };
}

const pay = (one: Buyer, simulate: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  ask("/v1/api/payments", {
    method: "POST",
    token: one.token,
    headers,
    body: { booking_id: one.booking_id, simulate, ...more },
  });
const result = async (one: Buyer, request_id: string, timeout = 15_000) => {
  let body: { status: string; code?: string; message?: string; attempts_left: number } = {
    status: "PENDING",
    attempts_left: 0,
  };
  await expect
    .poll(
      async () => {
        body = (await ask(`/v1/api/payments/${request_id}/status`, { token: one.token })).body;
        return body.status;
      },
      { timeout, interval: 100 },
    )
    .not.toBe("PENDING");
  return body;
};
const booking = async (one: Buyer) => (await ask(`/v1/api/bookings/${one.booking_id}`, { token: one.token })).body;
const seatsOf = async (show: MadeShow) =>
  (await ask(`/v1/api/showtimes/${show.showtime_id}/seats?format=json`)).body.seats;

describe("B3 to B8: paying", () => {
  it("B3: 202, then COMPLETED; the booking is confirmed, recorded in D1, seats sold, mailed, and the slot is free", async () => {
    const show = await newShow();
    const one = await buyer(show, "success@example.com", ["1-1-1", "1-1-2"]);
    const started = await pay(one, "success", { amount_krw: 180_000 });
    expect([started.status, started.body.status]).toEqual([202, "PENDING"]);
    expect(await result(one, started.body.request_id)).toMatchObject({ status: "COMPLETED" });
    expect((await booking(one)).status).toBe("CONFIRMED");
    expect((await seatsOf(show))["1-1-1"]).toBe("SOLD");
    await expect
      .poll(
        async () =>
          (
            await testEnv.DB.prepare("SELECT status FROM bookings WHERE id = ?")
              .bind(one.booking_id)
              .first<{ status: string }>()
          )?.status,
        { timeout: 5_000 },
      )
      .toBe("CONFIRMED");
    const { results } = await testEnv.DB.prepare("SELECT seat_id, status FROM booked_seats WHERE booking_id = ?")
      .bind(one.booking_id)
      .all();
    expect(results).toEqual([
      { seat_id: "1-1-1", status: "LIVE" },
      { seat_id: "1-1-2", status: "LIVE" },
    ]);
    await expect
      .poll(
        async () =>
          (await ask(`/sandbox/mail?to=${one.email}`)).body.items.map((mail: { subject: string }) => mail.subject),
        { timeout: 8_000 },
      )
      .toEqual(["예매가 끝났어요: 달과 여섯 개의 의자"]);
    await expect
      .poll(async () => (await ask(`/v1/api/shows/${show.show_id}/queue/status`, { token: one.token })).body.state, {
        timeout: 5_000,
      })
      .toBe("FINISHED");
    expect((await pay(one, "success")).body.code).toBe("already_paid");
  });

  it("D40: an amount from the client is only compared", async () => {
    const one = await buyer(await newShow(), "amount@example.com", ["1-1-1"]);
    const refused = await pay(one, "success", { amount_krw: 1 });
    expect([refused.status, refused.body.code]).toEqual([422, "amount_mismatch"]);
    expect((await booking(one)).status).toBe("PENDING");
  });

  it("D41: another fan's order is not there", async () => {
    const show = await newShow();
    const one = await buyer(show, "mine@example.com", ["1-1-1"]);
    const thief = await be("thief@example.com");
    expect((await pay({ ...one, token: thief.token }, "success")).status).toBe(404);
    const started = await pay(one, "success");
    expect((await ask(`/v1/api/payments/${started.body.request_id}/status`, { token: thief.token })).status).toBe(404);
  });

  it.each(["insufficient_balance", "card_info", "limit_exceeded"])(
    "B6: %s leaves the seats held for another try, which succeeds",
    async (simulate) => {
      const show = await newShow();
      const one = await buyer(show, `${simulate}@example.com`, ["1-1-1"]);
      const first = await result(one, (await pay(one, simulate)).body.request_id);
      expect(first).toMatchObject({ status: "FAILED", code: simulate, attempts_left: 2 });
      expect(first.message).toMatch(/돈은 나가지 않았어요/);
      expect((await seatsOf(show))["1-1-1"]).toBe("HELD");
      const second = await result(one, (await pay(one, "success")).body.request_id);
      expect(second.status).toBe("COMPLETED");
    },
  );

  it("B6: after the last try the seats are freed", async () => {
    const show = await newShow({ limits: { payment_attempts: 2 } });
    const one = await buyer(show, "unlucky@example.com", ["1-1-1"]);
    await result(one, (await pay(one, "card_info")).body.request_id);
    await result(one, (await pay(one, "card_info")).body.request_id);
    expect((await booking(one)).status).toBe("FAILED");
    await expect.poll(async () => (await seatsOf(show))["1-1-1"], { timeout: 5_000 }).toBe("AVAILABLE");
  });

  it("D43: ten clicks at once charge once", async () => {
    const one = await buyer(await newShow(), "clicks@example.com", ["1-1-1"]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(one, "success")));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 202).map(({ body }) => body.code))).toEqual(
      new Set(["payment_in_progress"]),
    );
    const keyed = await buyer(await newShow(), "keyed@example.com", ["1-1-1"]);
    const same = await Promise.all([1, 2, 3].map(() => pay(keyed, "success", {}, { "idempotency-key": "pay-once" })));
    expect(new Set(same.map(({ body }) => body.request_id)).size).toBe(1);
  });

  it("D45: a time-out that charged ends in a ticket, not in a second charge", async () => {
    const one = await buyer(await newShow(), "late@example.com", ["1-1-1"]);
    const started = await pay(one, "late_success");
    expect((await pay(one, "success")).body.code).toBe("payment_in_progress");
    expect((await result(one, started.body.request_id, 25_000)).status).toBe("COMPLETED");
    expect((await booking(one)).status).toBe("CONFIRMED");
  }, 40_000);

  it("D47: duplicate callbacks change nothing", async () => {
    const show = await newShow();
    const one = await buyer(show, "duplicate@example.com", ["1-1-1"]);
    expect((await result(one, (await pay(one, "duplicate_callback")).body.request_id)).status).toBe("COMPLETED");
    expect((await seatsOf(show))["1-1-1"]).toBe("SOLD");
  });

  it("D46: a webhook is answered 200 whatever it says and believed in nothing", async () => {
    const one = await buyer(await newShow(), "hooked@example.com", ["1-1-1"]);
    const bodies = [
      "{",
      "null",
      JSON.stringify({ eventType: "PAYMENT_STATUS_CHANGED", data: { orderId: `${one.booking_id}-1`, status: "DONE" } }),
    ];
    for (const body of bodies) {
      const response = await ask("/v1/api/webhooks/toss", { method: "POST", body });
      expect(response.status).toBe(200);
    }
    expect((await booking(one)).status).toBe("PENDING");
  });
});

describe("B9: refunds", () => {
  const confirmed = async (email: string, seats: readonly string[], show?: MadeShow): Promise<Buyer> => {
    const one = await buyer(show ?? (await newShow()), email, seats);
    expect((await result(one, (await pay(one, "success")).body.request_id)).status).toBe("COMPLETED");
    return one;
  };
  const cancel = (one: Buyer, body: unknown) =>
    ask(`/v1/api/bookings/${one.booking_id}/cancellation`, { method: "POST", token: one.token, body });

  it("B9: what it would give back is shown before, then the money goes and the seats are free", async () => {
    const one = await confirmed("refund@example.com", ["1-1-1"]);
    const preview = await ask(`/v1/api/bookings/${one.booking_id}/cancellation`, { token: one.token });
    const done = await cancel(one, { reason: "일정이 바뀌었어요" });
    expect([done.status, done.body.refund_krw, done.body.fee_krw]).toEqual([
      202,
      preview.body.refund_krw,
      preview.body.fee_krw,
    ]);
    await expect.poll(async () => (await booking(one)).status, { timeout: 10_000 }).toBe("REFUNDED");
    await expect.poll(async () => (await seatsOf(one.show))["1-1-1"], { timeout: 5_000 }).toBe("AVAILABLE");
    expect((await cancel(one, { reason: "again" })).body.code).toBe("already_cancelled");
  });

  it("B9: some seats of several; the booking stays confirmed and its lines say which", async () => {
    const one = await confirmed("partial@example.com", ["1-1-1", "1-1-2"]);
    expect((await cancel(one, { reason: "한 명이 못 가요", seats: ["1-1-2"] })).status).toBe(202);
    await expect
      .poll(async () => (await booking(one)).lines.map((line: { status: string }) => line.status), { timeout: 10_000 })
      .toEqual(["LIVE", "REFUNDED"]);
    expect((await booking(one)).status).toBe("CONFIRMED");
  });

  it("D48: nobody refunds another's booking; a refund twice is one", async () => {
    const one = await confirmed("owner@example.com", ["1-1-1"]);
    const thief = await be("refund-thief@example.com");
    expect((await cancel({ ...one, token: thief.token }, { reason: "x" })).status).toBe(404);
    const other = await be("other-manager@example.com", "MANAGER");
    const path = `/v1/api/manage/shows/${one.show.show_id}/purchases/${one.booking_id}/refunds`;
    expect((await ask(path, { method: "POST", token: other.token, body: { reason: "x" } })).status).toBe(404);
    const answers = await Promise.all([1, 2, 3].map(() => cancel(one, { reason: "x" })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  });

  it("SL11: a refund under the same key is answered by the first answer, letter by letter", async () => {
    const one = await confirmed("asked-twice@example.com", ["1-1-1"]);
    const again = () =>
      call(`/v1/api/bookings/${one.booking_id}/cancellation`, {
        method: "POST",
        token: one.token,
        body: { reason: "x" },
        headers: { "idempotency-key": "once" },
      });
    const first = await again();
    const second = await again();
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(await second.text()).toBe(await first.text());
  });

  it("O2: the organiser finds a purchase and refunds it in full", async () => {
    const one = await confirmed("searched@example.com", ["1-1-1"]);
    const path = `/v1/api/manage/shows/${one.show.show_id}/purchases`;
    await expect
      .poll(async () => (await ask(`${path}?q=searched`, { token: organiser.token })).body.items.length, {
        timeout: 5_000,
      })
      .toBe(1);
    const refund = await ask(`${path}/${one.booking_id}/refunds`, {
      method: "POST",
      token: organiser.token,
      body: { reason: "배상" },
    });
    expect([refund.status, refund.body.refund_krw, refund.body.fee_krw]).toEqual([202, 90_000, 0]);
    await expect.poll(async () => (await booking(one)).status, { timeout: 10_000 }).toBe("REFUNDED");
  });

  it("D53, C4: a cancelled show refunds everyone, sells no more, and joining says so", async () => {
    const show = await newShow();
    const paid = await confirmed("paid@example.com", ["1-1-1"], show);
    const paying = await buyer(show, "still-paying@example.com", ["1-1-2"]);
    const started = await pay(paying, "success");
    const done = await ask(`/v1/api/manage/shows/${show.show_id}/cancellation`, {
      method: "POST",
      token: organiser.token,
      body: { reason: "출연자 사정" },
    });
    expect(done.status).toBe(202);
    await expect.poll(async () => (await booking(paid)).status, { timeout: 10_000 }).toBe("REFUNDED");
    // Their page of notifications holds what the organiser wrote, as the form of it promises.
    const told = async () => {
      const { body } = await ask("/v1/api/notifications", { token: paid.token });
      return (body.items as { text: string }[]).map(({ text }) => text).join("\n");
    };
    await expect.poll(told, { timeout: 10_000 }).toContain("출연자 사정");
    const written = async () =>
      (await ask(`/sandbox/mail?to=${paid.email}`)).body.items.map(({ text }: { text: string }) => text).join("\n");
    await expect.poll(written, { timeout: 10_000 }).toMatch(/(기획자가 적은 이유|organiser's reason): 출연자 사정/);
    await result(paying, started.body.request_id);
    await expect
      .poll(async () => (await booking(paying)).status, { timeout: 10_000 })
      .toMatch(/REFUNDED|CANCELLED|FAILED/);
    const late = await be("latecomer@example.com");
    expect((await ask(`/v1/api/shows/${show.show_id}/queue`, { method: "POST", token: late.token })).body.code).toBe(
      "show_cancelled",
    );
  });
});

describe("B10: tickets", () => {
  it("B10: one per seat, its code verifies offline against the published keys, void on refund", async () => {
    const show = await newShow();
    const one = await buyer(show, "ticket@example.com", ["1-1-1", "1-1-2"]);
    await result(one, (await pay(one, "success")).body.request_id);
    const { lines } = await booking(one);
    const at = `/v1/api/tickets/${lines[0].ticket_id}`;
    const ticket = await ask(at, { token: one.token });
    expect(ticket.body).toMatchObject({
      status: "LIVE",
      section: "1층",
      row: "A",
      label: "1",
      title: "달과 여섯 개의 의자",
    });
    expect(ticket.body.qr_svg).toMatch(/^<svg/);
    const read = readTicketCode(ticket.body.code);
    if (read === null) throw new Error("a code that cannot be read");
    expect(read.ticket_id).toBe(lines[0].ticket_id);
    const { body: jwks } = await ask("/.well-known/jwks.json");
    const jwk = jwks.keys.find(
      (key: { kid: string; purpose: string }) => read.mayBeSignedBy(key.kid) && key.purpose === "ticket",
    );
    const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const verify = (text: string) =>
      crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, read.signature, new TextEncoder().encode(text));
    expect([await verify(read.signed_text), await verify(`${read.signed_text}x`)]).toEqual([true, false]);
    const stranger = await be("ticket-thief@example.com");
    expect((await ask(at, { token: stranger.token })).status).toBe(404);
    await ask(`/v1/api/bookings/${one.booking_id}/cancellation`, {
      method: "POST",
      token: one.token,
      body: { reason: "x" },
    });
    const after = await ask(at, { token: one.token });
    expect([after.body.status, after.body.code]).toEqual(["VOID", ""]);
  });

  it("B10: the calendar names the show, and cancels itself on refund", async () => {
    const one = await buyer(await newShow(), "calendar@example.com", ["1-1-1"]);
    await result(one, (await pay(one, "success")).body.request_id);
    const { lines } = await booking(one);
    const calendar = async () =>
      (await call(`/v1/api/tickets/${lines[0].ticket_id}/calendar.ics`, { token: one.token })).text();
    expect(await calendar()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*STATUS:CONFIRMED/);
    await ask(`/v1/api/bookings/${one.booking_id}/cancellation`, {
      method: "POST",
      token: one.token,
      body: { reason: "x" },
    });
    expect(await calendar()).toContain("STATUS:CANCELLED");
  });

  it("B10: an unpaid order has no tickets", async () => {
    const one = await buyer(await newShow(), "unpaid@example.com", ["1-1-1"]);
    const { lines } = await booking(one);
    expect((await ask(`/v1/api/tickets/${lines[0].ticket_id}`, { token: one.token })).status).toBe(404);
  });
});
