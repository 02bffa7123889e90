// A6, A7: walked by the list of routes, a manager of another show finds nothing, and what an organiser does stands in the
// audit log.
import { beforeAll, describe, expect, it } from "vitest";
import type { AuditAct } from "../../schema/audit-acts.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person, VENUE } from "./kit.ts";
import { sell } from "./selling.ts";

type Row = {
  readonly body?: unknown;
  readonly query?: string;
  readonly type?: string;
  /** What the log says of it; null for what only reads. */
  readonly act: AuditAct | null;
  /** What must be there first; answers with the ids that the address names of it. */
  readonly after?: (show: MadeShow) => Promise<Readonly<Record<string, string>>>;
};
const DAY_MS = 86_400_000;
const SHOW = "/v1/api/manage/shows/{show_id}";
const SHOWTIME = "/v1/api/manage/showtimes/{showtime_id}";
const HOUSE = "/v1/api/manage/venues/{venue_id}";
const SVG = `<svg viewBox="0 0 3 4"><rect width="3" height="4"/></svg>`;
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
  [`PUT ${SHOW}/poster`]: { body: SVG, type: "image/svg+xml", act: "show.poster" },
  [`DELETE ${SHOW}/poster`]: { act: "show.poster" },
  [`PATCH ${SHOWTIME}`]: { body: { starts_at_ms: Date.now() + 8 * DAY_MS }, act: "showtime.change" },
  [`DELETE ${SHOWTIME}`]: { act: "showtime.delete" },
  [`POST ${SHOW}/rehearsals`]: { body: { kind: "forecast", ...crowd }, act: "rehearsal.start" },
  [`DELETE ${SHOW}/rehearsals/{rehearsal_id}`]: { act: "rehearsal.delete", after: rehearsed },
  [`PATCH ${SHOW}/sale`]: { body: { room_capacity: 7 }, act: "sale.settings" },
  [`PATCH ${SHOW}/sale/status`]: { body: { status: "PAUSED" }, act: "sale.status" },
  [`POST ${SHOW}/notices`]: { body: { text: "잠시 기다려 주세요" }, act: "sale.notice" },
  [`DELETE ${SHOW}/queue/{position}`]: { body: { reason: "x" }, act: "line.remove", after: inLine },
  [`POST ${SHOW}/queue/{position}/restoration`]: { body: { reason: "x" }, act: "line.restore", after: removed },
  [`POST ${SHOW}/appeals/{appeal_id}/decision`]: {
    body: { restore: false, reason: "x" },
    act: "appeal.decline",
    after: appealed,
  },
  [`POST ${SHOW}/doors`]: { body: { name: "동문", expires_at_ms: Date.now() + 9 * DAY_MS }, act: "door.make" },
  [`DELETE ${SHOW}/doors/{door_id}`]: { act: "door.revoke", after: doorMade },
  [`POST ${SHOW}/purchases/{booking_id}/refunds`]: { body: { reason: "x" }, act: "purchase.refund", after: bought },
  [`POST ${SHOW}/cancellation`]: { body: { reason: "x" }, act: "show.cancel" },
  [`POST ${SHOW}/refunds`]: { body: { all: true, reason: "x" }, act: "purchase.refund_many" },
  [`POST ${SHOW}/jobs/{job_id}/retries`]: { act: "job.retry", after: refunding },
  [`PUT ${SHOW}/vips`]: { body: { emails: ["vip@example.com"] }, act: "sale.vips" },
  [`PUT ${SHOWTIME}/blocks`]: { body: { seats: ["1-1-1"] }, act: "seats.block" },
  [`DELETE ${SHOWTIME}/blocks`]: { body: { seats: ["1-1-1"] }, act: "seats.unblock", after: blocked },
  [`POST ${SHOW}/purchases/messages`]: { body: { text: "안내" }, act: "show.message" },
};

const OWNED = /\{(show_id|showtime_id|venue_id)\}/;
const owned = productRoutes.filter(({ path }) => path.startsWith("/v1/api/manage/") && OWNED.test(path));
const nameOf = (one: { readonly method: string; readonly path: string }): string => `${one.method} ${one.path}`;

