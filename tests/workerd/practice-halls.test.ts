// A coming show's own hall opened for practice, and what many practices leave behind: nothing.
import { runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOfPractice, practiceShowId, practiceShowtimeId } from "../../domain/crowd/names.ts";
import { crowdOf, ledgerOf, lineOf, practiceHouse } from "../../workers/kit/objects.ts";
import { ask, be, call, cookiesOf, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";
import { rowsLeft } from "./rows-left.ts";

type Made = { readonly id: string; readonly show_id: string; readonly code: string; readonly cookie: string };
const begun: Made[] = [];

async function begin(body: Record<string, unknown>): Promise<Made> {
  const response = await call("/v1/api/practices", { method: "POST", body: { level: "easy", seed: 5, ...body } });
  expect(response.status).toBe(201);
  const { id, show_id } = (await response.json()) as { id: string; show_id: string };
  const made = { id, show_id, code: codeOfPractice(id), cookie: cookiesOf(response.headers) };
  begun.push(made);
  return made;
}

const inside = (made: Made, path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) =>
  ask(path, { method, body, headers: { cookie: made.cookie, origin: ORIGIN, "x-practice": made.code } });

const seatsOf = (made: Made) => inside(made, `/v1/api/showtimes/${practiceShowtimeId(made.code)}/seats`);

async function until<T>(look: () => Promise<T | null>, tries_max = 600): Promise<T> {
  for (let tries = 0; tries < tries_max; tries++) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never came");
}

/** Every row of D1, pictures among them, table by table. */
async function everyRow(): Promise<Record<string, string>> {
  const { results } = await testEnv.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  ).all<{ name: string }>();
  const rows: Record<string, string> = {};
  for (const { name } of results)
    rows[name] = JSON.stringify((await testEnv.DB.prepare(`SELECT * FROM ${name}`).all()).results);
  return rows;
}

let organiser: Person;
let show_id: string;
const soon = () => ({ opens_at_ms: Date.now() + 3_600_000, closes_at_ms: Date.now() + 90_000_000 });
const manage = (body: Record<string, unknown>, token = organiser.token) =>
  ask(`/v1/api/manage/shows/${show_id}`, { method: "PATCH", token, body });
const listed = async () => (await call("/practice", { headers: { accept: "text/html" } })).text();

beforeAll(async () => {
  await migrate();
});

afterAll(async () => {
  for (const { code } of begun)
    await runInDurableObject(crowdOf(testEnv, code), (_, state) => state.storage.deleteAlarm());
});

/** Hundreds take minutes: the suite plays a few, `PRACTICES=200` as many as it says. */
const PRACTICES = Number(testEnv.PRACTICES) || 8;
/** One address may have as many open; their objects' ends are waited for together. */
const AT_ONCE = 20;

// Before any show is made, whose own counts would move meanwhile.
describe("many practices", () => {
  it(`PR15: ${PRACTICES} of them, one after the other, leave every row of D1 and every object as they were`, async () => {
    const before = await everyRow();
    const open = (await practiceHouse(testEnv).figures()).open.practice;
    let ending: Made[] = [];
    for (let n = 0; n < PRACTICES; n++) {
      const level = (["easy", "hard", "returns"] as const)[n % 3];
      const made = await begin({
        seed: 1_000 + n,
        layout: (["theatre", "ballpark", "stadium"] as const)[n % 3],
        level,
      });
      expect((await seatsOf(made)).status).toBe(200);
      await inside(made, `/v1/api/practices/${made.id}/status`, { method: "PATCH", body: { state: "FINISHED" } });
      ending.push(made);
      if (ending.length < AT_ONCE && n < PRACTICES - 1) continue;
      await Promise.all(ending.map(endNow));
      ending = [];
      // More in a minute than the house lets in: it forgets the minute, and nothing else.
      await runInDurableObject(practiceHouse(testEnv), (_, state) => state.abort()).catch(() => {});
    }
    expect(await everyRow()).toEqual(before);
    expect((await practiceHouse(testEnv).figures()).open.practice).toBeLessThanOrEqual(open);
  }, 900_000);
});

