// Reads a public log without trusting whoever served it: makes every hash of the chain again and replays the events
// with the line's own rules. Runs in a browser as it stands.
import type { Chain } from "../draw/chain.ts";
import { apply } from "../waiting-line/apply.ts";
import { ENTRY } from "../waiting-line/entry-status.ts";
import type { LineEvent } from "../waiting-line/events.ts";
import { arrivalsOf, lobbyNumberOf, positionOf } from "../waiting-line/numbers.ts";
import { gatheringStarted, isOver, lineTime } from "../waiting-line/sale.ts";
import { freeSlots, type LineState, newLineState, nthWaiting, statusAt } from "../waiting-line/state.ts";
import { chainHash, genesisHash, type LogEntry } from "./entry.ts";
import { arrivalOn, type Checkpoint, checkReceipt, type Receipt } from "./receipt.ts";
import {
  type DrawFault,
  type DrawFound,
  type DrawReader,
  isDrawSigned,
  judgeDraw,
  newDrawReader,
  readLeaves,
} from "./verify-draw.ts";

export type FaultCode =
  | "wrong_show"
  | "not_removed"
  | "gap"
  | "chain_broken"
  | "time_backwards"
  | "malformed"
  | "created_twice"
  | "not_created"
  | "join_out_of_order"
  | "join_while_closed"
  | "admitted_out_of_order"
  | "admitted_skips"
  | "admitted_over_capacity"
  | "admitted_over_batch"
  | "admitted_while_closed"
  | "not_in_line"
  | "not_inside"
  | "claim_cut_short"
  | "sale_state_wrong"
  | "checkpoint_missing"
  | "checkpoint_differs"
  | "receipt_broken"
  | "receipt_not_in_log"
  | "receipt_place_wrong"
  | DrawFault;

export type Fault = { readonly code: FaultCode; readonly seq: number; readonly position?: number };

export type Evidence = { readonly receipts?: readonly Receipt[]; readonly checkpoints?: readonly Checkpoint[] };

export type Verdict = {
  readonly ok: boolean;
  readonly faults: readonly Fault[];
  readonly show_id: string;
  readonly entries: number;
  readonly joined: number;
  readonly admitted: number;
  readonly waiting: number;
  readonly inside: number;
  readonly hash: string;
  readonly receipts_checked: number;
  readonly checkpoints_checked: number;
  /** What the draw came to, if there was one. Its signature is looked at apart: `isDrawSigned`. */
  readonly draw: DrawFound | null;
};

/** Times in the log are rounded down to the second, so a time may truly be up to this much later. */
const ROUNDING_MS = 1000;
/** A broken log breaks everywhere after the first break; a reader needs the beginning. */
const FAULTS_MAX = 50;

type Wanted = { receipts: Map<number, Receipt[]>; checkpoints: Map<number, Checkpoint[]> };

export type Verifier = {
  readonly show_id: string;
  readonly state: LineState;
  readonly faults: Fault[];
  readonly wanted: Wanted;
  /** Receipts that name a place, judged when the whole log was read. */
  readonly placed: Receipt[];
  seq: number;
  hash: string;
  sold_out: boolean;
  pauses: number;
  receipts_checked: number;
  checkpoints_checked: number;
  readonly draw: DrawReader;
};

function bySeq<T extends { seq: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) groups.set(item.seq, [...(groups.get(item.seq) ?? []), item]);
  return groups;
}

export function newVerifier(show_id: string, evidence: Evidence = {}): Verifier {
  const checkpoints = bySeq((evidence.checkpoints ?? []).filter((checkpoint) => checkpoint.show_id === show_id));
  const verifier: Verifier = {
    show_id,
    state: newLineState(),
    faults: [],
    wanted: { receipts: new Map(), checkpoints },
    placed: [],
    seq: 0,
    hash: genesisHash(show_id),
    sold_out: false,
    pauses: 0,
    receipts_checked: 0,
    checkpoints_checked: 0,
    draw: newDrawReader(),
  };
  for (const receipt of evidence.receipts ?? []) {
    const sound = receipt.show_id === show_id && checkReceipt(receipt).ok;
    if (!sound) fault(verifier, "receipt_broken", arrivalOn(receipt));
    else verifier.wanted.receipts.set(receipt.seq, [...(verifier.wanted.receipts.get(receipt.seq) ?? []), receipt]);
  }
  return verifier;
}

