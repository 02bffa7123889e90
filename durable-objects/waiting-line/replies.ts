// What the line answers over RPC. Facts only: tokens are signed at the edge.
import type { Chain } from "../../domain/draw/chain.ts";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import type { Board } from "../../domain/relay/board.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import type { FallbackReason, LineFailure } from "../../domain/waiting-line/events.ts";
import { arrivalOf } from "../../domain/waiting-line/numbers.ts";
import * as passes from "../../domain/waiting-line/pass-id.ts";
import { saleStatus, seatsLeft, stayEndsMs } from "../../domain/waiting-line/sale.ts";
import { insideCount, type LineState, statusAt } from "../../domain/waiting-line/state.ts";
import { type DrawView, drawView, type PlaceView } from "../../domain/waiting-line/view.ts";
import type { SaleStatus } from "../../schema/http/words.ts";
import type { Notice } from "./audience.ts";
import type { Known } from "./board.ts";
import type { Joined, LineEngine } from "./engine.ts";
import type { Asked, JoinChecks } from "./join-checks.ts";
import type { RelaySelf } from "./relay-desk.ts";

export type JoinItem = { readonly fan: string; readonly vip?: boolean; readonly asked?: Asked };
export type JoinAnswer = Result<{ fresh: boolean; place: PlaceView; receipt: Receipt }, LineFailure>;

/** Joins that a relay gathered. Columns, which RPC reads and writes several times as fast as lists of objects. */
export type RelayBatch = { readonly fans: readonly string[]; readonly vips?: readonly string[] };
export type RelayAnswer = Omit<Joined, "refusals"> & { readonly refusals: readonly (readonly [number, LineFailure])[] };

/** A relay asks: which it is, and how far it knows the line. */
export type RelayAsk = RelaySelf & Known;
/** Joins as a relay gathered them, each as the edge would ask it; and what the line makes of them. */
export type TakenIn = {
  readonly joined: RelayAnswer;
  /** Of those who stood in line before: theirs are in older batches. */
  readonly receipts: readonly (readonly [number, Receipt])[];
  readonly board: Board;
};
export type FoundFans = { readonly arrivals: readonly number[]; readonly board: Board };

/** What the edge signs into a pass. */
export type PassFacts = {
  readonly pass_id: string;
  readonly expires_at_ms: number;
  readonly claimed: boolean;
  /** The end of the claimed time, without what holds and orders added; null until claimed. */
  readonly stay_ends_ms: number | null;
};
export type PlaceAnswer = {
  readonly place: PlaceView;
  readonly pass: PassFacts | null;
  readonly notice: Notice | null;
};

export type SaleAnswer = {
  readonly status: SaleStatus;
  readonly waiting: number;
  readonly inside: number;
  readonly admitted: number;
  readonly finished: number;
  readonly no_shows: number;
  readonly left: number;
  readonly removed: number;
  readonly available: number | null;
  readonly held: number;
  readonly paying: number;
  readonly sockets: number;
  readonly settings: LineState["settings"];
  readonly window: LineState["sale"]["window"];
  readonly as_of_ms: number;
};

/** What `GET …/queue/draw` says; null where the line is first come. */
export type DrawAnswer = {
  readonly view: DrawView;
  readonly chain: Chain;
  readonly lobby_opens_at_ms: number;
  readonly root: string | null;
  readonly signature: string | null;
  readonly reason: FallbackReason | null;
  readonly checkpoint: Checkpoint | null;
  readonly now_ms: number;
} | null;

export function drawAnswer(engine: LineEngine, now_ms: number): DrawAnswer {
  const { draw, sale } = engine.state;
  const view = drawView(engine.state, now_ms);
  if (draw === null || view === null) return null;
  const { outcome, frozen, plan } = draw;
  return {
    view,
    chain: plan.chain,
    lobby_opens_at_ms: sale.window.lobby_opens_at_ms ?? sale.window.opens_at_ms,
    root: frozen?.root ?? null,
    signature: outcome?.state === "DRAWN" ? outcome.signature : null,
    reason: outcome?.state === "FALLBACK" ? outcome.reason : null,
    checkpoint: engine.checkpoint(),
    now_ms,
  };
}

export function passOf(state: LineState, place: PlaceView, now_ms: number): PassFacts | null {
  const { position, expires_at_ms } = place;
  if (position === null || expires_at_ms === null) return null;
  if (place.state !== "ADMITTED" && place.state !== "CLAIMED") return null;
  const claimed = statusAt(state, position) === ENTRY.CLAIMED;
  const pass_id = passes.passOf(state, position);
  if (pass_id === null) return null;
  return { pass_id, expires_at_ms, claimed, stay_ends_ms: stayEndsMs(state, position, now_ms) };
}

