// Whether a crowd's places are a line: none twice, none missing, and in the order in which they were asked for.
import { checkLine } from "../../ops/verify/line.ts";
import { openSource } from "../../ops/verify/sources.ts";
import type { Joined } from "./line-fan.ts";

export function orderFigures(joined: readonly Joined[], asked: number): Record<string, number> {
  const by_place = [...joined].sort((a, b) => a.position - b.position);
  const first = by_place[0]?.position ?? 1;
  const places = new Set(by_place.map(({ position }) => position));
  return {
    asked_to_join: asked,
    joined: joined.length,
    lost: asked - joined.length,
    places_twice: joined.length - places.size,
    places_missing: (by_place.at(-1)?.position ?? 0) - first + 1 - places.size,
    // Whoever had the answer before another asked must stand ahead: the line itself allows no other order.
    overtaken_ms: overtaken(by_place, ({ answered_ms }) => answered_ms),
    // By the moments of asking alone; the way to the server is part of it.
    order_error_ms: overtaken(by_place, ({ sent_ms }) => sent_ms),
  };
}

/** By how much, at most, somebody stands ahead of one whose `done` came before they asked. */
function overtaken(by_place: readonly Joined[], done: (one: Joined) => number): number {
  let earliest_behind = Number.POSITIVE_INFINITY;
  let worst = 0;
  for (const one of [...by_place].reverse()) {
    worst = Math.max(worst, one.sent_ms - earliest_behind);
    earliest_behind = Math.min(earliest_behind, done(one));
  }
  return worst;
}

/** 1 where the public log holds: hashes, signatures, and each admission in the order of the line. */
export async function lineVerified(port: number, show_id: string): Promise<number> {
  const { source } = openSource({ from: `http://127.0.0.1:${port}`, show_id });
  const { sound } = await checkLine({ show_id, source, receipt_files: [], save_to: null });
  return sound ? 1 : 0;
}
