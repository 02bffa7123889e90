// Q15: asked before joining. The whole road over HTTP: what is asked, what passes, what is spent, and whose place is safe.
import { beforeAll, describe, expect, it } from "vitest";
import { writeProof } from "../../domain/checks/proof.ts";
import { type StandInToken, writeToken } from "../../sandbox/turnstile/siteverify.ts";
import { be, call, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";
import { checkOf, solved as solvedOf } from "./solved.ts";

let organiser: Person;
let show: MadeShow;
const queue = () => `/v1/api/shows/${show.show_id}/queue`;

const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const turn = async (patch: Record<string, unknown>) => {
  const path = `/v1/api/manage/shows/${show.show_id}/sale`;
  return (await call(path, { method: "PATCH", headers: as(organiser), body: patch })).json() as Promise<{
    settings: Record<string, unknown>;
  }>;
};

const check = (fan: Person) => checkOf(show.show_id, fan);
const solved = (fan: Person) => solvedOf(show.show_id, fan);

async function join(fan: Person, shown?: { kind: string; token: string }) {
  const body = shown === undefined ? {} : { body: { check: shown } };
  const answer = await call(queue(), { method: "POST", headers: as(fan), ...body });
  const said = (await answer.json()) as { position?: number; code?: string; asks?: string; detail?: string };
  return { status: answer.status, ...said };
}

beforeAll(async () => {
  await migrate();
  organiser = await be("checks-organiser@example.com", "MANAGER");
  show = await makeShow(organiser.token, {
    room: { room_capacity: 0, batch_size: 1, step_ms: 50, claim_ms: 60_000, pass_ms: 60_000 },
  });
});

describe("asked before joining", () => {
  it("CK1: asks nothing until the organiser says so; what they say is shown back, and an unknown word is refused", async () => {
    const early = await be("checks-early@example.com");
    expect(await check(early)).toEqual({ asks: "nothing", now_ms: expect.any(Number) });
    expect((await join(early)).status).toBe(201);
    const { settings } = await turn({ check: "proof", check_above: 700 });
    expect(settings).toMatchObject({ check: "proof", check_above: 700 });
    const path = `/v1/api/manage/shows/${show.show_id}/sale`;
    expect((await call(path, { method: "PATCH", headers: as(organiser), body: { check: "puzzle" } })).status).toBe(422);
    // Whoever stands in line is asked for nothing, and joining again is the same place.
    expect(await check(early)).toEqual({ asks: "nothing", now_ms: expect.any(Number) });
    expect(await join(early)).toMatchObject({ status: 200, position: 1 });
  });

  it("CK3: without it 403 says what is asked, with a worthless one 403 says so, with the work done 201", async () => {
    const fan = await be("checks-fan@example.com");
    expect(await join(fan)).toMatchObject({ status: 403, code: "check_required", asks: "proof" });
    expect(await join(fan, { kind: "proof", token: "nonsense" })).toMatchObject({ status: 403, code: "check_failed" });
    const { asks, challenge, by_mail } = await check(fan);
    expect([asks, challenge.kind, by_mail]).toEqual(["proof", "proof", true]);
    const lazy = writeProof(
      challenge.text,
      Array.from({ length: challenge.parts }, () => 0),
    );
    expect(await join(fan, { kind: "proof", token: lazy })).toMatchObject({ status: 403, code: "check_failed" });
    expect(await join(fan, await solved(fan))).toMatchObject({ status: 201, position: 2 });
  });

  it("CK4: somebody else's work is worth nothing, another show's neither, and one's own is spent by joining", async () => {
    const [one, two] = await Promise.all([be("checks-one@example.com"), be("checks-two@example.com")]);
    const proof = await solved(one);
    expect(await join(two, proof)).toMatchObject({ status: 403, code: "check_failed" });
    expect(await join(one, proof)).toMatchObject({ status: 201 });
    await call(queue(), { method: "DELETE", headers: as(one) });
    expect(await join(one, proof)).toMatchObject({ status: 403, code: "check_failed" });
    expect(await join(one, await solved(one))).toMatchObject({ status: 201 });
  });

  it("CK2: a code by mail is as good where a third party is asked, for its own fan alone", async () => {
    await turn({ check: "turnstile" });
    const fan = await be("checks-mail@example.com");
    expect((await check(fan)).asks).toBe("turnstile");
    expect((await call(`${queue()}/check/mail`, { method: "POST", headers: as(fan) })).status).toBe(202);
    const code = await mailedCode("checks-mail@example.com");
    const other = await be("checks-other@example.com");
    expect(await join(other, { kind: "mail", token: code })).toMatchObject({ status: 403, code: "check_failed" });
    expect(await join(fan, { kind: "mail", token: "000000" })).toMatchObject({ status: 403 });
    expect(await join(fan, { kind: "mail", token: code })).toMatchObject({ status: 201 });
  });

  it("CK2: ten tries at a code, then the right one waits too", async () => {
    await turn({ check: "proof" });
    const fan = await be("checks-guesser@example.com");
    await call(`${queue()}/check/mail`, { method: "POST", headers: as(fan) });
    const code = await mailedCode("checks-guesser@example.com");
    for (let i = 0; i < 10; i++) await join(fan, { kind: "mail", token: String(i).padStart(6, "0") });
    expect(await join(fan, { kind: "mail", token: code })).toMatchObject({ status: 403, code: "check_failed" });
    expect(await join(fan, await solved(fan))).toMatchObject({ status: 201 });
  });
});

describe("a third party's word", () => {
  type Facts = Partial<StandInToken>;
  const word = async (fan: Person, more: Facts = {}) => {
    const { challenge } = (await check(fan)) as unknown as { challenge: { action: string; cdata: string } };
    const { action, cdata } = challenge;
    const hostname = new URL((await call("/")).url || "http://localhost").hostname;
    const facts = { nonce: crypto.randomUUID(), issued_at_ms: Date.now(), action, cdata, hostname };
    return { kind: "turnstile", token: writeToken({ ...facts, ...more }) };
  };

  it("CK7: passes once, for the fan it was given to, for joining, on this site, and within its time", async () => {
    await turn({ check: "turnstile" });
    const [fan, other] = await Promise.all([be("checks-vouched@example.com"), be("checks-vouched-2@example.com")]);
    const failed = { status: 403, code: "check_failed", asks: "turnstile" };
    expect(await join(other, await word(fan))).toMatchObject(failed);
    expect(await join(fan, await word(fan, { cdata: "" }))).toMatchObject(failed);
    expect(await join(fan, await word(fan, { action: "" }))).toMatchObject(failed);
    expect(await join(fan, await word(fan, { action: "login" }))).toMatchObject(failed);
    expect(await join(fan, await word(fan, { hostname: "elsewhere.example" }))).toMatchObject(failed);
    expect(await join(fan, await word(fan, { issued_at_ms: Date.now() - 300_001 }))).toMatchObject(failed);
    const good = await word(fan);
    expect(await join(fan, good)).toMatchObject({ status: 201 });
    await call(queue(), { method: "DELETE", headers: as(fan) });
    expect(await join(fan, good)).toMatchObject(failed);
  });

  it("CK7: its script may run on the line's page of such a show, and on no other", async () => {
    await turn({ check: "turnstile" });
    const [line, home] = await Promise.all([visit(`/shows/${show.show_id}/line`), visit("/")]);
    expect(line).toContain("frame-src");
    expect(home).not.toContain("frame-src");
    await turn({ check: "proof" });
    expect(await visit(`/shows/${show.show_id}/line`)).not.toContain("frame-src");
  });

  it("CK2: while it is away the proof stands in", async () => {
    await turn({ check: "turnstile" });
    const fan = await be("checks-away@example.com");
    const good = await word(fan);
    await call("/sandbox/away", { method: "PUT", body: { parts: ["checks"] } });
    expect(await join(fan, good)).toMatchObject({ status: 403, code: "check_failed" });
    await call("/sandbox/away", { method: "PUT", body: { parts: [] } });
    expect((await check(fan)).asks).toBe("proof");
    expect(await join(fan, await solved(fan))).toMatchObject({ status: 201 });
  });
});

async function visit(path: string): Promise<string> {
  const { token } = await be("checks-visitor@example.com");
  const answer = await call(path, { headers: { authorization: `Bearer ${token}` } });
  return answer.headers.get("content-security-policy") ?? "";
}

describe("a removal taken back", () => {
  it("L52: removed with a reason, told so, brought back to the same place, told so, and all of it in the log", async () => {
    await turn({ check: "off" });
    const email = "checks-removed@example.com";
    const fan = await be(email);
    const { position } = await join(fan);
    const at = `/v1/api/manage/shows/${show.show_id}/queue/${position}`;
    const reason = { reason: "Two accounts at once" };
    expect((await call(at, { method: "DELETE", headers: as(organiser), body: reason })).status).toBe(204);
    expect(await join(fan)).toMatchObject({ status: 409, code: "removed" });
    await expect.poll(() => titles(fan)).toContain("EVENT Two accounts at once");
    const path = `${at}/restoration`;
    const other = await be("checks-other-organiser@example.com", "MANAGER");
    expect((await call(path, { method: "POST", headers: as(other), body: reason })).status).toBe(404);
    const back = await call(path, { method: "POST", headers: as(organiser), body: { reason: "It was a mistake" } });
    expect([back.status, await back.json()]).toMatchObject([200, { position, state: "WAITING" }]);
    expect(await join(fan)).toMatchObject({ status: 200, position });
    await expect.poll(() => titles(fan)).toContain("EVENT It was a mistake");
    const again = await call(path, { method: "POST", headers: as(organiser), body: { reason: "again" } });
    expect(again.status).toBe(200);
    const log = (await (await call(`${queue()}/log?limit=1000`)).json()) as {
      items: { kind: string; position?: number }[];
    };
    const own = log.items.filter((entry) => entry.position === position).map(({ kind }) => kind);
    expect(own).toEqual(["remove", "restore"]);
    const audit = await call("/v1/api/admin/audit?limit=50", {
      headers: as(await be("checks-admin@example.com", "ADMIN")),
    });
    const { items } = (await audit.json()) as { items: { action: string }[] };
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(["line.remove", "line.restore"]));
  });
});

const titles = async (fan: Person): Promise<string[]> => {
  const answer = await call("/v1/api/notifications", { headers: as(fan) });
  const { items } = (await answer.json()) as { items: { kind: string; text: string }[] };
  return items.flatMap(({ kind, text }) =>
    (text.match(/Two accounts at once|It was a mistake/g) ?? []).map((said) => `${kind} ${said}`),
  );
};

async function mailedCode(to: string): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const answer = await call(`/sandbox/mail?to=${encodeURIComponent(to)}`);
    const { items } = (await answer.json()) as { items: { text: string }[] };
    const code = /\n {4}(\d{6})\n/.exec(items[0]?.text ?? "")?.[1];
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no mail came");
}
