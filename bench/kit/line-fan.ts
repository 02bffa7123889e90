// A fan of a measured line: opens the pages, joins, and then listens or asks, as the page does.
import type { Socket } from "node:net";
import type { Show } from "./house.ts";
import { requestBytes } from "./http-load.ts";
import { listen } from "./live.ts";
import { bearer, type Fan } from "./people.ts";
import type { Roads } from "./roads.ts";
import type { Tally } from "./tally.ts";

export type Scene = {
  readonly port: number;
  readonly show: Show;
  readonly roads: Roads;
  readonly tally: Tally;
};
export type Joined = {
  readonly fan: Fan;
  readonly position: number;
  readonly poll_after_ms: number;
  readonly sent_ms: number;
  readonly answered_ms: number;
};

const NOW_MS = /"now_ms":(\d+)/;
const SOCKET_TRIES = 5;
const AGAIN_MS = 500;

export async function openPages({ show, roads }: Scene, fan: Fan): Promise<void> {
  const page = (path: string): Buffer => requestBytes({ method: "GET", path, headers: bearer(fan) });
  await roads.timed("show_page", page(`/shows/${show.show_id}`));
  await roads.timed("line_page", page(`/shows/${show.show_id}/line`));
}

/** Null where it was refused; the tally says with which code. */
export async function joinLine({ show, roads }: Scene, fan: Fan): Promise<Joined | null> {
  const head = { method: "POST", path: `/v1/api/shows/${show.show_id}/queue`, headers: bearer(fan) };
  const sent_ms = performance.now();
  const { status, body } = await roads.timed("join", requestBytes(head));
  if (status !== 201 && status !== 200) return null;
  const { position, poll_after_ms } = JSON.parse(body) as { position: number; poll_after_ms: number };
  return { fan, position, poll_after_ms, sent_ms, answered_ms: performance.now() };
}

export type Told = { readonly admitted: boolean; readonly over: boolean };

/** A socket that hears of its place; the age of each frame counts. Null where none could be had. */
export async function listenToPlace(
  { port, show, tally }: Scene,
  fan: Fan,
  told: (now: Told) => void = () => {},
): Promise<Socket | null> {
  const path = `/v1/api/shows/${show.show_id}/queue/live`;
  const heard = (text: string): void => {
    const now_ms = Number(NOW_MS.exec(text)?.[1] ?? Number.NaN);
    if (now_ms > 0) tally.took("tick_age", Math.max(0, Date.now() - now_ms));
    told({ admitted: text.startsWith('{"type":"admitted"') || isIn(text), over: isOver(text) });
  };
  for (let tries = 1; tries <= SOCKET_TRIES; tries++) {
    const began_ms = performance.now();
    try {
      const socket = await listen({ port, path, headers: bearer(fan) }, heard);
      tally.took("socket", performance.now() - began_ms);
      socket.on("close", () => tally.refused("socket_closed"));
      return socket;
    } catch (error) {
      const status = /HTTP\/1\.1 (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? "lost";
      tally.refused(`socket_${status}`);
      await pause(AGAIN_MS * tries);
    }
  }
  return null;
}

/** One question for the place. */
export async function askPlace(
  { show, roads }: Scene,
  fan: Fan,
): Promise<Told & { readonly again_ms: number; readonly position: number | null }> {
  const path = `/v1/api/shows/${show.show_id}/queue/status`;
  const { status, body } = await roads.timed("status", requestBytes({ method: "GET", path, headers: bearer(fan) }));
  if (status !== 200) return { admitted: false, over: false, again_ms: AGAIN_MS, position: null };
  const { poll_after_ms, position } = JSON.parse(body) as { poll_after_ms: number; position: number | null };
  return { admitted: isIn(body), over: isOver(body), again_ms: poll_after_ms, position };
}

const isIn = (text: string): boolean => text.includes('"state":"ADMITTED"') || text.includes('"state":"CLAIMED"');
const isOver = (text: string): boolean =>
  text.includes('"SOLD_OUT"') || text.includes('"state":"REFUSED"') || text.includes('"state":"EXPIRED"');

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Seeded moments of coming, more at the beginning than at the end, in order. A slow server changes none of them. */
export function arrivals(random: () => number, { fans, within_ms }: { fans: number; within_ms: number }): number[] {
  return Array.from({ length: fans }, () => within_ms * random() ** 2).sort((a, b) => a - b);
}

/** Begins each at its moment whether or not those before are done; ends when all are. */
export async function openLoop(moments: readonly number[], each: (i: number) => Promise<void>): Promise<void> {
  const began_ms = performance.now();
  const all: Promise<void>[] = [];
  for (const [i, at_ms] of moments.entries()) {
    const wait_ms = at_ms - (performance.now() - began_ms);
    if (wait_ms > 1) await pause(wait_ms);
    all.push(each(i));
  }
  await Promise.all(all);
}