describe("a coming show's own hall", () => {
  beforeAll(async () => {
    organiser = await be("hall@example.com", "MANAGER");
    ({ show_id } = await makeShow(organiser.token, { sale: soon() }));
  });

  it("PR14: it is closed until its organiser opens it, then listed and played under another name with its own plan", async () => {
    const shut = await ask("/v1/api/practices", { method: "POST", body: { level: "easy", hall_of: show_id } });
    expect([shut.status, shut.body.code]).toEqual([409, "practice_hall_closed"]);
    expect(await listed()).not.toContain(show_id);
    expect((await manage({ practice: true })).body.practice).toBe(true);
    const page = await listed();
    expect(page).toContain(`value="${show_id}"`);
    expect(page).toContain("practice-sketch-section");
    const { body: real } = await ask(`/v1/api/shows/${show_id}`);
    expect(real.practice).toBe(true);
    const made = await begin({ hall_of: show_id });
    const { body: read } = await ask(`/v1/api/practices/${made.id}`);
    expect(read).toMatchObject({ layout: null, hall_of: { show_id, title: `연습 · ${real.title}` } });
    const line = await call(`/shows/${made.show_id}/line`, { headers: { cookie: made.cookie, accept: "text/html" } });
    expect(await line.text()).toContain(`연습 · ${real.title}`);
    const { body: layout } = await inside(made, `/v1/api/showtimes/${practiceShowtimeId(made.code)}/layout`);
    expect(layout.layout_version).toBe(read.layout_version);
    // Nothing of the real show's own line and ledger has moved.
    expect((await lineOf(testEnv, show_id).figures()).joined).toBe(0);
    const elsewhere = await ask(`/v1/api/practices`, { method: "POST", body: { level: "easy", hall_of: "show_no" } });
    expect(elsewhere.body.code).toBe("practice_hall_closed");
  });

  it("PR14: withdrawn, cancelled or taken down, it is closed at once, also to who is practising in it", async () => {
    const admin = await be("hall-admin@example.com", "ADMIN");
    const standing = (status: string) =>
      ask(`/v1/api/admin/shows/${show_id}/status`, {
        method: "PATCH",
        token: admin.token,
        body: { status, ...(status === "TAKEN_DOWN" && { reason: "확인함" }) },
      });
    const open = async (): Promise<Made> => {
      await manage({ practice: true });
      const made = await begin({ hall_of: show_id });
      expect((await seatsOf(made)).status).toBe(200);
      return made;
    };
    const closed = async (made: Made): Promise<void> => {
      await until(async () => ((await seatsOf(made)).status === 404 ? true : null));
      const again = await ask("/v1/api/practices", { method: "POST", body: { level: "easy", hall_of: show_id } });
      expect(again.body.code).toBe("practice_hall_closed");
      expect(await listed()).not.toContain(show_id);
    };
    const withdrawn = await open();
    await manage({ practice: false });
    await closed(withdrawn);
    const taken_down = await open();
    expect((await standing("TAKEN_DOWN")).status).toBe(200);
    await closed(taken_down);
    expect((await standing("PUBLISHED")).status).toBe(200);
    const cancelled = await open();
    await manage({ status: "CANCELLED" });
    await closed(cancelled);
  });
});

/** Its time is moved to now; its own alarm does the rest. */
async function endNow({ id, code }: Made): Promise<void> {
  const moved = "UPDATE part SET body = json_set(body, '$.ends_ms', 1, '$.order.ends_at_ms', 1) WHERE name = 'play'";
  const gone = async () => ((await crowdOf(testEnv, code).view()) === null ? true : null);
  for (let tries = 0; (await gone()) === null && tries < 10; tries++) {
    await runInDurableObject(crowdOf(testEnv, code), async (_, state) => {
      state.storage.sql.exec(moved);
      await state.storage.setAlarm(Date.now() + 1);
      await state.storage.sync();
      state.abort();
    }).catch(() => {});
    // What it had begun by itself may write over what was moved: then it is moved again.
    await until(gone, 100).catch(() => null);
  }
  const rows = () =>
    runInDurableObject(crowdOf(testEnv, code), (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'part'").toArray(),
    );
  await until(async () => ((await rows()).length === 0 ? true : null));
  expect(await rowsLeft(lineOf(testEnv, practiceShowId(code)))).toBe(0);
  expect(await rowsLeft(ledgerOf(testEnv, code))).toBe(0);
  expect((await ask(`/v1/api/practices/${id}`)).status).toBe(404);
}
