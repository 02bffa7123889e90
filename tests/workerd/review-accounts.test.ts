// Roads into other people's accounts, sessions and shows, and the ends they come to.
import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { signAccessToken } from "../../workers/people/auth/access-token.ts";
import {
  ask,
  be,
  call,
  cookiesOf,
  type MadeShow,
  makeShow,
  migrate,
  ORIGIN,
  type Person,
  showBody,
  testEnv,
  VENUE,
} from "./kit.ts";

beforeAll(migrate);

const worker = (exports as unknown as { default: { fetch(request: Request): Promise<Response> } }).default;

describe("F2: a refused request leaves its connection usable", () => {
  const CHUNKS = 20;

  it.each([
    ["a refusal before the body", "PATCH", "/v1/api/users/me", 401],
    ["an unknown path", "POST", "/v1/api/nothing", 404],
    ["a route that takes no body", "POST", "/v1/api/auth/sessions/refresh", 401],
  ])("F2: %s reads the body to its end", async (_, method, path, status) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(1_000));
          if (sent === CHUNKS) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "application/json" };
    const response = await worker.fetch(new Request(`${ORIGIN}${path}`, { method, body, headers }));
    await response.arrayBuffer();
    expect([response.status, sent]).toEqual([status, CHUNKS]);
  });

  it("F2: a body past the limit is read to its end before it is refused", async () => {
    const { token } = await be("long@example.com");
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(64 * 1_024));
          if (sent === CHUNKS) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await worker.fetch(new Request(`${ORIGIN}/v1/api/users/me`, { method: "PATCH", body, headers }));
    expect(((await response.json()) as { code: string }).code).toBe("too_large");
    expect([response.status, sent]).toEqual([413, CHUNKS]);
  });
});

const ROOM = { room_capacity: 10, batch_size: 10, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
type Inside = Person & { readonly pass: { readonly "x-queue-pass": string } };

async function inside(show: MadeShow, email: string): Promise<Inside> {
  const fan = await be(email);
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  let pass: string | undefined;
  await expect
    .poll(async () => (pass = (await ask(`${queue}/status`, { token: fan.token })).body.pass), { timeout: 8_000 })
    .toBeDefined();
  return { ...fan, pass: { "x-queue-pass": pass ?? "" } };
}

const holdSeat = async (show: MadeShow, fan: Inside): Promise<string> =>
  (
    await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
      method: "POST",
      token: fan.token,
      headers: fan.pass,
      body: { seats: ["1-1-1"] },
    })
  ).body.id;

const order = async (fan: Inside, hold_id: string): Promise<string> =>
  (await ask("/v1/api/bookings", { method: "POST", token: fan.token, headers: fan.pass, body: { hold_id } })).body.id;

describe("F2: what an answer says about keeping it", () => {
  it.each([
    "/v1/api/auth/sessions",
    "/v1/api/manage/shows",
    "/v1/api/manage/venues",
    "/v1/api/admin/shows",
    "/v1/api/shows",
  ])("F2: %s, asked by somebody, is stored by nobody", async (path) => {
    const { token } = await be("cached@example.com", "ADMIN");
    const { headers } = await ask(path, { token });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("vary")).toContain("Cookie");
  });

  it("F2: the catalogue asked by nobody may be asked again, and is never taken for another language's", async () => {
    const { headers } = await ask("/v1/api/shows");
    expect([headers.get("cache-control"), headers.get("vary")]).toEqual([
      "no-cache",
      "Accept-Language, Authorization, Cookie",
    ]);
  });

  it("O3: ready means that the database and an object answer", async () => {
    expect((await ask("/readyz")).body).toEqual({ status: "ready" });
  });
});