function fault(verifier: Verifier, code: FaultCode, position?: number): void {
  if (verifier.faults.length >= FAULTS_MAX) return;
  verifier.faults.push({ code, seq: verifier.seq, ...(position === undefined ? {} : { position }) });
}

/** Takes the log entry by entry, so that a page can check a long one in slices. */
export function verifyEntry(verifier: Verifier, entry: LogEntry): void {
  const expected_seq = verifier.seq + 1;
  verifier.seq = entry.seq;
  if (entry.seq !== expected_seq) fault(verifier, "gap");
  const { seq, hash, ...facts } = entry;
  const made = chainHash(verifier.hash, seq, facts);
  if (made !== hash) fault(verifier, "chain_broken");
  // Goes on from what is written, so that one changed entry is reported once and not at every entry behind it.
  verifier.hash = hash;
  if (entry.at_ms < verifier.state.clock_ms) fault(verifier, "time_backwards");
  if (entry.kind === "create" ? verifier.state.show_id !== null : verifier.state.show_id === null) {
    fault(verifier, entry.kind === "create" ? "created_twice" : "not_created");
  }
  const event = replayed(verifier, entry);
  if (event === null) return;
  apply(verifier.state, event);
  checkWanted(verifier, entry);
}

/** The event that an entry stands for, after it was judged; null when it cannot have happened at all. */
function replayed(verifier: Verifier, entry: LogEntry): LineEvent | null {
  const { state } = verifier;
  const { at_ms } = entry;
  const position = entry.position ?? 0;
  switch (entry.kind) {
    case "create":
      if (entry.show_id !== verifier.show_id) fault(verifier, "wrong_show");
      if (!entry.rules || !entry.window) return malformed(verifier);
      return {
        kind: "created",
        at_ms,
        show_id: verifier.show_id,
        window: entry.window,
        settings: { ...entry.rules, waiting_per_seat_max: null },
      };
    case "join":
      return judgeJoin(verifier, entry);
    case "admit":
      return judgeAdmit(verifier, entry);
    case "leave":
    case "remove": {
      if (statusAt(state, position) !== ENTRY.WAITING && !state.room.has(position))
        return absent(verifier, "not_in_line", position);
      const parting = { at_ms, position, draining: false };
      return entry.kind === "leave" ? { kind: "left", ...parting } : { kind: "removed", reason: "", ...parting };
    }
    case "restore": {
      const was_removed = statusAt(state, position) === ENTRY.REMOVED;
      if (!was_removed) return absent(verifier, "not_removed", position);
      return { kind: "restored", at_ms, position, reason: "", called: position <= state.head };
    }
    case "finish":
      if (!state.room.has(position)) return absent(verifier, "not_inside", position);
      return { kind: "finished", at_ms, position, draining: false };
    case "claim_expired":
    case "pass_expired":
      return judgeExpiry(verifier, entry, position);
    case "resize":
      if (!entry.rules) return malformed(verifier);
      return { kind: "resized", at_ms, settings: { ...entry.rules, waiting_per_seat_max: null } };
    case "reschedule":
      return entry.window ? { kind: "rescheduled", at_ms, window: entry.window } : malformed(verifier);
    case "announce":
    case "first_come":
    case "freeze":
    case "postpone":
    case "drawn":
    case "fallback": {
      const { event, faults } = judgeDraw(verifier.draw, state, entry);
      for (const code of faults) fault(verifier, code);
      return event;
    }
    default:
      return judgeSale(verifier, entry);
  }
}

