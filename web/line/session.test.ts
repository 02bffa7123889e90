// The visit as a whole, against a line that can be cut off: joins by itself, listens, falls back, catches up.
import { describe, expect, it } from "vitest";
import type { CallResult } from "../api-client.ts";
import type { RoadEar } from "../road.ts";
import type { LineClient } from "./line-client.ts";
import { LineSession } from "./line-session.ts";
import { startModel } from "./model.ts";
import type { Place, PlaceTold } from "./place.ts";
import { readFrame, readTold } from "./place.ts";
import { admittedAt, NOW_MS, placeOf } from "./testing/sample.ts";

const CHALLENGE = { kind: "proof", text: "p1", bits: 13, parts: 16, expires_at_ms: NOW_MS + 1_200_000 } as const;
const CHECK = { asks: "proof", challenge: CHALLENGE, by_mail: true } as const;
const WIDGET = {
  kind: "turnstile",
  site_key: "k",
  script_url: "https://a.example",
  action: "join",
  cdata: "c",
} as const;
const THIRD = { asks: "turnstile", challenge: WIDGET, by_mail: true } as const;

type Timer = { at_ms: number; run: () => void };

/** A page with a hand on its clock, its network and its line. */
function visit(place: Place | null = null) {
  const timers = new Set<Timer>();
  const calls: string[] = [];
  const went: string[] = [];
  const rung: string[] = [];
  const ears: RoadEar[] = [];
  const world = {
    now_ms: 0,
    place: place ?? placeOf(),
    reachable: true,
    status: 200,
    redirect_url: null as string | null,
    /** The token that lets in; null: nothing is asked. */
    asks: null as string | null,
    proof: "work" as string | null,
    /** A third party asks; `press` is the person's answer. */
    third: false,
    press: (_token: string): void => {},
  };
  const answer = <T>(name: string, value: T): Promise<CallResult<T>> => {
    calls.push(name);
    const failure = { title: "", detail: "", problem: null, request_id: null };
    if (!world.reachable)
      return Promise.resolve({ ok: false, failure: { code: "unreachable", status: 0, ...failure } });
    if (world.status !== 200) {
      return Promise.resolve({ ok: false, failure: { code: "overloaded", status: world.status, ...failure } });
    }
    return Promise.resolve({ ok: true, value, status: 200 });
  };
  const asked = (nothing: boolean): Promise<CallResult<never>> => {
    const code = nothing ? ("check_required" as const) : ("check_failed" as const);
    calls.push(code);
    const failure = { code, status: 403, title: code, detail: "", problem: null, request_id: null };
    return Promise.resolve({ ok: false, failure });
  };
  const told = (): PlaceTold => ({
    place: { ...world.place, now_ms: NOW_MS + world.now_ms },
    notice: null,
    redirect_url: world.redirect_url,
  });
  const client: LineClient = {
    status: () => answer("status", told()),
    join: (shown) => {
      if (world.asks !== null && shown?.token !== world.asks) return asked(shown === undefined);
      return answer("join", { told: told(), receipt: "a.b.c" });
    },
    check: () => answer("check", world.third ? THIRD : CHECK),
    mailCheck: () => answer("mail check", null),
    claim: ({ by, switching }) => answer(`claim ${by}${switching ? " switching" : ""}`, told()),
    prolong: () => answer("prolong", told()),
    leave: () => answer("leave", null),
    receipt: (position) => answer(`receipt ${position}`, "a.b.c"),
    listen: (ear) => {
      ears.push(ear);
      return { send: () => {}, close: () => {} };
    },
  };
  const session = new LineSession(
    startModel({ place, notice: null, join_refusal: null, signed_in: true, now_ms: NOW_MS }),
    {
      client,
      timers: {
        after: (ms, run) => {
          const timer = { at_ms: world.now_ms + ms, run };
          timers.add(timer);
          return () => timers.delete(timer);
        },
        random: () => 0.5,
      },
      localMs: () => world.now_ms,
      checks_ahead: true,
      prove: async (_, work) => {
        calls.push("prove");
        work({ done: 1, of: 1 });
        return world.proof;
      },
      vouch: (_challenge, called_off) =>
        new Promise((resolve) => {
          calls.push("vouch");
          called_off.addEventListener("abort", () => resolve(null));
          world.press = resolve;
        }),
      ring: (kind) => rung.push(kind),
      goTo: (path) => went.push(path),
      remember: () => {},
    },
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    const end_ms = world.now_ms + ms;
    for (;;) {
      await settle();
      const next = [...timers].sort((one, other) => one.at_ms - other.at_ms)[0];
      if (next === undefined || next.at_ms > end_ms) break;
      timers.delete(next);
      world.now_ms = Math.max(world.now_ms, next.at_ms);
      next.run();
    }
    world.now_ms = end_ms;
    await settle();
  };
  const say = (version: number, more: Partial<Place> = {}): void => {
    const frame = { type: "place", version, ...world.place, now_ms: NOW_MS + world.now_ms, ...more };
    ears.at(-1)?.said(JSON.stringify(frame));
  };
  return {
    session,
    world,
    calls,
    went,
    rung,
    ears,
    pass,
    settle,
    say,
    count: (name: string) => calls.filter((call) => call === name).length,
  };
}

