// What listeners are told: always their own exact place, at once what concerns them, and never more than there is time for.
import { describe, expect, it } from "vitest";
import { ok } from "../../domain/result.ts";
import { decideFinish, decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { viewOf } from "../../domain/waiting-line/view.ts";
import { Audience } from "./audience.ts";
import { type Ear, parseEar } from "./ear.ts";
import { joinAll, type LineBench, lineBench } from "./testing/line-bench.ts";

type Frame = { type: string; version: number; [name: string]: unknown };
type Ears = { frames: Frame[]; kept: Ear[]; voice: Parameters<Audience["add"]>[0]; gone: boolean };

function listen(audience: Audience, position: number, ear: Partial<Ear> = {}, told = false): Ears {
  const ears: Ears = {
    frames: [],
    kept: [],
    gone: false,
    voice: {
      send: (text) => {
        if (ears.gone) return false;
        ears.frames.push(JSON.parse(text) as Frame);
        return true;
      },
      keep: (kept) => ears.kept.push({ ...kept }),
    },
  };
  audience.add(ears.voice, { arrival: position, position, version: 0, sale: "", notice_id: 0, ...ear }, told);
  return ears;
}

function tick({ engine }: LineBench, audience: Audience): number {
  audience.hear(engine.takeEvents(), engine.state);
  let sent = 0;
  for (;;) {
    const slice = audience.slice(engine.state, engine.now(), 3);
    sent += slice.sent;
    if (slice.sent < 3) return sent;
  }
}

describe("the audience", () => {
  it("L30 D8: every listener is told their own exact place, in numbered frames that are the status's own words", () => {
    const bench = lineBench({ room_capacity: 1 });
    const { engine, clock } = bench;
    joinAll(engine, ..."abcdefgh");
    const audience = new Audience();
    const ears = [2, 3, 4, 5, 6, 7, 8].map((position) => listen(audience, position));
    tick(bench, audience);
    engine.run((state, at_ms) => decideLeave(state, 3, at_ms));
    clock.now_ms += 10_000;
    tick(bench, audience);
    for (const [i, { frames }] of ears.entries()) {
      expect(frames.map((frame) => frame.version)).toEqual(frames.map((_, n) => n + 1));
      const { type, version: _version, ...place } = frames.at(-1) ?? { type: "", version: 0 };
      expect(type).toBe("place");
      expect(place).toEqual(JSON.parse(JSON.stringify(viewOf(engine.state, i + 2, engine.now()))));
      const ahead = frames.filter((frame) => frame.type === "place").map((frame) => Number(frame.ahead));
      expect(ahead).toEqual(ahead.toSorted((a, b) => b - a));
    }
  });

  it("L30: who is let in together hears of it in the order of the line, not in that of coming to listen", () => {
    const bench = lineBench({ room_capacity: 1 });
    const { engine } = bench;
    joinAll(engine, ...Array.from({ length: 60 }, (_, i) => `fan_${i}`));
    const audience = new Audience();
    const heard: number[] = [];
    for (const position of [40, 5, 33, 12, 58, 2]) {
      const send = (text: string): boolean => {
        const { type, position: told } = JSON.parse(text) as Frame;
        if (type === "admitted") heard.push(Number(told));
        return true;
      };
      const ear = { arrival: position, position, version: 0, sale: "", notice_id: 0 };
      audience.add({ send, keep: () => undefined }, ear);
    }
    tick(bench, audience);
    engine.run((state, at_ms) => decideSettings(state, { settings: { room_capacity: 60, batch_size: 60 } }, at_ms));
    bench.clock.now_ms += 2_000;
    engine.sweep();
    tick(bench, audience);
    expect(heard).toEqual([2, 5, 12, 33, 40, 58]);
  });

  it("L30: who asks instead of listening is told to ask each second once they are of the next batch, and seldom far back", () => {
    const bench = lineBench({ room_capacity: 0, batch_size: 50 });
    const { engine } = bench;
    joinAll(engine, ...Array.from({ length: 400 }, (_, i) => `fan_${i}`));
    const again = (position: number): number => viewOf(engine.state, position, engine.now()).poll_after_ms;
    for (const position of [1, 20, 50]) expect(again(position)).toBeLessThanOrEqual(1_200);
    for (const position of [51, 100]) expect(again(position)).toBeGreaterThan(1_600);
    expect(again(400)).toBeGreaterThan(4_000);
  });

  it("L30: three tabs of one fan are all told; a tick with nothing new says nothing", () => {
    const bench = lineBench({ room_capacity: 1 });
    joinAll(bench.engine, "a", "b");
    const audience = new Audience();
    const tabs = [listen(audience, 2), listen(audience, 2), listen(audience, 2)];
    tick(bench, audience);
    bench.engine.run((state, at_ms) => ok(decideFinish(state, [1], at_ms)));
    tick(bench, audience);
    for (const { frames } of tabs) {
      expect(frames.map((frame) => frame.type)).toEqual(["place", "admitted", "place"]);
      expect(JSON.stringify(frames)).not.toContain("pass");
    }
    expect(tick(bench, audience)).toBe(0);
    expect(audience.slice(bench.engine.state, bench.engine.now()).again_ms).toBeNull();
  });

  it("L31 D13: paused, opened and sold out are told to everyone at once, also to those far back", () => {
    const bench = lineBench({ room_capacity: 0 });
    const { engine } = bench;
    joinAll(engine, ...Array.from({ length: 300 }, (_, i) => `f${i}`));
    const audience = new Audience();
    const ears = [1, 150, 300].map((position) => listen(audience, position));
    tick(bench, audience);
    const counts = { showtime_id: "st", ledger: "st", version: 1, on_sale: true, available: 0, held: 0, paying: 0 };
    const acts = [
      () => engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms)),
      () => engine.run((state, at_ms) => decideStatus(state, "OPEN", at_ms)),
      () => engine.run((state, at_ms) => ok(decideCounts(state, counts, at_ms))),
    ];
    for (const act of acts) {
      act();
      tick(bench, audience);
    }
    for (const { frames } of ears) {
      const told = frames.filter((frame) => frame.type === "sale").map((frame) => frame.status);
      expect(told).toEqual(["PAUSED", "OPEN", "SOLD_OUT"]);
    }
    // Negative control: an audience that does not hear of it tells nobody.
    const deaf = new Audience();
    const unheard = listen(deaf, 300, { sale: "SOLD_OUT" }, true);
    engine.run((state, at_ms) => ok(decideCounts(state, { ...counts, version: 2, available: 1 }, at_ms)));
    engine.takeEvents();
    deaf.slice(engine.state, engine.now());
    expect(unheard.frames).toEqual([]);
  });

  it("L31: notices reach everyone once, also who was away for a moment, and what was told survives sleep", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, "a", "b");
    const audience = new Audience();
    const ears = listen(audience, 1);
    audience.notice({ id: 1, text: 'Doors at "7"', text_en: null, at_ms: 5 });
    tick(bench, audience);
    tick(bench, audience);
    expect(ears.frames.filter((frame) => frame.type === "notice").map((frame) => frame.text)).toEqual(['Doors at "7"']);
    expect(audience.keep()).toBe(true);
    const kept = parseEar(ears.kept.at(-1));
    expect(kept?.version).toBe(ears.frames.length);
    const awake = new Audience({ id: 1, text: 'Doors at "7"', text_en: null, at_ms: 5 });
    const again = listen(awake, 1, kept ?? {}, true);
    expect(tick(bench, awake)).toBe(0);
    awake.notice({ id: 2, text: "Soon", text_en: "Soon now", at_ms: 6 });
    tick(bench, awake);
    expect(again.frames.map((frame) => [frame.type, frame.version])[0]).toEqual(["notice", ears.frames.length + 1]);
    expect([ears.frames, again.frames].map((frames) => frames.find(({ type }) => type === "notice")?.text_en)).toEqual([
      undefined,
      "Soon now",
    ]);
  });

  it("L30: who joined again is told of the new place in every open tab; a closed socket is dropped", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, "a", "b");
    const audience = new Audience();
    const tab = listen(audience, 1);
    const dead = listen(audience, 2);
    dead.gone = true;
    bench.engine.run((state, at_ms) => decideLeave(state, 1, at_ms));
    joinAll(bench.engine, "a");
    tick(bench, audience);
    expect(tab.frames.at(-1)).toMatchObject({ type: "place", state: "WAITING", position: 3, ahead: 1 });
    expect(audience.size).toBe(1);
  });

  it("L32 D6: a tick asks the database nothing, however many listen, and sends no more than a slice", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, ...Array.from({ length: 500 }, (_, i) => `f${i}`));
    const audience = new Audience();
    for (let position = 1; position <= 500; position++) listen(audience, position);
    const before = bench.sql.statements_run;
    audience.hear(bench.engine.takeEvents(), bench.engine.state);
    const first = audience.slice(bench.engine.state, bench.engine.now(), 200);
    expect(first).toEqual({ sent: 200, again_ms: bench.engine.now() + 25 });
    expect(tick(bench, audience)).toBe(300);
    expect(bench.sql.statements_run - before).toBe(0);
    // Negative control: a place that asks for its fan's row pays a statement each.
    for (let position = 1; position <= 500; position++) bench.engine.receipt("nobody", position);
    expect(bench.sql.statements_run - before).toBe(500);
  });

  it("L32: those near the head are told often, those far back seldom", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, ...Array.from({ length: 900 }, (_, i) => `f${i}`));
    const audience = new Audience();
    const near = listen(audience, 5);
    const far = listen(audience, 800);
    tick(bench, audience);
    for (let i = 0; i < 8; i++) {
      joinAll(bench.engine, `late${i}`);
      bench.clock.now_ms += 300;
      tick(bench, audience);
    }
    expect([near.frames.length, far.frames.length]).toEqual([9, 1]);
  });

  it("L30: an attachment of another shape is not believed", () => {
    for (const value of [null, 5, {}, { fan: "a", position: "1", version: 0, sale: "", notice_id: 0 }]) {
      expect(parseEar(value)).toBeNull();
    }
  });
});
