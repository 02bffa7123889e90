import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "../../workers/kit/db/database.ts";
import { fanOf } from "../../workers/kit/objects.ts";
import { runDueBroadcasts } from "../../workers/messages/broadcast.ts";
import { orderBroadcast } from "../../workers/messages/db/broadcasts.ts";
import { deliverNotices } from "../../workers/messages/deliver.ts";
import { deliver, noticeFor, Page, readStream } from "./inbox-kit.ts";
import { ask, be, call, makeShow, migrate, type Person, testEnv } from "./kit.ts";

const PATH = "/v1/api/notifications";
beforeAll(migrate);

let people = 0;
const someone = (): Promise<Person> => be(`inbox-${++people}@example.com`);
const list = async (person: Person, query = "") => (await ask(`${PATH}${query}`, { token: person.token })).body;
const idsOf = (body: { items: { id: string }[] }): string[] => body.items.map(({ id }) => id);

describe("N1 N3: stored messages", () => {
  it("N1: told twice, stored once; numbers run on per fan without a gap, in bulk too", async () => {
    const [one, two] = [await someone(), await someone()];
    const notices = [noticeFor(one.id), noticeFor(two.id), noticeFor(one.id)];
    await deliver(...notices);
    await deliver(...notices, noticeFor(one.id));
    const { items } = await list(one);
    expect(items.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2, 1]);
    expect(await list(two)).toMatchObject({ items: [{ seq: 1, status: "UNREAD", kind: "PAYMENT" }], unread_count: 1 });
  });

  it("N4: the words are in the reader's language, with a link to the thing itself", async () => {
    const one = await someone();
    await deliver(noticeFor(one.id));
    const korean = (await list(one)).items[0];
    expect(korean).toMatchObject({ title: "환불이 끝났어요", link: "/me/bookings/ord_1" });
    const english = await ask(PATH, { token: one.token, headers: { "accept-language": "en" } });
    expect(english.body.items[0].text).toContain("₩90,000");
    expect(english.headers.get("cache-control")).toBe("no-store");
  });

  it("N3: filters, and a cursor that neither repeats nor leaves out while new ones come", async () => {
    const one = await someone();
    await deliver(...Array.from({ length: 5 }, () => noticeFor(one.id)), noticeFor(one.id, { cause: "sign_in" }));
    const first = await list(one, "?limit=3");
    await deliver(noticeFor(one.id));
    const second = await list(one, `?limit=3&cursor=${first.next_cursor}`);
    expect([...idsOf(first), ...idsOf(second)]).toHaveLength(6);
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(6);
    expect(second.next_cursor).toBeNull();
    expect(idsOf(await list(one, "?kind=SYSTEM"))).toHaveLength(1);
    const token = one.token;
    await ask(`${PATH}/${first.items[0].id}/status`, { method: "PATCH", token, body: { status: "READ" } });
    expect(idsOf(await list(one, "?unread=true"))).toHaveLength(6);
    expect((await ask(`${PATH}/unread_count`, { token })).body).toEqual({ unread_count: 6 });
  });

  it("N3: delete one, some, all; undone by name or by the moment", async () => {
    const one = await someone();
    const { token } = one;
    await deliver(...Array.from({ length: 5 }, () => noticeFor(one.id)));
    const [a, b, c] = idsOf(await list(one));
    expect((await ask(`${PATH}/${a}`, { method: "DELETE", token })).status).toBe(204);
    expect((await ask(`${PATH}/${a}`, { method: "DELETE", token })).status).toBe(204);
    expect((await ask(`${PATH}?ids=${b},${c}`, { method: "DELETE", token })).body.deleted).toBe(2);
    expect(await list(one)).toMatchObject({ unread_count: 2 });
    const undo = { status: "RESTORED", ids: [a, b] };
    expect((await ask(`${PATH}/status`, { method: "PATCH", token, body: undo })).body).toEqual({
      changed: 2,
      unread_count: 4,
    });
    const all = await ask(`${PATH}?all=true`, { method: "DELETE", token });
    expect([all.body.deleted, (await list(one)).items]).toEqual([4, []]);
    const { deleted_at_ms } = all.body;
    const back = await ask(`${PATH}/status`, { method: "PATCH", token, body: { status: "RESTORED", deleted_at_ms } });
    expect(back.body).toEqual({ changed: 4, unread_count: 4 });
    expect((await ask(PATH, { method: "DELETE", token })).body.code).toBe("invalid");
  });

  it("N3: other people's messages are 404, and no list of ids reaches them", async () => {
    const [one, thief] = [await someone(), await someone()];
    await deliver(noticeFor(one.id), noticeFor(thief.id));
    const [id] = idsOf(await list(one));
    const { token } = thief;
    const read = await ask(`${PATH}/${id}/status`, { method: "PATCH", token, body: { status: "READ" } });
    expect([read.status, read.body.code]).toEqual([404, "not_found"]);
    expect((await ask(`${PATH}/${id}`, { method: "DELETE", token })).status).toBe(404);
    expect((await ask(`${PATH}?ids=${id}`, { method: "DELETE", token })).body.deleted).toBe(0);
    const restore = { status: "RESTORED", ids: [id] };
    expect((await ask(`${PATH}/status`, { method: "PATCH", token, body: restore })).body.changed).toBe(0);
    expect((await list(one)).items).toMatchObject([{ id, status: "UNREAD" }]);
    const page = await Page.open(thief, `?after=${id}`);
    expect([page.ids, page.frames[0]?.resync]).toEqual([[], true]);
    page.socket.close();
  });
});

