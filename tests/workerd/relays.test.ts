// A line over relays, through the whole Worker: the same answers as without them, whatever becomes of a relay.
import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { relayOf } from "../../domain/relay/spread.ts";
import { lineOf, relayAt } from "../../workers/kit/objects.ts";
import { relayKey } from "../../workers/kit/relay-key.ts";
import { ask, be, call, makeShow, migrate, type Person, testEnv } from "./kit.ts";

type Frame = { readonly type: string; readonly version: number; readonly [field: string]: unknown };

let organiser: Person;
let fans: Person[];
let show_id: string;

const queue = () => `/v1/api/shows/${show_id}/queue`;
const sale = () => `/v1/api/manage/shows/${show_id}/sale`;
const join = (fan: Person) => ask(queue(), { method: "POST", token: fan.token });
const status = async (fan: Person) => (await ask(`${queue()}/status`, { token: fan.token })).body;
const change = (body: unknown) => ask(sale(), { method: "PATCH", token: organiser.token, body });
const relayNumber = (fan: Person, relays: number): number => relayOf(fan.id, relays, relayKey(testEnv, show_id)) ?? -1;

async function listen(fan: Person) {
  const response = await call(`${queue()}/live`, { token: fan.token, headers: { upgrade: "websocket" } });
  const socket = response.webSocket;
  if (socket === null || socket === undefined) throw new Error(`no socket: ${response.status}`);
  const frames: Frame[] = [];
  let closed = false;
  socket.accept();
  socket.addEventListener("message", ({ data }) => void frames.push(JSON.parse(String(data)) as Frame));
  socket.addEventListener("close", () => {
    closed = true;
  });
  return { socket, frames, isClosed: () => closed };
}

/** A number that edges know a moment later than the organiser. */
const known = () => new Promise((resolve) => setTimeout(resolve, 2_100));

beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
  fans = await Promise.all(Array.from({ length: 8 }, (_, i) => be(`relayed-${i}@example.com`)));
  const room = { relays: 2, room_capacity: 0, batch_size: 10, step_ms: 100, claim_ms: 60_000, pass_ms: 60_000 };
  ({ show_id } = await makeShow(organiser.token, { room }));
});

describe("Q14: a line over relays", () => {
  it("RL4: joins, places, frames and turns come through two relays as from the line itself", async () => {
    const joined = await Promise.all(fans.map(join));
    expect(new Set(joined.map((answer) => answer.status))).toEqual(new Set([201]));
    const positions = joined.map(({ body }) => body.position as number);
    expect(positions.toSorted((a, b) => a - b)).toEqual(fans.map((_, i) => i + 1));
    expect(new Set(fans.map((fan) => relayNumber(fan, 2))).size).toBe(2);
    expect((await Promise.all(fans.map(join))).map(({ status: code, body }) => [code, body.position])).toEqual(
      positions.map((position) => [200, position]),
    );
    const lines = await Promise.all(fans.map((fan) => lineOf(testEnv, show_id).status(fan.id)));
    for (const [i, fan] of fans.entries()) {
      const { position, ahead, behind, state } = await status(fan);
      expect({ position, ahead, behind, state }).toMatchObject({
        position: lines[i]?.place.position,
        state: "WAITING",
      });
      expect(ahead + behind).toBe(fans.length - 1);
    }
    const tabs = await Promise.all(fans.map(listen));
    const placed = () => tabs.every(({ frames }) => frames.some(({ type }) => type === "place"));
    await expect.poll(placed, { timeout: 5_000 }).toBe(true);
    const seen = async () => (await ask(sale(), { token: organiser.token })).body.sockets;
    await expect.poll(seen, { timeout: 5_000 }).toBe(fans.length);
    await ask(`/v1/api/manage/shows/${show_id}/notices`, {
      method: "POST",
      token: organiser.token,
      body: { text: "곧 시작해요" },
    });
    await change({ room_capacity: 4 });
    const called = () => tabs.filter(({ frames }) => frames.some(({ type }) => type === "admitted")).length;
    await expect.poll(called, { timeout: 3_000 }).toBe(4);
    for (const [i, { frames, socket }] of tabs.entries()) {
      expect(frames.map(({ version }) => version)).toEqual(frames.map((_, n) => n + 1));
      expect(frames.filter(({ type }) => type === "notice").map(({ text }) => text)).toEqual(["곧 시작해요"]);
      expect(frames.some(({ type }) => type === "admitted")).toBe((positions[i] ?? 0) <= 4);
      socket.close();
    }
    const inside = fans[positions.indexOf(1)] as Person;
    expect((await status(inside)).pass).toMatch(/^ey/);
  });

  it("RL5: who left or was removed is told so by their relay at once", async () => {
    const waiting = await Promise.all(fans.map(status));
    const [left, removed] = fans.filter((_, i) => waiting[i].state === "WAITING") as [Person, Person];
    expect((await ask(queue(), { method: "DELETE", token: left.token })).status).toBe(204);
    expect((await status(left)).state).toBe("LEFT");
    const { position } = await status(removed);
    const path = `/v1/api/manage/shows/${show_id}/queue/${position}`;
    await ask(path, { method: "DELETE", token: organiser.token, body: { reason: "두 번 샀어요" } });
    expect((await status(removed)).state).toBe("REFUSED");
    expect((await join(left)).body.position).toBe(fans.length + 1);
    expect((await status(left)).position).toBe(fans.length + 1);
  });

  it("RL6: relays that die lose no place, raised and lowered in the running sale neither", async () => {
    const before = await Promise.all(fans.map(status));
    const places = before.map(({ position }) => position);
    const at = async () => (await Promise.all(fans.map(status))).map(({ position }) => position);
    for (const index of [0, 1]) await evictDurableObject(relayAt(testEnv, show_id, index));
    expect(await at()).toEqual(places);
    const tab = await listen(fans[0] as Person);
    for (const relays of [0, 2, 1]) {
      expect((await change({ relays })).body.settings.relays).toBe(relays);
      await known();
      expect(await at()).toEqual(places);
    }
    expect((await Promise.all(fans.map(join))).every((answer) => [200, 409].includes(answer.status))).toBe(true);
    expect(await at()).toEqual(places);
    tab.socket.close();
    const { body: log } = await ask(`${queue()}/log`);
    expect(log.items.filter(({ kind }: { kind: string }) => kind === "join").at(-1)).toMatchObject({
      to: fans.length + 1,
    });
  });
});
