// The waiting page's mind: frames out of order, gaps, sleep, loss, wrong clocks, and who may claim.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serverNow } from "./clock.ts";
import type { LineEvent, LineModel } from "./model.ts";
import type { LineFrame, Place } from "./place.ts";
import { isAttended, step } from "./step.ts";
import { admittedAt, modelOf, NOW_MS, placeOf } from "./testing/sample.ts";

const frameOf = (version: number, more: Partial<Place> = {}): LineFrame => ({
  type: "place",
  version,
  place: placeOf({ now_ms: NOW_MS + version * 100, ...more }),
});
const hear = (frame: LineFrame, local_ms = 0): LineEvent => ({ type: "frame", frame, local_ms });
const told = (place: Place, local_ms = 0): LineEvent => ({
  type: "told",
  told: { place, notice: null, redirect_url: null },
  local_ms,
});
const run = (model: LineModel, ...events: LineEvent[]): { model: LineModel; wishes: string[] } => {
  const wishes: string[] = [];
  let now = model;
  for (const event of events) {
    const next = step(now, event);
    now = next.model;
    wishes.push(...next.wishes);
  }
  return { model: now, wishes };
};

describe("what the waiting page believes", () => {
  it("D8: people ahead never grow, whatever frame comes, and neither does the way that is left", () => {
    const seed = 20_261_120;
    const frame = fc.record({
      version: fc.integer({ min: 1, max: 60 }),
      ahead: fc.integer({ min: 0, max: 300 }),
      late_ms: fc.integer({ min: -5_000, max: 5_000 }),
      by_socket: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 60 }), (frames) => {
        let model = modelOf(placeOf({ ahead: 300 }));
        let least = 300;
        for (const { version, ahead, late_ms, by_socket } of frames) {
          const place = placeOf({ ahead, now_ms: NOW_MS + 10_000 + late_ms });
          const event = by_socket ? hear({ type: "place", version, place }) : told(place);
          ({ model } = step(model, event));
          const shown = model.place?.ahead ?? -1;
          expect(shown).toBeLessThanOrEqual(least);
          expect(model.first_ahead).toBe(300);
          least = shown;
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  it("D8: without the guard the same frames make it grow", () => {
    // Negative control: the last frame's own number, as a page without the guard would show it.
    const frames = [frameOf(1, { ahead: 90 }), frameOf(2, { ahead: 95 })];
    expect(frames.at(-1)?.type === "place" && placeOf({ ahead: 95 }).ahead).toBe(95);
    expect(run(modelOf(), ...frames.map((frame) => hear(frame))).model.place?.ahead).toBe(90);
  });

  it("Q3: what was overtaken on its way is not believed, by whichever road it came", () => {
    const fresh = run(modelOf(), hear(frameOf(5, { ahead: 50 })));
    const late = run(fresh.model, told(placeOf({ now_ms: NOW_MS + 200, ahead: 80, state: "ADMITTED" })));
    expect(late.model.place).toMatchObject({ state: "WAITING", ahead: 50 });
    expect(late.wishes).toEqual([]);
    expect(run(fresh.model, hear(frameOf(5, { ahead: 1 })), hear(frameOf(3, { ahead: 1 }))).model.place?.ahead).toBe(
      50,
    );
  });

  it("Q3: a gap in the numbers makes the page ask and doubt until it is told", () => {
    const gap = run(modelOf(), hear(frameOf(1)), hear(frameOf(3, { ahead: 100 })));
    expect(gap.wishes).toEqual(["ask"]);
    expect(gap.model).toMatchObject({ doubtful: true, place: { ahead: 100 } });
    expect(run(gap.model, told(placeOf({ now_ms: NOW_MS + 400, ahead: 99 }))).model.doubtful).toBe(false);
    // A new connection counts from its own beginning.
    const again = run(
      gap.model,
      { type: "socket_lost" },
      { type: "socket_open" },
      hear(frameOf(1, { now_ms: NOW_MS + 900 })),
    );
    expect(again.wishes).toEqual([]);
    expect(again.model.doubtful).toBe(false);
  });

  it("Q1: a new place after leaving begins a new way, longer than the old one", () => {
    const left = run(modelOf(), told(placeOf({ state: "LEFT", ahead: 0, now_ms: NOW_MS + 10 })));
    const again = run(left.model, told(placeOf({ position: 900, ahead: 400, now_ms: NOW_MS + 20 })));
    expect(again.model).toMatchObject({ first_ahead: 400, place: { ahead: 400, position: 900 } });
    // The old place does not come back by a late word.
    expect(run(again.model, told(placeOf({ ahead: 3, now_ms: NOW_MS + 20 }))).model.place?.position).toBe(900);
  });

  it("D11: losing and finding the network changes nothing but the doubt, and asks once it is back", () => {
    const lost = run(modelOf(), { type: "socket_open" }, { type: "offline" }, { type: "socket_lost" });
    expect(lost.model).toMatchObject({ link: "offline", doubtful: true, place: { ahead: 120, position: 501 } });
    const back = run(lost.model, { type: "online" });
    expect(back.wishes).toEqual(["ask"]);
    expect(back.model.place).toEqual(lost.model.place);
  });

  it("Q3: a sleep is noticed by the clock, and what was missed is asked for", () => {
    const awake = run(modelOf(), { type: "tick", local_ms: 1_000 }, { type: "tick", local_ms: 2_000 });
    expect(awake.wishes).toEqual([]);
    const slept = run(awake.model, { type: "tick", local_ms: 900_000 });
    expect(slept).toMatchObject({ wishes: ["ask"], model: { doubtful: true } });
  });

  it("Q3: coming back before someone's eyes asks at once", () => {
    const away = run(modelOf(), { type: "seen", visible: false, focused: false, local_ms: 5 });
    expect(run(away.model, { type: "seen", visible: true, focused: false, local_ms: 9 }).wishes).toEqual(["ask_now"]);
    expect(run(away.model, { type: "seen", visible: false, focused: false, local_ms: 9 }).wishes).toEqual([]);
  });

  it("Q3: the countdown is the service's: a phone's clock set wrong by an hour changes nothing", () => {
    const place = admittedAt(NOW_MS + 500);
    const { model } = run(modelOf(), told(place, 3_600_000));
    expect(serverNow(model.clock, 3_600_000)).toBe(NOW_MS + 500);
    // The slow answer of two does not set the clock back.
    const slow = run(model, told({ ...place, now_ms: NOW_MS + 600 }, 3_604_000));
    expect(serverNow(slow.model.clock, 3_604_000)).toBe(NOW_MS + 4_500);
    // A phone set forward during the wait is put right by the next answer.
    const jumped = run(slow.model, told({ ...place, now_ms: NOW_MS + 700 }, 9_000_000));
    expect(serverNow(jumped.model.clock, 9_000_000)).toBe(NOW_MS + 700);
  });

  it("D13: paused, sold out and ended are heard at once, each without losing the place", () => {
    for (const status of ["PAUSED", "SOLD_OUT", "ENDED"] as const) {
      const frame: LineFrame = { type: "sale", version: 1, status, now_ms: NOW_MS + 50 };
      const { model } = run(modelOf(), hear(frame));
      expect(model.place).toMatchObject({
        sale: status,
        position: 501,
        ahead: 120,
        clocks_stopped: status === "PAUSED",
      });
    }
    const old: LineFrame = { type: "sale", version: 1, status: "ENDED", now_ms: NOW_MS - 50 };
    expect(run(modelOf(), hear(old)).model.place?.sale).toBe("OPEN");
  });

  it("D16: the line opens by the service's clock and the page joins by itself, once", () => {
    const refused = modelOf(null, {
      join_refusal: { code: "sale_not_open", title: "", detail: "", opens_at_ms: NOW_MS + 5_000 },
    });
    expect(run(refused, { type: "tick", local_ms: 4_999 }).wishes).toEqual([]);
    const opened = run(refused, { type: "tick", local_ms: 1_000 }, { type: "tick", local_ms: 5_000 });
    expect(opened.wishes).toEqual(["join"]);
    expect(run(opened.model, { type: "tick", local_ms: 6_000 }).wishes).toEqual([]);
  });

  it("Q6: a turn is rung once, by whichever frame tells it first, and its pass is asked for", () => {
    const hint: LineFrame = { type: "admitted", version: 2, now_ms: NOW_MS + 150 };
    const place: LineFrame = { type: "place", version: 3, place: admittedAt(NOW_MS + 150) };
    const { wishes } = run(modelOf(), hear(frameOf(1)), hear(hint), hear(place), told(admittedAt(NOW_MS + 300)));
    expect(wishes).toEqual(["ask_now", "ring_turn"]);
  });

  it("Q3: near is told once and does not flicker, and a paused line is near nothing", () => {
    const near = run(
      modelOf(),
      hear(frameOf(1, { ahead: 4, eta: { p10_ms: 9, p50_ms: 60_000, p90_ms: 99_000 } })),
      hear(frameOf(2, { ahead: 4, eta: null })),
    );
    expect(near).toMatchObject({ wishes: ["ring_near"], model: { near: true } });
    expect(run(modelOf(), hear(frameOf(1, { ahead: 0, sale: "PAUSED" }))).model.near).toBe(false);
  });

  it("Q6: a claim that has run out by the service's clock is asked about, once", () => {
    const { model } = run(modelOf(), told(admittedAt(NOW_MS, 4_000)));
    const late = run(
      model,
      { type: "tick", local_ms: 4_600 },
      { type: "tick", local_ms: 4_800 },
      { type: "tick", local_ms: 5_800 },
    );
    expect(late.wishes).toEqual(["ask_now"]);
    // While the clocks stand still it cannot run out.
    const stopped = run(modelOf(), told({ ...admittedAt(NOW_MS, 4_000), clocks_stopped: true }));
    expect(run(stopped.model, { type: "tick", local_ms: 4_900 }).wishes).toEqual([]);
  });
});

describe("who may claim", () => {
  const turn = (): LineModel => run(modelOf(), told(admittedAt(NOW_MS))).model;
  const here: LineEvent = { type: "seen", visible: true, focused: true, local_ms: 0 };
  const touch = (local_ms: number): LineEvent => ({ type: "touched", local_ms });
  const tick = (local_ms: number): LineEvent => ({ type: "tick", local_ms });
  const seconds = (from: number, to: number): LineEvent[] =>
    Array.from({ length: to - from + 1 }, (_, i) => tick((from + i) * 1_000));

  it("D15: an unattended tab never claims: not hidden, not without the focus, not untouched, not touched long ago", () => {
    expect(run(turn(), ...seconds(1, 110)).wishes).toEqual([]);
    expect(run(turn(), here, ...seconds(1, 110)).wishes).toEqual([]);
    const hidden: LineEvent = { type: "seen", visible: false, focused: false, local_ms: 100 };
    expect(run(turn(), here, touch(50), hidden, ...seconds(1, 110)).wishes).toEqual([]);
    const blurred: LineEvent = { type: "seen", visible: true, focused: false, local_ms: 100 };
    expect(run(turn(), here, touch(50), blurred, ...seconds(1, 110)).wishes).toEqual([]);
    const touched_before = run(modelOf(), here, touch(1)).model;
    const later = run(touched_before, ...seconds(1, 40), told(admittedAt(NOW_MS + 40_000), 40_000)).model;
    expect(run(later, ...seconds(41, 150)).wishes.filter((wish) => wish.startsWith("claim"))).toEqual([]);
  });

  it("D15: without any one of the three guards the same tab would claim", () => {
    // Negative control: each guard alone keeps the tab from claiming; lifted, the rule says yes.
    const attention = { visible: true, focused: true, touched_local_ms: 1_000 };
    const ready = { ...turn(), attention };
    expect(isAttended(ready, 3_000)).toBe(true);
    for (const without of [{ visible: false }, { focused: false }, { touched_local_ms: null }]) {
      expect(isAttended({ ...ready, attention: { ...attention, ...without } }, 3_000)).toBe(false);
    }
  });

  it("Q5: a fan who is here is let in once, after a tap had its chance to go first", () => {
    const { wishes, model } = run(turn(), here, touch(1_500), ...seconds(2, 30));
    expect(wishes).toEqual(["claim_by_focus"]);
    expect(model.kept).toBe(true);
    const tapping = run(turn(), here, touch(1_500), { type: "acting", act: "claim" }, ...seconds(2, 30));
    expect(tapping.wishes).toEqual([]);
  });

  it("Q5: who asked for more time goes in by a tap, not because they pressed that", () => {
    const asked = run(turn(), here, { type: "acting", act: "prolong" }, touch(1_000), {
      type: "acted",
      act: "prolong",
      told: { place: { ...admittedAt(NOW_MS + 900, 240_000), prolongable: false }, notice: null, redirect_url: null },
      local_ms: 1_000,
    });
    expect(run(asked.model, ...seconds(2, 40)).wishes).toEqual([]);
  });

  it("Q5: coming back to the tab is as good as a touch of it", () => {
    const away = run(turn(), { type: "seen", visible: false, focused: false, local_ms: 0 }, tick(1_000)).model;
    const back = run(away, { type: "seen", visible: true, focused: true, local_ms: 1_500 }, tick(2_000), tick(3_000));
    expect(back.wishes).toEqual(["ask_now", "claim_by_focus"]);
  });

  it("Q8: inside another room: asked about, never switched by itself", () => {
    const other = { id: "show_other", title: "Other" };
    const refusal = { code: "already_inside", title: "", detail: "" };
    const asked = run(turn(), { type: "acting", act: "claim" }, { type: "refused", act: "claim", refusal, other });
    expect(asked.model).toMatchObject({ other_room: other, busy: null, act_refusal: null });
    expect(run(asked.model, here, touch(1_000), ...seconds(1, 30)).wishes).toEqual([]);
  });

  it("Q7: leaving is final at once, and an answer that was on its way does not undo it", () => {
    const gone = run(
      modelOf(),
      { type: "acting", act: "leave" },
      { type: "acted", act: "leave", told: null, local_ms: 9 },
    );
    expect(gone.model.place?.state).toBe("LEFT");
    expect(gone.wishes).toEqual(["ask_now"]);
  });
});
