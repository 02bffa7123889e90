// How long after a hold was answered the others' maps hear of it: sockets of many viewers, one hold after another.
import type { Socket } from "node:net";
import type { Show } from "../kit/house.ts";
import { load } from "../kit/http-load.ts";
import { type Heard, listen } from "../kit/live.ts";
import type { Product } from "../kit/product.ts";
import { percentile } from "../kit/rounds.ts";
import { holdBytes, type Inside, type NextPair } from "./inside.ts";

const OPENING_AT_ONCE = 50;
const PAUSE_MS = 30;
const LAST_FRAMES_MS = 1_000;

type Parts = {
  readonly product: Product;
  readonly show: Show;
  readonly holders: readonly Inside[];
  readonly nextPair: NextPair;
  readonly viewers: number;
};

export async function viewerFigures({ product, show, holders, nextPair, viewers }: Parts) {
  const open: Socket[] = [];
  const path = `/v1/api/showtimes/${show.showtime_id}/live`;
  const heard_ms = new Map<string, number[]>();
  const seats_of = new Map<string, string[]>();
  const heard: Heard = (text, at_ms) => {
    // Every viewer gets the same text: it is read once.
    const seats = seats_of.get(text) ?? changedSeats(text);
    seats_of.set(text, seats);
    for (const seat of seats) heard_ms.get(seat)?.push(at_ms);
  };
  try {
    for (let from = 0; from < viewers; from += OPENING_AT_ONCE) {
      const count = Math.min(OPENING_AT_ONCE, viewers - from);
      open.push(
        ...(await Promise.all(Array.from({ length: count }, () => listen({ port: product.port, path }, heard)))),
      );
    }
    const answered_ms = new Map<string, number>();
    for (const fan of holders) {
      const pair = nextPair();
      heard_ms.set(pair[0], []);
      const onAnswer = (): void => void answered_ms.set(pair[0], performance.now());
      await load({ to: product, requests: [holdBytes(show, fan, pair)], connections: 1, status: 201, onAnswer });
      await sleep(PAUSE_MS);
    }
    await sleep(LAST_FRAMES_MS);
    const waits = [...answered_ms].flatMap(([seat, at_ms]) => (heard_ms.get(seat) ?? []).map((heard) => heard - at_ms));
    return {
      viewers: open.length,
      watched_holds: answered_ms.size,
      frames_missed: answered_ms.size * open.length - waits.length,
      seen_by_others_p50_ms: percentile(waits, 0.5),
      seen_by_others_p95_ms: percentile(waits, 0.95),
      seen_by_others_max_ms: percentile(waits, 1),
    };
  } finally {
    for (const socket of open) socket.destroy();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function changedSeats(text: string): string[] {
  const frame = JSON.parse(text) as { type?: string; changes?: [string, string][] };
  return frame.type === "seats" ? (frame.changes ?? []).map(([seat]) => seat) : [];
}