/** The answers to gathered joins, each with its own receipt. */
export function answersTo(engine: LineEngine, checks: JoinChecks, items: readonly JoinItem[]): JoinAnswer[] {
  const joined = joinChecked(engine, checks, items);
  return items.map(({ fan }, i): JoinAnswer => {
    const failure = joined.refusals.get(i);
    if (failure !== undefined) return { ok: false, failure };
    const position = joined.positions[i] ?? 0;
    const receipt = engine.receiptOfJoined(fan, position);
    if (!receipt.ok) return receipt;
    const place = engine.view(position, joined.now_ms);
    return { ok: true, value: { fresh: joined.fresh[i] === 1, place, receipt: receipt.value } };
  });
}

/** The same for a relay, which makes the receipts of the new ones and everybody's place itself. */
export function takenIn(
  engine: LineEngine,
  checks: JoinChecks,
  items: readonly JoinItem[],
): Omit<TakenIn, "board"> & { readonly failures: ReadonlyMap<number, LineFailure> } {
  const { refusals, ...joined } = joinChecked(engine, checks, items);
  const receipts: [number, Receipt][] = [];
  for (const [i, { fan }] of items.entries()) {
    const position = joined.positions[i] ?? 0;
    if (position === 0 || isNewIn(engine, joined.batch, position)) continue;
    const receipt = engine.receiptOfJoined(fan, position);
    if (receipt.ok) receipts.push([i, receipt.value]);
  }
  return { joined: { ...joined, refusals: [...refusals] }, receipts, failures: refusals };
}

function isNewIn({ state }: LineEngine, batch: Joined["batch"], position: number): boolean {
  const arrival = arrivalOf(state, position);
  return batch !== null && batch.entry.from <= arrival && arrival <= batch.entry.to;
}

/** Joins whoever is not asked for a check, or has shown one. By place among the items, also where some were refused for it. */
function joinChecked(engine: LineEngine, checks: JoinChecks, items: readonly JoinItem[]): Joined {
  const now_ms = engine.sweep();
  const doubts = checks.doubts(items, now_ms);
  // Whoever stands in line has nothing to prove: joining again is asking for the same place. Whom the line refuses anyhow is
  // told that, and does no work for it.
  for (const i of doubts.keys()) {
    const { fan = "", vip = false } = items[i] ?? {};
    if (engine.isInLine(fan) || !engine.couldJoin(fan, vip)) doubts.delete(i);
  }
  const taken = items.flatMap((item, i) => (doubts.has(i) ? [] : [{ item, i }]));
  const vips = new Set(taken.filter(({ item }) => item.vip).map(({ item }) => item.fan));
  const joined = engine.join({ fans: taken.map(({ item }) => item.fan), vips });
  checks.joined(
    taken.filter((_, n) => joined.fresh[n] === 1).map(({ item }) => item),
    now_ms,
  );
  if (doubts.size === 0) return joined;
  const spread = {
    ...joined,
    positions: new Uint32Array(items.length),
    fresh: new Uint8Array(items.length),
    refusals: doubts,
  };
  for (const [n, { i }] of taken.entries()) {
    spread.positions[i] = joined.positions[n] ?? 0;
    spread.fresh[i] = joined.fresh[n] ?? 0;
    const refusal = joined.refusals.get(n);
    if (refusal !== undefined) doubts.set(i, refusal);
  }
  return spread;
}

/** One check lets one fan pass, whatever for; whoever ever stood in this line has shown theirs there. */
export function passedWithoutJoining(
  engine: LineEngine,
  checks: JoinChecks,
  item: Required<Pick<JoinItem, "fan" | "asked">>,
): Result<null, LineFailure> {
  const now_ms = engine.sweep();
  if (engine.find(item.fan) !== 0) return ok(null);
  const doubt = checks.doubts([item], now_ms).get(0);
  if (doubt !== undefined) return refused(doubt);
  checks.joined([item], now_ms);
  return ok(null);
}

export function saleAnswer(state: LineState, now_ms: number, sockets: number): SaleAnswer {
  const counts = [...state.counts.values()].filter((showtime) => showtime.on_sale);
  const { admitted, finished, no_shows, left, removed } = state.totals;
  return {
    status: saleStatus(state, now_ms),
    waiting: state.waiting,
    inside: insideCount(state),
    admitted,
    finished,
    no_shows,
    left,
    removed,
    available: seatsLeft(state),
    held: counts.reduce((sum, showtime) => sum + showtime.held, 0),
    paying: counts.reduce((sum, showtime) => sum + showtime.paying, 0),
    sockets,
    settings: state.settings,
    window: state.sale.window,
    as_of_ms: now_ms,
  };
}
