import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { compactVerify, importJWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { parseReceipt } from "../../domain/log/parse.ts";
import { type Checkpoint, checkReceipt } from "../../domain/log/receipt.ts";
import { shows } from "../../schema/tables/catalogue.ts";
import { database } from "../../workers/kit/db/database.ts";
import { fanOf, lineOf, relayAt } from "../../workers/kit/objects.ts";
import { publishLost } from "../../workers/sale/heal.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, ORIGIN, type Person, testEnv } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const ROOM = { room_capacity: 2, batch_size: 100, step_ms: 100, claim_ms: 60_000, pass_ms: 60_000 };
const newLine = (room: Partial<typeof ROOM> = {}, more: Record<string, unknown> = {}): Promise<MadeShow> =>
  makeShow(organiser.token, { room: { ...ROOM, ...room }, ...more });
const join = (show_id: string, person: Person) =>
  ask(`/v1/api/shows/${show_id}/queue`, { method: "POST", token: person.token });
const status = async (show_id: string, person: Person) =>
  (await ask(`/v1/api/shows/${show_id}/queue/status`, { token: person.token })).body;
const claim = (show_id: string, person: Person, more: Record<string, unknown> = {}) =>
  ask(`/v1/api/shows/${show_id}/queue/status`, {
    method: "PATCH",
    token: person.token,
    body: { state: "CLAIMED", ...more },
  });
const leave = (show_id: string, person: Person) =>
  ask(`/v1/api/shows/${show_id}/queue`, { method: "DELETE", token: person.token });
const crowd = (name: string, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => be(`${name}-${i}@example.com`)));
const becomes = (show_id: string, person: Person, state: string) =>
  expect.poll(async () => (await status(show_id, person)).state, { timeout: 8_000, interval: 100 }).toBe(state);
const setStatus = (show_id: string, to: string) =>
  ask(`/v1/api/manage/shows/${show_id}/sale/status`, { method: "PATCH", token: organiser.token, body: { status: to } });

describe("Q1: joining", () => {
  it("Q1: the first time 201, after that 200 with the same place; signed out 401", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("joiner@example.com");
    const answers = await Promise.all(Array.from({ length: 8 }, () => join(show_id, fan)));
    expect(answers.filter(({ status: code }) => code === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.position))).toEqual(new Set([1]));
    expect((await ask(`/v1/api/shows/${show_id}/queue`, { method: "POST" })).body.code).toBe("sign_in_required");
  });

  it("D1: a second tab, a reload, another device keep the place; everyone's place is their own", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fans = await crowd("place", 12);
    const first = await Promise.all(fans.map((fan) => join(show_id, fan)));
    const second = await Promise.all(fans.map((fan) => join(show_id, fan)));
    expect(second.map(({ body }) => body.position)).toEqual(first.map(({ body }) => body.position));
    expect([...first.map(({ body }) => body.position)].sort((a, b) => a - b)).toEqual(fans.map((_, i) => i + 1));
  });

  it("Q10: refused with the reason: not open (with the time), over, unknown", async () => {
    const opens_at_ms = Date.now() + 60_000;
    const soon = await newLine({}, { sale: { opens_at_ms, closes_at_ms: opens_at_ms + 1_000 } });
    const over = await newLine({}, { sale: { opens_at_ms: Date.now() - 2_000, closes_at_ms: Date.now() - 1_000 } });
    const fan = await be("refused@example.com");
    const early = await join(soon.show_id, fan);
    expect([early.status, early.body.code, early.body.opens_at_ms]).toEqual([409, "sale_not_open", opens_at_ms]);
    expect((await join(over.show_id, fan)).body.code).toBe("sale_over");
    expect((await join("show_nothing", fan)).status).toBe(404);
  });

  it("Q9: in the lobby one may gather, and the sale opens by itself", async () => {
    const opens_at_ms = Date.now() + 1_500;
    const { show_id } = await newLine(
      {},
      { sale: { lobby_opens_at_ms: Date.now() - 1_000, opens_at_ms, closes_at_ms: opens_at_ms + 60_000 } },
    );
    const fan = await be("lobby@example.com");
    expect((await join(show_id, fan)).body.state).toBe("LOBBY");
    await becomes(show_id, fan, "ADMITTED");
    expect(Date.now()).toBeGreaterThanOrEqual(opens_at_ms);
  });
});

