// O4, O9: what is wrong wakes somebody once, and what depends on a part that is away waits for it and loses nothing.
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseExposition } from "../../domain/metrics/testing/parse-exposition.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, testEnv } from "./kit.ts";

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
let organiser: Person;

beforeAll(async () => {
  await migrate();
  organiser = await be("alerts-organiser@example.com", "MANAGER");
});
afterEach(() => takeAway());

const takeAway = (...parts: string[]) => ask("/sandbox/away", { method: "PUT", body: { parts } });
/** The minute's look, as if so many minutes later. */
const look = async (minutes: number): Promise<void> => {
  expect((await call(`/sandbox/alerts/look?minutes=${minutes}`, { method: "POST" })).status).toBe(303);
};
const titles = async (): Promise<string[]> =>
  (await ask("/sandbox/alerts")).body.items.map(
    ({ body }: { body: { embeds: [{ title: string }] } }) => body.embeds[0].title,
  );
const queueOf = (show: MadeShow): string => `/v1/api/shows/${show.show_id}/queue`;
const stateOf = async (show: MadeShow, fan: Person): Promise<string> =>
  (await ask(`${queueOf(show)}/status`, { token: fan.token })).body.state;

async function inside(show: MadeShow, fan: Person): Promise<string> {
  expect((await ask(queueOf(show), { method: "POST", token: fan.token })).status).toBeLessThan(300);
  await expect.poll(() => stateOf(show, fan), { timeout: 8_000 }).toBe("ADMITTED");
  const claim = { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } };
  return (await ask(`${queueOf(show)}/status`, claim)).body.pass;
}

async function order(show: MadeShow, fan: Person): Promise<string> {
  const headers = { "x-queue-pass": await inside(show, fan) };
  const body = { best: { count: 1 } };
  const hold = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    headers,
    body,
  });
  expect(hold.status).toBe(201);
  const booking = await ask("/v1/api/bookings", {
    method: "POST",
    token: fan.token,
    headers,
    body: { hold_id: hold.body.id },
  });
  expect(booking.status).toBe(201);
  return booking.body.id;
}

const pay = async (fan: Person, booking_id: string): Promise<string> => {
  const paid = await ask("/v1/api/payments", {
    method: "POST",
    token: fan.token,
    body: { booking_id, simulate: "success" },
  });
  expect(paid.status).toBe(202);
  return paid.body.request_id;
};
const paymentOf = async (fan: Person, request_id: string): Promise<string> =>
  (await ask(`/v1/api/payments/${request_id}/status`, { token: fan.token })).body.status;
const recorded = async (booking_id: string): Promise<string | undefined> =>
  (await testEnv.DB.prepare("SELECT status FROM bookings WHERE id = ?").bind(booking_id).first<{ status: string }>())
    ?.status;

describe("O9 the payment provider away", () => {
  it("O9: admissions pause by themselves, those in line and inside are told, and go on when it is back; one message says so", async () => {
    const show = await makeShow(organiser.token, { room: ROOM });
    const [first, second] = await Promise.all([be("provider-first@example.com"), be("provider-second@example.com")]);
    await inside(show, first);
    await takeAway("payments");
    await look(0);
    await ask(queueOf(show), { method: "POST", token: second.token });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const waiting = await ask(`${queueOf(show)}/status`, { token: second.token });
    expect(waiting.body.state).toBe("WAITING");
    expect(waiting.body.notice.text).toContain("결제사가 잠시 답하지 않아");
    // Each reads it in their own language, and in no other.
    const english = { token: second.token, headers: { "accept-language": "en" } };
    const { text } = (await ask(`${queueOf(show)}/status`, english)).body.notice;
    expect([text.includes("The payment provider is away"), /[가-힣]/.test(text)]).toEqual([true, false]);
    expect((await ask(`${queueOf(show)}/status`, { token: first.token })).body.state).toBe("CLAIMED");
    const { sample } = parseExposition(await (await call("/metrics")).text());
    expect(sample("fairline_line_braked", { show: show.show_id })).toBe(1);
    expect(sample("fairline_part_up", { part: "payments" })).toBe(0);
    await expect.poll(titles).toContain("[발생] 결제사가 답하지 않아요");
    await takeAway();
    await look(1);
    await expect.poll(() => stateOf(show, second), { timeout: 8_000 }).toBe("ADMITTED");
    await look(4);
    await expect.poll(titles).toContain("[회복] 결제사가 답하지 않아요");
    expect((await titles()).filter((title) => title.includes("결제사가 답하지"))).toHaveLength(1);
  });
});