describe("N2: live", () => {
  it("N2: two tabs and a phone hear each message once; what one reads or deletes the others see", async () => {
    const one = await someone();
    const english = { "accept-language": "en" };
    const pages = [await Page.open(one), await Page.open(one), await Page.open(one, "", english)];
    await deliver(noticeFor(one.id), noticeFor(one.id));
    await deliver(noticeFor(one.id));
    const expected = idsOf(await list(one)).reverse();
    for (const page of pages) await expect.poll(() => page.ids).toEqual(expected);
    expect(pages[0]?.frames.at(-1)?.unread).toBe(3);
    expect(pages[2]?.frames.find(({ notification }) => notification !== undefined)?.notification?.title).toBe(
      "Your refund is done",
    );
    await ask(`${PATH}/${expected[0]}/status`, { method: "PATCH", token: one.token, body: { status: "READ" } });
    for (const page of pages) {
      await expect.poll(() => page.frames.find(({ type }) => type === "read")?.ids).toEqual([expected[0]]);
      await expect.poll(() => page.unread).toBe(2);
    }
    await ask(`${PATH}?all=true`, { method: "DELETE", token: one.token });
    for (const page of pages) await expect.poll(() => page.unread).toBe(0);
    for (const page of pages) page.socket.close();
  });

  it("N2 D66: a page that was away hears exactly what it missed, more than one page of the store too", async () => {
    const one = await someone();
    await deliver(noticeFor(one.id));
    const [heard] = idsOf(await list(one));
    const before = await Page.open(one, `?after=${heard}`);
    expect(before.ids).toEqual([]);
    before.socket.close();
    await deliver(...Array.from({ length: 230 }, () => noticeFor(one.id)));
    const after = await Page.open(one, `?after=${heard}`);
    await expect.poll(() => after.ids.length).toBe(230);
    expect(new Set(after.ids).size).toBe(230);
    expect(after.frames.map(({ notification }) => notification?.seq).filter((seq) => seq !== undefined)).toEqual(
      Array.from({ length: 230 }, (_, at) => at + 2),
    );
    after.socket.close();
  });

  it("N2: a sleeping object wakes with its pages, and tells them what is new and nothing again", async () => {
    const one = await someone();
    const page = await Page.open(one);
    await deliver(noticeFor(one.id));
    await expect.poll(() => page.ids.length).toBe(1);
    await evictDurableObject(fanOf(testEnv, one.id), { webSockets: "hibernate" });
    await deliver(noticeFor(one.id));
    await expect.poll(() => page.ids.length).toBe(2);
    expect(new Set(page.ids).size).toBe(2);
    expect(page.unread).toBe(2);
    page.socket.close();
  });

  it("N2: an object with nothing open is not woken, and its fan misses nothing", async () => {
    const one = await someone();
    await deliver(noticeFor(one.id));
    // Only a running object can be evicted: this one never was.
    await expect(evictDurableObject(fanOf(testEnv, one.id))).rejects.toThrow();
    const page = await Page.open(one, "?after=0");
    expect(page.ids).toHaveLength(1);
    page.socket.close();
  });

  it("D70: a session that ended hears nothing more, on whatever page is still open", async () => {
    const one = await be("shared@example.com");
    const other = await be("shared@example.com");
    const [gone, stays] = [await Page.open(one), await Page.open(other)];
    await ask("/v1/api/auth/sessions/current", { method: "DELETE", token: one.token });
    await deliver(noticeFor(one.id));
    await expect.poll(() => stays.ids.length).toBe(1);
    await expect.poll(() => gone.closed).toBe(4401);
    expect(gone.ids).toEqual([]);
    stays.socket.close();
  });
});

