// A practice as the platform runs it: a crowd at a real line and a real ledger, one person among it over the API, and
// nothing left of it anywhere else.
import { runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { customLevel, LEVELS } from "../../domain/crowd/levels.ts";
import {
  codeOfPractice,
  PRACTICE_ID_BYTES,
  practiceId,
  practiceNamed,
  practiceShowId,
  practiceShowtimeId,
} from "../../domain/crowd/names.ts";
import { CROWD_LIMITS, PRACTICE_OPENS_AFTER_MS, practiceOrder } from "../../domain/crowd/order.ts";
import { OWN_LEAST_MS } from "../../domain/crowd/own-time.ts";
import type { Play } from "../../domain/crowd/play.ts";
import { FREE, HELD } from "../../domain/seat-ledger/seat-state.ts";
import { readSeatBits } from "../../domain/seat-ledger/status.ts";
import { HOUSE_LIMITS } from "../../durable-objects/practice-house/object.ts";
import type { HoldRequest } from "../../durable-objects/seat-ledger/commands.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { crowdOf, fanOf, ledgerOf, lineOf, practiceHouse } from "../../workers/kit/objects.ts";
import { mayPractise } from "../../workers/practice/quiet.ts";
import { ask, be, call, cookiesOf, makeShow, migrate, ORIGIN, type Person, showBody, testEnv, VENUE } from "./kit.ts";
import { rowsLeft } from "./rows-left.ts";

type Made = { readonly id: string; readonly show_id: string; readonly code: string; readonly cookie: string };

async function begin(body: Record<string, unknown> = {}, token?: string): Promise<Made> {
  const response = await call("/v1/api/practices", {
    method: "POST",
    token,
    body: { level: "easy", seed: 7, ...body },
  });
  expect(response.status).toBe(201);
  const { id, show_id } = (await response.json()) as { id: string; show_id: string };
  const made = { id, show_id, code: codeOfPractice(id), cookie: cookiesOf(response.headers) };
  begun.push(made);
  return made;
}

type Ending = { end(): Promise<boolean>; alarm(): Promise<void> };
const begun: Made[] = [];
/** Crowds that still play would go on into the end of the run. */
afterAll(async () => {
  for (const { code } of begun) {
    await runInDurableObject(crowdOf(testEnv, code), (_, state) => state.storage.deleteAlarm());
  }
});

/** As its own page asks. */
const inside = (made: Made, path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) =>
  ask(path, { method, body, headers: { cookie: made.cookie, origin: ORIGIN, "x-practice": made.code } });

async function until<T>(look: () => Promise<T | null>, within_ms = 20_000): Promise<T> {
  const ends_ms = Date.now() + within_ms;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > ends_ms) throw new Error("it never came");
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Every row of D1, table by table. */
async function everyRow(): Promise<Record<string, string>> {
  const { results } = await testEnv.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  ).all<{ name: string }>();
  const tables = await Promise.all(
    results.map(async ({ name }) => [
      name,
      JSON.stringify((await testEnv.DB.prepare(`SELECT * FROM ${name}`).all()).results),
    ]),
  );
  return Object.fromEntries(tables);
}

let fan: Person;
beforeAll(async () => {
  await migrate();
  fan = await be("somebody@example.com");
});

/** Slow to come, so that whoever is there at the opening is let in at once, and quick to choose. */
const QUICK = { level: "custom", bots: 300, react_ms: 3_000, decide_ms: 500 };

