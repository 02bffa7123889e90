// One line of the public log and the chain that ties it to all before it. Positions only: nothing here tells who.
import type { LineEvent } from "../waiting-line/events.ts";
import { sha256 } from "./sha256.ts";
import { toBase64url, utf8 } from "./text.ts";

export type LogKind =
  | "create"
  | "join"
  | "leave"
  | "admit"
  | "claim_expired"
  | "pass_expired"
  | "finish"
  | "remove"
  | "resize"
  | "reschedule"
  | "pause"
  | "resume"
  | "sold_out"
  | "on_sale"
  | "end"
  | "cancel";

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
  /** The Merkle root over a batch of joins. */
  root?: string;
  presale?: boolean;
  show_id?: string;
  rules?: LogRules;
  window?: LogWindow;
};

export type LogEntry = LogFacts & { seq: number; hash: string };

const second = (at_ms: number): number => Math.floor(at_ms / 1000) * 1000;

/** The public side of an event; null for what touches neither order nor room. `root` belongs to joins. */
export function factsOf(event: LineEvent, root: string | null): LogFacts | null {
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
      const { from, count, presale } = event;
      return { kind: "join", at_ms, from, to: from + count - 1, root: root ?? "", ...(presale ? { presale } : {}) };
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
    default:
      return null;
  }
}

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

/** The chain begins with the show, so that the log of one show is never taken for another's. */
export const genesisHash = (show_id: string): string => toBase64url(sha256(utf8(`fairline.line.v1\n${show_id}`)));

/** One spelling for one entry: fields in a fixed order, absent ones as null. */
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
  ]);

export const chainHash = (previous: string, seq: number, facts: LogFacts): string =>
  toBase64url(sha256(utf8(`fairline.entry.v1\n${previous}\n${spelling(seq, facts)}`)));
