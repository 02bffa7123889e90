// O9: what is told to everybody of the service is true, and never better than it is known to be.
import { expect, test } from "vitest";
import { BLIND_AFTER_MS, isStopped, type LookoutState, type Stop } from "./lookout-state.ts";
import { bannerFor, serviceStatus } from "./service-status.ts";

const NOW_MS = 1_800_000_000_000;
const calm: LookoutState = {
  looked_at_ms: NOW_MS - 30_000,
  expected_since_ms: 0,
  parts: { database: true, queues: true, payments: true, mail: true },
  stops: [],
  incidents: [],
};
const stop = (show_id: string | null): Stop => ({
  show_id,
  text: { ko: "멈췄어요", en: "Stopped" },
  at_ms: NOW_MS,
  by: "u_1",
});
const stateOf = (more: Partial<LookoutState>) => serviceStatus({ ...calm, ...more }, NOW_MS);

test("O9: all parts answer, one does not, all sales are stopped, and nobody knows", () => {
  expect(stateOf({}).state).toBe("ok");
  const away = stateOf({ parts: { ...calm.parts, payments: false } });
  expect([away.state, away.parts.find(({ name }) => name === "payments")?.up]).toEqual(["degraded", false]);
  expect(stateOf({ stops: [stop("a")] }).state).toBe("ok");
  expect(stateOf({ stops: [stop(null)] }).state).toBe("stopped");
});

test("O9: three minutes without a look are told as not known, to the millisecond", () => {
  expect(stateOf({ looked_at_ms: NOW_MS - BLIND_AFTER_MS }).state).toBe("ok");
  const blind = stateOf({ looked_at_ms: NOW_MS - BLIND_AFTER_MS - 1 });
  expect([blind.state, blind.parts]).toEqual(["unknown", []]);
  expect(stateOf({ looked_at_ms: null, expected_since_ms: NOW_MS }).state).toBe("unknown");
});

test("O9: an incident of a part is everybody's to know, one of an organiser's sale is not", () => {
  const incident = { id: "in_1", began_at_ms: 1, ended_at_ms: null, firing: [], rev: 1 };
  const told = stateOf({
    incidents: [
      { ...incident, alert: "ObjectLate" },
      { ...incident, alert: "SeatsStandStill" },
      { ...incident, alert: "NoLongerKnown" },
    ],
  });
  expect([told.state, told.incidents.map(({ part }) => part)]).toEqual(["degraded", ["sales"]]);
  // A provider that answers again is told to do so although its incident is not yet over.
  expect(stateOf({ incidents: [{ ...incident, alert: "ProviderAway" }] }).state).toBe("ok");
});

test("O9: a part that a deployment does without is not spoken of", () => {
  const { payments: _payments, ...parts } = calm.parts;
  expect(stateOf({ parts }).parts.map(({ name }) => name)).toEqual(["sales", "database", "queues", "mail"]);
});

test("O9: a page tells the stop of all before that of its show, and no other show's", () => {
  const banner = (stops: readonly Stop[], show_id: string | null) =>
    bannerFor({ ...calm, stops }, show_id, NOW_MS)?.kind;
  expect([banner([], "a"), banner([stop("a")], "a"), banner([stop("a")], "b"), banner([stop("a")], null)]).toEqual([
    undefined,
    "stopped",
    undefined,
    undefined,
  ]);
  expect(banner([stop("a"), stop(null)], "b")).toBe("stopped");
  expect([isStopped([stop("a")], "b"), isStopped([stop(null)], "b")]).toEqual([false, true]);
});

test("O9: what was away is no longer told once nobody looks", () => {
  const parts = { payments: false, database: false };
  expect(bannerFor({ ...calm, parts }, null, NOW_MS)?.kind).toBe("payments");
  expect(bannerFor({ ...calm, parts: { database: false } }, null, NOW_MS)?.kind).toBe("database");
  expect(bannerFor({ ...calm, parts, looked_at_ms: 0 }, null, NOW_MS)).toBeNull();
});
