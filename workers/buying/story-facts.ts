// One booking's story as lines in time order: what the line, the ledger, letters and notices know of it. No pass, no key
// of the provider: the organiser reads this too.
import type { LogEntry } from "../../domain/log/entry.ts";
import type { LedgerEvent, Order } from "../../domain/seat-ledger/events.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import type { JournalRow } from "../../durable-objects/seat-ledger/store.ts";
import type { readToldOf } from "./db/story.ts";

type Fact = string | number | null | readonly string[];
export type StoryLine = {
  readonly at_ms: number;
  readonly source: "line" | "ledger" | "mail" | "notice";
  readonly kind: string;
  readonly facts: Readonly<Record<string, Fact>>;
};

export function ledgerLines(rows: readonly JournalRow[], order: OrderView): StoryLine[] {
  return rows.map(({ at_ms, event }) => ({
    at_ms,
    source: "ledger",
    kind: event.kind,
    facts: factsOfEvent(event, order),
  }));
}

function factsOfEvent(event: LedgerEvent, order: OrderView): StoryLine["facts"] {
  const seats = order.lines.map((line) => line.seat_id);
  switch (event.kind) {
    case "held":
      return { hold_id: event.hold.id, seats };
    case "ordered":
      return orderedFacts(event.order);
    case "order_ended":
      return { status: event.status, code: event.code };
    case "attempt_started": {
      const { number, amount_krw, method, request_id = null } = event.attempt;
      return { number, amount_krw, method, request_id };
    }
    case "attempt_unknown":
    case "attempt_asked":
      return { number: event.number, next_ask_at_ms: event.next_ask_at_ms };
    case "attempt_declined":
      return { number: event.number, code: event.code };
    case "attempt_given_up":
      return { number: event.number, seats_until_ms: event.seats_until_ms };
    case "captured":
      return { number: event.number, captured_krw: event.captured_krw, receipt_url: event.receipt_url };
    case "sold":
      return { number: event.number, seats };
    case "refund_requested": {
      const { number, amount_krw, fee_krw, by, reason, lines } = event.refund;
      return { number, amount_krw, fee_krw, by, reason, seats: lines.map((index) => seats[index] ?? "") };
    }
    case "refund_asked":
    case "refund_done":
      return { number: event.number };
    case "refund_refused":
      return { number: event.number, code: event.code };
    default:
      return {};
  }
}

const OF_POSITION: readonly LogEntry["kind"][] = ["leave", "claim_expired", "pass_expired", "finish", "remove"];

/** A place in the line, and the log's entry of the batch in which its fan came. */
export type PlaceInLog = { readonly position: number; readonly joined_seq: number };

/** The public log tells of positions alone; whose position it is, the pass said. A draw gives positions anew. */
export function linesOfPosition(entries: readonly LogEntry[], { position, joined_seq }: PlaceInLog): StoryLine[] {
  const drawn_at = entries.findLastIndex(({ kind }) => kind === "drawn" || kind === "fallback");
  return entries.flatMap((entry, i): StoryLine[] => {
    const { kind, at_ms, seq, from = 0, to = 0 } = entry;
    const joined = kind === "join" && seq === joined_seq;
    const admitted = kind === "admit" && from <= position && position <= to;
    const alone = i > drawn_at && OF_POSITION.includes(kind) && entry.position === position;
    return joined || admitted || alone ? [{ at_ms, source: "line", kind, facts: { position, seq } }] : [];
  });
}

export const isOver = (entries: readonly LogEntry[], position: number): boolean =>
  entries.some((entry) => OF_POSITION.includes(entry.kind) && entry.position === position);

type Told = Awaited<ReturnType<typeof readToldOf>>;

export const toldLines = ({ mails, notices }: Told): StoryLine[] => [
  ...mails.map(({ created_at_ms, cause, ...mail }): StoryLine => {
    const { template, to_email, status, tries, sent_at_ms, last_error } = mail;
    const facts = { cause: cause.split(":")[0] ?? "", template, to_email, status, tries, sent_at_ms, last_error };
    return { at_ms: sent_at_ms ?? created_at_ms, source: "mail", kind: status.toLowerCase(), facts };
  }),
  ...notices.map(
    ({ cause, created_at_ms, read_at_ms }): StoryLine => ({
      at_ms: created_at_ms,
      source: "notice",
      kind: cause,
      facts: { read_at_ms },
    }),
  ),
];

const ORDER: Readonly<Record<StoryLine["source"], number>> = { line: 0, ledger: 1, notice: 2, mail: 3 };

const LAST_OF_SECOND_MS = 999;

/** The public log tells seconds alone: a turn's end stands behind what ended it in the same second, the payment too. */
const standsAt = ({ source, kind, at_ms }: StoryLine): number =>
  source === "line" && OF_POSITION.some((end) => end === kind) ? at_ms + LAST_OF_SECOND_MS : at_ms;

/** The sort is stable: what one source wrote in one millisecond stays in its order. */
export const inTime = (lines: readonly StoryLine[]): StoryLine[] =>
  lines.toSorted((a, b) => standsAt(a) - standsAt(b) || ORDER[a.source] - ORDER[b.source]);

/** By the request's id the logs tell what the journal does not. */
function orderedFacts({ number, total_krw, expires_at_ms, request_id }: Order): StoryLine["facts"] {
  return { number, total_krw, expires_at_ms, request_id: request_id ?? null };
}
