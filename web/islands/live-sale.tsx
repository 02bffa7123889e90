// The island of the live sale: hears the sale's road, keeps the moments of the curves, and draws the page's own tree again.
import { render } from "preact";
import { type Moment, momentOf, SECONDS_KEPT_MS } from "../../domain/sale-figures/history.ts";
import type { Reading } from "../../domain/sale-figures/reading.ts";
import { Board } from "../live-sale/board.tsx";
import type { LiveSaleFacts, LiveSaleState } from "../live-sale/facts.ts";
import { LiveSocket } from "../live-socket.ts";
import { openRoad } from "../road.ts";
import { browserTimers } from "./browser-timers.ts";
import { serverNowMs } from "./server-clock.ts";

/** A sale in which nothing moves is told every ten seconds; silence past that is a road that is down. */
const LATE_MS = 15_000;
const FACE_MS = 500;
/** Of a whole sale only the minutes are drawn: a new second moves its last point. */
const MINUTE_MS = 60_000;

const root = document.querySelector<HTMLElement>("[data-sale]");

function readFrame(text: string): Reading | null {
  try {
    const frame = JSON.parse(text) as Partial<Reading> & { type?: unknown };
    return frame.type === "sale" && typeof frame.as_of_ms === "number" ? (frame as Reading) : null;
  } catch {
    return null;
  }
}

function begin(place: HTMLElement): void {
  // Written by this site's own page, of the same build.
  const sent = JSON.parse(place.dataset.sale ?? "") as { facts: LiveSaleFacts; state: LiveSaleState };
  const { facts } = sent;
  let state = sent.state;
  let linked = false;

  const draw = (): void => {
    const age_ms = Math.max(0, serverNowMs() - state.reading.as_of_ms);
    state = { ...state, age_ms, late: !linked && age_ms > LATE_MS };
    render(<Board facts={facts} state={state} onReplay={replay} />, place);
  };
  const replay = (replay_at_ms: number): void => {
    state = { ...state, replay_at_ms };
    draw();
  };
  const hear = (reading: Reading): void => {
    state = { ...state, reading, moments: withMoment(state.moments, momentOf(reading, reading.forecast), facts.span) };
    draw();
  };

  place.replaceChildren();
  draw();
  const road = new LiveSocket((ear) => openRoad(facts.road_path, ear), browserTimers, {
    opened: () => {
      linked = true;
    },
    said: (text) => {
      const reading = readFrame(text);
      if (reading !== null) hear(reading);
    },
    lost: () => {
      linked = false;
      draw();
    },
  });
  road.start();
  setInterval(draw, FACE_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") road.probe();
  });
  addEventListener("online", () => road.hurry());
  addEventListener("offline", () => road.cut());
  addEventListener("pagehide", () => road.stop());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

function withMoment(moments: readonly Moment[], now: Moment, span: LiveSaleFacts["span"]): readonly Moment[] {
  if (span === "ten") return [...moments, now].filter(({ at_ms }) => at_ms > now.at_ms - SECONDS_KEPT_MS);
  const last = moments.at(-1);
  const same = last !== undefined && Math.floor(last.at_ms / MINUTE_MS) === Math.floor(now.at_ms / MINUTE_MS);
  return [...(same ? moments.slice(0, -1) : moments), now];
}

if (root !== null) begin(root);