// Most of both is waiting for a sale to open: they wait together.
describe("a practice", () => {
  it.concurrent("PR7: from the opening to the card, over the very routes of a sale; D1 stays as it was but for the ranking", async () => {
    const before = await everyRow();
    const made = await begin({}, fan.token);
    const QUEUE = `/v1/api/shows/${made.show_id}/queue`;
    expect((await ask(`/v1/api/practices/${made.id}`)).body).toMatchObject({
      state: "COUNTDOWN",
      place: null,
      seed: 7,
    });
    expect((await inside(made, QUEUE, { method: "POST" })).body.code).toBe("sale_not_open");
    const joined = await until(async () => {
      const answer = await inside(made, QUEUE, { method: "POST" });
      return answer.status === 409 ? null : answer;
    });
    expect([joined.status, joined.body.position]).toEqual([201, expect.any(Number)]);
    await until(async () => ((await inside(made, `${QUEUE}/status`)).body.state === "ADMITTED" ? true : null));
    const claimed = await inside(made, `${QUEUE}/status`, { method: "PATCH", body: { state: "CLAIMED" } });
    expect(claimed.body.redirect_url).toBe(`/shows/${made.show_id}/room`);
    // As long as a quick hand takes at least: what is faster is not ranked.
    await new Promise((resolve) => setTimeout(resolve, OWN_LEAST_MS));
    const seat = await seatIn(made, FREE);
    const held = await ask(`/v1/api/showtimes/${practiceShowtimeId(made.code)}/holds`, {
      method: "POST",
      body: { seats: [seat] },
      headers: { cookie: made.cookie, origin: ORIGIN, "x-queue-pass": claimed.body.pass },
    });
    expect(held.status).toBe(201);
    const headers = { cookie: made.cookie, origin: ORIGIN, "x-practice": made.code, "x-queue-pass": claimed.body.pass };
    const booked = await ask("/v1/api/bookings", { method: "POST", body: { hold_id: held.body.id }, headers });
    expect(booked.status).toBe(201);
    const paid = await ask("/v1/api/payments", { method: "POST", body: { booking_id: booked.body.id }, headers });
    expect(paid.status).toBe(202);
    const status = `/v1/api/payments/${paid.body.request_id}/status`;
    await until(async () => ((await inside(made, status)).body.status === "COMPLETED" ? true : null));
    const seen = await until(async () => {
      const { body } = await ask(`/v1/api/practices/${made.id}`);
      return body.state === "FINISHED" ? body : null;
    });
    expect(seen.card.steps.map(({ name }: { name: string }) => name)).toEqual([
      "click",
      "wait",
      "enter",
      "choose",
      "pay",
    ]);
    expect(seen.card.why[0]).toMatchObject({ code: "won" });
    expect(await everyRow()).toEqual(before);
    const ranking = `/v1/api/practices/${made.id}/ranking`;
    expect((await inside(made, ranking, { method: "POST", body: { nickname: "운영자" } })).body.code).toBe(
      "nickname_refused",
    );
    expect((await ask(ranking, { method: "POST", body: { nickname: "남의것" } })).status).toBe(404);
    expect((await inside(made, ranking, { method: "POST", body: { nickname: "달빛" } })).body).toEqual({
      rank: 1,
      nickname: "달빛",
    });
    const { practice_results, ...rest } = await everyRow();
    expect(JSON.parse(practice_results ?? "[]")).toHaveLength(1);
    expect(rest).toEqual({ ...before, practice_results: undefined });
    expect((await ask("/v1/api/practices/rankings?level=easy")).body.items[0]).toMatchObject({
      rank: 1,
      nickname: "달빛",
    });
    // Nobody heard of it: neither the fan who was signed in, nor an object of the practice's person.
    expect(await fanOf(testEnv, fan.id).orders()).toEqual([]);
  });

  it.concurrent("PR3: at the running ledger a crowd tries to hold no oftener than its level shows; unbridled it does (control)", async () => {
    const level = customLevel({ bots: 60, react_ms: 200, decide_ms: 500 });
    const shown = level.holds_per_second_max;
    const crowds = await Promise.all(
      [shown, CROWD_LIMITS.bots].map(async (holds_per_second_max) => {
        const id = practiceId(crypto.getRandomValues(new Uint8Array(PRACTICE_ID_BYTES)));
        const code = codeOfPractice(id);
        const now_ms = Date.now() - PRACTICE_OPENS_AFTER_MS + 2_000;
        const order = practiceOrder({
          id,
          seed: 3,
          level: { ...level, holds_per_second_max },
          hall: "theatre",
          now_ms,
        });
        const settings = { ...order.settings, room_capacity: 500, batch_size: 500 };
        expect((await crowdOf(testEnv, code).open({ ...order, settings })).ok).toBe(true);
        begun.push({ id, code, show_id: practiceShowId(code), cookie: "" });
        return code;
      }),
    );
    const times = await holdTimes(crowds, 9_000);
    const [kept = [], unbridled = []] = crowds.map((code) => times.get(code) ?? []);
    expect(kept.length).toBeGreaterThan(shown * 2);
    expect(mostInASecond(kept)).toBeLessThanOrEqual(shown);
    expect(mostInASecond(unbridled)).toBeGreaterThan(shown);
    const journal = await ledgerOf(testEnv, crowds[0] ?? "").journal({ from_seq: 0, limit: 5_000 });
    const held = journal.flatMap(({ event }) => (event.kind === "held" ? [event.at_ms] : []));
    expect(held.length).toBeGreaterThan(shown);
    expect(mostInASecond(held)).toBeLessThanOrEqual(shown);
  });

  it.concurrent("PR1, PR5: another with the same seed meets the same bots in the same order; a lost seat's times are the journal's", async () => {
    const [mine, theirs, others] = [
      await begin({ ...QUICK, seed: 21 }),
      await begin({ ...QUICK, seed: 21 }),
      await begin({ ...QUICK, seed: 22 }),
    ];
    const QUEUE = `/v1/api/shows/${mine.show_id}/queue`;
    await until(async () => ((await inside(mine, QUEUE, { method: "POST" })).status === 201 ? true : null));
    await until(async () => ((await inside(mine, `${QUEUE}/status`)).body.state === "ADMITTED" ? true : null));
    const { body } = await inside(mine, `${QUEUE}/status`, { method: "PATCH", body: { state: "CLAIMED" } });
    const showtime = `/v1/api/showtimes/${practiceShowtimeId(mine.code)}`;
    const seat = await until(() => seatIn(mine, HELD));
    const lost = await ask(`${showtime}/holds`, {
      method: "POST",
      body: { seats: [seat] },
      headers: { cookie: mine.cookie, origin: ORIGIN, "x-queue-pass": body.pass },
    });
    // Its bot may have paid since the map was read.
    expect(["seat_held", "seat_sold"]).toContain(lost.body.code);
    const { you } = await until(async () => {
      const play = await playOf(mine);
      return play.you.tries.length > 0 ? play : null;
    });
    const events = (await ledgerOf(testEnv, mine.code).journal({ from_seq: 0, limit: 5_000 })).map(
      ({ event }) => event,
    );
    await inside(mine, `/v1/api/practices/${mine.id}/status`, { method: "PATCH", body: { state: "FINISHED" } });
    const { card } = (await ask(`/v1/api/practices/${mine.id}`)).body;
    const place = await placeOfSeat(mine, seat);
    const tried_ms = you.tries[0]?.at_ms ?? 0;
    const taken = events.findLast(
      (event) => event.kind === "held" && event.at_ms <= tried_ms && event.hold.places.includes(place),
    );
    expect(card.lost_seats).toEqual([
      {
        seat,
        chose_ms: (you.tries[0]?.at_ms ?? 0) - (you.entered_ms ?? 0),
        gone_ms: (taken?.at_ms ?? 0) - (you.entered_ms ?? 0),
      },
    ]);
    expect(card.why.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(["left", "seats_lost"]));
    const came = await Promise.all(
      [mine, theirs, others].map(async (made) => Object.keys(sorted((await playOf(made)).positions))),
    );
    // Whose practice ended first has seen the beginning of the same crowd.
    const both = Math.min(...came.map(({ length }) => length));
    const [own, same, other] = came.map((bots) => bots.slice(0, both));
    expect(both).toBeGreaterThan(20);
    expect(same).toEqual(own);
    expect(other).not.toEqual(own);
  });
});

