// One simulated sale: the line, the ledger and the messages between them, each handled when it is due. Who the fans are
// and what they want is the shoppers' part (shoppers.ts).
import type { Failure } from "../../schema/failures.ts";
import { chance } from "../chance.ts";
import type { Result } from "../result.ts";
import { DEFAULT_REFUND_RULE, type LedgerConfig } from "../seat-ledger/config.ts";
import { decideClock, decideEndPasses } from "../seat-ledger/decide-admin.ts";
import type { Decided } from "../seat-ledger/decided.ts";
import type { LineNews, OutboxMessage, PaymentJob } from "../seat-ledger/outbox.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { decideFinish, decideRelease, decideTrack } from "../waiting-line/decide-room.ts";
import { decideCounts, decideSettings, decideSetup, decideStatus } from "../waiting-line/decide-sale.ts";
import { ENTRY } from "../waiting-line/entry-status.ts";
import type { LineEvent, LineFailure } from "../waiting-line/events.ts";
import { guestOf, passOf } from "../waiting-line/pass-id.ts";
import { clockFacts } from "../waiting-line/sale.ts";
import { type LineState, statusAt } from "../waiting-line/state.ts";
import { Agenda } from "./agenda.ts";
import { DRAW, DUE } from "./kinds.ts";
import { LedgerDesk } from "./ledger-desk.ts";
import { LineDesk } from "./line-desk.ts";
import { drawLobby } from "./lobby.ts";
import { RoomClock } from "./room-time.ts";
import { drawnFans, type Incident, type Scenario } from "./scenario.ts";
import { seatsOf } from "./seats-of.ts";
import { Traffic } from "./traffic.ts";

export const OPENS_MS = 1_800_000_000_000;
export const SHOW = "show_sim";
export const SHOWTIME = "st_sim";
const DAY_MS = 86_400_000;
/** A ledger tells its counts at most this often. */
const COUNTS_EVERY_MS = 1_000;

export type Heard = (event: LineEvent) => void;

export class Sale {
  readonly agenda = new Agenda();
  readonly line: LineDesk;
  readonly ledger: LedgerDesk;
  readonly room = new RoomClock(OPENS_MS);
  readonly line_traffic: Traffic;
  readonly ledger_traffic: Traffic;
  /** Those under way, by their numbers. */
  readonly jobs = new Map<number, PaymentJob>();
  #jobs_given = 0;
  readonly sent: Record<OutboxMessage["destination"], number>;
  readonly scenario: Scenario;
  now_ms = OPENS_MS;
  alarms = 0;
  #hops = 0;
  #line_wakes_ms = Number.POSITIVE_INFINITY;
  #ledger_wakes_ms = Number.POSITIVE_INFINITY;
  #news: LineNews[] = [];
  #news_under_way: LineNews[] | null = null;
  #counts_set = false;
  #ended: number[] = [];
  #ended_under_way: number[] | null = null;