describe("O9 D1 away", () => {
  it("O9: line, room, holds, orders and payments go on; what waits says so; nothing is lost when it is back", async () => {
    const show = await makeShow(organiser.token, { room: ROOM });
    const [first, second] = await Promise.all([be("d1-first@example.com"), be("d1-second@example.com")]);
    // Somebody was here before the outage, as in any sale.
    await order(show, first);
    for (const page of ["/", `/shows/${show.show_id}`]) expect((await call(page)).status).toBe(200);
    await takeAway("database");
    for (const page of ["/", `/shows/${show.show_id}`, `/shows/${show.show_id}/line`]) {
      const answer = await call(page, { headers: { accept: "text/html", cookie: second.cookies } });
      expect([page, answer.status]).toEqual([page, 200]);
    }
    const booking_id = await order(show, second);
    const request_id = await pay(second, booking_id);
    await expect.poll(() => paymentOf(second, request_id), { timeout: 15_000 }).toBe("COMPLETED");
    const booking = await ask(`/v1/api/bookings/${booking_id}`, { token: second.token });
    expect([booking.status, booking.body.status]).toEqual([200, "CONFIRMED"]);
    const sign_in = await ask("/v1/api/auth/codes", { method: "POST", body: { email: "d1-late@example.com" } });
    expect([sign_in.status, sign_in.body.code, sign_in.headers.get("retry-after")]).toEqual([
      503,
      "unavailable",
      expect.any(String),
    ]);
    expect((await call("/readyz")).status).toBe(503);
    await look(10);
    await look(11);
    await expect.poll(titles).toContain("[발생] 데이터베이스가 답하지 않아요");
    await takeAway();
    expect(await recorded(booking_id)).toBeUndefined();
    await expect.poll(() => recorded(booking_id), { timeout: 20_000 }).toBe("CONFIRMED");
    await look(12);
    await look(15);
    await expect.poll(titles).toContain("[회복] 데이터베이스가 답하지 않아요");
  });
});

describe("O9 the queues away", () => {
  it("O9: a payment waits to be confirmed and is, once they are back", async () => {
    const show = await makeShow(organiser.token, { room: ROOM });
    const fan = await be("queues@example.com");
    const booking_id = await order(show, fan);
    await takeAway("queues");
    const request_id = await pay(fan, booking_id);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await paymentOf(fan, request_id)).toBe("PENDING");
    await takeAway();
    await expect.poll(() => paymentOf(fan, request_id), { timeout: 20_000 }).toBe("COMPLETED");
  });
});

describe("O9 mail away", () => {
  it("O9: a code is asked for as ever, its letter waits, and goes out once mail is back", async () => {
    const email = "mail-away@example.com";
    await takeAway("mail");
    expect((await ask("/v1/api/auth/codes", { method: "POST", body: { email } })).status).toBe(202);
    const waits = async () =>
      (await testEnv.DB.prepare("SELECT status, tries FROM mail_outbox WHERE to_email = ?")
        .bind(email)
        .first()) as unknown;
    await expect.poll(waits, { timeout: 5_000 }).toEqual({ status: "WAITING", tries: 1 });
    await takeAway();
    await testEnv.DB.prepare("UPDATE mail_outbox SET next_try_at_ms = 0 WHERE to_email = ?").bind(email).run();
    expect((await call("/sandbox/alerts/look", { method: "POST" })).status).toBe(303);
    await expect
      .poll(async () => (await ask(`/sandbox/mail?to=${email}`)).body.items.length, { timeout: 5_000 })
      .toBe(1);
  });
});

const banner = async (path: string, language = "ko"): Promise<string> => {
  const answer = await call(path, { headers: { accept: "text/html", "accept-language": language } });
  expect([path, answer.status]).toEqual([path, 200]);
  return /<div class="service-banner"[^>]*>(.*?)<\/div>/s.exec(await answer.text())?.[1] ?? "no banner";
};
/** Pages know of it within three seconds. */
const told = (path: string, language?: string) => expect.poll(() => banner(path, language), { timeout: 8_000 });

