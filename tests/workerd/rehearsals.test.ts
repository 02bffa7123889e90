// Rehearsals over HTTP: asked for, followed, read again after the object was put away, and nobody else's.
import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { codeOfPractice, practiceShowId } from "../../domain/crowd/names.ts";
import { scenarioOf } from "../../domain/forecast/question.ts";
import { summaryOf } from "../../domain/forecast/summary.ts";
import { Simulation } from "../../domain/simulation/simulation.ts";
import { questionOf } from "../../durable-objects/rehearsals/desk.ts";
import { lineOf, rehearsalsOf, screenOf } from "../../workers/kit/objects.ts";
import { ask, be, call, makeShow, migrate, ORIGIN, type Person, showBody, testEnv } from "./kit.ts";
import { rowsLeft } from "./rows-left.ts";

const CROWD = { fans: 400, arrive_within_ms: 120_000, no_show: 0.1, decide_ms: 30_000, decline: 0.1 };

const HALL = {
  name: "작은 홀",
  region: "SEOUL",
  time_zone: "Asia/Seoul",
  sections: [
    {
      name: "1층",
      kind: "seated",
      grade: "R",
      rows: Array.from({ length: 12 }, (_, row) => ({ label: String(row + 1), seats: 25 })),
    },
  ],
};

let organiser: Person;
let other: Person;
let show_id: string;
let path: string;

beforeAll(async () => {
  await migrate();
  organiser = await be("rehearsing@example.com", "MANAGER");
  other = await be("elsewhere@example.com", "MANAGER");
  ({ show_id } = await makeShow(organiser.token, { room: { room_capacity: 10 } }));
  path = `/v1/api/manage/shows/${show_id}/rehearsals`;
});

const startAt = (at: string, body: Record<string, unknown>, token = organiser.token) =>
  ask(at, { method: "POST", token, body });
const start = (body: Record<string, unknown>, token = organiser.token) => startAt(path, body, token);
const read = (id: string, token = organiser.token) => ask(`${path}/${id}`, { token });