describe("Q2 to Q7: order, admission, leaving", () => {
  it("Q2: admitted in order; a slot that falls free goes to the next in line, never to a newcomer (D2)", async () => {
    const { show_id } = await newLine();
    const fans = await crowd("order", 5);
    for (const fan of fans) await join(show_id, fan);
    const [a, b, c, d, e] = fans as [Person, Person, Person, Person, Person];
    await becomes(show_id, b, "ADMITTED");
    expect((await status(show_id, c)).ahead).toBe(0);
    expect((await status(show_id, e)).ahead).toBe(2);
    await claim(show_id, a);
    await leave(show_id, a);
    const newcomer = await be("newcomer@example.com");
    await join(show_id, newcomer);
    await becomes(show_id, c, "ADMITTED");
    expect((await status(show_id, d)).ahead).toBe(0);
    expect((await status(show_id, newcomer)).ahead).toBe(2);
  });

  it("Q4: who does not claim in time loses the slot to the next (Q6)", async () => {
    const { show_id } = await newLine({ room_capacity: 1, claim_ms: 1_000 });
    const [absent, next] = (await crowd("absent", 2)) as [Person, Person];
    await join(show_id, absent);
    await join(show_id, next);
    await becomes(show_id, next, "ADMITTED");
    expect((await status(show_id, absent)).state).toBe("EXPIRED");
    expect((await claim(show_id, absent)).body.code).toBe("claim_expired");
    const again = await join(show_id, absent);
    expect([again.status, again.body.position]).toEqual([201, 3]);
  });

  it("Q7: leaving moves those behind up; a second time is 204 too", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const [a, b] = (await crowd("leaver", 2)) as [Person, Person];
    await join(show_id, a);
    await join(show_id, b);
    expect((await leave(show_id, a)).status).toBe(204);
    expect((await leave(show_id, a)).status).toBe(204);
    expect((await status(show_id, b)).ahead).toBe(0);
    expect((await status(show_id, a)).state).toBe("LEFT");
  });

  it("D3, D4: eviction of the object loses no place, no pass and no slot", async () => {
    const { show_id } = await newLine({ room_capacity: 1 });
    const [a, b] = (await crowd("evicted", 2)) as [Person, Person];
    await join(show_id, a);
    await join(show_id, b);
    await becomes(show_id, a, "ADMITTED");
    const before = await status(show_id, a);
    await evictDurableObject(lineOf(testEnv, show_id));
    const after = await status(show_id, a);
    expect([after.state, after.pass_expires_at_ms]).toEqual([before.state, before.pass_expires_at_ms]);
    expect((await status(show_id, b)).ahead).toBe(0);
  });

  it("Q9: paused, nobody is let in and nobody loses a place; ended, joining is over", async () => {
    const { show_id } = await newLine({ room_capacity: 1 });
    const [a, b] = (await crowd("paused", 2)) as [Person, Person];
    await setStatus(show_id, "PAUSED");
    expect((await join(show_id, a)).status).toBe(201);
    expect((await status(show_id, a)).sale).toBe("PAUSED");
    await setStatus(show_id, "OPEN");
    await becomes(show_id, a, "ADMITTED");
    await setStatus(show_id, "ENDED");
    expect((await join(show_id, b)).body.code).toBe("sale_over");
    expect((await ask(`/v1/api/shows/${show_id}`)).body.sale.status).toBe("ENDED");
  });

  it("L56: a line made late, a row that lost a pause, and a line that lost one come to one truth", async () => {
    const { show_id } = await newLine();
    const db = database(testEnv);
    const setRow = (row: Partial<typeof shows.$inferInsert>, id = show_id) =>
      db
        .update(shows)
        .set({ ...row, rev: sql`${shows.rev} + 1` })
        .where(eq(shows.id, id));
    const both = async (id = show_id) => {
      const [row] = await db.select().from(shows).where(eq(shows.id, id));
      return [row?.sale_override, (await lineOf(testEnv, id).sale()).status];
    };
    expect((await setStatus(show_id, "PAUSED")).body.status).toBe("PAUSED");
    expect(await both()).toEqual(["PAUSED", "PAUSED"]);
    // Taken back to before it was told: it is told again.
    await setRow({ sale_override: null, line_told_at_ms: 0 });
    await publishLost(testEnv);
    expect(await both()).toEqual(["PAUSED", "PAUSED"]);
    await expect.poll(() => publishLost(testEnv)).toBe(0);
    await setStatus(show_id, "OPEN");
    expect(await both()).toEqual([null, "OPEN"]);
    // As after a line that was taken back to before a pause.
    await setRow({ sale_override: "PAUSED", line_told_at_ms: Date.now() + 1 });
    await publishLost(testEnv);
    expect(await both()).toEqual(["PAUSED", "PAUSED"]);
    // The row was there first, as the season's is.
    const draft = await newLine({}, { draft: true });
    await setRow({ sale_override: "PAUSED", status: "PUBLISHED" }, draft.show_id);
    await publishLost(testEnv);
    expect(await both(draft.show_id)).toEqual(["PAUSED", "PAUSED"]);
    expect((await ask(`/v1/api/shows/${draft.show_id}`)).body.sale.status).toBe("PAUSED");
  });

  it("Q4: the room can grow while running, and another manager's cannot be touched", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("grower@example.com");
    await join(show_id, fan);
    const other = await be("other-manager@example.com", "MANAGER");
    const patch = (token: string) =>
      ask(`/v1/api/manage/shows/${show_id}/sale`, { method: "PATCH", token, body: { room_capacity: 1 } });
    expect((await patch(other.token)).status).toBe(404);
    const patched = await patch(organiser.token);
    expect([patched.status, patched.body.settings.room_capacity]).toEqual([200, 1]);
    await becomes(show_id, fan, "ADMITTED");
    expect((await ask(`/v1/api/manage/shows/${show_id}/sale`, { token: organiser.token })).body).toMatchObject({
      inside: 1,
      waiting: 0,
      admitted: 1,
    });
  });

  it("Q15: a removed entry is told so, and the public log shows it", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("bot@example.com");
    await join(show_id, fan);
    const removed = await ask(`/v1/api/manage/shows/${show_id}/queue/1`, {
      method: "DELETE",
      token: organiser.token,
      body: { reason: "bot" },
    });
    expect(removed.status).toBe(204);
    expect(await status(show_id, fan)).toMatchObject({ state: "REFUSED", reason: "removed" });
    const { body } = await ask(`/v1/api/shows/${show_id}/queue/log`);
    expect(body.items.map((item: { kind: string }) => item.kind)).toContain("remove");
  });
});

