// `npm run bench -- draw`: a lobby of thousands that is drawn on the built product by the stand-in's beacon, and how long after
// the round's time the last screen had its place; then the sale's public log, read by both verifiers.
import type { Socket } from "node:net";
import * as second from "../../tests/spec-log/second.ts";
import { makeShow, type Show } from "../kit/house.ts";
import { requestBytes } from "../kit/http-load.ts";
import { joinLine, pause, type Scene } from "../kit/line-fan.ts";
import { listen } from "../kit/live.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { lineVerified } from "../kit/order.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { Roads } from "../kit/roads.ts";
import { loadNow, percentile } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";

const JOINING_AT_ONCE = 64;
const LISTENING_AT_ONCE = 50;
/** The sale opens long after: nobody is let in while screens are counted. */
const OPENS_AFTER_CLOSE_MS = 10 * 60_000;
/** A screen that has no place by then has none. */
const GIVEN_UP_MS = 30_000;
const FIRST_ASK_MS = 2_000;

const methodOf = ({ fans: count, sockets, asking, gather_s }: Options["numbers"]): string =>
  `${count} entrants over HTTP into a lobby of ${gather_s} s, on workerd's own socket; ${sockets} of them listen by a socket, ` +
  `${asking} ask as often as they are told, the others have closed the page. Each screen: from the round's time, which ` +
  "the announcement gives, to the frame or answer that holds the drawn place; the stand-in beacon signs the round then, " +
  "the product fetches and verifies it. second_*: the verifier of tests/spec-log, written from docs/SPEC-LOG.md alone.";

export async function run({ numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const figures = await withProduct("bare", (product) => drawn(product, numbers));
  return { figures: { ...figures, load_average_before, load_average_after: loadNow() }, method: methodOf(numbers) };
}

type Screens = { readonly places: Map<string, number>; readonly socket_ms: number[]; readonly asked_ms: number[] };

async function drawn(product: Product, numbers: Options["numbers"]): Promise<Record<string, number>> {
  const { fans: count = 0, sockets = 0, asking = 0, gather_s = 0 } = numbers;
  const people = await fans(product, "lobby", count);
  const now_ms = Date.now();
  const closes_at_ms = now_ms + gather_s * 1_000;
  const sale = {
    lobby_opens_at_ms: now_ms - 1_000,
    lobby_closes_at_ms: closes_at_ms,
    opens_at_ms: closes_at_ms + OPENS_AFTER_CLOSE_MS,
    admission: "draw",
  };
  const show = await makeShow(product, 1_000, {}, sale);
  const tally = new Tally();
  const roads = new Roads(product.port, tally);
  const scene: Scene = { port: product.port, show, roads, tally };
  const joined = await joinAll(scene, people);
  if (Date.now() > closes_at_ms) throw new Error("the lobby closed before all had joined: --gather_s");
  const { round_at_ms } = await drawOf(product, show);
  const screens: Screens = { places: new Map(), socket_ms: [], asked_ms: [] };
  const open = await listenAll(scene, people.slice(0, sockets), { round_at_ms, screens });
  const asked = people.slice(sockets, sockets + asking).map((fan) => askOn(scene, fan, { round_at_ms, screens }));
  await Promise.all(asked);
  while (screens.socket_ms.length < open.length && Date.now() < round_at_ms + GIVEN_UP_MS) await pause(100);
  for (const socket of open) socket.removeAllListeners("close").destroy();
  roads.close();
  const all = [...screens.socket_ms, ...screens.asked_ms];
  return {
    entrants: joined,
    screens: open.length + asked.length,
    screens_without_place: open.length + asked.length - all.length,
    ...spread("screen", all),
    ...spread("socket", screens.socket_ms),
    ...spread("asking", screens.asked_ms),
    line_verified: await lineVerified(product.port, show.show_id),
    ...(await readAgain(product, show, screens.places)),
    ...(await howItWent(product, show, round_at_ms)),
    errors: tally.errors,
    ...Object.fromEntries(["no_answer", "connection_lost"].map((code) => [`error_${code}`, tally.count(code)])),
  };
}

/** Where screens waited for long: was the list frozen late, was a round given up? Times of the log are whole seconds. */
async function howItWent(product: Product, show: Show, round_at_ms: number): Promise<Record<string, number>> {
  const draw = await get(product, `${queue(show)}/draw`);
  return {
    drawn_round_after_first_ms: Number(draw.round_at_ms) - round_at_ms,
    fell_back: draw.state === "FALLBACK" ? 1 : 0,
  };
}

const spread = (what: string, times: readonly number[]): Record<string, number> => ({
  [`${what}_p50_ms`]: percentile(times, 0.5),
  [`${what}_p95_ms`]: percentile(times, 0.95),
  [`${what}_max_ms`]: Math.max(...times, Number.NEGATIVE_INFINITY),
});

async function joinAll(scene: Scene, people: readonly Fan[]): Promise<number> {
  const waiting = [...people].reverse();
  let joined = 0;
  const work = async (): Promise<void> => {
    for (let fan = waiting.pop(); fan !== undefined; fan = waiting.pop())
      if ((await joinLine(scene, fan)) !== null) joined++;
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, work));
  return joined;
}

