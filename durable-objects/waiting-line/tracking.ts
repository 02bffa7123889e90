// What the ledgers tell of purchases, in the order in which it happened there.

import type { LineNews } from "../../domain/seat-ledger/outbox.ts";
import { decideTrack, decideUnpaid } from "../../domain/waiting-line/decide-room.ts";
import type { LineEvent, PurchasePhase } from "../../domain/waiting-line/events.ts";
import { guestOf } from "../../domain/waiting-line/pass-id.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";

/** `gone`: of this hold or order nothing is left, and `until_ms` means nothing. */
export type Track = {
  readonly pass_id: string;
  readonly claim_id: string;
  readonly phase: PurchasePhase | "gone";
  readonly until_ms: number;
};

/** A ledger's news, in its order: the steps of purchases, and the passes whose purchase is done. */
export function readNews(news: readonly LineNews[]): { readonly tracks: Track[]; readonly finished: string[] } {
  const tracks: Track[] = [];
  const finished: string[] = [];
  for (const one of news) {
    const { pass_id, claim_id } = one;
    if (one.kind === "finished") finished.push(pass_id);
    else if (one.kind === "track") tracks.push({ pass_id, claim_id, phase: one.phase, until_ms: one.until_ms });
    else tracks.push({ pass_id, claim_id, phase: "gone", until_ms: 0 });
  }
  return { tracks, finished };
}

/** Of one hold or order only the last word counts, and the first word of a fan claims once. */
export function trackAll(state: LineState, tracks: readonly Track[], now_ms: number): LineEvent[] {
  const last = new Map(tracks.map((track) => [`${track.pass_id}\n${track.claim_id}`, track]));
  const claimed = new Set<number>();
  return [...last.values()].flatMap((track) => {
    const position = guestOf(state, track.pass_id);
    return eventsOf(state, { ...track, position }, now_ms).filter((event) => {
      if (event.kind !== "claimed") return true;
      if (claimed.has(position)) return false;
      claimed.add(position);
      return true;
    });
  });
}

function eventsOf(state: LineState, track: Track & { position: number }, now_ms: number): readonly LineEvent[] {
  const { position, claim_id, phase, until_ms } = track;
  if (phase === "gone") return decideUnpaid(state, { position, claim_id }, now_ms);
  const decided = decideTrack(state, { position, claim_id, phase, until_ms }, now_ms);
  return decided.ok ? decided.value : [];
}
