// A6, A7: walked by the list of routes, a manager of another show finds nothing, and what an organiser does stands in the
// audit log.
import { beforeAll, describe, expect, it } from "vitest";
import type { AuditAct } from "../../schema/audit-acts.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, VENUE } from "./kit.ts";

type Row = {
  readonly body?: unknown;
  readonly query?: string;
  /** What the log says of it; null for what only reads, with why. */
  readonly act: AuditAct | null;
  /** Only as another test shows it: it needs a purchase, a fan in line, a door or a job that stands. */
  readonly elsewhere?: true;
};
const DAY_MS = 86_400_000;
const SHOW = "/v1/api/manage/shows/{show_id}";
const SHOWTIME = "/v1/api/manage/showtimes/{showtime_id}";
const HOUSE = "/v1/api/manage/venues/{venue_id}";
const crowd = { fans: 10, arrive_within_ms: 1_000, no_show: 0, decide_ms: 1_000, decline: 0 };

/** Every change of something that somebody owns: a route that is missing here is red. */
const CHANGES: Readonly<Record<string, Row>> = {
  [`PUT ${HOUSE}/layout`]: { body: { sections: VENUE.sections.slice(0, 1) }, act: "layout.change" },
  [`POST ${HOUSE}/layout/preview`]: { body: { sections: VENUE.sections }, act: null },
  [`PATCH ${SHOW}`]: { body: { title: "다른 이름" }, act: "show.change" },
  [`DELETE ${SHOW}`]: { act: "show.delete" },
  [`POST ${SHOW}/showtimes`]: { body: { starts_at_ms: Date.now() + 9 * DAY_MS, round: 1 }, act: "showtime.create" },
  [`POST ${SHOW}/showtimes/series`]: {
    body: { from_day: "2030-01-01", to_day: "2030-01-07", weekdays: [0], times: ["14:00"] },
    act: "showtime.create",
  },
  [`PUT ${SHOW}/poster`]: { act: "show.poster", elsewhere: true },
  [`DELETE ${SHOW}/poster`]: { act: "show.poster" },
  [`PATCH ${SHOWTIME}`]: { body: { starts_at_ms: Date.now() + 8 * DAY_MS }, act: "showtime.change" },
  [`DELETE ${SHOWTIME}`]: { act: "showtime.delete" },
  [`POST ${SHOW}/rehearsals`]: { body: { kind: "forecast", ...crowd }, act: "rehearsal.start" },
  [`DELETE ${SHOW}/rehearsals/{rehearsal_id}`]: { act: "rehearsal.delete", elsewhere: true },
  [`PATCH ${SHOW}/sale`]: { body: { room_capacity: 7 }, act: "sale.settings" },
  [`PATCH ${SHOW}/sale/status`]: { body: { status: "PAUSED" }, act: "sale.status" },
  [`POST ${SHOW}/notices`]: { body: { text: "잠시 기다려 주세요" }, act: "sale.notice" },
  [`DELETE ${SHOW}/queue/{position}`]: { body: { reason: "x" }, act: "line.remove", elsewhere: true },
  [`POST ${SHOW}/queue/{position}/restoration`]: { body: { reason: "x" }, act: "line.restore", elsewhere: true },
  [`POST ${SHOW}/appeals/{appeal_id}/decision`]: {
    body: { restore: false, reason: "x" },
    act: "appeal.decline",
    elsewhere: true,
  },
  [`POST ${SHOW}/doors`]: { body: { name: "동문", expires_at_ms: Date.now() + 9 * DAY_MS }, act: "door.make" },
  [`DELETE ${SHOW}/doors/{door_id}`]: { act: "door.revoke", elsewhere: true },
  [`POST ${SHOW}/purchases/{booking_id}/refunds`]: { body: { reason: "x" }, act: "purchase.refund", elsewhere: true },
  [`POST ${SHOW}/cancellation`]: { body: { reason: "x" }, act: "show.cancel" },
  [`POST ${SHOW}/refunds`]: { body: { all: true, reason: "x" }, act: "purchase.refund_many" },
  [`POST ${SHOW}/jobs/{job_id}/retries`]: { act: "job.retry", elsewhere: true },
  [`PUT ${SHOW}/vips`]: { body: { emails: ["vip@example.com"] }, act: "sale.vips" },
  [`PUT ${SHOWTIME}/blocks`]: { body: { seats: ["1-1-1"] }, act: "seats.block" },
  [`DELETE ${SHOWTIME}/blocks`]: { body: { seats: ["1-1-1"] }, act: "seats.unblock" },
  [`POST ${SHOW}/purchases/messages`]: { body: { text: "안내" }, act: "show.message" },
};

const OWNED = /\{(show_id|showtime_id|venue_id)\}/;
const owned = productRoutes.filter(({ path }) => path.startsWith("/v1/api/manage/") && OWNED.test(path));
const nameOf = (one: { readonly method: string; readonly path: string }): string => `${one.method} ${one.path}`;

function pathIn(path: string, show: MadeShow): string {
  const ids: Readonly<Record<string, string>> = { ...show, position: "1" };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "nothing");
}

const send = (one: (typeof owned)[number], show: MadeShow, token: string): Promise<Response> => {
  const { body } = CHANGES[nameOf(one)] ?? {};
  const headers: Record<string, string> = one.path.endsWith("/live") ? { upgrade: "websocket" } : {};
  return call(pathIn(one.path, show), { method: one.method, token, headers, ...(body !== undefined && { body }) });
};

let organiser: Person;
let stranger: Person;
let admin: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("walk-organiser@example.com", "MANAGER");
  stranger = await be("walk-stranger@example.com", "MANAGER");
  admin = await be("walk-admin@example.com", "ADMIN");
});

describe("A6 A7: the list of routes, walked", () => {
  it("CN66 A6: every change of an organiser's own stands in the list, and no line of it is stale", () => {
    const changes = owned.filter(({ method }) => method !== "GET").map(nameOf);
    expect(changes.toSorted()).toEqual(Object.keys(CHANGES).toSorted());
  });

  it("CN66 A6: a manager of another show is told 404 on every route, and nothing of it stands in the log", async () => {
    const show = await makeShow(organiser.token);
    await makeShow(stranger.token);
    const told: [string, number][] = [];
    for (const one of owned) {
      const response = await send(one, show, stranger.token);
      await response.body?.cancel();
      told.push([nameOf(one), response.status]);
    }
    expect(told).toEqual(owned.map((one) => [nameOf(one), 404]));
    const { body } = await ask(`/v1/api/admin/audit?who=walk-stranger&show_id=${show.show_id}`, { token: admin.token });
    expect(body.items).toEqual([]);
  });

  it("CN66 A7: what an organiser does stands in the log in the same step, by its name", async () => {
    const wrong: unknown[] = [];
    for (const one of owned.filter(({ method }) => method !== "GET")) {
      const { act, elsewhere } = CHANGES[nameOf(one)] ?? {};
      if (act === null || elsewhere === true) continue;
      const show = await makeShow(organiser.token);
      const since_ms = Date.now();
      const response = await send(one, show, organiser.token);
      const text = await response.text();
      const asked = `/v1/api/admin/audit?who=walk-organiser&action=${act}&from_ms=${since_ms}`;
      const { body } = await ask(asked, { token: admin.token });
      if (response.status >= 300 || body.items.length === 0) wrong.push([nameOf(one), response.status, text, act]);
    }
    expect(wrong).toEqual([]);
  });
});