describe("N2: the stream", () => {
  it("N2 D65: ids only on messages and the greeting; Last-Event-ID replays exactly what was missed", async () => {
    const one = await someone();
    await deliver(noticeFor(one.id));
    const first = await readStream(one, { ready: () => deliver(noticeFor(one.id)) }, (events) =>
      events.some(({ event }) => event === "notification"),
    );
    expect(first.status).toBe(200);
    const heard = first.events.find(({ event }) => event === "notification");
    expect(heard?.id).toBe(heard?.data.notification?.id);
    expect(first.events.filter(({ event }) => event === "unread").every(({ id }) => id === null)).toBe(true);
    await deliver(noticeFor(one.id), noticeFor(one.id));
    const missed = idsOf(await list(one))
      .slice(0, 2)
      .reverse();
    const headers = { "last-event-id": heard?.id ?? "" };
    const again = await readStream(one, { headers }, (events) => events.some(({ event }) => event === "hello"));
    expect(again.events.map(({ event, id }) => [event, id])).toEqual([
      ["notification", missed[0]],
      ["notification", missed[1]],
      ["hello", null],
    ]);
  });

  it("D66: even who leaves before the first message comes back to it", async () => {
    const one = await someone();
    const hello = (events: readonly { event: string }[]): boolean => events.some(({ event }) => event === "hello");
    const first = await readStream(one, {}, hello);
    const [greeting] = first.events;
    await deliver(noticeFor(one.id));
    const again = await readStream(one, { headers: { "last-event-id": greeting?.id ?? "" } }, hello);
    expect(again.events.filter(({ event }) => event === "notification")).toHaveLength(1);
  });

  it("N2: always 200 for a fan, whatever the last id says", async () => {
    const one = await someone();
    for (const id of ["nonsense", "ntf_AAAAAAAAAAAAAAAAAAAA", "1", "'; --"]) {
      const answer = await readStream(one, { headers: { "last-event-id": id } }, (events) => events.length > 0);
      expect([answer.status, answer.events[0]?.data.resync]).toEqual([200, true]);
    }
    expect((await call(`${PATH}/events`)).status).toBe(401);
    const plain = await ask(`${PATH}/live`, { token: one.token });
    expect([plain.status, plain.body.code]).toEqual([426, "upgrade_required"]);
  });
});