/** When each try to hold came to the ledgers of these, by their codes, while the crowds were at them. */
async function holdTimes(codes: readonly string[], watched_ms: number): Promise<Map<string, number[]>> {
  const times = new Map(codes.map((code) => [code, [] as number[]]));
  const ledger = await runInDurableObject(
    ledgerOf(testEnv, codes[0] ?? ""),
    (instance) => Object.getPrototypeOf(instance) as { hold: (request: HoldRequest) => unknown },
  );
  const { hold } = ledger;
  ledger.hold = function (this: unknown, request: HoldRequest) {
    times.get(practiceNamed(request.fan_id) ?? "")?.push(Date.now());
    return hold.call(this, request);
  };
  await new Promise((resolve) => setTimeout(resolve, watched_ms));
  ledger.hold = hold;
  return times;
}

const mostInASecond = (times: readonly number[]): number => {
  const by_second = new Map<number, number>();
  for (const ms of times) by_second.set(Math.floor(ms / 1_000), (by_second.get(Math.floor(ms / 1_000)) ?? 0) + 1);
  return Math.max(...by_second.values());
};

/** Bots by their place in the line. */
const sorted = (positions: Readonly<Record<number, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(positions)
      .sort(([, a], [, b]) => a - b)
      .map(([bot, position]) => [`bot ${bot}`, position]),
  );

