// What is asked of a ledger about tickets that were sold: the list for returned seats, tickets offered back and handed over, and what
// the doors say. A ticket that came in at a door is kept, so these know of each other.
import * as list from "../../domain/returns/decide-list.ts";
import * as tickets from "../../domain/returns/decide-ticket.ts";
import { listFigures } from "../../domain/returns/list-view.ts";
import { listPageView, ticketStanding } from "../../domain/returns/page-view.ts";
import { decided } from "../../domain/seat-ledger/decided.ts";
import { readHandoverId } from "../../domain/seat-ledger/ids.ts";
import { type LogPage, logPage } from "../kit/log-page.ts";
import type { UsedTickets } from "./commands.ts";
import type { LedgerDoors } from "./door.ts";
import { LedgerParts } from "./ledger-parts.ts";

type Unseen<C> = Omit<C, "used_tickets">;

export class LedgerOfTickets<Env> extends LedgerParts<Env> {
  /** The list for returned seats, tickets offered back and handed over. */
  joinList(command: list.ListCommand) {
    return this.ask({ decide: (state, now_ms) => list.decideJoinList(state, command, now_ms) });
  }
  mayJoinList(command: list.ListCommand) {
    return this.ask({ decide: (state, now_ms) => list.decideMayJoin(state, command, now_ms) });
  }
  leaveList(fan_id: string) {
    return this.ask({ decide: (state, now_ms) => list.decideLeaveList(state, fan_id, now_ms) });
  }
  listPage(fan_id: string) {
    return this.ask({ decide: (state, now_ms) => decided([], listPageView(state, fan_id, now_ms)) });
  }
  ticketStanding(wish: tickets.OwnTicket) {
    return this.ask({ decide: (state, now_ms) => ticketStanding(state, this.#seen(wish), now_ms) });
  }
  listFigures() {
    return this.ask({ decide: (state, now_ms) => decided([], listFigures(state, now_ms)) });
  }
  /** The list's public log, as stored text. */
  listLog({ from, limit }: { readonly from: number; readonly limit: number }): LogPage {
    return logPage((first, some) => this.store.list_log.page(first, some), from, limit);
  }
  listCheckpoints(limit: number) {
    const list = this.engine.list_log;
    return list?.log.checkpoints(list.state, limit) ?? [];
  }
  listReceipt(fan_id: string) {
    const list = this.engine.list_log;
    return list?.log.receipt(list.state, fan_id) ?? null;
  }
  /** Whether a hold, or the order it became, is an offer from the list: those need no pass. */
  isOffer({ hold_id, fan_id }: { readonly hold_id: string; readonly fan_id: string }) {
    return this.ask({
      decide: (state) => decided([], { is_offer: state.returns.fan_by_hold.get(hold_id) === fan_id }),
    });
  }
  offerBack(wish: tickets.OwnTicket) {
    return this.ask({ decide: (state, now_ms) => tickets.decideOfferBack(state, this.#seen(wish), now_ms) });
  }
  takeBack(wish: tickets.OwnTicket) {
    return this.ask({ decide: (state, now_ms) => tickets.decideTakeBack(state, wish, now_ms) });
  }
  handOver(wish: Unseen<tickets.HandoverCommand>) {
    return this.ask({ decide: (state, now_ms) => tickets.decideHandover(state, this.#seen(wish), now_ms) });
  }
  withdrawHandover(command: { readonly handover_id: string; readonly fan_id: string }) {
    return this.ask({ decide: (state, now_ms) => tickets.decideWithdrawHandover(state, command, now_ms) });
  }
  acceptHandover(wish: Unseen<tickets.AcceptCommand>) {
    const ticket_id = readHandoverId(wish.handover_id)?.ticket_id ?? "";
    return this.ask({
      decide: (state, now_ms) =>
        tickets.decideAcceptHandover(state, { ...wish, used_tickets: this.#usedOf(ticket_id) }, now_ms),
    });
  }

  /** What the doors say and ask: at once, since nobody at a door waits for a batch. */
  checkIn(ask: Parameters<LedgerDoors["checkIn"]>[0]) {
    const checked = this.doors.checkIn(ask);
    if (checked.shown === "entered") this.#keepUsed([checked.ticket?.ticket_id]);
    return checked;
  }
  recordScans(told: Parameters<LedgerDoors["record"]>[0]) {
    const placed = this.doors.record(told);
    this.#keepUsed(placed.flatMap(({ result, ticket_id }) => (result === "entered" ? [ticket_id] : [])));
    return placed;
  }
  /** Whoever comes in keeps the ticket: it is offered to nobody any more. */
  #keepUsed(ticket_ids: readonly (string | null | undefined)[]): void {
    for (const ticket_id of ticket_ids) {
      if (ticket_id == null) continue;
      this.engine.run({ decide: (state, now_ms) => tickets.decideKeepUsed(state, ticket_id, now_ms) });
      this.rounds.happened();
    }
  }
  doorBundle(since: number | null) {
    return this.doors.bundle(since);
  }
  doorTally() {
    return this.doors.tally();
  }
  doorList() {
    return this.doors.list();
  }

  #seen<W extends { readonly ticket_id: string }>(wish: W): W & { readonly used_tickets: readonly string[] } {
    return { ...wish, used_tickets: this.#usedOf(wish.ticket_id) };
  }
  #usedOf(ticket_id: string): readonly string[] {
    return this.doors.isUsed(ticket_id) ? [ticket_id] : [];
  }
  protected readonly used: UsedTickets = (order_id) => this.doors.usedTickets(order_id);
}
