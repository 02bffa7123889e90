import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { ledgerOf, lineOf } from "../../workers/kit/objects.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, showBody, testEnv } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
const newShow = (more: Record<string, unknown> = {}): Promise<MadeShow> =>
  makeShow(organiser.token, { room: ROOM, ...more });
type Inside = Person & { readonly pass: string };

async function enter(show_id: string, email: string): Promise<Inside> {
  const fan = await be(email);
  await ask(`/v1/api/shows/${show_id}/queue`, { method: "POST", token: fan.token });
  const path = `/v1/api/shows/${show_id}/queue/status`;
  await expect
    .poll(async () => (await ask(path, { token: fan.token })).body.state, { timeout: 8_000 })
    .toBe("ADMITTED");
  const { body } = await ask(path, { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } });
  return { ...fan, pass: body.pass };
}

const hold = (
  showtime_id: string,
  fan: Person & { pass?: string },
  body: unknown,
  headers: Record<string, string> = {},
) =>
  ask(`/v1/api/showtimes/${showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    body,
    headers: { ...(fan.pass === undefined ? {} : { "x-queue-pass": fan.pass }), ...headers },
  });
const seatsOf = async (showtime_id: string) => (await ask(`/v1/api/showtimes/${showtime_id}/seats?format=json`)).body;
const settle = (showtime_id: string) => ask(`/v1/api/showtimes/${showtime_id}/seats`);

describe("S2: the map", () => {
  it("S2: a snapshot in both shapes, of the layout's seats", async () => {
    const { showtime_id } = await newShow();
    const compact = await settle(showtime_id);
    expect(compact.body.seats.count).toBe(20);
    expect(compact.body.zones).toEqual([{ id: "2", left: 30 }]);
    const named = await seatsOf(showtime_id);
    expect(named.seats["1-1-1"]).toBe("AVAILABLE");
    expect(named.layout_version).toBe(compact.body.layout_version);
  });

  it("S2: another's hold is on everyone's map within half a second, by numbered changes", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "mapper@example.com");
    const response = await call(`/v1/api/showtimes/${showtime_id}/live`, { headers: { upgrade: "websocket" } });
    const socket = response.webSocket;
    if (socket === null || socket === undefined) throw new Error("no socket");
    const frames: { type: string; version: number; changes?: [string, string][] }[] = [];
    socket.accept();
    socket.addEventListener("message", ({ data }) => void frames.push(JSON.parse(String(data))));
    await expect.poll(() => frames.length).toBeGreaterThan(0);
    const started_ms = Date.now();
    await hold(showtime_id, fan, { seats: ["1-1-1", "1-1-2"] });
    await expect.poll(() => frames.some(({ type }) => type === "seats"), { interval: 20 }).toBe(true);
    expect(Date.now() - started_ms).toBeLessThan(500);
    const change = frames.find(({ type }) => type === "seats");
    expect(change?.changes).toEqual([
      ["1-1-1", "HELD"],
      ["1-1-2", "HELD"],
    ]);
    expect(change?.version).toBe((frames[0]?.version ?? 0) + 1);
    socket.close();
  });

  it("D30: change numbers go on after an eviction", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "evictor@example.com");
    await hold(showtime_id, fan, { seats: ["1-1-1"] });
    await expect.poll(async () => (await settle(showtime_id)).body.version).toBeGreaterThan(0);
    const before = (await settle(showtime_id)).body;
    const row = await testEnv.DB.prepare("SELECT code FROM showtimes WHERE id = ?")
      .bind(showtime_id)
      .first<{ code: string }>();
    await evictDurableObject(ledgerOf(testEnv, row?.code ?? ""));
    const after = (await settle(showtime_id)).body;
    expect([after.version, after.seats.bits]).toEqual([before.version, before.seats.bits]);
  });
});

describe("D10, D11: the pass at the ledger's door", () => {
  it("D10: without a pass, with another's, another show's or a made-up one: 403 with its code", async () => {
    const { show_id, showtime_id } = await newShow();
    const other = await newShow();
    const fan = await enter(show_id, "door@example.com");
    const stranger = await be("stranger@example.com");
    const elsewhere = await enter(other.show_id, "elsewhere@example.com");
    const body = { seats: ["1-1-1"] };
    expect((await hold(showtime_id, stranger, body)).body.code).toBe("pass_required");
    expect((await hold(showtime_id, { ...stranger, pass: fan.pass }, body)).body.code).toBe("pass_void");
    expect((await hold(showtime_id, elsewhere, body)).body.code).toBe("pass_wrong_show");
    expect((await hold(showtime_id, { ...fan, pass: fan.token }, body)).body.code).toBe("pass_void");
    const [head, , signature] = fan.pass.split(".");
    const forged = btoa(
      JSON.stringify({ sub: stranger.id, show: show_id, pid: "x", claimed: true, ends_ms: Date.now() + 1e6 }),
    );
    expect((await hold(showtime_id, { ...stranger, pass: `${head}.${forged}.${signature}` }, body)).body.code).toBe(
      "pass_void",
    );
    expect((await hold(showtime_id, fan, body)).status).toBe(201);
  });

  it("D9: a pass that ended early is void at the ledger before the slot goes on", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "left-early@example.com");
    await settle(showtime_id);
    await ask(`/v1/api/shows/${show_id}/queue`, { method: "DELETE", token: fan.token });
    await expect
      .poll(async () => (await hold(showtime_id, fan, { seats: ["1-1-1"] })).body.code, { timeout: 5_000 })
      .toBe("pass_void");
  });

  it("D10: a turn that is over is said by its pass, where the hold would have claimed it: 403 pass_void", async () => {
    const { show_id, showtime_id } = await newShow();
    const path = `/v1/api/shows/${show_id}/queue`;
    const admitted = async (email: string) => {
      const fan = await be(email);
      await ask(path, { method: "POST", token: fan.token });
      const status = () => ask(`${path}/status`, { token: fan.token });
      await expect.poll(async () => (await status()).body.state).toBe("ADMITTED");
      const { pass, position } = (await status()).body;
      return { ...fan, pass, position };
    };
    const left = await admitted("left-unclaimed@example.com");
    const removed = await admitted("removed-unclaimed@example.com");
    await ask(path, { method: "DELETE", token: left.token });
    await ask(`/v1/api/manage/shows/${show_id}/queue/${removed.position}`, {
      method: "DELETE",
      token: organiser.token,
      body: { reason: "x" },
    });
    for (const fan of [left, removed]) {
      const refused = await hold(showtime_id, fan, { seats: ["1-1-1"] });
      expect([refused.status, refused.body.code]).toEqual([403, "pass_void"]);
    }
  });

  it("Q5: the first hold claims by itself", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await be("claims-by-hold@example.com");
    await ask(`/v1/api/shows/${show_id}/queue`, { method: "POST", token: fan.token });
    const path = `/v1/api/shows/${show_id}/queue/status`;
    await expect.poll(async () => (await ask(path, { token: fan.token })).body.state).toBe("ADMITTED");
    const { pass } = (await ask(path, { token: fan.token })).body;
    expect((await hold(showtime_id, { ...fan, pass }, { seats: ["1-1-1"] })).status).toBe(201);
    expect((await ask(path, { token: fan.token })).body.state).toBe("CLAIMED");
  });
});

describe("S3 to S8: holds over HTTP", () => {
  it("S3: all or nothing; held and sold are told apart; each seat's state and nearest equals are said", async () => {
    const { show_id, showtime_id } = await newShow();
    const [a, b] = await Promise.all([enter(show_id, "hold-a@example.com"), enter(show_id, "hold-b@example.com")]);
    const mine = await hold(showtime_id, a, { seats: ["1-1-3", "1-1-4"] });
    expect([mine.status, mine.body.total_krw]).toEqual([201, 180_000]);
    expect(mine.body.expires_at_ms - mine.body.now_ms).toBeGreaterThan(290_000);
    const taken = await hold(showtime_id, b, { seats: ["1-1-4", "1-1-5"] });
    expect([taken.status, taken.body.code]).toEqual([409, "seat_held"]);
    expect(taken.body.seats).toEqual(["1-1-4"]);
    expect(taken.body.states).toEqual([
      { id: "1-1-4", state: "HELD" },
      { id: "1-1-5", state: "AVAILABLE" },
    ]);
    expect((await seatsOf(showtime_id)).seats["1-1-5"]).toBe("AVAILABLE");
  });

  it("S3: the same Idempotency-Key gives the same hold, another body under it is refused", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "again@example.com");
    const headers = { "idempotency-key": "once" };
    const answers = await Promise.all([1, 2, 3].map(() => hold(showtime_id, fan, { seats: ["1-1-1"] }, headers)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await hold(showtime_id, fan, { seats: ["1-1-2"] }, headers)).body.code).toBe("key_reused");
  });

  it("S4, D27: the limit holds under parallel requests", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "greedy@example.com");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => hold(showtime_id, fan, { seats: [`1-1-${i + 1}`] })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(answers.filter(({ body }) => body.code === "limit_reached")).toHaveLength(6);
  });

  it("S5, S7: best together and places by count", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "best@example.com");
    const best = await hold(showtime_id, fan, { best: { count: 2, grade: "R" } });
    expect([best.status, best.body.together, best.body.seats.length]).toEqual([201, true, 2]);
    const zone = await hold(showtime_id, fan, { zone: "2", count: 2 });
    expect([zone.status, zone.body.total_krw]).toEqual([201, 100_000]);
    expect((await settle(showtime_id)).body.zones).toEqual([{ id: "2", left: 28 }]);
  });

  it("S8, D25: release frees the seats, another's hold is not found, twice is done already", async () => {
    const { show_id, showtime_id } = await newShow();
    const [a, b] = await Promise.all([enter(show_id, "rel-a@example.com"), enter(show_id, "rel-b@example.com")]);
    const { body } = await hold(showtime_id, a, { seats: ["1-1-1"] });
    const at = `/v1/api/holds/${body.id}`;
    expect((await ask(at, { token: b.token })).status).toBe(404);
    expect((await ask(at, { method: "DELETE", token: b.token })).status).toBe(404);
    expect((await ask(at, { token: a.token })).body.seats[0].id).toBe("1-1-1");
    expect((await ask(at, { method: "DELETE", token: a.token })).status).toBe(204);
    expect((await ask(at, { method: "DELETE", token: a.token })).status).toBe(204);
    expect((await hold(showtime_id, b, { seats: ["1-1-1"] })).status).toBe(201);
  });

  it("D20: sixty fans on one seat: exactly one has it", async () => {
    const { show_id, showtime_id } = await newShow();
    const fans = await Promise.all(Array.from({ length: 60 }, (_, i) => enter(show_id, `rush-${i}@example.com`)));
    const answers = await Promise.all(fans.map((fan) => hold(showtime_id, fan, { seats: ["1-2-5"] })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "seat_held")).toHaveLength(59);
  });

  it("S8: expiry frees the seats without anyone asking", async () => {
    const { show_id, showtime_id } = await newShow({ limits: { hold_ms: 1_000 } });
    const fan = await enter(show_id, "expires@example.com");
    await hold(showtime_id, fan, { seats: ["1-1-1"] });
    expect((await seatsOf(showtime_id)).seats["1-1-1"]).toBe("HELD");
    await expect.poll(async () => (await seatsOf(showtime_id)).seats["1-1-1"], { timeout: 5_000 }).toBe("AVAILABLE");
  });

  it("S9: blocked seats are not for sale, and given back they are", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "blocked@example.com");
    const blocks = (method: string) =>
      ask(`/v1/api/manage/showtimes/${showtime_id}/blocks`, {
        method,
        token: organiser.token,
        body: { seats: ["1-1-1"] },
      });
    expect((await blocks("PUT")).status).toBe(200);
    expect((await hold(showtime_id, fan, { seats: ["1-1-1"] })).body.code).toBe("seat_blocked");
    expect((await blocks("DELETE")).status).toBe(200);
    expect((await hold(showtime_id, fan, { seats: ["1-1-1"] })).status).toBe(201);
  });

  it("S3: unknown, doubled and malformed wishes are refused by name", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "wishes@example.com");
    expect((await hold(showtime_id, fan, { seats: ["9-9-9"] })).body.code).toBe("seat_unknown");
    expect((await hold(showtime_id, fan, { seats: ["1-1-1", "1-1-1"] })).body.code).toBe("duplicate_seat");
    expect((await hold(showtime_id, fan, { seats: [] })).body.code).toBe("invalid");
    expect((await hold(showtime_id, fan, { zone: "2", count: 0 })).body.code).toBe("invalid");
    expect((await hold(showtime_id, fan, { seats: ["1-1-1"], zone: "2", count: 1 })).body.code).toBe("invalid");
  });
});

describe("B1: orders", () => {
  it("B1: a hold becomes an order with the server's price, in the owner's list at once and nobody else's", async () => {
    const { show_id, showtime_id } = await newShow();
    const [a, b] = await Promise.all([enter(show_id, "buyer@example.com"), enter(show_id, "other-buyer@example.com")]);
    const held = await hold(showtime_id, a, { seats: ["1-1-1", "1-1-2"] });
    const order = (fan: Inside) =>
      ask("/v1/api/bookings", {
        method: "POST",
        token: fan.token,
        headers: { "x-queue-pass": fan.pass },
        body: { hold_id: held.body.id },
      });
    expect((await order(b)).body.code).toBe("hold_expired");
    const made = await order(a);
    expect([made.status, made.body.status, made.body.total_krw]).toEqual([201, "PENDING", 180_000]);
    expect(made.body.number).toMatch(/^[0-9A-Z]{6}-[0-9A-Z]+$/);
    const list = await ask("/v1/api/bookings", { token: a.token });
    expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([made.body.id]);
    expect((await ask("/v1/api/bookings", { token: b.token })).body.items).toEqual([]);
    expect((await ask(`/v1/api/bookings/${made.body.id}`, { token: b.token })).status).toBe(404);
    expect((await ask(`/v1/api/bookings/${made.body.id}`, { method: "DELETE", token: a.token })).status).toBe(204);
    expect((await ask(`/v1/api/bookings/${made.body.id}`, { token: a.token })).body.status).toBe("CANCELLED");
    expect((await seatsOf(showtime_id)).seats["1-1-1"]).toBe("AVAILABLE");
  });
});

describe("Q9, S2: the line and the ledgers agree", () => {
  it("Q9: everything taken keeps the line and admits nobody; what comes back is told (D29)", async () => {
    const { show_id, showtime_id } = await newShow({ limits: { seats_per_fan: 20 } });
    const fan = await enter(show_id, "all@example.com");
    const holds = [
      await hold(showtime_id, fan, { seats: Array.from({ length: 10 }, (_, i) => `1-1-${i + 1}`) }),
      await hold(showtime_id, fan, { seats: Array.from({ length: 10 }, (_, i) => `1-2-${i + 1}`) }),
    ];
    expect(holds.map(({ status }) => status)).toEqual([201, 201]);
    const sale = async () => (await ask(`/v1/api/manage/shows/${show_id}/sale`, { token: organiser.token })).body;
    expect(await sale()).toMatchObject({ held: 20, available: 30, by_grade: { R: { held: 20, available: 0 } } });
    await expect.poll(async () => (await lineOf(testEnv, show_id).sale()).available, { timeout: 5_000 }).toBe(30);
    await expect
      .poll(async () => (await ask(`/v1/api/shows/${show_id}/showtimes`)).body.items[0].seats_left, { timeout: 8_000 })
      .toEqual({ R: 0, STANDING: 30 });
  });

  it("D54: leaving the line frees what the fan holds", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "leaves-holding@example.com");
    await hold(showtime_id, fan, { seats: ["1-1-1"] });
    await ask(`/v1/api/shows/${show_id}/queue`, { method: "DELETE", token: fan.token });
    await expect.poll(async () => (await seatsOf(showtime_id)).seats["1-1-1"], { timeout: 5_000 }).toBe("AVAILABLE");
  });

  it("D28: a layout with held seats cannot be changed under them", async () => {
    const { show_id, showtime_id, venue_id } = await newShow();
    const fan = await enter(show_id, "layout@example.com");
    await hold(showtime_id, fan, { seats: ["1-1-1"] });
    const before = (await settle(showtime_id)).body.layout_version;
    const put = await ask(`/v1/api/manage/venues/${venue_id}/layout`, {
      method: "PUT",
      token: organiser.token,
      body: { sections: [{ name: "새 구역", kind: "seated", grade: "R", rows: [{ label: "A", seats: 3 }] }] },
    });
    expect([put.status, put.body.code]).toEqual([409, "layout_in_use"]);
    const in_use = [{ showtime_id, seats: ["1-1-1"], names: ["1층 A 1"], count: 1 }];
    expect(put.body.in_use).toEqual(in_use);
    const preview = await ask(`/v1/api/manage/venues/${venue_id}/layout/preview`, {
      method: "POST",
      token: organiser.token,
      body: { sections: [{ name: "1층", kind: "seated", grade: "S", rows: [{ label: "1", seats: 3 }] }] },
    });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      changes: { added: 0, removed: 47, regraded: 3 },
      in_use,
      problems: [],
    });
    expect((await settle(showtime_id)).body.layout_version).toBe(before);
  });

  it("D76: another organiser's new plan and one's own seats in hand leave each other alone", async () => {
    const { venue_id } = await newShow();
    const guest = await be("guest-organiser@example.com", "MANAGER");
    const show = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: guest.token,
      body: showBody(venue_id, { room: ROOM }),
    });
    const add = (starts_at_ms: number) =>
      ask(`/v1/api/manage/shows/${show.body.id}/showtimes`, {
        method: "POST",
        token: guest.token,
        body: { starts_at_ms, round: 1 },
      });
    const showtime = await add(Date.now() + 9 * 86_400_000);
    const fan = await enter(show.body.id, "guest-of-a-guest@example.com");
    expect((await hold(showtime.body.id, fan, { seats: ["1-1-1"] })).status).toBe(201);
    const sections = [{ name: "새 구역", kind: "seated", grade: "R", rows: [{ label: "A", seats: 3 }] }];
    const path = `/v1/api/manage/venues/${venue_id}/layout`;
    const put = await ask(path, { method: "PUT", token: organiser.token, body: { sections } });
    expect([put.status, put.body.capacity]).toEqual([200, 3]);
    expect((await settle(showtime.body.id)).body.seats.count).toBe(20);
    expect((await seatsOf(showtime.body.id)).seats["1-1-1"]).toBe("HELD");
    // A date that its organiser adds later is sold by the same plan and prices.
    const later = await add(Date.now() + 10 * 86_400_000);
    expect([later.status, later.body.layout_version]).toEqual([201, showtime.body.layout_version]);
  });

  it("D74, C7: while a show is taken down nothing of it is held, ordered, opened, said or cancelled", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "taken-down@example.com");
    const admin = await be("taker@example.com", "ADMIN");
    const held = await hold(showtime_id, fan, { seats: ["1-1-1"] });
    const order = (key: string) =>
      ask("/v1/api/bookings", {
        method: "POST",
        token: fan.token,
        body: { hold_id: held.body.id },
        headers: { "x-queue-pass": fan.pass, "idempotency-key": key },
      });
    const set = (status: string) =>
      ask(`/v1/api/admin/shows/${show_id}/status`, { method: "PATCH", token: admin.token, body: { status } });
    expect((await set("TAKEN_DOWN")).status).toBe(200);
    const manage = (method: string, road: string, body: unknown) =>
      ask(`/v1/api/manage/shows/${show_id}${road}`, { method, token: organiser.token, body });
    const refused = [
      await order("down-1"),
      await manage("PATCH", "", { status: "PUBLISHED" }),
      await manage("POST", "/cancellation", { reason: "끝" }),
      await manage("PATCH", "/sale/status", { status: "OPEN" }),
      await manage("POST", "/notices", { text: "계속해요" }),
      await manage("POST", "/purchases/messages", { text: "계속해요" }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [409, "show_taken_down"]));
    expect((await hold(showtime_id, fan, { seats: ["1-1-2"] })).status).toBe(404);
    expect((await manage("PATCH", "", { title: "고친 이름" })).body.status).toBe("TAKEN_DOWN");
    expect((await ask(`/v1/api/shows/${show_id}`)).status).toBe(404);
    expect((await lineOf(testEnv, show_id).sale()).status).toBe("PAUSED");
    expect((await set("PUBLISHED")).status).toBe(200);
    expect((await lineOf(testEnv, show_id).sale()).status).toBe("OPEN");
    expect((await order("down-2")).status).toBe(201);
  });

  it("D74: a take-down and an organiser's changes at the same moment are both kept, in the line too", async () => {
    const { show_id } = await newShow();
    const admin = await be("taker@example.com", "ADMIN");
    const road = `/v1/api/manage/shows/${show_id}`;
    const change = (path: string, body: unknown) => ask(path, { method: "PATCH", token: organiser.token, body });
    const answers = await Promise.all([
      ...["가", "나", "다"].map((title) => change(road, { title, description: title })),
      ask(`/v1/api/admin/shows/${show_id}/status`, {
        method: "PATCH",
        token: admin.token,
        body: { status: "TAKEN_DOWN" },
      }),
      change(`${road}/sale`, { room_capacity: 77 }),
      change(road, { room: { batch_size: 11 } }),
    ]);
    expect(answers.map(({ status, body }) => [status, body?.code])).toEqual(answers.map(() => [200, undefined]));
    const { body } = await ask(road, { token: organiser.token });
    expect([body.status, body.room.room_capacity, body.room.batch_size]).toEqual(["TAKEN_DOWN", 77, 11]);
    await ask(`/v1/api/admin/shows/${show_id}/status`, {
      method: "PATCH",
      token: admin.token,
      body: { status: "PUBLISHED" },
    });
    expect((await lineOf(testEnv, show_id).sale()).settings).toMatchObject({ room_capacity: 77, batch_size: 11 });
  });

  it("D28: new prices never touch what is held", async () => {
    const { show_id, showtime_id } = await newShow();
    const fan = await enter(show_id, "price@example.com");
    const held = await hold(showtime_id, fan, { seats: ["1-1-1"] });
    await ask(`/v1/api/manage/shows/${show_id}`, {
      method: "PATCH",
      token: organiser.token,
      body: {
        grades: [
          { grade: "R", price_krw: 120_000 },
          { grade: "STANDING", price_krw: 60_000 },
        ],
      },
    });
    expect((await ask(`/v1/api/holds/${held.body.id}`, { token: fan.token })).body.total_krw).toBe(90_000);
    const later = await hold(showtime_id, fan, { seats: ["1-1-2"] });
    expect(later.body.total_krw).toBe(120_000);
  });
});