describe("Q5, Q8: passes and rooms", () => {
  it("Q5: the pass comes with the status of who is admitted, is bound to them, and claiming makes it longer", async () => {
    const { show_id } = await newLine({ claim_ms: 20_000, pass_ms: 90_000 });
    const fan = await be("passholder@example.com");
    await join(show_id, fan);
    await becomes(show_id, fan, "ADMITTED");
    const admitted = await status(show_id, fan);
    const claimed = await claim(show_id, fan);
    expect(admitted.redirect_url).toBe(`/shows/${show_id}/room`);
    expect(claimed.body.state).toBe("CLAIMED");
    expect(claimed.body.pass_expires_at_ms).toBeGreaterThan(admitted.pass_expires_at_ms);
    const { body } = await ask("/.well-known/jwks.json");
    const [head = ""] = (claimed.body.pass as string).split(".");
    const { kid } = JSON.parse(atob(head)) as { kid: string };
    expect(body.keys.find((key: { kid: string }) => key.kid === kid)?.purpose).toBe("pass");
  });

  it("Q5: the claim can be prolonged once", async () => {
    const { show_id } = await newLine();
    const fan = await be("slow@example.com");
    await join(show_id, fan);
    await becomes(show_id, fan, "ADMITTED");
    const before = (await status(show_id, fan)).pass_expires_at_ms;
    const prolong = () =>
      ask(`/v1/api/shows/${show_id}/queue/status`, { method: "PATCH", token: fan.token, body: { prolong: true } });
    expect((await prolong()).body.pass_expires_at_ms).toBeGreaterThan(before);
    expect((await prolong()).body.code).toBe("already_prolonged");
  });

  it("Q8: one room at a time: the second claim names the other show and can switch", async () => {
    const one = await newLine();
    const two = await newLine({}, { title: "다른 공연" });
    const fan = await be("two-rooms@example.com");
    for (const { show_id } of [one, two]) {
      await join(show_id, fan);
      await becomes(show_id, fan, "ADMITTED");
    }
    expect((await claim(one.show_id, fan)).body.state).toBe("CLAIMED");
    const refused = await claim(two.show_id, fan);
    expect([refused.status, refused.body.code, refused.body.show.id]).toEqual([409, "already_inside", one.show_id]);
    expect((await claim(two.show_id, fan, { switch: true })).body.state).toBe("CLAIMED");
    expect((await status(one.show_id, fan)).state).toBe("LEFT");
  });

  it("Q8: two claims at once for two rooms let the fan into one", async () => {
    const shows = [await newLine(), await newLine()];
    const fan = await be("racer@example.com");
    for (const { show_id } of shows) {
      await join(show_id, fan);
      await becomes(show_id, fan, "ADMITTED");
    }
    const answers = await Promise.all(shows.map(({ show_id }) => claim(show_id, fan)));
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, 409]);
  });

  it("Q8: who is on the way into a room again is not taken for the one who left it before", async () => {
    const fan = fanOf(testEnv, (await be("again@example.com")).id);
    await fan.enter("first", null);
    const seen = await fan.enter("second", null);
    if (seen.entered) throw new Error("two rooms");
    await new Promise((resolve) => setTimeout(resolve, 2));
    // Another device claims the first room once more, while this one has just seen it empty.
    expect(await fan.enter("first", null)).toEqual({ entered: true });
    const late = await fan.enter("second", seen.other);
    expect(late).toMatchObject({ entered: false, other: { show_id: "first" } });
    if (!late.entered) expect(await fan.enter("second", late.other)).toEqual({ entered: true });
  });

  it("Q8: a leaving that takes long does not wipe out the room that was entered since", async () => {
    const one = await newLine({}, { room: { ...ROOM, relays: 1 } });
    const two = await newLine();
    const fan = await be("late-leaving@example.com");
    for (const { show_id } of [one, two]) {
      await join(show_id, fan);
      await becomes(show_id, fan, "ADMITTED");
    }
    expect((await claim(one.show_id, fan)).body.state).toBe("CLAIMED");
    let goOn: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await runInDurableObject(relayAt(testEnv, one.show_id, 0), (relay) => {
      Object.getPrototypeOf(relay).caughtUp = () => held;
    });
    const leaving = leave(one.show_id, fan);
    const line = lineOf(testEnv, one.show_id);
    const at_line = (state: string) =>
      expect.poll(async () => (await line.status(fan.id)).place.state, { interval: 20 }).toBe(state);
    await at_line("LEFT");
    await line.joinOne({ fan: fan.id });
    await at_line("ADMITTED");
    expect((await claim(one.show_id, fan)).body.state).toBe("CLAIMED");
    goOn();
    expect((await leaving).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([(await claim(two.show_id, fan)).body.code, (await line.status(fan.id)).place.state]).toEqual([
      "already_inside",
      "CLAIMED",
    ]);
  });

  it("Q5: nobody claims before their turn, or a line they are not in", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("eager@example.com");
    expect((await claim(show_id, fan)).body.code).toBe("not_in_line");
    await join(show_id, fan);
    expect((await claim(show_id, fan)).body.code).toBe("not_admitted");
  });
});

