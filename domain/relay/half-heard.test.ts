// Told and then not understood: what a fault of ours in `apply` leaves in a relay's copy is never gone on from.
import { afterAll, expect, it, vi } from "vitest";
import type { LineEvent } from "../waiting-line/events.ts";
import type { LineState } from "../waiting-line/state.ts";

const fault = { next: false };
vi.resetModules();
vi.doMock("../waiting-line/apply.ts", async (original) => {
  const whole = await original<typeof import("../waiting-line/apply.ts")>();
  return {
    ...whole,
    apply: (state: LineState, event: LineEvent) => {
      whole.apply(state, event);
      if (!fault.next) return;
      fault.next = false;
      throw new Error("a fault of ours");
    },
  };
});
const { eventText, LineCopy, wholeLine } = await import("./board.ts");
const { newLineState } = await import("../waiting-line/state.ts");
afterAll(() => {
  vi.doUnmock("../waiting-line/apply.ts");
  vi.resetModules();
});

const board = { life: "one", braked_until_ms: 0, notices: [], spread: { relays: 1, since_ms: 0 }, now_ms: 0 };

it("RL3 D22: after an event that failed half way a copy takes no news: it asks for the line whole", () => {
  const copy = new LineCopy();
  copy.take({ ...board, seq: 0, news: null, whole: wholeLine(newLineState()) });
  const joined: LineEvent = { kind: "joined", at_ms: 1, from: 1, count: 3, presale: false };
  const news = { ...board, seq: 1, news: { since: 0, events: [eventText(joined)] }, whole: null };
  fault.next = true;
  expect(() => copy.take(news)).toThrow("a fault of ours");
  expect([copy.seq, copy.life]).toEqual([-1, ""]);
  expect(copy.take(news)).toBeNull();
  expect(copy.state.joined).toBe(3);
});