describe("D44: nothing is deleted from under a purchase that only its ledger knows", () => {
  it("A5: an account with an unpaid order stays until the order is settled", async () => {
    const manager = await be("m1@example.com", "MANAGER");
    const show = await makeShow(manager.token, { room: ROOM });
    const fan = await inside(show, "leaving@example.com");
    const booking_id = await order(fan, await holdSeat(show, fan));
    const refused = await ask("/v1/api/users/me", { method: "DELETE", token: fan.token });
    expect([refused.status, refused.body.code]).toEqual([409, "open_bookings"]);
    await ask(`/v1/api/bookings/${booking_id}`, { method: "DELETE", token: fan.token });
    expect((await ask("/v1/api/users/me", { method: "DELETE", token: fan.token })).status).toBe(204);
  });

  it("C4: a show, its showtimes and its status stay while a seat is held; deleted, they sell no more", async () => {
    const { token } = await be("m2@example.com", "MANAGER");
    const show = await makeShow(token, { room: ROOM });
    const fan = await inside(show, "holding@example.com");
    const hold_id = await holdSeat(show, fan);
    const paths = {
      show: `/v1/api/manage/shows/${show.show_id}`,
      time: `/v1/api/manage/showtimes/${show.showtime_id}`,
    };
    const tries = [
      await ask(paths.time, { method: "DELETE", token }),
      await ask(paths.show, { method: "DELETE", token }),
      await ask(paths.show, { method: "PATCH", token, body: { status: "CANCELLED" } }),
      await ask(paths.show, { method: "PATCH", token, body: { status: "DRAFT" } }),
    ];
    expect(tries.map(({ status, body }) => [status, body?.code])).toEqual(tries.map(() => [409, "has_sales"]));
    expect((await ask(`/v1/api/holds/${hold_id}`, { method: "DELETE", token: fan.token })).status).toBe(204);
    expect((await ask(paths.show, { method: "DELETE", token })).status).toBe(204);
    const late = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
      method: "POST",
      token: fan.token,
      headers: fan.pass,
      body: { seats: ["1-1-2"] },
    });
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect(late.status).toBeLessThan(500);
  });
});

describe("C4: a showtime sells only what has a price, in a house that its organiser may use", () => {
  const NEW_HOUSE = { sections: [{ name: "박스", kind: "standing", grade: "VIP", capacity: 5 }] };

  it("C4: a layout with a new grade needs a price before another showtime", async () => {
    const { token } = await be("m3@example.com", "MANAGER");
    const show = await makeShow(token);
    await ask(`/v1/api/manage/venues/${show.venue_id}/layout`, { method: "PUT", token, body: NEW_HOUSE });
    const path = `/v1/api/manage/shows/${show.show_id}/showtimes`;
    const body = { starts_at_ms: Date.now() + 9 * 86_400_000, round: 1 };
    expect(await ask(path, { method: "POST", token, body })).toMatchObject({ status: 422, body: { code: "invalid" } });
    const grades = [{ grade: "VIP", price_krw: 200_000 }];
    await ask(`/v1/api/manage/shows/${show.show_id}`, { method: "PATCH", token, body: { grades } });
    expect((await ask(path, { method: "POST", token, body })).status).toBe(201);
  });

  it("C4: a show with showtimes stays in its house; without any it moves, at prices that fit", async () => {
    const { token } = await be("m4@example.com", "MANAGER");
    const show = await makeShow(token);
    const venue = await ask("/v1/api/manage/venues", { method: "POST", token, body: { ...VENUE, ...NEW_HOUSE } });
    const path = `/v1/api/manage/shows/${show.show_id}`;
    const move = (more: object = {}) =>
      ask(path, { method: "PATCH", token, body: { venue_id: venue.body.id, ...more } });
    expect((await move()).status).toBe(422);
    await ask(`/v1/api/manage/showtimes/${show.showtime_id}`, { method: "DELETE", token });
    expect((await move()).status).toBe(422);
    expect((await move({ grades: [{ grade: "VIP", price_krw: 200_000 }] })).status).toBe(200);
  });

  it("A6: another organiser's house is nobody's else until the catalogue shows it", async () => {
    const [owner, other] = [await be("m5@example.com", "MANAGER"), await be("m6@example.com", "MANAGER")];
    const venue = await ask("/v1/api/manage/venues", { method: "POST", token: owner.token, body: VENUE });
    const make = (token: string) =>
      ask("/v1/api/manage/shows", { method: "POST", token, body: showBody(venue.body.id) });
    expect((await make(other.token)).status).toBe(422);
    expect((await make(owner.token)).status).toBe(201);
    expect((await make(other.token)).status).toBe(201);
  });

  it("A7: an admin restores what was taken down, never what its organiser has not published", async () => {
    const [owner, admin] = [await be("m7@example.com", "MANAGER"), await be("a7@example.com", "ADMIN")];
    const draft = await makeShow(owner.token, { draft: true });
    const path = `/v1/api/admin/shows/${draft.show_id}/status`;
    const restored = await ask(path, { method: "PATCH", token: admin.token, body: { status: "PUBLISHED" } });
    expect(restored.status).toBe(422);
    expect((await ask(`/v1/api/shows/${draft.show_id}`)).status).toBe(404);
  });
});

