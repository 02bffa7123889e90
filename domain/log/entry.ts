// One line of the public log and the chain that ties it to all before it. Positions only: nothing here tells who.
import { type Chain, DRAW_RULE, roundOfDraw } from "../draw/chain.ts";
import { DRAW_NUMBER } from "../waiting-line/decide-draw.ts";
import type { DrawPlan, FallbackReason, LineEvent } from "../waiting-line/events.ts";
import type { LineDraw } from "../waiting-line/state.ts";
import { beginning, linked } from "./chain.ts";

export type LogKind =
  | "create"
  | "join"
  | "leave"
  | "admit"
  | "claim_expired"
  | "pass_expired"
  | "finish"
  | "remove"
  | "restore"
  | "resize"
  | "reschedule"
  | "pause"
  | "resume"
  | "sold_out"
  | "on_sale"
  | "end"
  | "cancel"
  | DrawKind;

/** What a draw writes: announced, or taken back; frozen; another round waited for; drawn, or fallen back to arrival. */
export type DrawKind = "announce" | "first_come" | "freeze" | "postpone" | "drawn" | "fallback";

/** The rules in force from an entry on, as far as a reader needs them to judge the entries after it. */
export type LogRules = {
  room_capacity: number;
  batch_size: number;
  step_ms: number;
  claim_ms: number;
  pass_ms: number;
};
export type LogWindow = {
  vip_opens_at_ms: number | null;
  lobby_opens_at_ms: number | null;
  opens_at_ms: number;
  closes_at_ms: number;
};

export type LogFacts = {
  kind: LogKind;
  /** Rounded down to the second, so that the log does not tell when exactly one fan clicked. */
  at_ms: number;
  position?: number;
  from?: number;
  to?: number;
  /** How many of `from` to `to` were let in; the others had left. */
  count?: number;
  /** The Merkle root over a batch of joins; the root of the frozen list. */
  root?: string;
  /** Of a batch that may be drawn: the leaves under its root, so that anybody can make the draw again. */
  leaves?: readonly string[];
  presale?: boolean;
  show_id?: string;
  rules?: LogRules;
  window?: LogWindow;
  draw_number?: number;
  rule?: string;
  lobby_closes_at_ms?: number;
  chain?: Chain;
  round?: number;
  entrants?: number;
  signature?: string;
  reason?: FallbackReason;
};

export type LogEntry = LogFacts & { seq: number; hash: string };

export const second = (at_ms: number): number => Math.floor(at_ms / 1000) * 1000;

/** What the log says of a batch of joins. */
export type BatchFacts = { readonly root: string; readonly leaves?: readonly string[] };
/** What only the line knows when an event is written: the batch of a join, and the draw before the event. */
export type Around = { readonly batch?: BatchFacts | null; readonly draw: LineDraw | null };

/** The public side of an event; null for what touches neither order nor room. */
export function factsOf(event: LineEvent, { batch = null, draw }: Around): LogFacts | null {
  const at_ms = second(event.at_ms);
  switch (event.kind) {
    case "created":
      return {
        kind: "create",
        at_ms,
        show_id: event.show_id,
        rules: rulesOf(event.settings),
        window: windowOf(event.window),
      };
    case "joined": {
      const { count, presale } = event;
      const from = event.arrival ?? event.from;
      const { root = "", leaves } = batch ?? {};
      const more = { ...(presale ? { presale } : {}), ...(leaves === undefined ? {} : { leaves }) };
      return { kind: "join", at_ms, from, to: from + count - 1, root, ...more };
    }
    case "left":
      return { kind: "leave", at_ms, position: event.position };
    case "admitted":
      return { kind: "admit", at_ms, from: event.from, to: event.to, count: event.count };
    case "expired":
      return { kind: event.what === "claim" ? "claim_expired" : "pass_expired", at_ms, position: event.position };
    case "finished":
      return { kind: "finish", at_ms, position: event.position };
    case "removed":
      return { kind: "remove", at_ms, position: event.position };
    case "restored":
      return { kind: "restore", at_ms, position: event.position };
    case "resized":
      return { kind: "resize", at_ms, rules: rulesOf(event.settings) };
    case "rescheduled":
      return { kind: "reschedule", at_ms, window: windowOf(event.window) };
    case "paused":
      return { kind: "pause", at_ms };
    case "resumed":
      return { kind: "resume", at_ms };
    case "ended":
      return { kind: "end", at_ms };
    case "cancelled":
      return { kind: "cancel", at_ms };
    case "counted":
      return event.flip === null ? null : { kind: event.flip, at_ms };
    case "announced":
    case "frozen":
    case "postponed":
    case "drawn":
    case "fell_back":
      return { at_ms, ...drawFacts(event, draw) };
    default:
      return null;
  }
}

