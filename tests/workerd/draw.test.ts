import { beforeAll, describe, expect, it } from "vitest";
import { isSignedRound } from "../../domain/draw/signature.ts";
import { verifyLog, withDrawSigned } from "../../domain/log/verify.ts";
import { ask, be, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let organiser: Person;
beforeAll(async () => {
  await migrate();
  organiser = await be("organiser@example.com", "MANAGER");
});

const MINUTE_MS = 60_000;
const drawn = (sale: Record<string, number>, more: Record<string, unknown> = {}): Promise<MadeShow> =>
  makeShow(organiser.token, {
    sale: { closes_at_ms: Date.now() + 86_400_000, ...sale },
    room: { admission: "draw", room_capacity: 2, batch_size: 2 },
    ...more,
  });
const queue = (show_id: string) => `/v1/api/shows/${show_id}/queue`;
const join = (show_id: string, { token }: Person) => ask(queue(show_id), { method: "POST", token });
const status = async (show_id: string, { token }: Person) => (await ask(`${queue(show_id)}/status`, { token })).body;
const drawOf = async (show_id: string) => (await ask(`${queue(show_id)}/draw`)).body;
const patch = (show_id: string, body: object, part = "") =>
  ask(`/v1/api/manage/shows/${show_id}${part}`, { method: "PATCH", token: organiser.token, body });
const payloadOf = (jws: string) => JSON.parse(atob((jws.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));

describe("Q11: the draw", () => {
  it("Q11 L44 L45 L46: gathered, frozen, drawn by the beacon's round, proved from the public log", async () => {
    const fans = await Promise.all(Array.from({ length: 7 }, (_, i) => be(`drawn-${i}@example.com`)));
    const now_ms = Date.now();
    const show = await drawn({
      lobby_opens_at_ms: now_ms - MINUTE_MS,
      lobby_closes_at_ms: now_ms + 1_500,
      opens_at_ms: now_ms + MINUTE_MS,
    });
    const { show_id } = show;
    const joined = await Promise.all(fans.map((fan) => join(show_id, fan)));
    expect(joined.map(({ status: code }) => code)).toEqual(fans.map(() => 201));
    expect(joined[0]?.body).toMatchObject({ state: "LOBBY", position: null, ahead: null, eta: null });
    const [leaver] = fans;
    if (leaver === undefined) throw new Error("seven fans");
    await ask(queue(show_id), { method: "DELETE", token: leaver.token });
    const gathering = await drawOf(show_id);
    expect(gathering).toMatchObject({
      state: "GATHERING",
      draw_number: 1,
      rule: "fairline-draw-1",
      root: null,
      seed: null,
    });
    const { chain, round } = gathering;
    expect(chain.genesis_at_ms + (round - 1) * chain.period_ms).toBeGreaterThanOrEqual(now_ms + 7_500);
    expect(chain.genesis_at_ms + (round - 2) * chain.period_ms).toBeLessThan(now_ms + 7_500);

    await expect.poll(async () => (await drawOf(show_id)).state, { timeout: 5_000, interval: 200 }).toBe("FROZEN");
    const frozen = await drawOf(show_id);
    expect(frozen).toMatchObject({ round, entrants: 6, signature: null });
    expect(payloadOf(frozen.checkpoint).draw).toEqual({ draw_number: 1, round, entrants: 6, root: frozen.root });
    expect(frozen.now_ms).toBeLessThan(frozen.round_at_ms);
    const late = await be("late@example.com");
    expect((await join(show_id, late)).body).toMatchObject({ position: 7 });
    expect((await patch(show_id, { admission: "fifo" }, "/sale")).body.code).toBe("draw_fixed");

    const poll = { timeout: 15_000, interval: 100 };
    await expect.poll(async () => (await drawOf(show_id)).state, poll).toBe("DRAWN");
    expect(Date.now() - frozen.round_at_ms).toBeLessThan(3_000);
    const done = await drawOf(show_id);
    expect(await isSignedRound(chain, round, done.signature)).toBe(true);
    const places = await Promise.all(fans.slice(1).map((fan) => status(show_id, fan)));
    expect(places.map(({ position }) => position).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await status(show_id, leaver)).toMatchObject({ state: "LEFT", position: null });
    const own = places[2]?.position ?? 0;
    const kept = await ask(`${queue(show_id)}/receipts/${own}`, { token: fans[3]?.token ?? "" });
    const receipt = payloadOf(kept.body.receipt);
    expect(receipt).toMatchObject({ place: own, position: own });
    const { items } = (await ask(`${queue(show_id)}/log`)).body;
    expect(items.at(-1)).toMatchObject({ kind: "drawn", draw_number: 1, round, root: done.root, entrants: 6 });
    const verdict = await withDrawSigned(verifyLog(show_id, items, { receipts: [receipt] }), chain);
    expect(verdict.faults).toEqual([]);
    expect(verdict.draw).toMatchObject({ seed: done.seed, signature: done.signature });
  }, 30_000);

  it("Q11 L48: given when made or before the lobby opens, wherever it is said; later 409 draw_fixed; never without a lobby", async () => {
    const opens_at_ms = Date.now() + 10 * MINUTE_MS;
    const lobby_opens_at_ms = opens_at_ms - 5 * MINUTE_MS;
    const sale = { lobby_opens_at_ms, opens_at_ms, closes_at_ms: opens_at_ms + 86_400_000 };
    const ways = [
      { sale: { ...sale, admission: "draw" } },
      { sale, admission: "draw" },
      { sale, room: { admission: "draw" } },
    ];
    for (const way of ways) {
      const { show_id } = await makeShow(organiser.token, way);
      expect(await drawOf(show_id)).toMatchObject({ state: "ANNOUNCED", lobby_closes_at_ms: opens_at_ms - 30_000 });
    }
    const later = await makeShow(organiser.token, { sale });
    expect((await ask(`${queue(later.show_id)}/draw`)).status).toBe(404);
    const lobby_closes_at_ms = opens_at_ms - MINUTE_MS;
    expect((await patch(later.show_id, { admission: "draw", lobby_closes_at_ms }, "/sale")).status).toBe(200);
    expect(await drawOf(later.show_id)).toMatchObject({ state: "ANNOUNCED", lobby_closes_at_ms });
    const bodies = [
      { sale: { ...sale, lobby_closes_at_ms: lobby_opens_at_ms }, room: { admission: "draw" } },
      { sale: { ...sale, lobby_closes_at_ms: opens_at_ms + 1 }, room: { admission: "draw" } },
    ];
    for (const body of bodies) expect((await patch(later.show_id, body)).status).toBe(422);
    const no_lobby = { opens_at_ms, closes_at_ms: sale.closes_at_ms };
    const refused = await makeShow(organiser.token, { sale: no_lobby, admission: "draw" });
    expect(refused.show_id).toBeUndefined();
    const lobbyless = await makeShow(organiser.token, { sale: no_lobby });
    const unfit = await patch(lobbyless.show_id, { admission: "draw" }, "/sale");
    expect([unfit.status, unfit.body.code, unfit.body.errors?.[0].path]).toEqual([
      422,
      "invalid",
      "sale.lobby_opens_at_ms",
    ]);
    const open = await drawn({ lobby_opens_at_ms: Date.now() - 1, opens_at_ms });
    expect((await patch(open.show_id, { room: { admission: "fifo" } })).body.code).toBe("draw_fixed");
    expect((await patch(open.show_id, { sale: { lobby_closes_at_ms } })).body.code).toBe("draw_fixed");
    expect((await patch(open.show_id, { status: "OPEN" }, "/sale/status")).body.code).toBe("draw_fixed");
    const first_come = await makeShow(organiser.token, { sale: { ...sale, lobby_opens_at_ms: Date.now() - 1 } });
    expect((await patch(first_come.show_id, { admission: "draw" }, "/sale")).body.code).toBe("draw_fixed");
  });

  it("Q11 L41: the stand-in beacon speaks the relays' protocol, and misbehaves when told to", async () => {
    const { chain } = await drawOf(
      (await drawn({ lobby_opens_at_ms: Date.now() - 1, opens_at_ms: Date.now() + 10 * MINUTE_MS })).show_id,
    );
    const relay = `/sandbox/beacon/${chain.chain_hash}`;
    const told = (switches: object) => ask("/sandbox/beacon/switches", { method: "PUT", body: switches });
    const round = (await ask(`${relay}/public/latest`)).body;
    expect(await isSignedRound(chain, round.round, round.signature)).toBe(true);
    expect((await ask(`${relay}/info`)).body).toMatchObject({ public_key: chain.public_key, period: 3 });
    expect((await ask(`${relay}/public/${round.round + 100}`)).status).toBe(425);
    await told({ forged: true });
    const forged = (await ask(`${relay}/public/${round.round}`)).body;
    expect(await isSignedRound(chain, round.round, forged.signature)).toBe(false);
    await told({ silent: true });
    expect((await ask(`${relay}/public/${round.round}`)).status).toBe(503);
    await told({});
  });
});