const playOf = (made: Made): Promise<Play> =>
  runInDurableObject(crowdOf(testEnv, made.code), async (_, state) => {
    const [row] = state.storage.sql.exec("SELECT body FROM part WHERE name = 'play'").toArray();
    return JSON.parse(String(row?.body)) as Play;
  });

async function placeOfSeat(made: Made, seat: string): Promise<number> {
  return (await seatsOf(made)).ids.indexOf(seat);
}

async function seatsOf(made: Made): Promise<{ readonly ids: readonly string[]; readonly states: Uint8Array }> {
  const showtime = practiceShowtimeId(made.code);
  const { body: layout } = await inside(made, `/v1/api/showtimes/${showtime}/layout`);
  const { body: seats } = await inside(made, `/v1/api/showtimes/${showtime}/seats`);
  const ids = layout.sections.flatMap((section: { rows: { seats: { id: string }[] }[] }) =>
    section.rows.flatMap((row) => row.seats.map(({ id }) => id)),
  );
  return { ids, states: readSeatBits(seats.seats.bits, seats.seats.count) };
}

async function seatIn(made: Made, wanted: number): Promise<string | null> {
  const { ids, states } = await seatsOf(made);
  const found = ids.filter((_, place) => states[place] === wanted);
  return found[Math.floor(found.length * 0.6)] ?? null;
}