describe("RH: forecasts of an own show", () => {
  it("RH1, RH2, RH4: is 202 at once, plays the show's own settings, and its report outlives the object", async () => {
    const started = await start({ kind: "forecast", ...CROWD, seed: 7 });
    expect(started.status).toBe(202);
    const { id } = started.body;
    const again = await start({ kind: "forecast", ...CROWD });
    if (again.status !== 202)
      expect([again.status, again.body.code, again.body.id]).toEqual([409, "rehearsal_running", id]);
    await evictDurableObject(rehearsalsOf(testEnv, show_id));
    await expect.poll(async () => (await read(id)).body.status, { timeout: 15_000, interval: 100 }).toBe("DONE");
    await evictDurableObject(rehearsalsOf(testEnv, show_id));
    const { body } = await read(id);
    expect(body).toMatchObject({ id, kind: "forecast", progress: 1, asked: { ...CROWD, seed: 7 } });
    expect(body.plays).toMatchObject({ seats: { R: 20, STANDING: 30 }, rounds: { played: 1, of: 1 } });
    expect(body.plays.settings.room_capacity).toBe(10);
    expect(body.report.sales[0]).toEqual(summaryOf(new Simulation(scenarioOf(questionOf(body), 7)).outcome()));
    const { body: list } = await ask(path, { token: organiser.token });
    expect(list.items.map((item: { id: string }) => item.id)).toContain(id);
    expect(list.items[0].report).toBeUndefined();
  });

  it("RH5: another manager finds none of it, and can start none", async () => {
    const { body } = await ask(path, { token: organiser.token });
    const id = body.items[0].id;
    expect((await start({ kind: "forecast", ...CROWD }, other.token)).status).toBe(404);
    expect((await read(id, other.token)).status).toBe(404);
    expect((await ask(path, { token: other.token })).status).toBe(404);
    expect((await ask(`${path}/${id}`, { method: "DELETE", token: other.token })).status).toBe(404);
    const own = await makeShow(other.token);
    const elsewhere = `/v1/api/manage/shows/${own.show_id}/rehearsals/${id}`;
    expect((await ask(elsewhere, { token: other.token })).status).toBe(404);
  });

  it("RH6: the pages are whole without a script: begun by a form, followed, reported and compared; nobody else's", async () => {
    const { cookies: cookie } = organiser;
    const base = `/manage/shows/${show_id}/rehearsals`;
    const read = async (of: string, who = cookie) => call(of, { headers: { cookie: who, "accept-language": "en" } });
    expect(await (await read(base)).text()).toContain("Start the forecast");
    const headers = { cookie, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
    const form = "kind=forecast&fans=200&arrive_min=2&no_show_percent=10&decide_s=30&decline_percent=5&seed=3";
    const begun = await call(base, { method: "POST", headers, body: form });
    expect(begun.status).toBe(303);
    const mine = begun.headers.get("location") ?? "";
    await expect.poll(async () => (await read(mine)).headers.get("refresh"), { timeout: 15_000 }).toBeNull();
    const report = await (await read(mine)).text();
    for (const part of ["What keeps it from going faster", "What would do better", "What was played", "data-print"]) {
      expect(report).toContain(part);
    }
    const { body } = await ask(path, { token: organiser.token });
    const ids = body.items.map(({ id }: { id: string }) => id);
    const compared = await (await read(`${base}/compare?with=${ids[0]}&with=${ids[1]}`)).text();
    expect(compared).toContain("Two rehearsals compared");
    expect((await read(`${base}/compare?with=${ids[0]}`)).status).toBe(303);
    expect((await call(base, { method: "POST", headers, body: "fans=many" })).status).toBe(422);
    for (const address of [base, mine, `${base}/compare?with=${ids[0]}&with=${ids[1]}`]) {
      expect((await read(address, other.cookies)).status).toBe(404);
    }
    const theirs = { ...headers, cookie: other.cookies };
    expect((await call(`${mine}/deletion`, { method: "POST", headers: theirs, body: "" })).status).toBe(404);
    expect((await call(`${mine}/deletion`, { method: "POST", headers, body: "" })).status).toBe(303);
    expect((await read(mine)).status).toBe(404);
  });

  it("RH5: what is past the limits is 422, and deleting is in the log beside the start", async () => {
    for (const wrong of [{ fans: 0 }, { fans: 200_001 }, { no_show: 1.1 }, { decide_ms: 999 }, { kind: "dream" }]) {
      expect((await start({ kind: "forecast", ...CROWD, ...wrong })).status).toBe(422);
    }
    const { body } = await ask(path, { token: organiser.token });
    const id = body.items[0].id;
    expect((await ask(`${path}/${id}`, { method: "DELETE", token: organiser.token })).status).toBe(204);
    expect((await read(id)).status).toBe(404);
    const admin = await be("log@example.com", "ADMIN");
    const log = await ask("/v1/api/admin/audit?limit=20", { token: admin.token });
    const actions = log.body.items.map((line: { action: string }) => line.action);
    expect(actions).toEqual(expect.arrayContaining(["rehearsal.start", "rehearsal.delete"]));
  });
});

/** `REHEARSED=500` plays as many as there may be. */
const REHEARSED = Number(testEnv.REHEARSED) || 80;

describe("RH7 … RH9: a live rehearsal", () => {
  it("RH7, RH8, RH9: sells a copy to bots, is watched and steered on its own screen, verified, and gone afterwards", async () => {
    const venue = await ask("/v1/api/manage/venues", { method: "POST", token: organiser.token, body: HALL });
    const grades = [{ grade: "R", price_krw: 90_000 }];
    // Who waits behind a sold-out hall goes home when the last hold of somebody else has ended.
    const limits = { hold_ms: 20_000, payment_ms: 20_000 };
    const body = showBody(venue.body.id, { room: { room_capacity: 40 }, grades, limits });
    const { body: show } = await ask("/v1/api/manage/shows", { method: "POST", token: organiser.token, body });
    const own = `/v1/api/manage/shows/${show.id}/rehearsals`;
    const crowd = { fans: REHEARSED, arrive_within_ms: 2_000, no_show: 0, decide_ms: 1_000, decline: 0.1, seed: 5 };
    expect((await startAt(own, { kind: "live", ...crowd, fans: 501 })).status).toBe(422);
    const started = await startAt(own, { kind: "live", ...crowd });
    expect(started.status).toBe(202);
    const at = `${own}/${started.body.id}`;
    // Whoever follows it may be put away meanwhile.
    await evictDurableObject(rehearsalsOf(testEnv, show.id));
    const copy = (await rehearsalsOf(testEnv, show.id).read(started.body.id))?.copy ?? "";
    const code = codeOfPractice(copy);
    const page = `/manage/shows/${show.id}/rehearsals/${started.body.id}/live`;
    const headers = { cookie: organiser.cookies, "accept-language": "en" };
    const watched = await (await call(page, { headers })).text();
    expect(watched.includes(`${page}/ask?act=open`)).toBe(true);
    for (const address of [page, `${page}/ask?act=pause`]) {
      expect((await call(address, { headers: { cookie: other.cookies } })).status).toBe(404);
    }
    const form = { ...headers, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
    const act = (fields: string) => call(`${page}/act`, { method: "POST", headers: form, body: fields });
    expect((await act("act=room&room_capacity=60&batch_size=40&step_ms=500")).status).toBe(303);
    const turned = await (await call(page, { headers })).text();
    expect(turned.includes("Nothing has been changed yet")).toBe(false);
    expect((await act("act=block&showtime_id=x&seats=1-1-1")).status).toBe(404);
    expect((await lineOf(testEnv, practiceShowId(code)).sale()).settings.room_capacity).toBe(60);
    expect((await ask(`/v1/api/manage/shows/${show.id}/sale`, { token: organiser.token })).body).toMatchObject({
      settings: { room_capacity: 40 },
      sold: 0,
    });
    const socket = { token: other.token, headers: { upgrade: "websocket" } };
    expect((await call(`${at}/live`, socket)).status).toBe(404);
    await expect
      .poll(async () => (await ask(at, { token: organiser.token })).body.status, { timeout: 240_000, interval: 500 })
      .toBe("DONE");
    const { report } = (await ask(at, { token: organiser.token })).body;
    expect(report.line).toMatchObject({ sound: true, faults: [] });
    expect(report.sale).toMatchObject({ sound: true, oversold: 0, differences: [] });
    expect(report.failed).toBe(0);
    expect(report.figures.joined).toBe(REHEARSED);
    expect(report.figures.sold + report.figures.held + report.figures.available).toBe(300);
    expect(report.figures.sold).toBeGreaterThan(0);
    expect(report.figures.revenue_krw).toBe(report.sale.captured_krw);
    expect(report.bots.bought).toBe(report.sale.confirmed);
    expect((await call(page, { headers })).status).toBe(303);
    const told = await (await call(page.replace("/live", ""), { headers })).text();
    expect(told.includes("The line and the seats hold")).toBe(true);
    expect((await call(`${at}/live`, { ...socket, token: organiser.token })).status).toBe(404);
    const screen = screenOf(testEnv, practiceShowId(code)) as unknown as DurableObjectStub;
    expect(await rowsLeft(screen)).toBe(0);
  }, 300_000);
});
