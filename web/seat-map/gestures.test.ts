import { describe, expect, test } from "vitest";
import { Gestures, type Pointer } from "./gestures.ts";

const finger = (id: number, x: number, y: number, at_ms: number): Pointer => ({ id, x, y, at_ms, pointing: "finger" });

function listening(useful = false) {
  const heard: string[] = [];
  const gestures = new Gestures({
    pulled: ({ x, y }) => heard.push(`pulled ${x},${y}`),
    pinched: (factor, at) => heard.push(`pinched ${factor.toFixed(2)} at ${at.x},${at.y}`),
    flung: ({ x }) => heard.push(`flung ${x > 0 ? "right" : "left"}`),
    tapped: ({ x, y }) => {
      heard.push(`tapped ${x},${y}`);
      return useful;
    },
    doubleTapped: ({ x, y }) => heard.push(`double ${x},${y}`),
    ended: () => {},
  });
  return { heard, gestures };
}

const tap = (gestures: Gestures, x: number, y: number, at_ms: number): void => {
  gestures.down(finger(1, x, y, at_ms));
  gestures.up(finger(1, x, y, at_ms + 60));
};

describe("gestures", () => {
  test("S3: a trembling finger still taps; a moved one pulls and does not", () => {
    const { heard, gestures } = listening();
    gestures.down(finger(1, 100, 100, 0));
    gestures.move(finger(1, 104, 103, 20));
    gestures.up(finger(1, 104, 103, 90));
    gestures.down(finger(1, 200, 200, 1_000));
    gestures.move(finger(1, 230, 200, 1_020));
    gestures.up(finger(1, 230, 200, 1_400));
    expect(heard).toEqual(["tapped 104,103", "pulled 30,0"]);
  });

  test("S3: a finger held down is no tap", () => {
    const { heard, gestures } = listening();
    gestures.down(finger(1, 10, 10, 0));
    gestures.up(finger(1, 10, 10, 451));
    expect(heard).toEqual([]);
  });

  test("S1: two taps on open ground come nearer; on a seat each counts for itself", () => {
    const open = listening(false);
    tap(open.gestures, 50, 50, 0);
    tap(open.gestures, 55, 52, 200);
    expect(open.heard).toEqual(["tapped 50,50", "double 55,52"]);
    const seat = listening(true);
    tap(seat.gestures, 50, 50, 0);
    tap(seat.gestures, 50, 50, 200);
    expect(seat.heard).toEqual(["tapped 50,50", "tapped 50,50"]);
  });

  test("S1: two slow taps are two taps", () => {
    const { heard, gestures } = listening();
    tap(gestures, 50, 50, 0);
    tap(gestures, 50, 50, 301);
    expect(heard).toEqual(["tapped 50,50", "tapped 50,50"]);
  });

  test("S1: two fingers apart zoom about their middle, and the last one left neither pulls nor taps", () => {
    const { heard, gestures } = listening();
    gestures.down(finger(1, 100, 100, 0));
    gestures.down(finger(2, 200, 100, 10));
    gestures.move(finger(2, 300, 100, 30));
    gestures.up(finger(2, 300, 100, 60));
    gestures.move(finger(1, 160, 100, 80));
    gestures.up(finger(1, 160, 100, 90));
    expect(heard).toEqual(["pinched 2.00 at 200,100"]);
  });

  test("S1: letting go while moving flings; stopping first does not", () => {
    const { heard, gestures } = listening();
    gestures.down(finger(1, 0, 0, 0));
    gestures.move(finger(1, 40, 0, 20));
    gestures.move(finger(1, 80, 0, 40));
    gestures.up(finger(1, 80, 0, 45));
    gestures.down(finger(1, 0, 0, 1_000));
    gestures.move(finger(1, 80, 0, 1_040));
    gestures.up(finger(1, 80, 0, 1_400));
    expect(heard.filter((word) => word.startsWith("flung"))).toEqual(["flung right"]);
  });
});