type DrawEvent = Extract<LineEvent, { kind: "announced" | "frozen" | "postponed" | "drawn" | "fell_back" }>;

function drawFacts(event: DrawEvent, draw: LineDraw | null): Omit<LogFacts, "at_ms"> {
  const draw_number = DRAW_NUMBER;
  const round = draw?.round ?? 0;
  const list = { entrants: draw?.frozen?.entrants ?? 0, root: draw?.frozen?.root ?? "" };
  switch (event.kind) {
    case "announced":
      return event.plan === null ? { kind: "first_come" } : { kind: "announce", draw_number, ...planFacts(event.plan) };
    case "frozen":
      return { kind: "freeze", draw_number, round, entrants: event.entrants, root: event.root };
    case "postponed":
      return { kind: "postpone", draw_number, round: event.round };
    case "drawn":
      return { kind: "drawn", draw_number, round: event.round, signature: event.signature, ...list };
    case "fell_back":
      return { kind: "fallback", draw_number, round: event.round, ...list, reason: event.reason };
  }
}

const planFacts = ({ lobby_closes_at_ms, chain }: DrawPlan) => ({
  rule: DRAW_RULE,
  lobby_closes_at_ms,
  chain,
  round: roundOfDraw(chain, lobby_closes_at_ms),
});

const rulesOf = ({ room_capacity, batch_size, step_ms, claim_ms, pass_ms }: LogRules): LogRules => ({
  room_capacity,
  batch_size,
  step_ms,
  claim_ms,
  pass_ms,
});

const windowOf = ({ vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms, closes_at_ms }: LogWindow): LogWindow => ({
  vip_opens_at_ms,
  lobby_opens_at_ms,
  opens_at_ms,
  closes_at_ms,
});

export const genesisHash = (show_id: string): string => beginning("line", show_id);

/** One spelling for one entry: fields in a fixed order, absent ones as null. Leaves are bound by their root. */
const spelling = (seq: number, facts: LogFacts): string =>
  JSON.stringify([
    seq,
    facts.kind,
    facts.at_ms,
    facts.position ?? null,
    facts.from ?? null,
    facts.to ?? null,
    facts.count ?? null,
    facts.root ?? null,
    facts.presale ?? false,
    facts.show_id ?? null,
    facts.rules ? Object.values(rulesOf(facts.rules)) : null,
    facts.window ? Object.values(windowOf(facts.window)) : null,
    ...(facts.draw_number === undefined ? [] : [drawSpelling(facts)]),
  ]);

const drawSpelling = (facts: LogFacts) => [
  facts.draw_number,
  facts.rule ?? null,
  facts.lobby_closes_at_ms ?? null,
  facts.chain ? chainSpelling(facts.chain) : null,
  facts.round ?? null,
  facts.entrants ?? null,
  facts.signature ?? null,
  facts.reason ?? null,
];

const chainSpelling = ({ name, chain_hash, public_key, scheme, period_ms, genesis_at_ms }: Chain) => [
  name,
  chain_hash,
  public_key,
  scheme,
  period_ms,
  genesis_at_ms,
];

export const chainHash = (previous: string, seq: number, facts: LogFacts): string =>
  linked(previous, spelling(seq, facts));
