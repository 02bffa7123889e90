// Each state in words: what is said, which number stands there, how often it is read out.

import { describe, expect, it } from "vitest";
import { lineKo } from "../words/line-ko.ts";
import { announce, SAY_AGAIN_MS } from "./announcer.ts";
import { faceOf, isSaleOver, leftMs, tabTitle } from "./face.ts";
import type { Said } from "./face-shape.ts";
import { lineWords } from "./facts.ts";
import type { LineModel } from "./model.ts";
import type { Place } from "./place.ts";
import { admittedAt, factsOf, modelOf, NOW_MS, placeOf } from "./testing/sample.ts";
import { farShare, NEAREST } from "./ui/figure.tsx";
import { digitsOf } from "./ui/hero.tsx";
import { stripOf } from "./ui/wait-range.tsx";

const saidIn = (language: "ko" | "en", now_ms = NOW_MS): Said => ({
  words: lineWords(language),
  facts: factsOf(language),
  now_ms,
});
const faceIn = (language: "ko" | "en", place: Place | null, more: Partial<LineModel> = {}) =>
  faceOf(modelOf(place, more), saidIn(language));

describe("what the waiting page says", () => {
  it("Q3: a range in words, honest where nothing is known", () => {
    const { eta } = lineWords("ko");
    expect(faceIn("ko", placeOf()).text).toBe("약 3~8분 기다려요");
    expect(faceIn("en", placeOf()).text).toBe("About 3 to 8 minutes");
    expect(eta(5_000, 50_000)).toBe("1분 안에 차례가 와요");
    expect(eta(4_000_000, 9_000_000)).toBe("약 1시간~2시간 30분 기다려요");
    expect(lineWords("en").eta(1_500_000, 4_000_000)).toBe("About 25 min to 1 h 10 min");
    expect(faceIn("ko", placeOf({ eta: null })).text).toContain("아직 알 수 없어요");
  });

  it("D13: paused, all taken, sold out, over, cancelled and removed are each told in words, in both languages", () => {
    const taken = { seats_left: { st_1: 0 }, seats_may_return: 3 };
    const places: readonly (readonly [Place, string])[] = [
      [placeOf({ sale: "PAUSED", clocks_stopped: true }), "paused"],
      [placeOf(taken), "all_taken"],
      [placeOf({ sale: "SOLD_OUT", seats_left: { st_1: 0 }, seats_may_return: 0 }), "sold_out"],
      [placeOf({ state: "REFUSED", reason: "sale_over" }), "refused"],
      [placeOf({ state: "REFUSED", reason: "sold_out" }), "refused"],
      [placeOf({ state: "REFUSED", reason: "cancelled" }), "refused"],
      [placeOf({ state: "REFUSED", reason: "removed" }), "refused"],
      [placeOf({ state: "LEFT" }), "left"],
      [placeOf({ state: "EXPIRED" }), "expired"],
      [placeOf({ state: "FINISHED" }), "finished"],
    ];
    for (const language of ["ko", "en"] as const) {
      const texts = places.map(([place, scene]) => {
        const face = faceIn(language, place);
        expect(face.scene).toBe(scene);
        expect(face.text.length).toBeGreaterThan(10);
        return `${face.title}${face.text}`;
      });
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it("D13: in a pause the number stays, for the place does", () => {
    expect(faceIn("ko", placeOf({ sale: "PAUSED", ahead: 1_234 })).number).toBe("1,234");
  });

  it("Q5: the turn counts down by the service's clock, and stands still while the clocks do", () => {
    const place = admittedAt(NOW_MS);
    expect(faceOf(modelOf(place), saidIn("ko", NOW_MS + 2_000)).number).toBe("01:58");
    const stopped = { ...place, clocks_stopped: true };
    expect(leftMs(stopped, NOW_MS + 60_000)).toBe(120_000);
    expect(faceOf(modelOf(stopped), saidIn("ko", NOW_MS + 60_000)).label).toContain("멈춰");
    expect(leftMs(place, NOW_MS + 999_999)).toBe(0);
  });

  it("Q10: a refusal to join is told with its reason, and a line that is not open yet with its time", () => {
    const refusal = (code: string) => ({ join_refusal: { code, title: "T", detail: "D" } });
    const codes = ["sold_out", "sale_over", "show_cancelled", "removed", "line_full", "unreachable", "something_new"];
    expect(new Set(codes.map((code) => faceIn("ko", null, refusal(code)).title)).size).toBe(codes.length);
    // Nobody who was refused reads that they wait.
    for (const code of codes) expect(faceIn("ko", null, refusal(code)).tag).not.toBe(lineKo.tags.waiting);
    const opens_at_ms = NOW_MS + 90_000;
    const face = faceIn("en", null, { join_refusal: { code: "sale_not_open", title: "", detail: "", opens_at_ms } });
    expect([face.number, face.label]).toEqual(["01:30", "Until the line opens"]);
  });

  it("Q9: who was in line when the sale ended is told so, who comes after is not told of a turn that never was", () => {
    const after = { join_refusal: { code: "sale_over", title: "", detail: "" } };
    for (const language of ["ko", "en"] as const) {
      const waited = faceIn(language, placeOf({ state: "REFUSED", reason: "sale_over" }));
      const came = faceIn(language, null, after);
      expect([came.title, came.text === waited.text]).toEqual([waited.title, false]);
    }
    expect([isSaleOver(modelOf(null, after)), isSaleOver(modelOf()), isSaleOver(modelOf(null))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("Q9: a countdown in days is counted as wide as it stands", () => {
    expect([digitsOf("120"), digitsOf("19:38:06"), digitsOf("5일 22시간"), digitsOf("12 days 22 h")]).toEqual([
      3, 8, 8, 11,
    ]);
  });

  it("Q9 L44: the lobby counts down to the opening; one that will be drawn to its round, and names no place", () => {
    const gathered = { state: "LOBBY", sale: "LOBBY", position: null, ahead: null, total_waiting: 12 } as const;
    const face = faceIn("ko", placeOf({ ...gathered, position: 3 }));
    expect([face.number, face.text.includes("추첨")]).toEqual(["01:00", false]);
    const round = { round: 7, round_at_ms: NOW_MS + 36_000, lobby_closes_at_ms: NOW_MS + 30_000 };
    const before = faceIn("ko", placeOf({ ...gathered, draw: { ...round, state: "GATHERING", entrants: null } }));
    expect([before.number, before.text.includes("12명")]).toEqual(["00:36", true]);
    const drawn = placeOf({ ...gathered, position: 4, draw: { ...round, state: "DRAWN", entrants: 12 } });
    const fallen = placeOf({ ...gathered, position: 4, draw: { ...round, state: "FALLBACK", entrants: 12 } });
    expect(faceIn("en", fallen).text).toContain("order of arrival");
    expect([faceIn("en", drawn).number, faceIn("en", drawn).label]).toEqual(["4", "Your drawn number"]);
  });

  it("Q3: the tab's title tells the place, the nearness and the turn", () => {
    const title = (model: LineModel) => tabTitle(faceOf(model, saidIn("ko")), model, saidIn("ko"));
    expect(title(modelOf())).toMatch(/^앞에 120명/);
    expect(title(modelOf(placeOf({ ahead: 3 }), { near: true }))).toMatch(/^곧 차례/);
    expect(title(modelOf(admittedAt(NOW_MS)))).toMatch(/^● 차례예요 02:00/);
  });

  it("F7: a screen reader hears a change of state at once and the number at a humane rate", () => {
    let last = announce(faceIn("ko", placeOf()), modelOf(), saidIn("ko"), null);
    let said = 0;
    for (let second = 1; second <= 120; second++) {
      const model = modelOf(placeOf({ ahead: 120 - Math.floor(second / 2) }));
      const now = saidIn("ko", NOW_MS + second * 1_000);
      const next = announce(faceOf(model, now), model, now, last);
      if (next === null) continue;
      said++;
      last = next;
    }
    expect(said).toBe(120_000 / SAY_AGAIN_MS);
    const turn = modelOf(admittedAt(NOW_MS));
    expect(announce(faceOf(turn, saidIn("ko")), turn, saidIn("ko"), last)?.text).toContain("차례예요");
    const offline = modelOf(placeOf(), { link: "offline" });
    expect(announce(faceOf(offline, saidIn("ko")), offline, saidIn("ko"), last)?.text).toContain("끊겼어요");
  });

  it("D8: the picture moves one way: fewer ahead is never farther from the door", () => {
    let before = 1;
    for (let ahead = 1_000; ahead >= 0; ahead--) {
      const share = farShare(ahead, 1_000);
      expect(share).toBeLessThanOrEqual(before);
      before = share;
    }
    expect([farShare(1_000, 1_000), farShare(NEAREST, 1_000), farShare(5, 5)]).toEqual([1, 0, 0]);
  });
});

describe("the told time as a picture", () => {
  it("L15: the stretch lies on a strip that begins now and goes on behind its late end", () => {
    const strip = stripOf({ p10_ms: 600_000, p50_ms: 750_000, p90_ms: 900_000 });
    if (strip === null) throw new Error("nothing is drawn");
    expect(strip.from).toBeLessThan(strip.middle);
    expect(strip.middle).toBeLessThan(strip.to);
    expect(strip.to).toBeLessThan(1);
    expect(strip.from / strip.to).toBeCloseTo(600 / 900, 9);
  });

  it("L15: nothing is drawn where nothing is known, nor for the last two minutes", () => {
    expect(stripOf(null)).toBeNull();
    expect(stripOf({ p10_ms: 0, p50_ms: 60_000, p90_ms: 119_999 })).toBeNull();
    expect(stripOf({ p10_ms: 0, p50_ms: 60_000, p90_ms: 120_000 })).not.toBeNull();
  });
});
