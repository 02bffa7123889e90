// Passes that ended early are told to every ledger of the show before their slots go on: else a fan who left could
// still start a hold while the next is already inside. The line itself remembers which are not told yet.

import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import { guestOf, passId } from "../../domain/waiting-line/pass-id.ts";
import { type ClockFacts, clockFacts, pausedMs } from "../../domain/waiting-line/sale.ts";
import { type LineState, statusAt } from "../../domain/waiting-line/state.ts";
import { within } from "../kit/time-limit.ts";

export type EndedPass = {
  readonly pass_id: string;
  /** When its signature runs out by itself: from then on a ledger may forget it. */
  readonly expires_at_ms: number;
  /** Leaving and removal also end what the fan holds. */
  readonly cause: "left" | "removed" | "expired" | "finished";
  /** Who left or was removed: with them go what earlier turns of theirs still hold (D79). */
  readonly fan_id: string | null;
};

/** The passes of those inside: every other one given before this moment is over. */
export type Standing = { readonly at_ms: number; readonly inside: readonly string[] };

/** What the line needs of one showtime's ledger. Every call may come twice. */
export type LedgerStub = {
  endPasses(passes: readonly EndedPass[]): Promise<unknown>;
  setClock(clock: ClockFacts): Promise<unknown>;
  /** Said to a ledger before anything else: of passes that ended earlier nobody would tell it (D72). */
  meetLine(standing: Standing): Promise<{ readonly went_back: boolean }>;
  /** Whether a fan is paying here; unless `only_ask`, what they hold unpaid goes back. */
  freeFan(command: { readonly fan_id: string; readonly only_ask: boolean }): Promise<{ readonly paying: boolean }>;
  /** Said before the line goes back to an earlier moment: then it has to be met again (L55). */
  forgetLine(): Promise<unknown>;
  /** Which of these have finished buying as far as this ledger knows: a lost message frees its slot all the same. */
  finishedPasses(pass_ids: readonly string[]): Promise<readonly string[]>;
};

/** By the name a ledger gives with its counts; null where there are no ledgers to tell. */
export type LedgerOf = (ledger: string) => LedgerStub | null;

/** A ledger answers in milliseconds; one that takes this long is asked again later. */
const ANSWER_MS = 5_000;

const ledgersOf = (state: LineState, ledgerOf: LedgerOf): LedgerStub[] =>
  [...state.counts.values()].map(({ ledger }) => ledgerOf(ledger)).filter((ledger) => ledger !== null);

export const endedPositions = (state: LineState): number[] =>
  [...state.room.values()].filter((guest) => guest.draining).map((guest) => guest.position);

export const standingOf = ({ show_id, room }: LineState, at_ms: number): Standing => ({
  at_ms,
  inside: [...room.values()].filter((guest) => !guest.draining).map((guest) => passId(show_id ?? "", guest)),
});

/** Every ledger, or none: one that is away would go on with passes that the line will not know any more. */
export async function forgetLine(state: LineState, ledgerOf: LedgerOf): Promise<void> {
  await Promise.all(ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.forgetLine())));
}

/** True where some ledger is being paid by this fan, and then nothing of theirs was freed before all had been asked. */
export async function freeFan(state: LineState, ledgerOf: LedgerOf, fan_id: string): Promise<{ paying: boolean }> {
  for (const only_ask of [true, false]) {
    const answers = await Promise.all(
      ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.freeFan({ fan_id, only_ask }))),
    );
    if (answers.some(({ paying }) => paying)) return { paying: true };
  }
  return { paying: false };
}

/** Whatever is being paid goes on; everything else of theirs goes back. */
export async function freeUnpaid(state: LineState, ledgerOf: LedgerOf, fan_id: string): Promise<void> {
  await Promise.all(
    ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.freeFan({ fan_id, only_ask: false }))),
  );
}

/** True when every ledger knows. One that cannot be reached keeps the slots back until the passes run out. */
export async function tellLedgers(
  state: LineState,
  ledgerOf: LedgerOf,
  ended: { positions: readonly number[]; fans: ReadonlyMap<number, string>; now_ms: number },
): Promise<boolean> {
  const stopped_ms = pausedMs(state, ended.now_ms);
  const guests = ended.positions.map((position) => state.room.get(position)).filter((guest) => guest !== undefined);
  const passes = guests.map((guest) => ({
    pass_id: passId(state.show_id ?? "", guest),
    expires_at_ms: guest.deadline_ms + stopped_ms,
    cause: causeOf(state, guest.position),
    fan_id: ended.fans.get(guest.position) ?? null,
  }));
  const told = await Promise.allSettled(
    ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.endPasses(passes))),
  );
  return told.every((answer) => answer.status === "fulfilled");
}

function causeOf(state: LineState, position: number): EndedPass["cause"] {
  const status = statusAt(state, position);
  if (status === ENTRY.LEFT) return "left";
  if (status === ENTRY.REMOVED) return "removed";
  return status === ENTRY.EXPIRED ? "expired" : "finished";
}

/** The ledgers that have not heard of the latest pause or its end. */
export const clocksBehind = (state: LineState, told: ReadonlyMap<string, number>): string[] =>
  [...state.counts.values()]
    .map(({ ledger }) => ledger)
    .filter((ledger) => (told.get(ledger) ?? 0) < state.sale.clock_version);

type ClockWord = {
  /** Remembers who has heard. */
  readonly told: Map<string, number>;
  readonly now_ms: number;
  /** A ledger says that the line was taken back once. */
  readonly wentBack: () => void;
};

/** True when all have heard. */
export async function tellClock(
  state: LineState,
  ledgerOf: LedgerOf,
  { told, now_ms, wentBack }: ClockWord,
): Promise<boolean> {
  const clock = clockFacts(state, now_ms);
  const answers = await Promise.allSettled(
    clocksBehind(state, told).map(async (ledger) => {
      const stub = ledgerOf(ledger);
      if (stub !== null && !told.has(ledger)) {
        const met = await within(ANSWER_MS, stub.meetLine(standingOf(state, now_ms)));
        if (met.went_back) wentBack();
      }
      if (stub !== null) await within(ANSWER_MS, stub.setClock(clock));
      told.set(ledger, clock.version);
    }),
  );
  return answers.every((answer) => answer.status === "fulfilled");
}

/** The positions inside whose purchase some ledger says is over. */
export async function askFinished(state: LineState, ledgerOf: LedgerOf): Promise<number[]> {
  const show_id = state.show_id ?? "";
  const inside = [...state.room.values()].filter((guest) => !guest.draining);
  if (inside.length === 0) return [];
  const pass_ids = inside.map((guest) => passId(show_id, guest));
  const asked = await Promise.allSettled(
    ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.finishedPasses(pass_ids))),
  );
  const finished = asked.flatMap((answer) => (answer.status === "fulfilled" ? [...answer.value] : []));
  return finished.map((id) => guestOf(state, id)).filter((position) => position !== 0);
}