describe("A3: a token signed in the moment in which its rights were taken away", () => {
  const sessionOf = (token: string): string => JSON.parse(atob(token.split(".")[1] ?? "")).sid;
  const refreshed = (cookies: string) =>
    call("/v1/api/auth/sessions/refresh", { method: "POST", headers: { cookie: cookies, origin: ORIGIN } });

  it("A6: a renewal that read the old role counts for nothing; the next one has the new role at once", async () => {
    const admin = await be("giver@example.com", "ADMIN");
    const person = await be("demoted@example.com", "ADMIN");
    const path = `/v1/api/admin/users/${person.id}/role`;
    expect((await ask(path, { method: "PATCH", token: admin.token, body: { role: "USER" } })).status).toBe(200);
    // What a renewal would be signed that began a moment later and read the row before it changed.
    const subject = { sub: person.id, sid: sessionOf(person.token), role: "ADMIN" as const };
    const late = await signAccessToken(testEnv, subject, Date.now() + 500);
    const refused = await ask("/v1/api/admin/users", { token: late });
    expect([refused.status, refused.body.code]).toEqual([401, "session_ended"]);
    const renewed = await refreshed(person.cookies);
    const { access_token, user } = (await renewed.json()) as { access_token: string; user: { role: string } };
    expect(user.role).toBe("USER");
    expect((await ask("/v1/api/users/me", { token: access_token })).body.role).toBe("USER");
    expect((await ask("/v1/api/admin/users", { token: access_token })).status).toBe(403);
  });

  it("A7: an admin's token that no cut has reached yet opens nothing once the role is gone", async () => {
    const person = await be("formeradmin@example.com", "ADMIN");
    expect((await ask("/v1/api/admin/audit", { token: person.token })).status).toBe(200);
    // As another isolate sees it, which has not heard of the cut.
    await testEnv.DB.prepare("UPDATE users SET role = 'USER' WHERE id = ?").bind(person.id).run();
    const routes = [
      ask("/v1/api/admin/audit", { token: person.token }),
      ask("/v1/api/admin/users", { token: person.token }),
    ];
    expect((await Promise.all(routes)).map(({ status }) => status)).toEqual([403, 403]);
  });

  it("A4: a picture on the profile page does not begin to link; the fan's own click does", async () => {
    const person = await be("linking@example.com");
    const start = (headers: Record<string, string>) =>
      call("/auth/google/start?link=1", {
        headers: {
          cookie: person.cookies,
          "sec-fetch-site": "same-origin",
          referer: `${ORIGIN}/me`,
          accept: "application/json",
          ...headers,
        },
      });
    expect((await start({ "sec-fetch-dest": "image" })).status).toBe(403);
    expect((await start({ "sec-fetch-dest": "document" })).status).toBe(302);
    expect((await start({})).status).toBe(302);
  });

  it("A5: a deleted person leaves no device, no address and nothing to go on with", async () => {
    const person = await be("gone@example.com");
    expect((await ask("/v1/api/users/me", { method: "DELETE", token: person.token })).status).toBe(204);
    expect((await refreshed(person.cookies)).status).toBe(401);
    const rows = await testEnv.DB.prepare(
      `SELECT user_agent || address_prefix AS traces, (SELECT count(*) FROM refresh_tokens r WHERE r.session_id = s.id) AS tokens
       FROM sessions s WHERE user_id = ?`,
    )
      .bind(person.id)
      .all();
    expect(rows.results).toEqual([{ traces: "", tokens: 0 }]);
    const again = await call("/sandbox/login", { method: "POST", body: { email: "gone@example.com" } });
    expect(((await again.json()) as { user: { id: string } }).user.id).not.toBe(person.id);
    expect(cookiesOf(again.headers)).toContain("refresh=");
  });
});