function malformed(verifier: Verifier): null {
  fault(verifier, "malformed");
  return null;
}

function absent(verifier: Verifier, code: FaultCode, position: number): null {
  fault(verifier, code, position);
  return null;
}

function judgeJoin(verifier: Verifier, entry: LogEntry): LineEvent | null {
  const { state } = verifier;
  const { at_ms, from = 0, to = 0 } = entry;
  if (from !== arrivalsOf(state) + 1 || to < from || !entry.root) return absent(verifier, "join_out_of_order", from);
  for (const code of readLeaves(verifier.draw, state, entry)) fault(verifier, code, from);
  const presale_at_ms = entry.presale ? state.sale.window.vip_opens_at_ms : null;
  const latest_ms = at_ms + ROUNDING_MS - 1;
  const open = presale_at_ms === null ? gatheringStarted(state, latest_ms) : latest_ms >= presale_at_ms;
  if (!open || isOver(state, at_ms) || verifier.sold_out) fault(verifier, "join_while_closed", from);
  const joined = { kind: "joined", at_ms, from: state.joined + 1, count: to - from + 1 } as const;
  return { ...joined, presale: entry.presale ?? false, arrival: from };
}

/** The heart of it: from the head on without a gap, only into free slots, only while the sale is open. */
function judgeAdmit(verifier: Verifier, entry: LogEntry): LineEvent | null {
  const { state } = verifier;
  const { at_ms, from = 0, to = 0, count = 0 } = entry;
  if (from !== state.head + 1 || to < from || to > state.joined) return absent(verifier, "admitted_out_of_order", from);
  const range = nthWaiting(state, to - from + 1, to);
  if (range.count !== count || range.to !== to) return absent(verifier, "admitted_skips", from);
  if (count > freeSlots(state)) fault(verifier, "admitted_over_capacity", from);
  if (state.draw !== null && state.draw.outcome === null) fault(verifier, "admitted_before_draw", from);
  if (count > state.settings.batch_size) fault(verifier, "admitted_over_batch", from);
  const { window, paused_at_ms } = state.sale;
  const latest_ms = at_ms + ROUNDING_MS - 1;
  const vip = window.vip_opens_at_ms !== null && latest_ms >= window.vip_opens_at_ms && to <= state.presale_last;
  const open = latest_ms >= window.opens_at_ms || vip;
  if (!open || isOver(state, at_ms) || paused_at_ms !== null || verifier.sold_out) {
    fault(verifier, "admitted_while_closed", from);
  }
  return { kind: "admitted", at_ms, from, to, count };
}

function judgeExpiry(verifier: Verifier, entry: LogEntry, position: number): LineEvent | null {
  const { state } = verifier;
  const guest = state.room.get(position);
  if (guest === undefined) return absent(verifier, "not_inside", position);
  const claim = entry.kind === "claim_expired";
  // Each end of each pause was rounded too.
  const doubt_ms = ROUNDING_MS * (2 + 2 * verifier.pauses);
  if (claim && lineTime(state, entry.at_ms) + doubt_ms < guest.deadline_ms)
    fault(verifier, "claim_cut_short", position);
  return { kind: "expired", at_ms: entry.at_ms, position, what: claim ? "claim" : "pass" };
}

function judgeSale(verifier: Verifier, entry: LogEntry): LineEvent | null {
  const { sale } = verifier.state;
  const { at_ms } = entry;
  switch (entry.kind) {
    case "pause":
      if (sale.paused_at_ms !== null) fault(verifier, "sale_state_wrong");
      verifier.pauses++;
      return { kind: "paused", at_ms };
    case "resume":
      if (sale.paused_at_ms === null) fault(verifier, "sale_state_wrong");
      return { kind: "resumed", at_ms };
    case "end":
      return { kind: "ended", at_ms };
    case "cancel":
      return { kind: "cancelled", at_ms };
    case "sold_out":
    case "on_sale": {
      const sold_out = entry.kind === "sold_out";
      if (verifier.sold_out === sold_out) fault(verifier, "sale_state_wrong");
      verifier.sold_out = sold_out;
      // Judged above; the line's state has nothing to change.
      verifier.state.clock_ms = Math.max(verifier.state.clock_ms, at_ms);
      checkWanted(verifier, entry);
      return null;
    }
    default:
      return malformed(verifier);
  }
}