async function get(product: Pick<Product, "port">, path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`http://127.0.0.1:${product.port}${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

const queue = ({ show_id }: Show): string => `/v1/api/shows/${show_id}/queue`;

async function drawOf(product: Product, show: Show): Promise<{ readonly round_at_ms: number }> {
  return { round_at_ms: Number((await get(product, `${queue(show)}/draw`)).round_at_ms) };
}

type Watch = { readonly round_at_ms: number; readonly screens: Screens };

/** The drawn place in what a screen was told; null before the draw. */
function placeIn(text: string): number | null {
  if (!text.includes('"state":"DRAWN"')) return null;
  const place = Number(/"position":(\d+)/.exec(text)?.[1] ?? 0);
  return place > 0 ? place : null;
}

async function listenAll(scene: Scene, people: readonly Fan[], { round_at_ms, screens }: Watch): Promise<Socket[]> {
  const open: Socket[] = [];
  for (let at = 0; at < people.length; at += LISTENING_AT_ONCE) {
    const some = people.slice(at, at + LISTENING_AT_ONCE).map((fan) =>
      listen({ port: scene.port, path: `${queue(scene.show)}/live`, headers: bearer(fan) }, (text) => {
        const place = placeIn(text);
        if (place === null || screens.places.has(fan.id)) return;
        screens.places.set(fan.id, place);
        screens.socket_ms.push(Date.now() - round_at_ms);
      }),
    );
    open.push(...(await Promise.all(some)));
  }
  return open;
}

/** As the page does without a socket: asks again when it was told to. */
async function askOn({ show, roads }: Scene, fan: Fan, { round_at_ms, screens }: Watch): Promise<void> {
  const bytes = requestBytes({ method: "GET", path: `${queue(show)}/status`, headers: bearer(fan) });
  await pause(Math.random() * FIRST_ASK_MS);
  while (Date.now() < round_at_ms + GIVEN_UP_MS) {
    const { status, body } = await roads.timed("status", bytes);
    const place = status === 200 ? placeIn(body) : null;
    if (place !== null) {
      screens.places.set(fan.id, place);
      screens.asked_ms.push(Date.now() - round_at_ms);
      return;
    }
    const { poll_after_ms = FIRST_ASK_MS } = status === 200 ? (JSON.parse(body) as { poll_after_ms?: number }) : {};
    await pause(poll_after_ms);
  }
}

/** Every place that a screen was told must be one that the second verifier comes to, and nobody else's. */
async function readAgain(product: Product, show: Show, told: ReadonlyMap<string, number>) {
  const entries: unknown[] = [];
  for (let from: number | null = 1; from !== null; ) {
    const page: Record<string, unknown> = await get(product, `${queue(show)}/log?from=${from}&limit=1000`);
    entries.push(...(page.items as unknown[]));
    from = page.next_from as number | null;
  }
  const read = second.readLog(show.show_id, entries);
  const places = new Set(read.places);
  const strange =
    [...told.values()].filter((place) => !places.has(place)).length + told.size - new Set(told.values()).size;
  return {
    second_faults: read.faults.length,
    second_entrants: read.entrants,
    second_places: places.size,
    second_places_strange: strange,
  };
}
