// Passes that ended early are told to every ledger of the show before their slots go on: else a fan who left could
// still start a hold while the next is already inside. The line itself remembers which are not told yet.

import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import { passId, positionOfPass } from "../../domain/waiting-line/pass-id.ts";
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

/** Those inside, and up to where the line has let in: every other pass up to there is over. */
export type Standing = { readonly admitted_up_to: number; readonly inside: readonly number[] };

/** What the line needs of one showtime's ledger. Every call may come twice. */
export type LedgerStub = {
  endPasses(passes: readonly EndedPass[]): Promise<unknown>;
  setClock(clock: ClockFacts): Promise<unknown>;
  /** Said to a ledger before anything else: of passes that ended earlier nobody would tell it (D72). */
  meetLine(standing: Standing): Promise<unknown>;
  /** Whether a fan is paying here; unless `only_ask`, what they hold unpaid goes back. */
  freeFan(command: { readonly fan_id: string; readonly only_ask: boolean }): Promise<{ readonly paying: boolean }>;
  /** A pass that ended with a removal opens again. */
  restorePass(command: { readonly pass_id: string; readonly position: number }): Promise<unknown>;
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

export const standingOf = ({ head, room }: LineState): Standing => ({
  admitted_up_to: head,
  inside: [...room.values()].filter((guest) => !guest.draining).map((guest) => guest.position),
});

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

/** Every ledger, or none can be relied on: one that is away makes restoring fail, which may be tried again. */
export async function restorePass(state: LineState, ledgerOf: LedgerOf, position: number): Promise<void> {
  const pass_id = passId(state.show_id ?? "", position);
  await Promise.all(
    ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.restorePass({ pass_id, position }))),
  );
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
  const passes = ended.positions.map((position) => ({
    pass_id: passId(state.show_id ?? "", position),
    expires_at_ms: (state.room.get(position)?.deadline_ms ?? 0) + stopped_ms,
    cause: causeOf(state, position),
    fan_id: ended.fans.get(position) ?? null,
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

/** True when all have heard; `told` remembers who has. */
export async function tellClock(
  state: LineState,
  ledgerOf: LedgerOf,
  { told, now_ms }: { told: Map<string, number>; now_ms: number },
): Promise<boolean> {
  const clock = clockFacts(state, now_ms);
  const answers = await Promise.allSettled(
    clocksBehind(state, told).map(async (ledger) => {
      const stub = ledgerOf(ledger);
      if (stub !== null && !told.has(ledger)) await within(ANSWER_MS, stub.meetLine(standingOf(state)));
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
  const pass_ids = inside.map((guest) => passId(show_id, guest.position));
  const asked = await Promise.allSettled(
    ledgersOf(state, ledgerOf).map((ledger) => within(ANSWER_MS, ledger.finishedPasses(pass_ids))),
  );
  const finished = asked.flatMap((answer) => (answer.status === "fulfilled" ? [...answer.value] : []));
  return finished.map((id) => positionOfPass(show_id, id)).filter((position) => position !== 0);
}