/** The list that a checkpoint names is the one that was frozen; an older checkpoint names none. */
function sameFrozen({ draw }: Checkpoint, state: LineState): boolean {
  if (draw === undefined) return true;
  const frozen = state.draw?.frozen;
  return draw.root === frozen?.root && draw.entrants === frozen.entrants && draw.round === state.draw?.round;
}

function checkWanted(verifier: Verifier, entry: LogEntry): void {
  const { receipts, checkpoints } = verifier.wanted;
  for (const checkpoint of checkpoints.get(entry.seq) ?? []) {
    verifier.checkpoints_checked++;
    const same =
      checkpoint.hash === entry.hash &&
      checkpoint.joined === verifier.state.joined &&
      checkpoint.head === verifier.state.head &&
      sameFrozen(checkpoint, verifier.state);
    if (!same) fault(verifier, "checkpoint_differs");
  }
  for (const receipt of receipts.get(entry.seq) ?? []) {
    verifier.receipts_checked++;
    if (receipt.hash !== entry.hash) fault(verifier, "receipt_not_in_log", arrivalOn(receipt));
    else if (receipt.place !== undefined) verifier.placed.push(receipt);
  }
  checkpoints.delete(entry.seq);
  receipts.delete(entry.seq);
}

/** A receipt from after the draw names a lobby number and the place that the draw gave it. */
function checkPlace(verifier: Verifier, receipt: Receipt): void {
  const { state } = verifier;
  const arrival = arrivalOn(receipt);
  const number = state.draw === null ? 0 : lobbyNumberOf(state.draw, arrival);
  const right =
    state.draw?.outcome !== null &&
    receipt.lobby_number === number &&
    receipt.place === positionOf(state, arrival) &&
    receipt.position === receipt.place;
  if (!right) fault(verifier, "receipt_place_wrong", arrival);
}

export function finishVerifying(verifier: Verifier): Verdict {
  const { state } = verifier;
  for (const _ of verifier.wanted.checkpoints.values()) fault(verifier, "checkpoint_missing");
  for (const receipts of verifier.wanted.receipts.values()) {
    for (const receipt of receipts) fault(verifier, "receipt_not_in_log", arrivalOn(receipt));
  }
  for (const receipt of verifier.placed) checkPlace(verifier, receipt);
  return {
    ok: verifier.faults.length === 0,
    faults: verifier.faults,
    show_id: verifier.show_id,
    entries: verifier.seq,
    joined: state.joined,
    admitted: state.totals.admitted,
    waiting: state.waiting,
    inside: state.room.size,
    hash: verifier.hash,
    receipts_checked: verifier.receipts_checked,
    checkpoints_checked: verifier.checkpoints_checked,
    draw: verifier.draw.found,
  };
}

export function verifyLog(show_id: string, entries: Iterable<LogEntry>, evidence: Evidence = {}): Verdict {
  const verifier = newVerifier(show_id, evidence);
  for (const entry of entries) verifyEntry(verifier, entry);
  return finishVerifying(verifier);
}

/** The verdict with the draw's signature looked at: what is handed on as the whole of it. `chain`: the one to believe in. */
export async function withDrawSigned(verdict: Verdict, chain?: Chain): Promise<Verdict> {
  const { draw, entries } = verdict;
  if (draw === null || (await isDrawSigned(draw, chain))) return verdict;
  const faults: Fault[] = [...verdict.faults, { code: "draw_signature_wrong", seq: entries }];
  return { ...verdict, ok: false, faults };
}