describe("the wall around a practice", () => {
  let made: Made;
  beforeAll(async () => {
    made = await begin();
  });

  it("PR8: whoever has no token of this very practice finds nothing of it, signed in or not", async () => {
    const other = await begin({ seed: 8 });
    const show = made.show_id;
    for (const path of [
      `/v1/api/shows/${show}/queue/status`,
      `/v1/api/showtimes/${show}_1/seats`,
      `/v1/api/shows/${show}/queue/log`,
    ]) {
      const answers = await Promise.all([
        ask(path),
        ask(path, { token: fan.token }),
        ask(path, { headers: { cookie: fan.cookies } }),
        ask(path, { headers: { cookie: other.cookie } }),
      ]);
      expect(
        answers.map(({ status }) => status),
        path,
      ).toEqual([410, 410, 410, 410]);
    }
    const page = await call(`/shows/${show}/line`, { headers: { cookie: fan.cookies, accept: "text/html" } });
    expect(page.status).toBe(410);
  });

  it("PR8: walking every route, a practice's token opens nothing of the real sale, and none that is not the practice's", async () => {
    const real = {
      show_id: "show_real",
      showtime_id: "st_real",
      hold_id: "h_AAAAAA_0000000000000000",
      booking_id: "b_x",
    };
    for (const one of productRoutes) {
      if (one.practised === "about" || one.unbraked === true || one.path.startsWith("/auth")) continue;
      // Says one thing to everybody: how the service is.
      if (one.path === "/v1/api/status") continue;
      const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => (real as Record<string, string>)[name] ?? "1");
      const headers = { cookie: made.cookie, origin: ORIGIN, "x-practice": made.code };
      const bodies = one.body === undefined ? {} : { body: { hold_id: "h_real", booking_id: "b_real" } };
      const { status, body } = await ask(path, { method: one.method, headers, ...bodies }).catch(() => ({
        status: 0,
        body: null,
      }));
      expect([303, 401, 403, 404, 415, 422, 426], `${one.method} ${one.path} ${JSON.stringify(body)}`).toContain(
        status,
      );
    }
  });

  it("PR8: whatever a practice's own pages may read is answered of that practice, its seats by their names too", async () => {
    const showtime_id = practiceShowtimeId(made.code);
    const own: Readonly<Record<string, string>> = { show_id: made.show_id, showtime_id };
    const answered: string[] = [];
    for (const { method, path, practised, live } of productRoutes) {
      if (method !== "GET" || practised !== "inside" || live !== undefined) continue;
      const { status } = await inside(
        made,
        path.replace(/\{(\w+)\}/g, (_, name: string) => own[name] ?? "h_none"),
      );
      expect(status, path).toBeLessThan(500);
      if (status === 200) answered.push(path);
    }
    expect(answered).toEqual(expect.arrayContaining(["/v1/api/shows/{show_id}/queue/log"]));
    const { body } = await inside(made, `/v1/api/showtimes/${showtime_id}/seats?format=json`);
    expect(Object.keys(body.seats)).toContain(await seatIn(made, FREE));
  });

  it("PR18: the page of a practice that was cleared away says so, and leads to a new one", async () => {
    const gone = practiceId(crypto.getRandomValues(new Uint8Array(PRACTICE_ID_BYTES)));
    const page = await call(`/practice/${gone}`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('href="/practice"');
    expect((await ask(`/v1/api/practices/${gone}`)).status).toBe(404);
  });

  it("PR8: the banner of a practice's open page is told how the service is, and of no real show", async () => {
    const told = await inside(made, `/v1/api/status?show_id=${made.show_id}`);
    expect([told.status, told.body.banner]).toEqual([200, null]);
    expect((await inside(made, "/v1/api/status")).status).toBe(200);
    expect((await inside(made, "/v1/api/status?show_id=show_real")).status).toBe(404);
  });

  it("PR8: outside a practice no route takes a name of it, and its cookie says nothing there", async () => {
    const showtime = practiceShowtimeId(made.code);
    const joined = await ask("/v1/api/bookings", {
      method: "POST",
      token: fan.token,
      body: { hold_id: `h_${made.code}_x` },
    });
    expect(joined.status).toBe(404);
    expect((await ask(`/v1/api/door/manifest?showtime_id=${showtime}`, { token: fan.token })).status).not.toBe(200);
    // What these refuse stands in their statements, too (F16).
    const { token } = await be("practised-by-nobody@example.com", "MANAGER");
    const scan = { device_id: "d-1", nonce: "n-1", scanned_at_ms: Date.now(), showtime_id: showtime };
    for (const [path, body] of [
      ["/v1/api/checkins", { ...scan, code: "x" }],
      ["/v1/api/manage/shows", showBody(made.show_id)],
    ] as const) {
      const refused = await ask(path, { method: "POST", token, body });
      expect([path, refused.status, refused.body.code]).toEqual([path, 404, "not_found"]);
    }
    expect((await ask("/v1/api/users/me", { headers: { cookie: made.cookie } })).status).toBe(401);
    expect((await ask("/v1/api/bookings", { headers: { cookie: made.cookie } })).status).toBe(401);
    const foreign = { cookie: made.cookie, origin: "https://elsewhere.example" };
    expect((await ask(`/v1/api/shows/${made.show_id}/queue`, { method: "DELETE", headers: foreign })).body.code).toBe(
      "foreign_origin",
    );
  });

  it("PR8: a form's header does not make a practice's person a fan of the real show that its path names", async () => {
    const organiser = await be("real@example.com", "MANAGER");
    const { show_id } = await makeShow(organiser.token);
    const headers = {
      cookie: made.cookie,
      origin: ORIGIN,
      "x-practice": made.code,
      "content-type": "application/x-www-form-urlencoded",
    };
    for (const act of ["join", "claim"]) {
      const path = `/shows/${show_id}/line`;
      expect((await call(path, { method: "POST", body: `act=${act}`, headers })).status).toBe(404);
    }
    expect((await call(`/shows/${show_id}/line`, { headers })).status).toBe(404);
    expect((await call(`/shows/${show_id}/room`, { headers })).status).toBe(404);
    expect((await lineOf(testEnv, show_id).figures()).joined).toBe(0);
  });

  it("PR8: written with percents, a practice's show is still that practice's, and its line takes in no signed-in fan", async () => {
    const path = `/shows/${made.show_id.replace("_", "%5F")}/line`;
    const headers = {
      cookie: fan.cookies,
      origin: ORIGIN,
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    };
    expect((await call(path, { method: "POST", body: "act=join", headers })).status).toBe(410);
    expect((await call(path, { headers })).status).toBe(410);
  });

  it("PR9: line and ledger of a real sale refuse to be thrown away", async () => {
    expect([await lineOf(testEnv, "show_real").end(), await ledgerOf(testEnv, "AAAAAA").end()]).toEqual([false, false]);
  });
});

