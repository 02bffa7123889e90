// D80: from the link in a message to the seat in hand nothing asks D1 once per fan.
import { beforeAll, describe, expect, it } from "vitest";
import { be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person } from "./kit.ts";

const ROOM = { room_capacity: 300, batch_size: 300, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };
let show: MadeShow;

beforeAll(async () => {
  await migrate();
  const organiser = await be("road-organiser@example.com", "MANAGER");
  show = await makeShow(organiser.token, { room: ROOM });
});

type Step = { readonly path: string; readonly status: number; readonly statements: number };

/** The whole road as one fan walks it, by cookie as a browser does, and what each step asked of D1. */
async function walk(fan: Person, count: number): Promise<Step[]> {
  const steps: Step[] = [];
  const go = async (path: string, method = "GET", body?: unknown) => {
    const headers = { cookie: fan.cookies, origin: ORIGIN, "sec-fetch-site": "same-origin" };
    const answer = await call(path, { method, body, headers });
    const statements = Number(/d1;[^,]*dur=(\d+)/.exec(answer.headers.get("server-timing") ?? "")?.[1] ?? -1);
    steps.push({ path: `${method} ${path}`, status: answer.status, statements });
    const text = await answer.text();
    return text.startsWith("{") ? JSON.parse(text) : text;
  };
  const line = `/v1/api/shows/${show.show_id}/queue`;
  await go("/");
  await go(`/shows/${show.show_id}`);
  await go(`/posters/${show.show_id}.svg`);
  await go(`/shows/${show.show_id}/line`);
  await go(line, "POST");
  for (let tries = 0; tries < 40; tries++) {
    const { state } = await go(`${line}/status`);
    if (state === "ADMITTED") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { pass } = await go(`${line}/status`, "PATCH", { state: "CLAIMED" });
  await go(`/shows/${show.show_id}/room`);
  await go(`/v1/api/showtimes/${show.showtime_id}/layout`);
  await go(`/v1/api/showtimes/${show.showtime_id}/seats`);
  fan = { ...fan, cookies: `${fan.cookies}; pass=${pass}` };
  const headers = { authorization: `Bearer ${fan.token}`, "x-queue-pass": pass as string };
  const post = async (path: string, body: unknown) => {
    const answer = await call(path, { method: "POST", body, headers });
    const statements = Number(/d1;[^,]*dur=(\d+)/.exec(answer.headers.get("server-timing") ?? "")?.[1] ?? -1);
    steps.push({ path: `POST ${path}`, status: answer.status, statements });
    return (await answer.json()) as { id: string };
  };
  const hold = await post(`/v1/api/showtimes/${show.showtime_id}/holds`, { best: { count } });
  await post("/v1/api/bookings", { hold_id: hold.id });
  return steps;
}

describe("D80: the road of a crowd", () => {
  it("D80: after the first fan nobody on it asks D1 for anything", async () => {
    const first = await walk(await be("road-first@example.com"), 1);
    expect(first.filter(({ status }) => status >= 400)).toEqual([]);
    const later = await walk(await be("road-later@example.com"), 2);
    expect(later.filter(({ status }) => status >= 400)).toEqual([]);
    expect(later.filter(({ statements }) => statements !== 0)).toEqual([]);
  });

  it("F12: what is drawn once for all holds nothing of whoever asked first", async () => {
    const [one, two] = await Promise.all([be("road-one@example.com"), be("road-two@example.com", "MANAGER")]);
    const read = async (path: string, cookies?: string) => {
      const answer = await call(path, { headers: cookies === undefined ? {} : { cookie: cookies } });
      return { text: await answer.text(), kept_by: answer.headers.get("cache-control") };
    };
    const line = `/shows/${show.show_id}/line`;
    for (const { token } of [one, two]) {
      await call(`/v1/api/shows/${show.show_id}/queue`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
    }
    for (const path of ["/", `/shows/${show.show_id}`, line]) {
      const seen = [await read(path, one.cookies), await read(path, two.cookies), await read(path, one.cookies)];
      for (const { text, kept_by } of seen) {
        expect(kept_by).toMatch(/private|no-store/);
        for (const person of [one, two]) {
          for (const secret of [person.id, person.token]) expect(text).not.toContain(secret);
        }
      }
      // The console is in the organiser's menu alone, whoever asked first.
      expect(seen.map(({ text }) => text.includes('href="/manage"'))).toEqual([false, true, false]);
    }
    const positions = [await read(line, one.cookies), await read(line, two.cookies)].map(
      ({ text }) => /&quot;position&quot;:(\d+)/.exec(text)?.[1],
    );
    expect(new Set(positions).size).toBe(2);
    expect((await read(`/shows/${show.show_id}`)).text).not.toContain("/bookings");
  });

  it("D80 control: what is not on the road does ask, so the count counts", async () => {
    const { cookies } = await be("road-control@example.com");
    const answer = await call("/search?q=없는+공연", { headers: { cookie: cookies } });
    expect(answer.headers.get("server-timing")).toMatch(/dur=[1-9]/);
  });
});