describe("A2: codes by mail are no way to bury or to guess", () => {
  const askFor = (email: string, range = "") =>
    call("/v1/api/auth/codes", { method: "POST", body: { email }, headers: { "cf-connecting-ip": range } });
  const sentBefore = (email: string, range: string, count: number, age_ms: number) =>
    testEnv.DB.batch(
      Array.from({ length: count }, (_, n) =>
        testEnv.DB.prepare(
          "INSERT INTO code_sends (challenge_hash, address_range, email, at_ms) VALUES (?, ?, ?, ?)",
        ).bind(`c${n}${range}`, range, email, Date.now() - age_ms),
      ),
    );
  const HOUR_MS = 3_600_000;

  it("A2: twenty asks at once send five letters", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => askFor("buried@example.com", "203.0.113.9")));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it("A2: from one range forty letters a day to an address, and not one more", async () => {
    await sentBefore("day@example.com", "203.0.113.0/24", 39, HOUR_MS);
    expect((await askFor("day@example.com", "203.0.113.7")).status).toBe(202);
    expect((await askFor("day@example.com", "203.0.113.8")).status).toBe(429);
  });

  it("D68: a hundred letters asked for by the whole world do not keep the owner out at home", async () => {
    await call("/sandbox/login", {
      method: "POST",
      body: { email: "wanted@example.com" },
      headers: { "cf-connecting-ip": "198.51.100.4" },
    });
    for (let n = 0; n < 4; n += 1) await sentBefore("wanted@example.com", `10.0.${n}.0/24`, 25, HOUR_MS);
    expect((await askFor("wanted@example.com", "192.0.2.1")).status).toBe(429);
    expect((await askFor("wanted@example.com", "198.51.100.77")).status).toBe(202);
  });

  it.each(["a\u0000@example.com", "\u212aim@example.com", "a@\uff58.com", "a@x..com", "a.@x.com", "-@x", "a@x.c"])(
    "A4: %j is no address",
    async (email) => {
      expect((await askFor(email)).status).toBe(422);
    },
  );
});

describe("C1: words are there to be read", () => {
  it.each(["a\u0000b", "a\ud800b", "\u200b\u200b", "\u3164", "\u202eabc", "a\nb"])(
    "C1: %j is no title and no name",
    async (text) => {
      const { token } = await be("words@example.com", "MANAGER");
      const venue = await ask("/v1/api/manage/venues", { method: "POST", token, body: { ...VENUE, name: text } });
      expect(venue.status).toBe(422);
      expect((await ask("/v1/api/users/me", { method: "PATCH", token, body: { name: text } })).status).toBe(422);
    },
  );

  it.each(["이준호", "O'Neil — Ünal 🎭👩‍👩‍👧", "א ב ג"])("C1: %j is one", async (text) => {
    const { token } = await be("words@example.com");
    const saved = await ask("/v1/api/users/me", { method: "PATCH", token, body: { name: text } });
    expect([saved.status, saved.body.name]).toEqual([200, text]);
  });
});
