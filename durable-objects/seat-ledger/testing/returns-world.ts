// A sold-out showtime for property tests of the list for returned seats: owners, registered fans, a provider that loses
// answers, crashes, and a bot that asks for every seat after every step. The referee beside it knows the rule by itself.
import { chance, mix } from "../../../domain/chance.ts";
import { decideLeaveList } from "../../../domain/returns/decide-list.ts";
import { decideKeepUsed, decideOfferBack } from "../../../domain/returns/decide-ticket.ts";
import { takes } from "../../../domain/returns/list.ts";
import type { ListLogEntry } from "../../../domain/returns/public-entry.ts";
import { type ListEvidence, verifyList } from "../../../domain/returns/verify-list.ts";
import { decideRelease } from "../../../domain/seat-ledger/decide-hold.ts";
import type { Order } from "../../../domain/seat-ledger/events.ts";
import { DESTINATIONS, type PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { configOf, layoutOf, seatedSection } from "../../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import type { Grade } from "../../../schema/layout.ts";
import { cancelOrderTask, outcomeTask, refundOutcomeTask } from "../commands.ts";
import type { Answer, Task } from "../engine.ts";
import { ListReferee } from "./list-referee.ts";
import { dyingAt } from "./played.ts";
import { checkInstant, checkMoney } from "./promises.ts";
import { type Mood, StandInProvider } from "./stand-in-provider.ts";
import { TestLedger, value } from "./test-ledger.ts";

const MINUTE_MS = 60_000;
export const GATHER_MS = 10 * MINUTE_MS;
const OFFER_MS = 30 * MINUTE_MS;
const GRADES: readonly Grade[] = ["VIP", "R", "S"];
const MOODS: readonly Mood[] = ["success", "success", "success", "decline", "silent_charge", "silent_nothing", "down"];

export type WorldSize = { readonly rows: number; readonly fans: number };
/** Something broken on purpose before each step, for the controls. */
export type Damage = (world: ReturnsWorld) => void;

export class ReturnsWorld {
  readonly ledger: TestLedger;
  readonly provider = new StandInProvider();
  readonly referee: ListReferee;
  readonly #seed: number;
  readonly #queue: PaymentJob[] = [];
  readonly #record = new Map<string, OrderView>();
  readonly #live_by_seat = new Map<string, string>();
  readonly used = new Set<string>();
  readonly seen = new Map<string, number>();
  #draws = 0;
  #journal_seq = 1;

  constructor(seed: number, { rows, fans }: WorldSize) {
    this.#seed = seed;
    const sections = GRADES.map((grade, i) =>
      seatedSection({ id: grade, grade, rows, seats: 10, breaks: [5], y: 100 + 100 * i }),
    );
    const terms = { gather_ms: GATHER_MS, offer_ms: OFFER_MS, tickets: true };
    this.ledger = new TestLedger(layoutOf(sections), configOf({ returns: terms }));
    this.referee = new ListReferee(this.ledger, GATHER_MS);
    const { ids } = this.ledger.state.map;
    for (let at = 0; at < ids.length; at += 2) {
      const fan_id = `owner${at / 2}`;
      const hold = value(this.ledger.holdSeats(fan_id, [ids[at] ?? "", ids[at + 1] ?? ""]));
      const order = value(this.ledger.order(fan_id, hold.id));
      value(this.ledger.pay(fan_id, order.id));
      this.#takeMessages();
      this.#job(0, "success");
    }
    // A hall of the law's rule: from the tenth day before the show on a refund costs a fee.
    this.ledger.now_ms += 22 * 24 * 60 * MINUTE_MS;
    for (let n = 0; n < fans; n++) this.#register(`fan${n}`);
    this.check();
  }

  /** A whole number below `below`, another one each time. */
  draw(below: number): number {
    return mix(this.#seed, ++this.#draws) % below;
  }
  #odds(share: number): boolean {
    return chance(this.#seed, ++this.#draws) < share;
  }

  step(): void {
    const crash_at = this.#odds(0.06) ? 1 + this.draw(10) : Number.POSITIVE_INFINITY;
    dyingAt(this.ledger, crash_at, () => this.#anything());
    this.check();
  }

  check(): void {
    this.ledger.engine.runAll([]);
    this.#countJournal();
    checkInstant(this.ledger);
    this.referee.check();
    this.#takeMessages();
    this.#bot();
  }

  /** Time passes until nothing is under way; then every won must be where it belongs. */
  settle(): void {
    for (let round = 0; round < 400; round++) {
      const due_ms = this.ledger.engine.rest();
      this.check();
      while (this.#queue.length > 0) {
        this.#job(0, "success");
        this.check();
      }
      if (this.#open().length === 0 && this.#queue.length === 0) break;
      if (due_ms !== null) this.ledger.now_ms = Math.max(this.ledger.now_ms, due_ms);
    }
    this.check();
    checkMoney(this.ledger, this.provider);
    const { faults } = verifyList(this.ledger.state.config.showtime_id, this.publicLog(), this.evidence());
    const [first] = faults;
    if (first !== undefined) throw new Error(`the public log says ${first.code} at #${first.seq}`);
  }

  publicLog(): ListLogEntry[] {
    return this.ledger.store.list_log.page(1, 100_000).map((text) => JSON.parse(text) as ListLogEntry);
  }
  evidence(): Required<ListEvidence> {
    const { ledger } = this;
    const { state } = ledger;
    const receipts = [...state.returns.entries.keys()].flatMap((fan_id) => ledger.listReceipt(fan_id) ?? []);
    return { receipts, checkpoints: ledger.listCheckpoints(10) };
  }

  /** A payment that was given up is asked about for weeks: until it is known, its won are not where they belong. */
  #open(): readonly Order[] {
    return [...this.ledger.state.orders.values()].filter(
      ({ status, attempts, refunds }) =>
        status === "PENDING" ||
        status === "PAYING" ||
        attempts.some((one) => one.next_ask_at_ms !== null) ||
        refunds.some((one) => one.status === "REQUESTED"),
    );
  }

  #anything(): void {
    const { ledger } = this;
    const roll = this.draw(100);
    if (roll < 16) this.#refund();
    else if (roll < 28) this.#offerBack();
    else if (roll < 34) this.#takeBack();
    else if (roll < 36) this.#enter();
    else if (roll < 54) this.#answerOffer();
    else if (roll < 64) this.#payAgain();
    else if (roll < 84) this.#job(this.draw(8), MOODS[this.draw(MOODS.length)] ?? "success");
    else if (roll < 87) this.#leave();
    else if (roll < 90) this.#wishAnew();
    else if (roll < 92) ledger.reload();
    else if (roll < 96) ledger.now_ms += this.draw((this.#odds(0.3) ? 45 : 6) * MINUTE_MS);
    else {
      const due_ms = ledger.engine.nextDueMs();
      if (due_ms !== null) ledger.now_ms = Math.max(ledger.now_ms, due_ms - this.draw(2));
    }
  }

  #register(fan_id: string): void {
    const count = 1 + this.draw(4);
    const grades = this.#odds(0.3) ? [GRADES[this.draw(GRADES.length)] ?? "R"] : [];
    const answer = this.ledger.listUp(fan_id, count, { grades, together: this.#odds(0.5) });
    if (answer.ok) this.referee.listed(fan_id);
  }

  #wishAnew(): void {
    const fan_id = `fan${this.draw(this.ledger.state.returns.entries.size)}`;
    if (this.ledger.state.returns.entries.get(fan_id)?.state === "WAITING") this.#register(fan_id);
  }

  #leave(): void {
    const waiting = [...this.ledger.state.returns.entries.values()].filter(takes);
    const entry = this.#pick(waiting);
    if (entry !== undefined) this.#run({ decide: (state, now_ms) => decideLeaveList(state, entry.fan_id, now_ms) });
  }

  #live() {
    return [...this.ledger.state.orders.values()].flatMap((order) =>
      order.lines.flatMap((line, index) => (line.status === "LIVE" ? [{ order, line, index }] : [])),
    );
  }

  /** One ticket or the whole order; the organiser's, at once. */
  #refund(): void {
    const found = this.#pick(this.#live());
    if (found === undefined || this.used.has(found.line.ticket_id)) return;
    const seats = this.#odds(0.5) ? [this.ledger.state.map.ids[found.line.place] ?? ""] : null;
    this.ledger.refund(found.order.id, { by: "organiser", seats, used_tickets: [...this.used] });
  }

  #offerBack(): void {
    const found = this.#pick(this.#live());
    if (found === undefined) return;
    const used_tickets = [...this.used];
    const wish = { ticket_id: found.line.ticket_id, fan_id: found.order.fan_id, used_tickets };
    this.#run({ decide: (state, now_ms) => decideOfferBack(state, wish, now_ms) });
  }

  #takeBack(): void {
    const offered = this.#pick([...this.ledger.state.returns.offered.values()]);
    const order = this.ledger.state.orders.get(offered?.order_id ?? "");
    if (offered === undefined || order === undefined) return;
    this.ledger.takeBack(order.fan_id, order.lines[offered.line]?.ticket_id ?? "");
  }

  /** Its holder comes in at the door although the ticket was offered back, perhaps while somebody pays for it. */
  #enter(): void {
    const offered = this.#pick([...this.ledger.state.returns.offered.values()]);
    const line = this.ledger.state.orders.get(offered?.order_id ?? "")?.lines[offered?.line ?? -1];
    if (line?.status !== "LIVE") return;
    value(this.#run({ decide: (state, now_ms) => decideKeepUsed(state, line.ticket_id, now_ms) }));
    this.used.add(line.ticket_id);
  }

  #answerOffer(): void {
    const offers = [...this.ledger.state.holds.values()].filter((hold) => hold.for_list === true);
    const hold = this.#pick(offers);
    if (hold === undefined) return;
    if (this.#odds(0.2)) {
      this.#run({ decide: (state, now_ms) => decideLeaveList(state, hold.fan_id, now_ms) });
      return;
    }
    const order = this.ledger.order(hold.fan_id, hold.id);
    if (order.ok) this.ledger.pay(hold.fan_id, order.value.id);
  }

  #payAgain(): void {
    const order = this.#pick([...this.ledger.state.orders.values()].filter(({ status }) => status === "PENDING"));
    if (order === undefined) return;
    if (this.#odds(0.15)) this.#run(cancelOrderTask({ order_id: order.id, fan_id: order.fan_id }));
    else this.ledger.pay(order.fan_id, order.id);
  }

  #job(at: number, how_it_goes: Mood): void {
    const job = this.#queue[this.#queue.length === 0 ? 0 : at % this.#queue.length];
    if (job === undefined) return;
    const { ledger, provider } = this;
    const answer: Task<unknown> =
      job.kind === "cancel"
        ? refundOutcomeTask({
            refund_id: job.refund_id,
            outcome: provider.cancel(job, how_it_goes === "decline" ? "success" : how_it_goes),
          })
        : outcomeTask({ attempt_id: job.attempt_id, outcome: provider.confirm(job, how_it_goes, ledger.now_ms) });
    ledger.run(answer);
    this.#queue.splice(this.#queue.indexOf(job), 1);
  }

  /** It asks for any seat, for pairs, and for seats by name: never served while anybody is on the list. */
  #bot(): void {
    const { state } = this.ledger;
    const ids = state.map.ids;
    const named = ids[this.draw(ids.length)] ?? "";
    const wishes = [
      { kind: "best", count: 1 },
      { kind: "best", count: 2 },
      { kind: "seats", seats: [named] },
    ] as const;
    const wish = wishes[this.draw(wishes.length)] ?? wishes[0];
    const takers = [...state.returns.entries.values()].filter(takes).length;
    const answer = this.ledger.hold("bot", wish);
    if (!answer.ok) return;
    if (takers > 0) throw new Error(`the bot got a seat while ${takers} were on the list`);
    const hold_id = answer.value.id;
    value(this.#run({ decide: (s, now_ms) => decideRelease(s, { hold_id, fan_id: "bot" }, now_ms) }));
  }

  #run<A>(task: Task<A>): Answer<A> {
    return this.ledger.run(task);
  }

  #pick<T>(all: readonly T[]): T | undefined {
    return all[this.draw(Math.max(1, all.length))];
  }

  #countJournal(): void {
    for (const { seq, event } of this.ledger.store.journal(this.#journal_seq, 10_000)) {
      this.seen.set(event.kind, (this.seen.get(event.kind) ?? 0) + 1);
      this.#journal_seq = seq + 1;
    }
  }

  #takeMessages(): void {
    for (const destination of DESTINATIONS) {
      const rows = this.ledger.store.waiting(destination, 1_000);
      for (const { body } of rows) {
        if (destination === "payments") this.#queue.push(body as PaymentJob);
        if (destination === "record") this.#takeRecord(body as OrderView);
      }
      if (rows.length > 0)
        this.ledger.store.delivered(
          destination,
          rows.map(({ id }) => id),
        );
    }
  }

  /** Each seat is in at most one live ticket of what is recorded, after every single message. */
  #takeRecord(order: OrderView): void {
    for (const { seat_id } of this.#record.get(order.id)?.lines ?? [])
      if (this.#live_by_seat.get(seat_id) === order.id) this.#live_by_seat.delete(seat_id);
    this.#record.set(order.id, order);
    for (const { seat_id, status } of order.lines) {
      if (status !== "LIVE") continue;
      const other = this.#live_by_seat.get(seat_id);
      if (other !== undefined) throw new Error(`${seat_id} is in live tickets of ${other} and ${order.id}`);
      this.#live_by_seat.set(seat_id, order.id);
    }
  }
}
