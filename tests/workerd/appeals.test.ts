// Another look at a removal: the whole road over HTTP, from the removed fan to the organiser and back.
import { beforeAll, describe, expect, it } from "vitest";
import { be, call, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let organiser: Person;
let show: MadeShow;
const queue = () => `/v1/api/shows/${show.show_id}/queue`;
const appeals = () => `/v1/api/manage/shows/${show.show_id}/appeals`;
const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

type Said = { status: number; body: Record<string, unknown> };
async function send(path: string, who: Person, method = "GET", body?: unknown): Promise<Said> {
  const answer = await call(path, { method, headers: as(who), ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
}

async function removed(name: string): Promise<{ fan: Person; position: number }> {
  const fan = await be(`${name}@example.com`);
  const joined = await send(queue(), fan, "POST");
  const position = Number(joined.body.position);
  const gone = await send(`${queue().replace("/api/", "/api/manage/")}/${position}`, organiser, "DELETE", {
    reason: `Two accounts: ${name}`,
  });
  expect(gone.status).toBe(204);
  return { fan, position };
}

const told = async (fan: Person): Promise<string> => {
  const { body } = await send("/v1/api/notifications", fan);
  return JSON.stringify(body);
};

beforeAll(async () => {
  await migrate();
  organiser = await be("appeals-organiser@example.com", "MANAGER");
  show = await makeShow(organiser.token, {
    room: { room_capacity: 0, batch_size: 1, step_ms: 50, claim_ms: 60_000, pass_ms: 60_000 },
  });
});

describe("another look at a removal", () => {
  it("CK6: only who was removed may ask, once at a time; restoring gives the same place and closes it", async () => {
    const { fan, position } = await removed("appeals-back");
    const inside = await be("appeals-inside@example.com");
    await send(queue(), inside, "POST");
    const ask = { text: "We are two sisters at one address." };
    expect(await send(`${queue()}/appeal`, inside, "POST", ask)).toMatchObject({
      status: 409,
      body: { code: "not_appealable" },
    });
    expect((await send(`${queue()}/appeal`, fan, "POST", { text: "" })).status).toBe(422);
    const before = await send(`${queue()}/appeal`, fan);
    expect(before.body).toEqual({ removal_reason: "Two accounts: appeals-back", may_appeal: true, appeal: null });
    // Two at once: one stands.
    const both = await Promise.all([1, 2].map(() => send(`${queue()}/appeal`, fan, "POST", ask)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const list = await send(`${appeals()}?status=OPEN`, organiser);
    const items = list.body.items as { id: string }[];
    expect(items).toMatchObject([{ position, text: ask.text, removal_reason: "Two accounts: appeals-back" }]);
    const road = `${appeals()}/${items[0]?.id}/decision`;
    const stranger = await be("appeals-stranger@example.com", "MANAGER");
    expect((await send(road, stranger, "POST", { restore: true, reason: "mine" })).status).toBe(404);
    const decided = await send(road, organiser, "POST", { restore: true, reason: "Two people after all" });
    expect(decided).toMatchObject({ status: 200, body: { status: "RESTORED" } });
    expect((await send(queue(), fan, "POST")).body).toMatchObject({ position });
    const again = await send(road, organiser, "POST", { restore: false, reason: "no" });
    expect(again).toMatchObject({ status: 409, body: { code: "appeal_decided" } });
    await expect.poll(() => told(fan)).toContain("Two people after all");
  });

  it("CK6: declined, the fan is told why and may ask again; bringing them back by their number closes that too", async () => {
    const { fan, position } = await removed("appeals-declined");
    const first = await send(`${queue()}/appeal`, fan, "POST", { text: "Please look again." });
    const road = `${appeals()}/${first.body.id}/decision`;
    expect((await send(road, organiser, "POST", { restore: false, reason: "One card, one face" })).body.status).toBe(
      "DECLINED",
    );
    await expect.poll(() => told(fan)).toContain("One card, one face");
    expect((await send(`${queue()}/appeal`, fan)).body).toMatchObject({
      may_appeal: true,
      appeal: { status: "DECLINED", answer: "One card, one face" },
    });
    expect((await send(`${queue()}/appeal`, fan, "POST", { text: "Once more." })).status).toBe(201);
    const back = `${queue().replace("/api/", "/api/manage/")}/${position}/restoration`;
    expect((await send(back, organiser, "POST", { reason: "We were wrong" })).status).toBe(200);
    expect((await send(`${queue()}/appeal`, fan)).body).toMatchObject({
      may_appeal: false,
      appeal: { status: "RESTORED", answer: "We were wrong" },
    });
    const audit = await send("/v1/api/admin/audit?limit=50", await be("appeals-admin@example.com", "ADMIN"));
    const actions = (audit.body.items as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["appeal.decline", "line.restore"]));
  });

  it("CK6: the account's end takes what was asked along", async () => {
    const { fan } = await removed("appeals-gone");
    await send(`${queue()}/appeal`, fan, "POST", { text: "Nobody will read this." });
    const before = (await send(appeals(), organiser)).body.items as unknown[];
    expect((await send("/v1/api/users/me", fan, "DELETE")).status).toBeLessThan(300);
    const after = (await send(appeals(), organiser)).body.items as unknown[];
    expect(after.length).toBe(before.length - 1);
  });
});