describe("practices beside a sale", () => {
  it("PR11: one address has so many and no more, all together are so many in a minute, and what is given back is free", async () => {
    const house = testEnv.PRACTICE_HOUSE.get(testEnv.PRACTICE_HOUSE.idFromName("limits")) as unknown as ReturnType<
      typeof practiceHouse
    >;
    const admit = (n: number, asker: string) =>
      house.admit({ id: `p${n}`, kind: "practice", bots: 60, asker, until_ms: Date.now() + 60_000 });
    for (let n = 0; n < HOUSE_LIMITS.open_per_asker; n++) expect((await admit(n, "a")).ok).toBe(true);
    expect((await admit(1_000, "a")).ok).toBe(false);
    await house.left("p0");
    expect((await admit(1_001, "a")).ok).toBe(true);
    for (let n = 100; n < 100 + HOUSE_LIMITS.open - HOUSE_LIMITS.open_per_asker - 1; n++) await admit(n, `b${n}`);
    expect(await admit(2_000, "c")).toEqual({ ok: false, retry_after_s: 60 });
    expect(await house.figures()).toMatchObject({ refused: { practice: 2 }, open: { rehearsal: 0 } });
  });

  it("PR13: metrics count it apart, and no figure of a sale holds it", async () => {
    const made = await begin({ seed: 13 });
    const text = await (await call("/metrics")).text();
    expect(Number(/fairline_practices_open\{kind="practice"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(0);
    expect(text).not.toContain(made.code);
  });

  it("PR11: in the quiet mode none begins while a real sale of size is near, and none at all where they are off", async () => {
    const at_ms = Date.now();
    const with_word = (PRACTICE: string) => ({ ...testEnv, PRACTICE }) as unknown as Env;
    expect(await mayPractise(with_word("quiet"), at_ms)).toBe(true);
    const organiser = await be("organiser@example.com", "MANAGER");
    const sections = [{ name: "1", kind: "standing", grade: "STANDING", capacity: 5_000 }];
    const venue = await ask("/v1/api/manage/venues", {
      method: "POST",
      token: organiser.token,
      body: { ...VENUE, sections },
    });
    const body = showBody(venue.body.id, { sale: { opens_at_ms: at_ms + 600_000, closes_at_ms: at_ms + 9_000_000 } });
    const grades = [{ grade: "STANDING", price_krw: 1_000 }];
    const show = await ask("/v1/api/manage/shows", {
      method: "POST",
      token: organiser.token,
      body: { ...body, grades },
    });
    await ask(`/v1/api/manage/shows/${show.body.id}/showtimes`, {
      method: "POST",
      token: organiser.token,
      body: { starts_at_ms: at_ms + 10_000_000, round: 1 },
    });
    // What an isolate remembers is ten seconds old at most.
    expect(await mayPractise(with_word("quiet"), at_ms + 11_000)).toBe(false);
    expect(await mayPractise(with_word("quiet"), at_ms + 3 * 3_600_000)).toBe(true);
    expect([await mayPractise(with_word("on"), at_ms), await mayPractise(with_word("off"), at_ms)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("the end of a practice", () => {
  it("PR9: each of many that end together answers, and whatever had begun there neither runs nor rings any more", async () => {
    const complaints = vi.spyOn(console, "error");
    const ended = Array.from({ length: 8 }, async (_, n) => {
      const id = practiceId(crypto.getRandomValues(new Uint8Array(PRACTICE_ID_BYTES)));
      const { config, layout } = practiceOrder({
        id,
        seed: n,
        level: LEVELS.easy,
        hall: "theatre",
        now_ms: Date.now(),
      });
      const ledger = ledgerOf(testEnv, codeOfPractice(id));
      await ledger.publish({ config, layout });
      const answer = await runInDurableObject(ledger, (instance) => {
        const ending = instance as unknown as Ending;
        for (const later_ms of [0, 1, 2, 5, 10, 20, 40, 80]) setTimeout(() => void ending.alarm(), later_ms);
        return ending.end();
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      const alarm_ms = await runInDurableObject(ledger, (_, state) => state.storage.getAlarm());
      return { answer, again: await ledger.end(), alarm_ms, rows: await rowsLeft(ledger) };
    });
    expect(new Set((await Promise.all(ended)).map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ answer: true, again: true, alarm_ms: null, rows: 0 })]),
    );
    expect(complaints.mock.calls.filter(([text]) => String(text).includes("ledger_round_failed"))).toEqual([]);
    complaints.mockRestore();
  });

  it("PR9: line, ledger and crowd keep not one row, the place in the house is free, and asking makes nothing anew", async () => {
    const made = await begin({ seed: 9 });
    const open = (await practiceHouse(testEnv).figures()).open.practice;
    const crowd = crowdOf(testEnv, made.code);
    await inside(made, `/v1/api/practices/${made.id}/status`, { method: "PATCH", body: { state: "FINISHED" } });
    expect((await ask(`/v1/api/practices/${made.id}`)).body.card).toMatchObject({
      grade: "F",
      why: [{ code: "never_joined" }],
    });
    // Its time is moved to now; the alarm does the rest.
    const moved = "UPDATE part SET body = json_set(body, '$.ends_ms', 1, '$.order.ends_at_ms', 1) WHERE name = 'play'";
    await runInDurableObject(crowd, async (_, state) => {
      state.storage.sql.exec(moved);
      await state.storage.setAlarm(Date.now() + 1_000);
      await state.storage.sync();
      state.abort();
    }).catch(() => {});
    await until(async () => ((await crowdOf(testEnv, made.code).view()) === null ? true : null));
    const tables = await runInDurableObject(crowdOf(testEnv, made.code), async (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'part'").toArray(),
    );
    expect(tables).toEqual([]);
    expect(await rowsLeft(lineOf(testEnv, practiceShowId(made.code)))).toBe(0);
    expect(await rowsLeft(ledgerOf(testEnv, made.code))).toBe(0);
    // Others may have ended meanwhile.
    expect((await practiceHouse(testEnv).figures()).open.practice).toBeLessThan(open);
    expect((await ask(`/v1/api/practices/${made.id}`)).status).toBe(404);
    expect((await inside(made, `/v1/api/shows/${made.show_id}/queue/status`)).status).toBe(404);
  });
});