describe("O9 the operator's switch", () => {
  const TEXT = { ko: "가격을 바로잡는 중이에요.", en: "Prices are being put right." };

  it("O9: stops one sale or all with a banner in both languages; nobody is let in until it goes on, not by the organiser either", async () => {
    const admin = await be("alerts-admin@example.com", "ADMIN");
    const [show, other] = [
      await makeShow(organiser.token, { room: ROOM }),
      await makeShow(organiser.token, { room: ROOM }),
    ];
    const [fan, later] = [await be("stop-fan@example.com"), await be("stop-later@example.com")];
    await ask(`${queueOf(show)}/log`);
    await ask(`${queueOf(other)}/log`);
    const stop = (show_id: string | null) =>
      ask("/v1/api/admin/stops", { method: "PUT", token: admin.token, body: { show_id, text: TEXT } });
    expect((await stop("show_nobody")).status).toBe(404);
    expect((await stop(show.show_id)).body.items).toHaveLength(1);
    await ask(queueOf(show), { method: "POST", token: fan.token });
    await ask(queueOf(other), { method: "POST", token: later.token });
    await expect.poll(() => stateOf(other, later), { timeout: 8_000 }).toBe("ADMITTED");
    expect(await stateOf(show, fan)).toBe("WAITING");
    await told(`/shows/${show.show_id}`).toContain(TEXT.ko);
    expect(await banner(`/shows/${show.show_id}`, "en")).toContain(TEXT.en);
    expect(await banner(`/shows/${other.show_id}`)).toBe("");
    const open = { method: "PATCH", token: organiser.token, body: { status: "OPEN" } };
    const refused = await ask(`/v1/api/manage/shows/${show.show_id}/sale/status`, open);
    expect([refused.status, refused.body.code]).toEqual([409, "sale_stopped"]);

    expect((await stop(null)).body.items).toHaveLength(2);
    expect((await ask("/v1/api/status")).body).toMatchObject({ state: "stopped", banner: TEXT.ko });
    expect(await banner("/")).toContain(TEXT.ko);
    const fresh = await makeShow(organiser.token, { room: ROOM });
    await ask(queueOf(fresh), { method: "POST", token: fan.token });
    await look(1);
    expect((await ask(`/v1/api/manage/shows/${fresh.show_id}/sale`, { token: organiser.token })).body.status).toBe(
      "PAUSED",
    );

    const goOn = (query: string) => ask(`/v1/api/admin/stops${query}`, { method: "DELETE", token: admin.token });
    expect((await goOn("")).status).toBe(204);
    expect(await stateOf(show, fan)).toBe("WAITING");
    expect((await goOn(`?show_id=${show.show_id}`)).status).toBe(204);
    expect((await goOn("")).status).toBe(404);
    await expect.poll(() => stateOf(show, fan), { timeout: 8_000 }).toBe("ADMITTED");
    await told(`/shows/${show.show_id}`).toBe("");
    const { items } = (await ask("/v1/api/admin/audit", { token: admin.token })).body;
    expect(items.filter(({ action }: { action: string }) => action.startsWith("sales.")).length).toBe(4);
  });
});

describe("O9 the page of how the service is", () => {
  it("O9: says what is away and what was, in both languages and as JSON, and shows the switch to administrators alone", async () => {
    const text = async (cookie = "", language = "ko") =>
      (await call("/status", { headers: { accept: "text/html", cookie, "accept-language": language } })).text();
    await takeAway("payments");
    await look(0);
    await expect.poll(() => text(), { timeout: 8_000 }).toContain("일부가 잠시 답하지 않아요");
    expect(await text("", "en")).toContain("A part is away for now");
    const { body } = await ask("/v1/api/status");
    expect(body.parts).toContainEqual({ name: "payments", up: false });
    await told("/").toContain("결제사가 잠시 답하지 않아");
    await takeAway();
    await look(1);
    await look(4);
    await expect.poll(() => text(), { timeout: 8_000 }).toContain("모두 잘 되고 있어요");
    expect(await text()).toContain("결제사가 답하지 않아요");
    const admin = await be("status-admin@example.com", "ADMIN");
    expect([(await text()).includes("판매 멈추기"), (await text(admin.cookies)).includes("판매 멈추기")]).toEqual([
      false,
      true,
    ]);
  });
});

describe("O4 a dead man's switch", () => {
  it("O4: with nothing looked at for three minutes /readyz is 503, and 200 after the next look", async () => {
    await look(0);
    expect((await call("/readyz")).status).toBe(200);
    const real = Date.now;
    const later = vi.spyOn(Date, "now").mockImplementation(() => real() + 181_000);
    expect((await call("/readyz")).status).toBe(503);
    await look(0);
    expect((await call("/readyz")).status).toBe(200);
    later.mockRestore();
  });
});
