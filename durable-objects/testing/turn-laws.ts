// What must hold of turns after every act, over the line and all its ledgers, each checked the slow and obvious way.
import { saleTimeOf } from "../../domain/seat-ledger/clock.ts";
import { ASK_UNTIL_MS } from "../../domain/seat-ledger/order-times.ts";
import { FREE } from "../../domain/seat-ledger/seat-state.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import { guestOf, passOf } from "../../domain/waiting-line/pass-id.ts";
import { isOver, lineTime } from "../../domain/waiting-line/sale.ts";
import { statusAt } from "../../domain/waiting-line/state.ts";
import { type House, TURN_MS } from "./sale-house.ts";

/** Where each claimed turn has to end, by its pass, and who left or was removed, until they join again. */
export type Records = { readonly ends: Map<string, number>; readonly gone: Set<string> };
export const newRecords = (): Records => ({ ends: new Map(), gone: new Set() });

const INSIDE: ReadonlySet<number> = new Set([ENTRY.ADMITTED, ENTRY.CLAIMED]);

const law = (holds: boolean, text: string): void => {
  if (!holds) throw new Error(`broken: ${text}`);
};

export function checkTurns(house: House, { ends, gone }: Records): void {
  const { state } = house.bench.engine;
  for (const event of house.bench.engine.takeEvents()) {
    if (event.kind !== "claimed") continue;
    ends.set(passOf(state, event.position) ?? "", lineTime(state, event.at_ms) + TURN_MS);
  }
  const line_ms = lineTime(state, house.now());
  law(state.room.size <= state.settings.room_capacity, "the room is never over its capacity");
  for (const { position, draining, paying } of state.room.values()) {
    const ends_ms = ends.get(passOf(state, position) ?? "");
    if (ends_ms === undefined || draining) continue;
    law(line_ms < ends_ms + (paying.length > 0 ? ASK_UNTIL_MS : 0), `the turn of ${position} has ended in the line`);
  }
  for (const { state: ledger } of house.ledgers.values()) {
    checkLedgerTurns(ledger, ends, house.now());
    checkSeats(ledger);
    for (const fan of gone)
      if (isGone(house, fan)) law(claimsOf(ledger, fan).length === 0, `${fan} left and holds nothing`);
  }
}

function isGone({ bench: { engine } }: House, fan: string): boolean {
  const status = statusAt(engine.state, engine.find(fan));
  return status === ENTRY.LEFT || status === ENTRY.REMOVED;
}

function checkLedgerTurns(ledger: LedgerState, ends: ReadonlyMap<string, number>, now_ms: number): void {
  const endOf = (pass_id: string | null): number => ends.get(pass_id ?? "") ?? 0;
  for (const { pass_id, expires_sale_ms } of ledger.holds.values()) {
    law(expires_sale_ms <= endOf(pass_id), "no hold lasts past its turn");
  }
  for (const { status, pass_id, expires_at_ms } of ledger.orders.values()) {
    if (status !== "PENDING") continue;
    law(saleTimeOf(ledger.clock, expires_at_ms, now_ms) <= endOf(pass_id), "no order lasts past its turn");
  }
}

function checkSeats(ledger: LedgerState): void {
  const owners = new Map<number, string>();
  const take = (place: number, owner: string): void => {
    law(!owners.has(place), "a seat has one owner");
    owners.set(place, owner);
  };
  for (const hold of ledger.holds.values()) for (const place of hold.places) take(place, hold.id);
  for (const order of ledger.orders.values()) {
    for (const line of order.lines) {
      if (line.status !== "FREED" && line.status !== "REFUNDED") take(line.place, order.id);
    }
  }
  ledger.seat_state.forEach((seat, place) => {
    law((seat === FREE) === !owners.has(place), "a seat is free exactly when nobody has it");
  });
}

/** Holds and orders that are not paid. */
export function claimsOf(ledger: LedgerState, fan: string): string[] {
  const claims = ledger.fans.get(fan);
  if (claims === undefined) return [];
  const open = [...claims.orders].filter((id) => ["PENDING", "PAYING"].includes(ledger.orders.get(id)?.status ?? ""));
  return [...claims.holds, ...open];
}

/** Right after a hold was given: its turn runs, selling goes on, and the performance is still to come. */
export function checkHeld(house: House, fan: string): void {
  const { state } = house.bench.engine;
  const newest = [...house.ledgers.values()].flatMap(({ state: ledger }) =>
    [...(ledger.fans.get(fan)?.holds ?? [])].flatMap((id) => {
      const hold = ledger.holds.get(id);
      return hold?.started_at_ms === house.now() ? [{ hold, starts_at_ms: ledger.config.starts_at_ms }] : [];
    }),
  );
  for (const { hold, starts_at_ms } of newest) {
    const position = guestOf(state, hold.pass_id ?? "");
    // Called alone: the line went back behind their claim, and hears of it again with this hold.
    law(INSIDE.has(statusAt(state, position)), "whoever is not inside cannot hold");
    law(house.bench.engine.find(fan) === position, "nobody holds with another's place");
    law(!isOver(state, house.now()), "nothing is held after the end");
    law(house.now() < starts_at_ms, "nothing is held after the beginning");
  }
}
