import { beforeAll, describe, expect, it } from "vitest";
import { parseExposition } from "../../domain/metrics/testing/parse-exposition.ts";
import { database } from "../../workers/kit/db/database.ts";
import { ledgerOf } from "../../workers/kit/objects.ts";
import { orderMail, sendDueMail } from "../../workers/messages/mail/sending.ts";
import { keepDeadLetters } from "../../workers/running/dead-letters.ts";
import { ask, be, call, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";

let admin: Person;
let organiser: Person;
beforeAll(async () => {
  await migrate();
  admin = await be("desk-admin@example.com", "ADMIN");
  organiser = await be("desk-organiser@example.com", "MANAGER");
});

const failures = async () => (await ask("/v1/api/admin/failures", { token: admin.token })).body.items;
const retry = (kind: string, id: string) =>
  ask("/v1/api/admin/failures/retries", { method: "POST", token: admin.token, body: { kind, id } });
const audit = async (query: string) =>
  (await ask(`/v1/api/admin/audit?${query}`, { token: admin.token })).body.items as {
    action: string;
    subject_id: string;
    details: Record<string, unknown>;
  }[];
const visit = (path: string, { cookies }: Person, form?: Record<string, string>) => {
  const headers = { cookie: cookies, accept: "text/html", origin: ORIGIN };
  if (form === undefined) return call(path, { headers });
  const sent = { ...headers, "content-type": "application/x-www-form-urlencoded" };
  return call(path, { method: "POST", headers: sent, body: new URLSearchParams(form).toString() });
};

/** What a `-dead` queue brings. */
function deadBatch(queue: string, messages: readonly { readonly id: string; readonly body: unknown }[]) {
  const acked: string[] = [];
  const batch = {
    queue,
    messages: messages.map((one) => ({ ...one, attempts: 8, timestamp: new Date() })),
    ackAll: () => acked.push(...messages.map(({ id }) => id)),
  };
  return { batch: batch as unknown as MessageBatch, acked };
}

const codeOf = async (showtime_id: string): Promise<string> => {
  const wish = testEnv.DB.prepare("SELECT code FROM showtimes WHERE id = ?").bind(showtime_id);
  return (await wish.first<{ code: string }>())?.code ?? "";
};
const took = <A extends object>(answer: { readonly ok: boolean } & object): A => {
  if (!("value" in answer)) throw new Error(JSON.stringify(answer));
  return answer.value as A;
};

/** A live ticket in the record that no ledger knows of. */
async function otherTicket(showtime_id: string, seat_id: string): Promise<void> {
  const booking = testEnv.DB.prepare(
    `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
      VALUES ('other', 'X-1', 'usr_other', 'show_other', ?, 'CONFIRMED', 1, 1, 1, 1)`,
  );
  const ticket = testEnv.DB.prepare(
    `INSERT INTO booked_seats (ticket_id, booking_id, showtime_id, seat_id, grade, price_krw, status, rev)
      VALUES (?, 'other', ?, ?, 'R', 1, 'LIVE', 1)`,
  );
  await testEnv.DB.batch([booking.bind(showtime_id), ticket.bind(`other-${seat_id}`, showtime_id, seat_id)]);
}

async function buyOne(showtime_id: string, seat: string): Promise<string> {
  const ledger = ledgerOf(testEnv, await codeOf(showtime_id));
  const fan = { fan_id: "usr_desk_buyer", key: null };
  const wish = { kind: "seats", seats: [seat] } as const;
  const hold = took<{ id: string }>(await ledger.hold({ ...fan, pass_id: null, stay_ends_ms: null, wish }));
  const order = took<{ id: string }>(await ledger.order({ ...fan, hold_id: hold.id }));
  const asked = { order_id: order.id, amount_krw: null, method: null, payment_key: null, simulate: "success" };
  took(await ledger.pay({ ...fan, ...asked }));
  return order.id;
}

describe("CN: what was given up", () => {
  it("CN61: a dead letter is kept before it is acknowledged, counted once, and sent again once", async () => {
    const { batch, acked } = deadBatch("fairline-staging-mail-dead", [{ id: "m1", body: { id: "mail_nothing" } }]);
    const prepare = () => {
      throw new Error("away");
    };
    const away = { ...testEnv, DB: { prepare } as unknown as D1Database };
    await expect(keepDeadLetters(batch, away)).rejects.toThrow();
    expect(acked).toEqual([]);
    await keepDeadLetters(batch, testEnv);
    await keepDeadLetters(batch, testEnv);
    expect(acked).toEqual(["m1", "m1"]);
    const { sample } = parseExposition(await (await call("/metrics")).text());
    expect(sample("fairline_dead_letters_total", { queue: "mail" })).toBe(1);
    expect(sample("fairline_dead_letters_total", { queue: "payments" })).toBe(0);
    expect(await failures()).toMatchObject([{ kind: "DEAD_LETTER", id: "m1", about: "mail", tries: 8 }]);
    expect((await retry("DEAD_LETTER", "m1")).status).toBe(202);
    expect((await retry("DEAD_LETTER", "m1")).status).toBe(404);
    expect(await failures()).toEqual([]);
    expect(await audit("action=failure.retry")).toMatchObject([{ subject_id: "m1", details: { kind: "DEAD_LETTER" } }]);
  });

  it("CN60: a letter that was given up keeps its words and is sent again; a code does not", async () => {
    const db = database(testEnv);
    const to = { to_email: "gone@example.com", language: "ko" as const };
    const params = { title: "공연 취소", text: "환불해 드려요.", link: "https://fairline.test/" };
    const news = orderMail(db, { dedupe_key: "desk-1", template: "notice", params, ...to }, 0);
    const code = { code: "123456", minutes: 5 };
    const login = orderMail(db, { dedupe_key: "desk-2", template: "login_code", params: code, ...to }, 0);
    await db.batch([news.statement, login.statement]);
    const refusing = { send: () => Promise.reject(Object.assign(new Error("no"), { code: "E_RECIPIENT_SUPPRESSED" })) };
    await sendDueMail({ ...testEnv, MAIL: refusing } as unknown as Env, Date.now(), async () => []);
    const open = await failures();
    expect(open).toHaveLength(2);
    expect(open.find(({ id }: { id: string }) => id === news.id)).toMatchObject({ kind: "MAIL", can_retry: true });
    expect(open.find(({ id }: { id: string }) => id === login.id)).toMatchObject({ can_retry: false });
    expect((await retry("MAIL", login.id)).status).toBe(404);
    const asked = await visit("/admin/failures", admin, { kind: "MAIL", id: news.id });
    expect([asked.status, asked.headers.get("location")]).toEqual([303, "/admin/failures?done=retried"]);
    await expect.poll(async () => (await failures()).length, { timeout: 10_000 }).toBe(1);
    expect((await visit("/admin/failures", organiser)).status).toBe(404);
  });

  it("CN60 D50: a row the record refused stands on the page, and is taken once it is tried again after its refund", async () => {
    const show = await makeShow(organiser.token);
    const { showtime_id } = show;
    await otherTicket(showtime_id, "1-1-1");
    const booking_id = await buyOne(showtime_id, "1-1-1");
    const parked = async () =>
      (await failures()).find((one: { kind: string; id: string }) => one.kind === "RECORD" && one.id === booking_id);
    await expect.poll(parked, { timeout: 15_000, interval: 200 }).toMatchObject({ why: "seat_already_recorded" });
    // Its money has gone back meanwhile: its ticket is void, and the row may stand beside the other.
    expect((await retry("RECORD", booking_id)).status).toBe(202);
    expect(await parked()).toBeUndefined();
    const ledger = ledgerOf(testEnv, await codeOf(showtime_id));
    await expect.poll(async () => (await ledger.stats()).parked, { timeout: 10_000 }).toBe(0);
  });
});

describe("CN: everybody's shows and the log", () => {
  it("CN62: found by organiser, taken down with a reason, brought back; not there for an organiser", async () => {
    const show = await makeShow(organiser.token);
    const list = await (await visit("/admin/shows?q=desk-organiser", admin)).text();
    expect(list).toContain(`/admin/shows/${show.show_id}/status`);
    expect(await (await visit("/admin/shows?q=desk-organiser&status=DRAFT", admin)).text()).not.toContain(show.show_id);
    const path = `/admin/shows/${show.show_id}/status`;
    expect((await visit(path, organiser)).status).toBe(404);
    expect((await visit(path, organiser, { status: "TAKEN_DOWN", reason: "x" })).status).toBe(404);
    expect((await visit(path, admin)).status).toBe(200);
    expect((await visit(path, admin, { status: "TAKEN_DOWN", reason: "" })).status).toBe(422);
    expect((await visit(path, admin, { status: "TAKEN_DOWN", reason: "=신고" })).status).toBe(303);
    expect((await ask(`/v1/api/shows/${show.show_id}`)).status).toBe(404);
    expect(await audit(`show_id=${show.show_id}&action=show.take_down`)).toMatchObject([
      { details: { reason: "=신고" } },
    ]);
    expect((await visit(path, admin, { status: "PUBLISHED", reason: "확인함" })).status).toBe(303);
    expect((await ask(`/v1/api/shows/${show.show_id}`)).status).toBe(200);
    const draft = await makeShow(organiser.token, { draft: true });
    expect((await visit(`/admin/shows/${draft.show_id}/status`, admin)).status).toBe(404);
  });

  it("CN63: the log by who, act, show and days; the table has the same lines and runs nothing", async () => {
    const other = await be("desk-other@example.com", "MANAGER");
    const before_ms = Date.now();
    const show = await makeShow(other.token);
    const mine = await audit("who=desk-other");
    expect(mine.map(({ action }) => action)).toEqual(["showtime.create", "show.create", "venue.create"]);
    // The show's own line and its showtime's, not the venue's.
    expect((await audit(`show_id=${show.show_id}`)).map(({ action }) => action)).toEqual([
      "showtime.create",
      "show.create",
    ]);
    expect(await audit(`who=desk-other&before_ms=${before_ms}`)).toEqual([]);
    expect(await audit(`who=desk-other&from_ms=${before_ms}`)).toHaveLength(3);
    expect((await ask("/v1/api/admin/audit?action=nothing", { token: admin.token })).status).toBe(422);
    const csv = await (await call(`/v1/api/admin/audit.csv?show_id=${show.show_id}`, { token: admin.token })).text();
    expect(csv.trim().split("\r\n")).toHaveLength(3);
    const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const pages = await (await visit(`/admin/audit?who=desk-other&from=${today}&until=${today}`, admin)).text();
    expect(pages).toContain(show.show_id);
    expect(await (await visit("/admin/audit?who=desk-other&until=2020-01-01", admin)).text()).not.toContain(
      show.show_id,
    );
    expect((await visit("/admin/audit", other)).status).toBe(404);
  });
});

describe("Copies of lines and ledgers", () => {
  it("A7 O5: whoever copies a line has a line in the log, wherever in it they begin; a copy's later pages go by its first", async () => {
    const { show_id } = await makeShow(organiser.token);
    const rows = (after?: string) =>
      ask(
        `/v1/api/admin/objects/line/${show_id}/rows${after === undefined ? "" : `?after=${encodeURIComponent(after)}`}`,
        {
          token: admin.token,
        },
      );
    const lines = () => audit(`show_id=${show_id}&action=object.copy`);
    // Whoever names a place in it themselves, without a first page.
    const tables = ["entry", "event", "log", "place", "checkpoint", "notice"];
    const moment = { mark: "9", still: "", upto: Object.fromEntries(tables.map((table) => [table, 9])) };
    const from = (table: string) => rows(JSON.stringify([table, [], moment]));
    expect((await from("secret")).status).toBe(200);
    expect(await lines()).toHaveLength(1);
    expect((await from("event")).status).toBe(200);
    expect(await lines()).toHaveLength(1);
    expect((await rows()).status).toBe(200);
    expect(await lines()).toHaveLength(2);
  });
});