function pathIn(path: string, show: MadeShow, more: Readonly<Record<string, string>>): string {
  const ids: Readonly<Record<string, string>> = { ...show, position: "1", ...more };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "nothing");
}

function send(one: (typeof owned)[number], show: MadeShow, token: string, ids = {}): Promise<Response> {
  const { body, type } = CHANGES[nameOf(one)] ?? {};
  const headers: Record<string, string> = one.path.endsWith("/live") ? { upgrade: "websocket" } : {};
  if (type !== undefined) headers["content-type"] = type;
  return call(pathIn(one.path, show, ids), { method: one.method, token, headers, ...(body !== undefined && { body }) });
}

type Ids = Readonly<Record<string, string>>;
/** As the organiser; what is prepared must succeed. */
async function manage(path: string, body: unknown, method = "POST") {
  const answer = await ask(`/v1/api/manage/${path}`, { method, token: organiser.token, body });
  expect([path, answer.status < 300]).toEqual([path, true]);
  return answer.body;
}
let fans = 0;
const aFan = (): Promise<Person> => be(`walk-fan-${++fans}@example.com`);

async function rehearsed(show: MadeShow): Promise<Ids> {
  const { id } = await manage(`shows/${show.show_id}/rehearsals`, { kind: "forecast", ...crowd });
  return { rehearsal_id: id };
}
async function inLine(show: MadeShow, fan?: Person): Promise<Ids> {
  const { token } = fan ?? (await aFan());
  const joined = await ask(`/v1/api/shows/${show.show_id}/queue`, { method: "POST", token });
  return { position: String(joined.body.position) };
}
async function removed(show: MadeShow, fan?: Person): Promise<Ids> {
  const ids = await inLine(show, fan);
  await call(`/v1/api/manage/shows/${show.show_id}/queue/${ids.position}`, {
    method: "DELETE",
    token: organiser.token,
    body: { reason: "x" },
  });
  return ids;
}
async function appealed(show: MadeShow): Promise<Ids> {
  const fan = await aFan();
  await removed(show, fan);
  const path = `/v1/api/shows/${show.show_id}/queue/appeal`;
  const appeal = await ask(path, { method: "POST", token: fan.token, body: { text: "x" } });
  return { appeal_id: appeal.body.id };
}
async function doorMade(show: MadeShow): Promise<Ids> {
  const body = { name: "동문", expires_at_ms: Date.now() + 9 * DAY_MS };
  return { door_id: (await manage(`shows/${show.show_id}/doors`, body)).id };
}
/** One seat, by the ledger's own road; recorded in D1 when it returns. */
async function bought(show: MadeShow): Promise<Ids> {
  const [booking_id = ""] = await sell(show, 1);
  return { booking_id };
}
async function refunding(show: MadeShow): Promise<Ids> {
  await bought(show);
  return { job_id: (await manage(`shows/${show.show_id}/refunds`, { all: true, reason: "x" })).job_id };
}
async function blocked(show: MadeShow): Promise<Ids> {
  await manage(`showtimes/${show.showtime_id}/blocks`, { seats: ["1-1-1"] }, "PUT");
  return {};
}

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
      const { act, after } = CHANGES[nameOf(one)] ?? {};
      if (act === null) continue;
      const show = await makeShow(organiser.token);
      const ids = (await after?.(show)) ?? {};
      const asked = `/v1/api/admin/audit?who=walk-organiser&action=${act}&limit=50`;
      const lines = async (): Promise<number> => (await ask(asked, { token: admin.token })).body.items.length;
      const before = await lines();
      const response = await send(one, show, organiser.token, ids);
      const text = await response.text();
      // At once, and no second one: the line is there when the answer is.
      const more = (await lines()) - before;
      if (response.status >= 300 || more !== 1) wrong.push([nameOf(one), response.status, text, act, more]);
    }
    expect(wrong).toEqual([]);
  });
});