describe("N4: causes", () => {
  const withBuyers = async (
    count: number,
  ): Promise<{ show_id: string; showtime_id: string; buyers: Person[]; organiser: Person }> => {
    const organiser = await be("inbox-organiser@example.com", "MANAGER");
    const { show_id, showtime_id } = await makeShow(organiser.token);
    const buyers: Person[] = [];
    for (let at = 0; at < count; at += 1) {
      const buyer = await someone();
      buyers.push(buyer);
      await testEnv.DB.prepare(
        "INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms) VALUES (?1, ?1, ?2, ?3, ?4, 'CONFIRMED', 1, 1, 1, 1)",
      )
        .bind(`ord_${show_id}_${at}`, buyer.id, show_id, showtime_id)
        .run();
    }
    return { show_id, showtime_id, buyers, organiser };
  };

  it("N4 O2: an organiser's message reaches every buyer once, by mail too where they want it", async () => {
    const { show_id, buyers, organiser } = await withBuyers(3);
    const [first, second] = buyers as [Person, Person];
    const off = await ask(`${PATH}/mail_choices`, {
      method: "PATCH",
      token: second.token,
      body: { show_news: false },
    });
    expect(off.body).toEqual({ booking: true, refund: true, show_news: false, sign_in: false });
    const page = await Page.open(first);
    const path = `/v1/api/manage/shows/${show_id}/purchases/messages`;
    const text = "입장은 30분 전부터예요.";
    const sent = await ask(path, { method: "POST", token: organiser.token, body: { text } });
    expect([sent.status, sent.body]).toEqual([202, { buyers: 3 }]);
    await expect.poll(() => page.ids.length).toBe(1);
    for (const buyer of buyers) {
      await expect.poll(async () => (await list(buyer)).items.map((one: { text: string }) => one.text)).toEqual([text]);
    }
    const lettersTo = async (n: number) =>
      (await ask(`/sandbox/mail?to=inbox-${n}@example.com`)).body.items.map((one: { text: string }) => one.text);
    await expect.poll(async () => (await lettersTo(people - 2)).join(), { timeout: 8_000 }).toContain(text);
    expect(await lettersTo(people - 1)).toEqual([]);
    const stranger = await be("inbox-stranger@example.com", "MANAGER");
    expect((await ask(path, { method: "POST", token: stranger.token, body: { text } })).status).toBe(404);
    page.socket.close();
  });

  it("N4: a changed, a taken down and a restored show are told to its buyers", async () => {
    const { show_id, buyers, organiser } = await withBuyers(1);
    const [buyer] = buyers as [Person];
    const admin = await be("inbox-admin@example.com", "ADMIN");
    const body = { title: "달과 일곱 개의 의자" };
    await ask(`/v1/api/manage/shows/${show_id}`, { method: "PATCH", token: organiser.token, body });
    for (const status of ["TAKEN_DOWN", "PUBLISHED"]) {
      await ask(`/v1/api/admin/shows/${show_id}/status`, { method: "PATCH", token: admin.token, body: { status } });
    }
    const causes = async () => (await list(buyer)).items.map(({ cause }: { cause: string }) => cause).sort();
    await expect.poll(causes).toEqual(["show_changed", "show_restored", "show_taken_down"]);
    expect((await list(buyer)).items[0].text).toContain("달과 일곱 개의 의자");
  });

  it("N4: a showtime that moved, or a show of another length, is told with what it is now, in the reader's language", async () => {
    const { show_id, showtime_id, buyers, organiser } = await withBuyers(1);
    const [buyer] = buyers as [Person];
    const write = { method: "PATCH", token: organiser.token };
    // Half past seven in the evening of a Saturday where the show plays.
    const starts_at_ms = Date.UTC(2028, 1, 5, 10, 30);
    const moved = await ask(`/v1/api/manage/showtimes/${showtime_id}`, { ...write, body: { starts_at_ms } });
    expect(moved.status).toBe(200);
    expect((await ask(`/v1/api/manage/shows/${show_id}`, { ...write, body: { running_minutes: 75 } })).status).toBe(
      200,
    );
    const told = async (language: string) => {
      const { body } = await ask("/v1/api/notifications", {
        token: buyer.token,
        headers: { "accept-language": language },
      });
      return body.items.map(({ text }: { text: string }) => text).join(" ");
    };
    await expect.poll(() => told("ko")).toContain("공연 시간(이제 75분)");
    expect(await told("ko")).toContain("시작 시각(이제 2028년 2월 5일 (토) 저녁 7시 30분)");
    expect(await told("en")).toContain("starting time (now Sat 5 Feb 2028, 7:30 pm)");
    expect(await told("en")).toContain("running time (now 75 min)");
  });

  it("N4: a burst goes out in bulk, and one that stopped half way goes on where it was", async () => {
    const { show_id } = await withBuyers(1);
    await testEnv.DB.prepare(
      `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
       SELECT ?1 || value, ?1 || value, 'usr_many_' || printf('%05d', value), ?1, 'x', 'CONFIRMED', 1, 1, 1, 1
       FROM json_each(?2)`,
    )
      .bind(show_id, JSON.stringify(Array.from({ length: 5_000 }, (_, at) => at)))
      .run();
    const { id, statement } = orderBroadcast(database(testEnv), { show_id, cause: "show_restored" }, Date.now());
    await statement;
    await testEnv.DB.prepare("UPDATE broadcasts SET after_user_id = 'usr_many_00999' WHERE id = ?").bind(id).run();
    await runDueBroadcasts(testEnv, Date.now());
    // The one buyer of the show's own stands before or behind the many, as their id happens to fall.
    const behind = await testEnv.DB.prepare(
      "SELECT count(*) AS n FROM bookings WHERE show_id = ? AND user_id > 'usr_many_00999'",
    )
      .bind(show_id)
      .first("n");
    const told = await testEnv.DB.prepare(
      "SELECT count(*) AS n FROM notifications WHERE user_id LIKE 'usr_many_%' AND params LIKE ?",
    )
      .bind(`%${show_id}%`)
      .first("n");
    const left = await testEnv.DB.prepare("SELECT status, told FROM broadcasts WHERE id = ?").bind(id).first();
    expect([told, left]).toEqual([4_000, { status: "DONE", told: behind }]);
  });

  it("N4: a browser never used before is told to the fan, the first of all is not", async () => {
    const signIn = (agent: string) =>
      ask("/sandbox/login", {
        method: "POST",
        body: { email: "devices@example.com" },
        headers: { "user-agent": agent },
      });
    const token = (await signIn("Chrome/100 Windows")).body.access_token as string;
    await signIn("Chrome/100 Windows");
    await signIn("Version/17.0 Safari/605 iPhone");
    const causes = async () => (await ask(PATH, { token })).body.items.map((one: { text: string }) => one.text);
    await expect.poll(causes).toEqual([expect.stringContaining("Safari · iPhone")]);
  });
});

