import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "../../workers/kit/db/database.ts";
import { ledgerOf, lineOf } from "../../workers/kit/objects.ts";
import { nextLookMs, pokeSleepers } from "../../workers/running/watchdog.ts";
import { dueObjects } from "../../workers/sale/db/live-objects.ts";
import { ask, be, type MadeShow, makeShow, migrate, type Person, testEnv } from "./kit.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});
afterEach(() => {
  vi.restoreAllMocks();
});

const codeOf = async (show: MadeShow): Promise<string> => {
  const row = await testEnv.DB.prepare("SELECT code FROM showtimes WHERE id = ?")
    .bind(show.showtime_id)
    .first<{ code: string }>();
  return row?.code ?? "";
};
const lookAtOf = async (name: string) =>
  (
    await testEnv.DB.prepare("SELECT due_at_ms FROM live_objects WHERE name = ?").bind(name).first<{
      due_at_ms: number | null;
    }>()
  )?.due_at_ms;

const ROOM = { room_capacity: 10, batch_size: 10, step_ms: 50, claim_ms: 60_000, pass_ms: 120_000 };

/** A hold whose time is over, in a ledger that has lost its alarm and is asleep. */
async function sleepingHold(): Promise<{ show: MadeShow; code: string }> {
  const show = await makeShow(organiser.token, { room: ROOM, limits: LIMITS });
  const fan = await be("sleeper@example.com");
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  await ask(queue, { method: "POST", token: fan.token });
  const status = async () => (await ask(`${queue}/status`, { token: fan.token })).body.state;
  await expect.poll(status, { timeout: 8_000 }).toBe("ADMITTED");
  const claim = { method: "PATCH", token: fan.token, body: { state: "CLAIMED" } };
  const { pass } = (await ask(`${queue}/status`, claim)).body;
  const hold = await ask(`/v1/api/showtimes/${show.showtime_id}/holds`, {
    method: "POST",
    token: fan.token,
    headers: { "x-queue-pass": pass },
    body: { seats: ["1-1-1"] },
  });
  expect(hold.status).toBe(201);
  const code = await codeOf(show);
  await runInDurableObject(ledgerOf(testEnv, code), async (_, state) => {
    await state.storage.deleteAlarm();
  });
  await evictDurableObject(ledgerOf(testEnv, code));
  return { show, code };
}
// Long enough that no alarm rings before it is taken away; the tests look an hour later.
const LIMITS = { seats_per_fan: 4, hold_ms: 30_000, payment_ms: 1_000, payment_attempts: 3 };

describe("the watchdog behind the alarms", () => {
  it("S4: publishing lists the line and every ledger; what is listed twice is not looked at later", async () => {
    const show = await makeShow(organiser.token);
    await ask(`/v1/api/shows/${show.show_id}/queue/log`);
    const code = await codeOf(show);
    const listed = await lookAtOf(show.show_id);
    expect(listed).toBeGreaterThan(Date.now());
    expect(await lookAtOf(code)).toBeGreaterThan(Date.now());
    const names = (await dueObjects(database(testEnv), Date.now() + HOUR_MS, 100)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([show.show_id, code]));
    expect(await dueObjects(database(testEnv), Date.now(), 100)).toEqual([]);
  });

  it("S4: what slept past its time is poked by the minute, and an alert says so", async () => {
    const { code } = await sleepingHold();
    const stats = async () =>
      (await ledgerOf(testEnv, code).journal({ from_seq: 1, limit: 100 })).map((r) => r.event.kind);
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    // An hour later by the ledger's own clock: nothing else has woken it.
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + HOUR_MS);
    expect(await stats()).not.toContain("hold_expired");
    await pokeSleepers(testEnv, Date.now());
    expect(await stats()).toContain("hold_expired");
    const said = errors.mock.calls.map(([line]) => String(line));
    expect(said.some((line) => line.includes("object_slept") && line.includes(code))).toBe(true);
    expect(await lookAtOf(code)).toBeGreaterThan(Date.now());
  });

  it("S4: an object that cannot be poked is tried again a minute later, and the others are poked", async () => {
    const show = await makeShow(organiser.token);
    const later_ms = Date.now() + 10 * HOUR_MS;
    const poked: string[] = [];
    vi.spyOn(console, "error").mockImplementation(() => {});
    await pokeSleepers(testEnv, later_ms, async ({ name, kind }) => {
      if (name === show.show_id) throw new Error("away");
      poked.push(kind);
      return { overdue_ms: 0, due_at_ms: null };
    });
    expect(await lookAtOf(show.show_id)).toBe(later_ms + MINUTE_MS);
    expect(poked).toContain("ledger");
  });

  it("S4: control: without the minute nobody wakes it", async () => {
    const { code } = await sleepingHold();
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + HOUR_MS);
    const kinds = (await ledgerOf(testEnv, code).journal({ from_seq: 1, limit: 100 })).map(({ event }) => event.kind);
    expect(kinds).not.toContain("hold_expired");
    expect((await lineOf(testEnv, "nobody").poke()).due_at_ms).toBeNull();
  });

  it("S4: when it looks again: the object's own time and a minute, or the sale's beat; never once all is over", () => {
    const show = { opens_at_ms: 1_000_000, closes_at_ms: 2_000_000, last_starts_at_ms: 3_000_000 };
    expect(nextLookMs(show, null, 0)).toBe(1_000_000 + MINUTE_MS);
    expect(nextLookMs(show, 500_000, 0)).toBe(500_000 + MINUTE_MS);
    expect(nextLookMs(show, null, 1_000_000)).toBe(1_000_000 + 5 * MINUTE_MS);
    expect(nextLookMs(show, 1_000_000, 1_000_000)).toBe(1_000_000 + MINUTE_MS);
    expect(nextLookMs(show, null, 2_000_000)).toBe(2_000_000 + HOUR_MS);
    const over_ms = 3_000_000 + 48 * HOUR_MS;
    expect(nextLookMs(show, null, over_ms - 1)).toBe(over_ms - 1 + HOUR_MS);
    expect(nextLookMs(show, null, over_ms)).toBeNull();
    expect(nextLookMs(show, over_ms + HOUR_MS, over_ms)).toBe(over_ms + HOUR_MS + MINUTE_MS);
  });
});
