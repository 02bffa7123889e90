import { describe, expect, test } from "vitest";
import { HELD } from "../../domain/seat-ledger/seat-state.ts";
import { writeSeatBits } from "../../domain/seat-ledger/status.ts";
import type { RoadEar } from "../road.ts";
import { serverClock } from "./clock.ts";
import {
  type Answer,
  type HoldAnswer,
  type HoldWish,
  type LedgerClient,
  type LiveFrame,
  noAnswer,
  type SeatsSnapshot,
} from "./ledger-client.ts";
import { planOf } from "./plan.ts";
import { Room, type RoomSettings } from "./room.ts";
import { smallLayout } from "./testing/small-house.ts";

const SETTINGS: RoomSettings = {
  showtime_id: "s",
  language: "en",
  now_ms: 1_000_000,
  pass_expires_at_ms: null,
  seats_per_fan: 4,
  seats_bought: 0,
  grades: [{ grade: "R", name: "R", price_krw: 154_000 }],
  hold: null,
  line_url: "/line",
  checkout_url: "/holds/",
  list: false,
};

const HOLD: HoldAnswer = {
  id: "h_1",
  showtime_id: "s",
  seats: [],
  together: true,
  total_krw: 308_000,
  expires_at_ms: 1_300_000,
  now_ms: 1_000_000,
};

/** A world whose time only moves when told, with a ledger that answers what it is given. */
function world(settings: Partial<RoomSettings> = {}) {
  const layout = smallLayout();
  const plan = planOf(layout);
  const states = new Uint8Array(plan.map.seats_count);
  let time_ms = 0;
  let timers: { at_ms: number; run: () => void }[] = [];
  let viewer: RoadEar | null = null;
  const snapshot = { version: 5 };
  const asked: { wish: HoldWish; key: string }[] = [];
  const answers: Answer<HoldAnswer>[] = [];
  let snapshots = 0;
  const client: LedgerClient = {
    layout: () => Promise.resolve({ ok: true, value: layout }),
    snapshot: () => {
      snapshots++;
      const bits = writeSeatBits(states, plan.map.seats_count);
      const value: SeatsSnapshot = { version: snapshot.version, layout_version: plan.layout_version, bits, zones: [] };
      return Promise.resolve({ ok: true, value });
    },
    listen: (ear) => {
      viewer = ear;
      return {
        send: (text) => sent.push(text),
        close: () => {
          if (viewer === ear) viewer = null;
        },
      };
    },
    hold: (wish, key) => {
      asked.push({ wish, key });
      return Promise.resolve(answers.shift() ?? { ok: false, refusal: noAnswer });
    },
    release: () => Promise.resolve({ ok: true, value: null }),
  };
  const sent: string[] = [];
  let keys = 0;
  const room = new Room(
    { ...SETTINGS, ...settings },
    {
      client,
      clock: serverClock(SETTINGS.now_ms, { steadyMs: () => time_ms, wallMs: () => time_ms }),
      timers: {
        after: (ms, run) => {
          const timer = { at_ms: time_ms + ms, run };
          timers.push(timer);
          return () => {
            timers = timers.filter((one) => one !== timer);
          };
        },
        random: () => 0.5,
      },
      makeKey: () => `key-${++keys}`,
    },
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    const until_ms = time_ms + ms;
    for (;;) {
      await settle();
      const due = timers.filter(({ at_ms }) => at_ms <= until_ms).sort((a, b) => a.at_ms - b.at_ms)[0];
      if (due === undefined) break;
      timers = timers.filter((one) => one !== due);
      time_ms = Math.max(time_ms, due.at_ms);
      due.run();
    }
    time_ms = until_ms;
    await settle();
  };
  return {
    room,
    plan,
    states,
    snapshot,
    asked,
    answers,
    pass,
    settle,
    viewer: () => viewer,
    sent,
    say: (frame: LiveFrame) => viewer?.said(JSON.stringify(frame)),
    snapshots: () => snapshots,
    hello: (version: number) => {
      const { layout_version } = plan;
      viewer?.opened();
      viewer?.said(JSON.stringify({ type: "snapshot", version, layout_version, now_ms: 1_000_000 }));
    },
  };
}