describe("a visit to the waiting page", () => {
  it("Q1: joins by itself on opening, keeps its receipt, and listens", async () => {
    const { session, calls, ears, settle } = visit();
    session.open();
    await settle();
    expect(calls).toEqual(["join"]);
    expect(session.model).toMatchObject({ receipt: "a.b.c", place: { position: 501 } });
    expect(ears).toHaveLength(1);
  });

  it("Q1: a fan who is in line already is not joined again; who left is asked before joining again", async () => {
    const waiting = visit(placeOf());
    waiting.session.open();
    await waiting.pass(2_000);
    expect(waiting.count("join")).toBe(0);
    const left = visit(placeOf({ state: "LEFT", ahead: 0 }));
    left.session.open();
    await left.pass(60_000);
    expect(left.count("join")).toBe(0);
    expect(left.ears).toHaveLength(0);
  });

  it("CK5: what is asked before joining the page does by itself, and joins with it", async () => {
    const page = visit();
    page.world.asks = "work";
    page.session.open();
    await page.settle();
    expect(page.calls).toEqual(["check_required", "check", "prove", "join"]);
    expect(page.session.model).toMatchObject({ checking: null, place: { position: 501 } });
  });

  it("CK7: while a third party asks, the page says so; its word joins", async () => {
    const page = visit();
    page.world.third = true;
    page.world.asks = "word";
    page.session.open();
    await page.settle();
    expect(page.session.model).toMatchObject({ checking: "vouch", busy: "join", place: null });
    page.world.press("word");
    await page.settle();
    expect(page.calls).toEqual(["check_required", "check", "vouch", "join"]);
    expect(page.session.model).toMatchObject({ checking: null, place: { position: 501 } });
  });

  it("CK2: a code by mail joins while the third party still asks, and nothing of its question is left", async () => {
    const page = visit();
    page.world.third = true;
    page.world.asks = "483920";
    page.session.open();
    await page.settle();
    await page.session.mailCheck();
    await page.session.join({ kind: "mail", token: "483920" });
    await page.settle();
    expect(page.session.model).toMatchObject({
      checking: null,
      busy: null,
      join_refusal: null,
      place: { position: 501 },
    });
  });

  it("CK5: a check that did not pass is made anew once, then the way by mail is told; its code joins", async () => {
    const page = visit();
    page.world.asks = "483920";
    page.session.open();
    await page.pass(10);
    await page.pass(10);
    expect(page.calls).toEqual(["check_required", "check", "prove", "check_failed", "check", "prove", "check_failed"]);
    expect(page.session.model).toMatchObject({ busy: null, join_refusal: { code: "check_failed" } });
    await page.session.mailCheck();
    expect(page.session.model.check_mailed).toBe(true);
    await page.session.join({ kind: "mail", token: "000000" });
    expect(page.session.model.join_refusal?.code).toBe("check_failed");
    await page.session.join({ kind: "mail", token: "483920" });
    expect(page.session.model).toMatchObject({ join_refusal: null, place: { position: 501 } });
  });

  it("CK5: where no work can be done the refusal stands, and nothing is asked without end", async () => {
    const page = visit();
    page.world.asks = "work";
    page.world.proof = null;
    page.session.open();
    await page.pass(60_000);
    expect(page.calls).toEqual(["check_required", "check", "prove"]);
    expect(page.session.model.join_refusal?.code).toBe("check_required");
  });

  it("CK5: while the page counts down the work is done, so that it joins at once when the line opens", async () => {
    const page = visit();
    page.world.asks = "work";
    page.session.send({
      type: "refused",
      act: "join",
      refusal: { code: "sale_not_open", title: "", detail: "", opens_at_ms: NOW_MS + 400_000 },
      other: null,
    });
    page.session.open();
    await page.pass(60_000);
    expect(page.calls).toEqual([]);
    await page.pass(240_000);
    expect(page.calls).toEqual(["check", "prove"]);
    await page.pass(110_000);
    expect(page.calls).toEqual(["check", "prove", "join"]);
  });

  it("D7: an overloaded service is asked again until it answers, never given up silently", async () => {
    const page = visit();
    page.world.status = 503;
    page.session.open();
    await page.pass(20_000);
    expect(page.count("join")).toBeGreaterThan(2);
    expect(page.count("join")).toBeLessThan(10);
    page.world.status = 200;
    await page.pass(30_000);
    expect(page.session.model.place?.position).toBe(501);
  });

  it("Q3: without a socket it asks at the service's interval, and stops asking when the socket is back", async () => {
    const page = visit();
    page.session.open();
    await page.settle();
    page.ears[0]?.closed(0);
    expect(page.session.model.link).toBe("polling");
    await page.pass(3_100);
    expect(page.count("status")).toBe(1);
    await page.pass(9_000);
    expect(page.count("status")).toBe(4);
    // The next try of the socket is under way.
    await page.pass(500);
    page.ears.at(-1)?.opened();
    page.say(1);
    await page.pass(20_000);
    expect(page.session.model.link).toBe("live");
    expect(page.count("status")).toBe(4);
  });

  it("D11: cut off for an hour it says so, comes back by itself, and the place is what the line says", async () => {
    const page = visit();
    page.session.open();
    await page.settle();
    page.ears[0]?.opened();
    page.say(1);
    page.world.reachable = false;
    page.session.send({ type: "offline" });
    page.ears[0]?.closed(0);
    await page.pass(3_600_000);
    expect(page.session.model).toMatchObject({ link: "offline", doubtful: true, place: { ahead: 120 } });
    page.world.reachable = true;
    page.world.place = placeOf({ ahead: 7 });
    page.session.send({ type: "online" });
    await page.pass(3_000);
    expect(page.session.model).toMatchObject({ doubtful: false, place: { ahead: 7, position: 501 } });
    expect(page.count("join")).toBe(1);
  });

  it("Q3: a socket that is silent to a ping is cut and opened anew", async () => {
    const page = visit();
    page.session.open();
    await page.settle();
    page.ears[0]?.opened();
    page.say(1);
    await page.pass(24_000);
    expect(page.ears).toHaveLength(1);
    await page.pass(12_000);
    expect(page.ears.length).toBeGreaterThan(1);
  });

  it("Q5: one tap claims and goes in; a second tap meanwhile does nothing", async () => {
    const page = visit();
    page.session.open();
    await page.settle();
    page.world.place = admittedAt(NOW_MS);
    page.ears[0]?.opened();
    page.say(1, admittedAt(NOW_MS));
    expect(page.rung).toEqual(["turn"]);
    page.world.place = { ...admittedAt(NOW_MS), state: "CLAIMED" };
    page.world.redirect_url = "/shows/show_sample/room";
    await Promise.all([page.session.enter(), page.session.enter()]);
    expect(page.count("claim tap")).toBe(1);
    expect(page.went).toEqual(["/shows/show_sample/room"]);
  });

  it("Q7: leaving stops the listening, and joining again is a new beginning", async () => {
    const page = visit();
    page.session.open();
    await page.settle();
    page.world.place = placeOf({ state: "LEFT", ahead: 0, behind: null });
    await page.session.leave();
    await page.pass(10_000);
    expect(page.session.model.place?.state).toBe("LEFT");
    const tries = page.ears.length;
    await page.pass(60_000);
    expect(page.ears).toHaveLength(tries);
    page.world.place = placeOf({ position: 900, ahead: 300 });
    await page.session.join();
    expect(page.session.model).toMatchObject({ first_ahead: 300, place: { position: 900 } });
  });
});

describe("what comes by wire", () => {
  it("Q3: a frame or an answer without its shape is not taken, and a road out of the site is not followed", () => {
    for (const text of [
      "",
      "{",
      "[]",
      '{"type":"place","version":1}',
      '{"type":"sale","version":1,"now_ms":1,"status":"X"}',
    ]) {
      expect(readFrame(text)).toBeNull();
    }
    expect(readTold({ ...placeOf(), ahead: "3" })).toBeUndefined();
    expect(readTold({ ...placeOf(), state: "BOSS" })).toBeUndefined();
    for (const redirect_url of ["//evil.example", "https://evil.example", "/\\evil.example", 5]) {
      expect(readTold({ ...placeOf(), redirect_url })?.redirect_url).toBeNull();
    }
    expect(readTold({ ...placeOf(), redirect_url: "/shows/a/room" })?.redirect_url).toBe("/shows/a/room");
  });
});
