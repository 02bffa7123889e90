// One showtime from its sources: the journal read to its end and played again, D1's copy, the ledger's own counts.
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import { ledgerEvent } from "../../domain/seat-ledger/events.ts";
import { compileMap, type SeatMap } from "../../domain/seat-ledger/seat-map.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import type { Counts } from "../../domain/seat-ledger/status.ts";
import type { SaleRecord } from "../../domain/verify-sale/facts.ts";
import { type JournalEntry, SaleReplay } from "../../domain/verify-sale/replay.ts";
import type { Layout } from "../../schema/layout.ts";
import { type Ask, Unavailable } from "../cli/api.ts";

const int = z.int();
const text = z.string();
const count = { available: int, held: int, sold: int, blocked: int };
const journalPage = z.object({
  code: text,
  items: z.array(z.object({ seq: int, at_ms: int, event: ledgerEvent })),
  next_from: z.nullable(int),
  ledger: z.object({
    seq: int,
    waiting: int,
    parked: int,
    counts: z.looseObject({ ...count, by_section: z.array(z.looseObject({ id: text, ...count })) }),
  }),
});
type LedgerNow = z.infer<typeof journalPage>["ledger"];

const recordPage = z.object({
  items: z.array(
    z.object({
      id: text,
      number: text,
      user_id: text,
      status: text,
      total_krw: int,
      refunded_krw: int,
      fee_krw: int,
      rev: int,
    }),
  ),
  tickets: z.array(z.object({ ticket_id: text, booking_id: text, seat_id: text, price_krw: int, status: text })),
  payments: z.array(z.object({ id: text, booking_id: text, amount_krw: int, status: text })),
  refunds: z.array(z.object({ id: text, payment_id: text, amount_krw: int, fee_krw: int, status: text })),
  live_tickets: int,
  next_after: z.nullable(text),
});
/** Only what a map is compiled from is looked at; the rest of a layout passes through. */
const layout = z.looseObject({ layout_version: text, sections: z.array(z.looseObject({ id: text, kind: text })) });

/** So long a sale may still be moving, or its copies be on their way, before the check gives up waiting. */
const SETTLES_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 300;

export type ShowtimeSources = {
  readonly code: string;
  readonly replay: SaleReplay;
  readonly counts: Counts;
  readonly record: SaleRecord;
  /** Messages of the ledger that have not arrived yet, and those that never will. */
  readonly waiting: number;
  readonly parked: number;
};

type Seen = (entry: JournalEntry, state: LedgerState) => void;

export async function readShowtime(ask: Ask, showtime_id: string): Promise<ShowtimeSources> {
  const until_ms = Date.now() + SETTLES_WITHIN_MS;
  const reader = new JournalReader(ask, showtime_id);
  for (;;) {
    const before = await reader.readOn();
    const settled = before.waiting === 0 && before.seq === reader.replay.seq;
    if (!settled && !reader.broken && Date.now() < until_ms) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    const record = await readRecord(ask, showtime_id);
    const after = await reader.readOn();
    // Something happened while the record was read: it would be compared with another moment.
    if (after.seq !== before.seq && !reader.broken) {
      if (Date.now() < until_ms) continue;
      throw new Unavailable(`showtime ${showtime_id} is still being sold: check it when it is quiet`);
    }
    const { counts, waiting, parked } = after;
    return { code: reader.code, replay: reader.replay, counts: counts as unknown as Counts, record, waiting, parked };
  }
}

/** Reads a journal to its end and plays it again on the way; `seen` is told each event with the state that it led to. */
export class JournalReader {
  readonly replay: SaleReplay;
  code = "";
  /** A journal with a hole is not read any farther: the verdict says so. */
  broken = false;
  readonly #ask: Ask;
  readonly #path: string;
  readonly #maps = new Map<string, SeatMap>();
  readonly #seen: Seen;

  constructor(ask: Ask, showtime_id: string, seen: Seen = () => {}) {
    this.#ask = ask;
    this.#seen = seen;
    this.#path = `/v1/api/admin/showtimes/${showtime_id}/journal`;
    this.replay = new SaleReplay(this.#maps);
  }

  /** From where it stopped to the present end. */
  async readOn(): Promise<LedgerNow> {
    for (;;) {
      const page = await this.#ask(`${this.#path}?from=${this.replay.seq + 1}`, journalPage);
      this.code = page.code;
      for (const { seq, event } of page.items) {
        if (event.kind === "published") await this.#needMap(event.layout_version);
        if (this.broken || !this.replay.feed({ seq, event })) this.broken = true;
        else if (this.replay.state !== null) this.#seen({ seq, event }, this.replay.state);
      }
      if (page.next_from === null || this.broken) return page.ledger;
    }
  }

  async #needMap(layout_version: string): Promise<void> {
    if (this.#maps.has(layout_version)) return;
    const found = await this.#ask(`/v1/api/admin/layouts?version=${encodeURIComponent(layout_version)}`, layout);
    this.#maps.set(layout_version, compileMap(found as unknown as Layout));
  }
}

async function readRecord(ask: Ask, showtime_id: string): Promise<SaleRecord> {
  const pages: z.infer<typeof recordPage>[] = [];
  let after: string | null = null;
  do {
    const path: string = `/v1/api/admin/showtimes/${showtime_id}/record${after === null ? "" : `?after=${after}`}`;
    const page: z.infer<typeof recordPage> = await ask(path, recordPage);
    pages.push(page);
    after = page.next_after;
  } while (after !== null);
  return {
    bookings: pages.flatMap(({ items }) => items),
    tickets: pages.flatMap(({ tickets }) => tickets),
    payments: pages.flatMap(({ payments }) => payments),
    refunds: pages.flatMap(({ refunds }) => refunds),
    live_tickets: pages.at(-1)?.live_tickets ?? 0,
  };
}