describe("Q3: live", () => {
  const open = async (show_id: string, person: Person) => {
    const response = await call(`/v1/api/shows/${show_id}/queue/live`, {
      token: person.token,
      headers: { upgrade: "websocket" },
    });
    const socket = response.webSocket;
    if (socket === null || socket === undefined) throw new Error(`no socket: ${response.status}`);
    const frames: { type: string; version: number; [field: string]: unknown }[] = [];
    socket.accept();
    socket.addEventListener("message", ({ data }) => frames.push(JSON.parse(String(data))));
    return { socket, frames };
  };

  it("Q3: three tabs of one fan all hear of the turn, no frame carries a pass, versions count by one", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("tabs@example.com");
    await join(show_id, fan);
    const tabs = await Promise.all([open(show_id, fan), open(show_id, fan), open(show_id, fan)]);
    await expect.poll(() => tabs.every(({ frames }) => frames.some(({ type }) => type === "place"))).toBe(true);
    await ask(`/v1/api/manage/shows/${show_id}/notices`, {
      method: "POST",
      token: organiser.token,
      body: { text: "곧 시작해요" },
    });
    await ask(`/v1/api/manage/shows/${show_id}/sale`, {
      method: "PATCH",
      token: organiser.token,
      body: { room_capacity: 1 },
    });
    await expect
      .poll(() => tabs.every(({ frames }) => frames.some(({ type }) => type === "admitted")), { timeout: 8_000 })
      .toBe(true);
    for (const { frames, socket } of tabs) {
      expect(frames.map(({ version }) => version)).toEqual(frames.map((_, i) => (frames[0]?.version ?? 0) + i));
      expect(JSON.stringify(frames)).not.toContain('pass"');
      expect(frames.some(({ type, text }) => type === "notice" && text === "곧 시작해요")).toBe(true);
      socket.close();
    }
  });

  it("Q3: the same frames come over SSE, always with 200", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fan = await be("sse@example.com");
    await join(show_id, fan);
    const response = await call(`/v1/api/shows/${show_id}/queue/events`, {
      token: fan.token,
      headers: { accept: "text/event-stream" },
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = "";
    while (!text.includes("event: place")) text += new TextDecoder().decode((await reader.read()).value);
    expect(text).toMatch(/^retry: 3000\n\n/);
    expect(text).toMatch(/id: \d+\nevent: place\ndata: \{/);
    await reader.cancel();
  });

  it("Q3: without an upgrade 426, not in line 409", async () => {
    const { show_id } = await newLine();
    const fan = await be("nosocket@example.com");
    expect((await ask(`/v1/api/shows/${show_id}/queue/live`, { token: fan.token })).body.code).toBe("upgrade_required");
    const outside = await ask(`/v1/api/shows/${show_id}/queue/live`, {
      token: fan.token,
      headers: { upgrade: "websocket" },
    });
    expect(outside.body.code).toBe("not_in_line");
  });
});

describe("Q12: log and receipts", () => {
  it("Q12: the receipt's signature and proof hold, and a checkpoint covers it", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    const fans = await crowd("receipt", 5);
    const joined = await Promise.all(fans.map((fan) => join(show_id, fan)));
    const { body: jwks } = await ask("/.well-known/jwks.json");
    const key = async (kid: string | undefined) =>
      importJWK(
        jwks.keys.find((one: { kid: string }) => one.kid === kid),
        "ES256",
      );
    for (const { body } of joined) {
      const { payload, protectedHeader } = await compactVerify(body.receipt as string, (header) => key(header.kid));
      expect(protectedHeader.typ).toBe("receipt+jws");
      const receipt = parseReceipt(JSON.parse(new TextDecoder().decode(payload)));
      if (receipt === null) throw new Error("a receipt that cannot be read");
      expect(receipt.position).toBe(body.position);
      expect(checkReceipt(receipt).ok).toBe(true);
      expect(checkReceipt({ ...receipt, position: (receipt.position ?? 0) + 1 }).ok).toBe(false);
    }
    const { body } = await ask(`/v1/api/shows/${show_id}/queue/checkpoints`);
    const head = body.items[0] as Checkpoint & { signed: string };
    const { payload } = await compactVerify(head.signed, (header) => key(header.kid));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ seq: head.seq, hash: head.hash, joined: 5 });
  });

  it("Q12: the log is public and holds nothing personal; another's receipt is not found", async () => {
    const { show_id } = await newLine();
    const [a, b] = (await crowd("private", 2)) as [Person, Person];
    await join(show_id, a);
    await join(show_id, b);
    const { body } = await ask(`/v1/api/shows/${show_id}/queue/log`);
    expect(body.items.length).toBeGreaterThan(1);
    const text = JSON.stringify(body);
    for (const person of [a, b]) expect(text).not.toContain(person.id);
    expect((await ask(`/v1/api/shows/${show_id}/queue/receipts/1`, { token: a.token })).status).toBe(200);
    expect((await ask(`/v1/api/shows/${show_id}/queue/receipts/1`, { token: b.token })).status).toBe(404);
  });

  it("Q12: no page of the log is kept past a moment; who has it already is told so by the hash of its last entry", async () => {
    const { show_id } = await newLine({ room_capacity: 0 });
    for (const fan of await crowd("pages", 3)) await join(show_id, fan);
    for (const query of ["from=0&limit=2", "from=0&limit=500"]) {
      const path = `/v1/api/shows/${show_id}/queue/log?${query}`;
      const page = await call(path);
      const { items } = (await page.json()) as { items: { hash: string }[] };
      const etag = page.headers.get("etag") ?? "";
      expect(page.headers.get("cache-control")).toBe("public, max-age=1");
      expect(etag).toBe(`"${items.at(-1)?.hash}"`);
      const again = await call(path, { headers: { "if-none-match": etag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      // The same page of another life of the line, which went another way.
      const other = await call(path, { headers: { "if-none-match": `"${"A".repeat(43)}"` } });
      expect([other.status, ((await other.json()) as { items: unknown[] }).items]).toEqual([200, items]);
    }
  });
});

describe("Q13: the VIP window", () => {
  it("Q13: on the list or with the code one joins early and stands ahead of all who come later", async () => {
    const [listed, coded, plain, other] = await Promise.all([
      be("listed@example.com"),
      be("coded@example.com"),
      be("plain@example.com"),
      be("other@example.com"),
    ]);
    // So far away that a busy machine has played the early part before it.
    const opens_at_ms = Date.now() + 7_000;
    const sale = { vip_opens_at_ms: Date.now() - 1_000, opens_at_ms, closes_at_ms: opens_at_ms + 60_000 };
    const { show_id } = await newLine({ room_capacity: 0 }, { sale });
    const vips = (body: unknown) =>
      ask(`/v1/api/manage/shows/${show_id}/vips`, { method: "PUT", token: organiser.token, body });
    expect((await vips({ code: "moonclub", emails: ["Listed@example.com"] })).body).toEqual({
      code: "moonclub",
      guests: 1,
      failed_tries: 0,
    });
    expect((await join(show_id, plain)).body.code).toBe("sale_not_open");
    const early = await join(show_id, listed);
    expect([early.status, early.body.position]).toEqual([201, 1]);
    const withCode = (code: string) =>
      ask(`/v1/api/shows/${show_id}/queue?vip_code=${code}`, { method: "POST", token: coded.token });
    expect((await withCode("wrong")).body.code).toBe("sale_not_open");
    expect((await withCode("moonclub")).body.position).toBe(2);
    for (let i = 0; i < 5; i += 1)
      await ask(`/v1/api/shows/${show_id}/queue?vip_code=no${i}`, { method: "POST", token: plain.token });
    // The page says it at the field, with what was typed.
    const typed = async (vip_code: string, { cookies }: Person) =>
      (
        await call(`/shows/${show_id}/line`, {
          method: "POST",
          headers: {
            cookie: `${cookies}; language=en`,
            accept: "text/html",
            origin: ORIGIN,
            "content-type": "application/x-www-form-urlencoded",
          },
          body: new URLSearchParams({ vip_code }).toString(),
        })
      ).text();
    expect(await typed("mooncub", other)).toMatch(/value="mooncub".*This is not the pre-sale code of this show/s);
    expect(await typed("moonclub", plain)).toContain("Too many wrong codes");
    const waits = await ask(`/v1/api/shows/${show_id}/queue?vip_code=moonclub`, { method: "POST", token: plain.token });
    expect([waits.status, waits.body.code, Number(waits.headers.get("retry-after")) > 60]).toEqual([
      429,
      "too_many_requests",
      true,
    ]);
    expect((await vips({ generate_code: true })).body).toMatchObject({
      code: expect.stringMatching(/^[0-9A-Z]{12}$/),
      failed_tries: 7,
    });
    await expect.poll(async () => (await join(show_id, plain)).body.position, { timeout: 15_000 }).toBe(3);
    const shown = await ask(`/v1/api/shows/${show_id}`);
    expect(JSON.stringify(shown.body)).not.toContain("moonclub");
  });
});
