// What every call of a line stands on: its parts, made once when it wakes, and what follows each call once its facts are written.
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { alarmOf } from "../kit/alarm.ts";
import { overdueMs, type Poked } from "../kit/poked.ts";
import { RoadTally } from "../kit/road-tally.ts";
import { auditDrain, Bell } from "../kit/untold.ts";
import { WholeObject } from "../kit/whole-object.ts";
import type { Notice } from "./audience.ts";
import { LineBoard } from "./board.ts";
import { LINE_COPY } from "./copied.ts";
import { LineEngine } from "./engine.ts";
import type { leaveLine } from "./parting.ts";
import type { LinePorts } from "./ports.ts";
import { NO_RELAYS, RelayDesk } from "./relay-desk.ts";
import { ShowRow } from "./show-row.ts";
import { LineSockets } from "./sockets.ts";
import { LineStore } from "./store.ts";
import { TurnNews } from "./turn-news.ts";
import { LineWatch } from "./watch.ts";

export class LineParts<Env> extends WholeObject<Env> {
  protected readonly engine: LineEngine;
  protected readonly store: LineStore;
  protected readonly sockets: LineSockets;
  protected readonly watch: LineWatch;
  readonly #turns: TurnNews;
  protected readonly audit: Bell<AuditEntry>;
  protected readonly row: ShowRow | null;
  protected readonly road = new RoadTally();
  protected readonly relay_board: LineBoard;
  protected readonly relays: RelayDesk;
  protected readonly parting: Parameters<typeof leaveLine>[0];
  protected last_notice: Notice | null;
  #over = false;

  constructor(ctx: DurableObjectState, env: Env, ports: LinePorts) {
    super(ctx, env, LINE_COPY);
    this.store = new LineStore(this.sql);
    this.engine = new LineEngine({
      store: this.store,
      now: () => Date.now(),
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
    this.parting = { engine: this.engine, ledgerOf: ports.ledgerOf };
    this.last_notice = this.store.lastNotice();
    this.sockets = new LineSockets(ctx, this.engine, { budget: ports.sockets, notice: this.last_notice });
    const bell = {
      alarm: alarmOf(ctx.storage),
      behind: (work: Promise<void>) => ctx.waitUntil(work),
    };
    const tell = ports.tellTurn ?? (async () => {});
    this.#turns = new TurnNews({ engine: this.engine, tell, behind: bell.behind });
    this.relay_board = new LineBoard(this.engine, { life: crypto.randomUUID(), notice: this.last_notice });
    this.audit = new Bell({ ...bell, drain: auditDrain(this.store.untold, ports.keepAudit), now: Date.now });
    const { ledgerOf, askRound, row, relays = NO_RELAYS } = ports;
    const beside = { ...bell, engine: this.engine, changes: this.store.changes, now: Date.now };
    this.row = row === undefined ? null : new ShowRow({ ...beside, row });
    this.relays = new RelayDesk({ engine: this.engine, relays, behind: bell.behind }, this.store.spread());
    this.moveSockets();
    this.watch = new LineWatch(bell, this.engine, { ledgerOf, askRound, changed: () => this.#after() });
  }

  /** Its ledgers forget it first: nothing given since that moment may open a map afterwards (L55). */
  protected override async aside<A>(act: () => Promise<A>, isDone: (answer: A) => boolean): Promise<A> {
    let done = false;
    try {
      await this.watch.part();
      const answer = await act();
      done = isDone(answer);
      return answer;
    } finally {
      if (!done) this.watch.goOn();
    }
  }

  override alarm(): void {
    if (this.#over) return;
    this.watch.ring();
    this.audit.ring();
    this.row?.bell.ring();
  }

  /** Of a practice, when it is over; any other line refuses. */
  override async end(): Promise<boolean> {
    // Ended twice: what there was to tell has been told, and its rows are gone.
    if (!this.#over) await this.audit.last();
    return super.end();
  }

  protected override stop(): void {
    this.#over = true;
    this.watch.stop();
  }

  /** The minute cron's hand, for an alarm that was lost. */
  async poke(): Promise<Poked> {
    const late = { due_ms: this.engine.nextDeadline(), alarm_ms: await this.ctx.storage.getAlarm() };
    const overdue_ms = overdueMs(late, this.engine.now());
    this.alarm();
    return { overdue_ms, due_at_ms: this.engine.nextDeadline() };
  }

  protected moveSockets(): void {
    const { relays, since_ms } = this.relays.spread;
    this.sockets.move({ here: () => relays === 0, since_ms });
  }

  protected done<T>(answer: T): T {
    this.#after();
    return answer;
  }

  /** Hints, bells and messages; the facts are already written. */
  #after(): void {
    const events = this.engine.takeEvents();
    this.sockets.audience.hear(events, this.engine.state);
    this.#turns.hear(events);
    this.relay_board.hear(events);
    this.relays.hear(events);
    this.sockets.beat();
    this.watch.arm();
  }
}