  constructor(scenario: Scenario, heard: Heard) {
    this.scenario = scenario;
    this.line_traffic = new Traffic(OPENS_MS, scenario.horizon_ms);
    this.ledger_traffic = new Traffic(OPENS_MS, scenario.horizon_ms);
    this.sent = { record: 0, line: 0, fan: 0, notices: 0, mail: 0, payments: 0, alerts: 0, list: 0, audit: 0 };
    this.line = new LineDesk(scenario.arrivals.fans, (event) => {
      if ("draining" in event && event.draining) this.#ended.push(event.position);
      heard(event);
    });
    this.ledger = new LedgerDesk(scenario.layout, configOf(scenario), (message) => this.#sent(message));
  }

  /** Sets the line up: from here on it is heard. */
  open(): void {
    const { scenario } = this;
    const window = {
      lobby_opens_at_ms: null,
      vip_opens_at_ms: null,
      opens_at_ms: OPENS_MS,
      closes_at_ms: OPENS_MS + scenario.horizon_ms + DAY_MS,
    };
    const { settings, seed, arrivals } = scenario;
    const fans = drawnFans(arrivals);
    if (fans > 0) drawLobby(this.line, { show_id: SHOW, window, settings, seed, fans });
    else this.act((line, now_ms) => decideSetup(line, { show_id: SHOW, window, settings }, now_ms));
    this.#countsArrive();
    scenario.incidents.forEach((incident, i) => {
      this.agenda.put(OPENS_MS + incident.at_ms, DUE.INCIDENT, i);
    });
  }

  /** A message's way between two objects: mostly short, now and then three times as long. */
  hopMs(): number {
    const { network, seed } = this.scenario;
    const drawn = chance(seed, DRAW.HOP, this.#hops++);
    return Math.ceil(network.hop_ms * (1 + 2 * drawn ** 3));
  }

  /** A request to the line. */
  act(decide: (line: LineState, now_ms: number) => Result<readonly LineEvent[], LineFailure>): LineFailure | null {
    this.line_traffic.count(this.now_ms);
    this.room.pass(this.line.state, this.now_ms);
    this.line.settle(this.now_ms);
    const decided = decide(this.line.state, this.now_ms);
    if (decided.ok) this.line.commit(decided.value);
    this.line.settle(this.now_ms);
    this.lineChanged();
    return decided.ok ? null : decided.failure;
  }

  join(batch: readonly number[]): void {
    this.line_traffic.count(this.now_ms);
    this.room.pass(this.line.state, this.now_ms);
    this.line.join(batch, this.now_ms);
    this.lineChanged();
  }

  /** A request to the ledger. */
  ask<A>(decide: (ledger: LedgerState, now_ms: number) => Decided<A>): Result<A, Failure> {
    this.ledger_traffic.count(this.now_ms);
    const answer = this.ledger.run(decide, this.now_ms);
    this.#ledgerChanged();
    return answer;
  }

  lineChanged(): void {
    const next_ms = this.line.nextDeadline(this.now_ms);
    if (next_ms !== null) {
      const at_ms = Math.max(next_ms, this.now_ms + 1);
      if (at_ms < this.#line_wakes_ms) {
        this.#line_wakes_ms = at_ms;
        this.agenda.put(at_ms, DUE.LINE_WAKES, 0);
      }
    }
    if (this.#ended.length > 0 && this.#ended_under_way === null) {
      this.#ended_under_way = this.#ended;
      this.#ended = [];
      this.agenda.put(this.now_ms + this.hopMs(), DUE.LEDGER_HEARS_ENDS, 0);
    }
  }

  /** True where the entry was the sale's own and not a fan's. */
  handle(kind: number, who: number): boolean {
    switch (kind) {
      case DUE.LINE_WAKES:
        this.#lineWakes();
        return true;
      case DUE.LEDGER_WAKES:
        this.#ledgerWakes();
        return true;
      case DUE.NEWS_ARRIVE:
        this.#newsArrive();
        return true;
      case DUE.COUNTS_ARRIVE:
        this.#countsArrive();
        return true;
      case DUE.LEDGER_HEARS_ENDS:
        this.#ledgerHearsEnds();
        return true;
      case DUE.LINE_HEARS_BACK:
        this.#lineHearsBack();
        return true;
      case DUE.INCIDENT:
        this.#incident(this.scenario.incidents[who]);
        return true;
      default:
        return false;
    }
  }

  #lineWakes(): void {
    if (this.now_ms < this.#line_wakes_ms) return;
    this.#line_wakes_ms = Number.POSITIVE_INFINITY;
    this.alarms++;
    this.line_traffic.count(this.now_ms);
    this.room.pass(this.line.state, this.now_ms);
    this.line.settle(this.now_ms);
    this.lineChanged();
  }

  #ledgerWakes(): void {
    if (this.now_ms < this.#ledger_wakes_ms) return;
    this.#ledger_wakes_ms = Number.POSITIVE_INFINITY;
    this.alarms++;
    this.ledger_traffic.count(this.now_ms);
    this.ledger.sweep(this.now_ms);
    this.#ledgerChanged();
  }

  #ledgerChanged(): void {
    const due_ms = this.ledger.nextDueMs(this.now_ms);
    if (due_ms !== null) {
      const at_ms = Math.max(due_ms, this.now_ms + 1);
      if (at_ms < this.#ledger_wakes_ms) {
        this.#ledger_wakes_ms = at_ms;
        this.agenda.put(at_ms, DUE.LEDGER_WAKES, 0);
      }
    }
    if (!this.#counts_set && this.ledger.state.seats_seq > this.#countsTold()) {
      this.#counts_set = true;
      this.agenda.put(this.now_ms + COUNTS_EVERY_MS, DUE.COUNTS_ARRIVE, 0);
    }
    if (this.#news.length > 0 && this.#news_under_way === null) this.#sendNews();
  }

  #countsTold(): number {
    return this.line.state.counts.get(SHOWTIME)?.version ?? -1;
  }

  #sent(message: OutboxMessage): void {
    this.sent[message.destination]++;
    if (message.destination === "line") this.#news.push(message.body);
    if (message.destination !== "payments") return;
    const number = this.#jobs_given++;
    this.jobs.set(number, message.body);
    this.agenda.put(this.now_ms + this.#answerMs(), DUE.PROVIDER_ANSWERS, number);
  }

  #answerMs(): number {
    const { payment, seed } = this.scenario;
    return Math.ceil(payment.answer_ms * (0.6 + 0.8 * chance(seed, DRAW.ANSWER, this.#jobs_given)));
  }

  #sendNews(): void {
    this.#news_under_way = this.#news;
    this.#news = [];
    this.agenda.put(this.now_ms + this.hopMs(), DUE.NEWS_ARRIVE, 0);
  }

  /** As the outbox does it: of one fan the last word counts, and one delivery is under way. */
  #newsArrive(): void {
    const news = this.#news_under_way ?? [];
    this.#news_under_way = null;
    const tracks = new Map<number, Extract<LineNews, { kind: "track" }>>();
    const finished: number[] = [];
    for (const one of news) {
      const position = guestOf(this.line.state, one.pass_id);
      if (one.kind === "track") tracks.set(position, one);
      else if (one.kind === "finished") finished.push(position);
    }
    if (tracks.size > 0) {
      this.act((line, now_ms) => ({
        ok: true,
        value: [...tracks].flatMap(([position, { claim_id, phase, until_ms }]) => {
          const decided = decideTrack(line, { position, claim_id, phase, until_ms }, now_ms);
          return decided.ok ? decided.value : [];
        }),
      }));
    }
    if (finished.length > 0) {
      this.act((line, now_ms) => ({ ok: true, value: decideFinish(line, finished, now_ms) }));
    }
    if (this.#news.length > 0) this.#sendNews();
  }

  #countsArrive(): void {
    this.#counts_set = false;
    const { available, held, version } = seatsOf(this.ledger.state);
    // What is being paid is still held: only the sum of the two means something to the line.
    const counts = { showtime_id: SHOWTIME, ledger: SHOWTIME, version, on_sale: true, available, held, paying: 0 };
    this.act((line, now_ms) => ({ ok: true, value: decideCounts(line, counts, now_ms) }));
  }

  #ledgerHearsEnds(): void {
    const line = this.line.state;
    const passes = (this.#ended_under_way ?? []).map((position) => ({
      pass_id: passOf(line, position) ?? "",
      expires_at_ms: line.room.get(position)?.deadline_ms ?? 0,
      cause: statusAt(line, position) === ENTRY.LEFT ? ("left" as const) : ("finished" as const),
      fan_id: null,
    }));
    this.ask((ledger, now_ms) => decideEndPasses(ledger, passes, now_ms));
    this.agenda.put(this.now_ms + this.hopMs(), DUE.LINE_HEARS_BACK, 0);
  }

  #lineHearsBack(): void {
    const positions = this.#ended_under_way ?? [];
    this.#ended_under_way = null;
    this.act((line, now_ms) => ({ ok: true, value: decideRelease(line, positions, now_ms) }));
  }

  #incident(incident: Incident | undefined): void {
    if (incident === undefined || incident.kind === "leaving") return;
    if (incident.kind === "resize") {
      this.act((line, now_ms) => decideSettings(line, { settings: incident.settings }, now_ms));
      return;
    }
    const status = incident.kind === "pause" ? "PAUSED" : "OPEN";
    this.act((line, now_ms) => decideStatus(line, status, now_ms));
    const word = clockFacts(this.line.state, this.now_ms);
    this.ask((ledger, now_ms) => decideClock(ledger, word, now_ms));
  }
}

const configOf = ({ limits, prices_krw }: Scenario): LedgerConfig => ({
  showtime_id: SHOWTIME,
  show_id: SHOW,
  code: "SXMXXX",
  starts_at_ms: OPENS_MS + 30 * DAY_MS,
  version: 1,
  prices_krw,
  refund_rule: DEFAULT_REFUND_RULE,
  limits,
});