describe("a room at work", () => {
  test("S2: frames that come before the snapshot are laid over it, and a gap fetches a new one", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.hello(5);
    at.say({ type: "seats", version: 6, changes: [[at.plan.map.ids[0] ?? "", "HELD"]] });
    expect([at.room.state.stage, at.room.state.link, at.room.state.live?.seat_state[0]]).toEqual([
      "ready",
      "live",
      HELD,
    ]);
    at.states[0] = HELD;
    at.states[1] = HELD;
    at.states[2] = HELD;
    at.snapshot.version = 8;
    const before = at.snapshots();
    // Version 7 is missed.
    at.say({ type: "seats", version: 8, changes: [[at.plan.map.ids[2] ?? "", "HELD"]] });
    await at.pass(2_000);
    expect(at.snapshots()).toBe(before + 1);
    expect([at.room.state.live?.version, at.room.state.live?.seat_state[1]]).toEqual([8, HELD]);
  });

  test("S2: without a socket the seats are polled, and the socket is tried again later and later", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.viewer()?.closed(0);
    await at.pass(10);
    expect(at.room.state.link).toBe("polling");
    at.states[7] = HELD;
    at.snapshot.version = 6;
    await at.pass(3_100);
    expect(at.room.state.live?.seat_state[7]).toBe(HELD);
    at.hello(6);
    await at.pass(10);
    expect(at.room.state.link).toBe("live");
    const quiet = at.snapshots();
    await at.pass(20_000);
    expect(at.snapshots()).toBe(quiet);
  });

  test("S3: a lost answer is asked for again with the same key, so nothing is held twice", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.answers.push({ ok: false, refusal: noAnswer }, { ok: true, value: HOLD });
    at.room.send({ type: "toggle", place: 0 });
    void at.room.holdChoice();
    await at.pass(3_000);
    expect(at.asked.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
    expect(at.room.state.hold?.id).toBe("h_1");
  });

  test("S3: pressed again after no answer at all, the same wish has the same key, another wish its own", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.room.send({ type: "toggle", place: 0 });
    void at.room.holdChoice();
    await at.pass(10_000);
    expect(at.room.state.word).toEqual({ kind: "no_answer" });
    // The seat is held: by this very request, as it turns out.
    at.hello(5);
    at.say({ type: "seats", version: 6, changes: [[at.plan.map.ids[0] ?? "", "HELD"]] });
    expect(at.room.state.choice).toEqual([0]);
    at.answers.push({ ok: true, value: HOLD });
    await at.room.holdChoice();
    expect(new Set(at.asked.map(({ key }) => key))).toEqual(new Set(["key-1"]));
    expect(at.room.state.hold?.id).toBe("h_1");
    await at.room.release();
    void at.room.holdBest();
    await at.settle();
    expect(at.asked.at(-1)?.key).toBe("key-2");
  });

  test("S2: back from sleep the socket must answer or is a new one, and the seats are read again", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.hello(5);
    const first = at.viewer();
    const before = at.snapshots();
    at.room.wake();
    await at.pass(10);
    expect([at.sent, at.snapshots()]).toEqual([["ping"], before + 1]);
    await at.pass(8_800);
    expect(at.viewer()).not.toBe(first);
  });

  test("S2: a silent socket is pinged, and one that does not answer is opened again (LS1)", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.hello(5);
    const first = at.viewer();
    await at.pass(25_000);
    expect(at.sent).toEqual(["ping"]);
    at.viewer()?.said("pong");
    await at.pass(24_000);
    expect(at.viewer()).toBe(first);
    await at.pass(10_000);
    expect(at.viewer()).not.toBe(first);
  });

  test("S2: frames kept for a snapshot are bounded; what was dropped shows as a gap and is fetched", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.hello(5);
    const zones = (version: number): void => at.say({ type: "zones", version, zones: [] });
    // Version 6 is missed, and far more frames follow than are kept.
    for (let version = 7; version <= 1_000; version++) zones(version);
    at.snapshot.version = 6;
    const before = at.snapshots();
    await at.pass(300);
    at.snapshot.version = 1_000;
    await at.pass(5_000);
    expect(at.snapshots()).toBeGreaterThan(before);
    expect(at.room.state.live?.version).toBe(1_000);
  });

  test("S3: a refusal is not asked again; the next press has a key of its own", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    const refusal = { ...noAnswer, code: "limit_reached", status: 409 };
    at.answers.push({ ok: false, refusal }, { ok: true, value: HOLD });
    at.room.send({ type: "toggle", place: 0 });
    await at.room.holdChoice();
    await at.room.holdChoice();
    expect(at.asked.map(({ key }) => key)).toEqual(["key-1", "key-2"]);
  });

  test("S3: a double press asks once", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    at.answers.push({ ok: true, value: HOLD });
    at.room.send({ type: "toggle", place: 0 });
    await Promise.all([at.room.holdChoice(), at.room.holdChoice()]);
    expect(at.asked).toHaveLength(1);
  });

  test("D26 S3: a hold from before the refresh is there at once and ends at its deadline by the server's time", async () => {
    const { now_ms: _, ...hold } = HOLD;
    const at = world({ hold });
    void at.room.open();
    await at.pass(299_999);
    expect(at.room.state.hold?.id).toBe("h_1");
    await at.pass(21);
    expect([at.room.state.hold, at.room.state.word]).toEqual([null, { kind: "hold_over" }]);
  });

  test("Q5: at the pass's end the choice is over; a server that says so earlier is believed", async () => {
    const at = world({ pass_expires_at_ms: 1_060_000 });
    void at.room.open();
    await at.pass(59_999);
    expect(at.room.state.pass_over).toBe(false);
    await at.pass(21);
    expect(at.room.state.pass_over).toBe(true);
    const told = world();
    void told.room.open();
    await told.settle();
    told.answers.push({ ok: false, refusal: { ...noAnswer, code: "pass_void", status: 403 } });
    told.room.send({ type: "toggle", place: 0 });
    await told.room.holdChoice();
    expect(told.room.state.pass_over).toBe(true);
  });

  test("S5: best together sends the party's count and grade, and no grade where any will do", async () => {
    const at = world();
    void at.room.open();
    await at.settle();
    const refusal = { ...noAnswer, code: "not_enough_together", status: 409 };
    at.answers.push({ ok: false, refusal }, { ok: true, value: HOLD });
    await at.room.holdBest();
    at.room.send({ type: "party", party: { count: 3, grade: "R" } });
    await at.room.holdBest();
    expect(at.asked.map(({ wish }) => wish)).toEqual([{ best: { count: 2 } }, { best: { count: 3, grade: "R" } }]);
  });
});

describe("the server's clock", () => {
  test("S3: a phone an hour wrong counts the same; sleep is counted, and late answers do not set it back", () => {
    let steady = 0;
    let wall = 3_600_000;
    const clock = serverClock(1_000, { steadyMs: () => steady, wallMs: () => wall });
    steady = 500;
    wall += 500;
    expect(clock.nowMs()).toBe(1_500);
    // Asleep: the steady clock stood still.
    wall += 60_000;
    expect(clock.nowMs()).toBe(61_500);
    clock.heard(61_400);
    expect(clock.nowMs()).toBe(61_500);
    clock.heard(62_000);
    expect(clock.nowMs()).toBe(62_000);
    // Somebody set the phone an hour ahead: the server is believed.
    wall += 3_600_000;
    clock.heard(62_100);
    expect(clock.nowMs()).toBe(62_100);
  });
});