describe("N4: a turn in a line", () => {
  it("N4: is shown on whatever page the fan has open, and never stored", async () => {
    const organiser = await be("turns@example.com", "MANAGER");
    const room = { room_capacity: 1, batch_size: 1, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
    const { show_id } = await makeShow(organiser.token, { room });
    const [first, second] = [await someone(), await someone()];
    const page = await Page.open(second);
    const queue = `/v1/api/shows/${show_id}/queue`;
    for (const { token } of [first, second]) await ask(queue, { method: "POST", token });
    await ask(queue, { method: "DELETE", token: first.token });
    const causes = () => page.frames.filter(({ type }) => type === "passing").map((frame) => frame.cause);
    await expect.poll(causes, { timeout: 8_000 }).toContain("turn_come");
    expect((await list(second)).items).toEqual([]);
    page.socket.close();
  });
});

describe("N4: waking browsers", () => {
  const THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  const subscription = {
    endpoint: "https://fcm.googleapis.com/fcm/send/abc",
    keys: { p256dh: THEIRS, auth: "BTBZMqHH6r4Tts7J_aSIgg" },
  };
  const keys = {
    public_key: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
    private_key: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    subject: "mailto:ops@fairline.example",
  };
  const put = (one: Person) =>
    ask(`${PATH}/push/subscription`, { method: "PUT", token: one.token, body: subscription });

  it("N4: without keys nothing is offered and nothing taken", async () => {
    const one = await someone();
    expect((await ask(`${PATH}/push_key`, { token: one.token })).body).toEqual({ public_key: null });
    expect((await put(one)).status).toBe(404);
  });

  it("N4 D70: only what is waited for is pushed, to live sessions, until the browser lets go", async () => {
    const one = await someone();
    const session = await testEnv.DB.prepare("SELECT id FROM sessions WHERE user_id = ?").bind(one.id).first("id");
    const { endpoint } = subscription;
    const { p256dh, auth } = subscription.keys;
    const keep = () =>
      testEnv.DB.prepare("INSERT INTO push_subscriptions VALUES ('sub', ?, ?, ?, ?, ?, 'en', 1)")
        .bind(one.id, session, endpoint, p256dh, auth)
        .run();
    await keep();
    const calls: Request[] = [];
    let status = 201;
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      calls.push(new Request(url, init));
      return new Response(null, { status });
    });
    const env = { ...testEnv, WEB_PUSH: JSON.stringify(keys) };
    const fail = (): Promise<void> => deliverNotices(env, [noticeFor(one.id, { cause: "payment_failed" })]);
    await deliverNotices(env, [noticeFor(one.id, { cause: "refund_done" })]);
    expect(calls).toHaveLength(0);
    await fail();
    expect(calls.map((call) => [call.url, call.headers.get("content-encoding"), call.headers.get("urgency")])).toEqual([
      [endpoint, "aes128gcm", "high"],
    ]);
    status = 410;
    await fail();
    const left = await testEnv.DB.prepare("SELECT count(*) AS n FROM push_subscriptions").first("n");
    expect([calls.length, left]).toEqual([2, 0]);
    await keep();
    await ask("/v1/api/auth/sessions/current", { method: "DELETE", token: one.token });
    await fail();
    vi.unstubAllGlobals();
    expect(calls).toHaveLength(2);
  });
});
