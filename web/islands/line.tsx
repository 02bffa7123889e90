// The island of the waiting page: gives the session its network, its clock and the page's own signs of life.
import { render } from "preact";
import { LineApp } from "../line/app.tsx";
import type { LineFacts } from "../line/facts.ts";
import { firstAhead, rememberFirstAhead } from "../line/first-ahead.ts";
import { lineClient } from "../line/line-client.ts";
import { LineSession } from "../line/line-session.ts";
import { startModel } from "../line/model.ts";
import { prove } from "../line/prove.ts";
import { signals } from "../line/signals.ts";
import { vouch } from "../line/vouch.ts";
import { askLists } from "../returns/lists.ts";
import { callApi } from "./browser-api.ts";
import { browserTimers } from "./browser-timers.ts";
import { serverNowMs } from "./server-clock.ts";

const root = document.querySelector<HTMLElement>("[data-line]");

if (root !== null) {
  // Written by this site's own page, of the same build.
  const facts = JSON.parse(root.dataset.line ?? "") as LineFacts;
  const sent_at_ms = serverNowMs();
  /** Steady, and going on through sleep: from the page's moment on, not from the phone's clock. */
  const localMs = (): number => serverNowMs() - sent_at_ms;
  const calls = signals();
  const { place } = facts.start;
  const first_ahead = place?.position === null ? null : firstAhead(facts.show_id, place?.position ?? 0);
  const model = startModel({ ...facts.start, now_ms: sent_at_ms }, { first_ahead });
  const session = new LineSession(model, {
    client: lineClient(callApi, facts.show_id),
    timers: browserTimers,
    checks_ahead: facts.checks_ahead,
    prove,
    vouch,
    localMs,
    ring: calls.ring,
    goTo: (path) => location.assign(path),
    remember: (position, first) => rememberFirstAhead(facts.show_id, position, first),
  });
  // Drawn anew: what the server drew has forms in it for a page without a script.
  root.replaceChildren();
  const ask = askLists(callApi, facts.show_id);
  render(<LineApp facts={facts} session={session} signals={calls} askLists={ask} localMs={localMs} />, root);

  const look = (): void =>
    session.send({
      type: "seen",
      visible: document.visibilityState === "visible",
      focused: document.hasFocus(),
      local_ms: localMs(),
    });
  const touch = (event: Event): void => {
    if (event.isTrusted) session.send({ type: "touched", local_ms: localMs() });
  };
  look();
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);
  addEventListener("blur", look);
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(kind, touch, { passive: true });
  addEventListener("online", () => session.send({ type: "online" }));
  addEventListener("offline", () => session.send({ type: "offline" }));
  if (!navigator.onLine) session.send({ type: "offline" });
  session.open();
  // A page kept in memory keeps no socket; it comes back as one that was asleep.
  addEventListener("pagehide", () => session.close());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) session.open();
  });
}
