// A relay without its platform: gathers the joins and the questions of its fans, has one batch of each under way, and keeps a
// copy of the line by the board that the line publishes. Nothing here is the truth: after its death the next one asks anew.
import { receiptFrom, treeFromLeaves } from "../../domain/log/batch.ts";
import type { Receipt } from "../../domain/log/receipt.ts";
import { type Board, type Learned, LineCopy } from "../../domain/relay/board.ts";
import type { Pace } from "../../domain/relay/gathering.ts";
import { COPY_AGE_MS, isNear } from "../../domain/relay/near.ts";
import { arrivalOf, positionOf } from "../../domain/waiting-line/numbers.ts";
import { standingOf } from "../../domain/waiting-line/standing.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { viewOf } from "../../domain/waiting-line/view.ts";
import { within } from "../kit/time-limit.ts";
import type { JoinAnswer, JoinItem, PlaceAnswer, RelayAsk, TakenIn } from "../waiting-line/replies.ts";
import { Batches } from "./batches.ts";
import { KnownFans } from "./known-fans.ts";
import type { LineStub } from "./ports.ts";

type Around = {
  readonly line: LineStub;
  readonly index: number;
  readonly sockets: () => number;
  readonly join_pace: Pace;
  readonly now: () => number;
  readonly later: (ms: number, run: () => void) => void;
  /** The copy has become another. */
  readonly learned: (learned: Learned) => void;
  /** Looked at after every board: notices, and how many relays there are to be. */
  readonly boarded: (board: Board) => void;
};

const BOARD_WITHIN_MS = 5_000;

export class RelayEngine {
  readonly #around: Around;
  readonly #copy = new LineCopy();
  readonly #known = new KnownFans();
  readonly #joins: Batches<JoinItem, JoinAnswer>;
  readonly #finds: Batches<string, number>;
  #notice: PlaceAnswer["notice"] = null;
  #last_ms = 0;
  /** The copy holds at least everything up to then. */
  #fresh_ms = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;
  #next_look: Promise<void> | null = null;

  constructor(around: Around) {
    this.#around = around;
    const { now, later, join_pace } = around;
    this.#joins = new Batches({ now, later, pace: join_pace, send: (items) => this.#joinAtLine(items) });
    this.#finds = new Batches({ now, later, pace: join_pace, send: (fans) => this.#findAtLine(fans) });
  }

  /** Before the first board there is none. */
  get isAwake(): boolean {
    return this.#copy.seq >= 0;
  }

  get state(): LineState {
    return this.#copy.state;
  }

  /** Never steps back, and never behind what the line said. */
  now(): number {
    this.#last_ms = Math.max(this.#last_ms, Math.floor(this.#around.now()));
    return this.#last_ms;
  }

  join(item: JoinItem): Promise<JoinAnswer> {
    return this.#joins.add(item);
  }

  /** Who is near the head is answered by the line, everybody else from the copy. */
  async status(fan: string): Promise<PlaceAnswer> {
    const position = await this.positionOf(fan);
    if (isNear(this.state, position)) return this.#around.line.status(fan);
    return { place: viewOf(this.state, position, this.now()), pass: null, notice: this.#notice };
  }

  /** As of a moment ago at the earliest; 0 for who never joined. */
  async positionOf(fan: string): Promise<number> {
    const known = this.#known.arrivalOf(fan);
    if (known !== undefined && this.now() - this.#fresh_ms > COPY_AGE_MS) await this.look();
    return positionOf(this.state, this.#known.arrivalOf(fan) ?? (await this.#finds.add(fan)));
  }

  /** The copy holds everything that had happened when this was called. One look is under way, one more may wait for it. */
  catchUp(): Promise<void> {
    if (this.#looking === null) return this.look();
    this.#next_look ??= this.#looking.then(
      () => this.#lookNext(),
      () => this.#lookNext(),
    );
    return this.#next_look;
  }

  #lookNext(): Promise<void> {
    this.#next_look = null;
    return this.look();
  }

  /** At the board; who asks while somebody looks is content with what they see. */
  look(): Promise<void> {
    this.#looking ??= this.#lookAtBoard().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookAtBoard(): Promise<void> {
    this.#take(await within(BOARD_WITHIN_MS, this.#around.line.board(this.#ask())));
  }

  #ask(): RelayAsk {
    const { seq: since, life } = this.#copy;
    return { index: this.#around.index, sockets: this.#around.sockets(), since, life };
  }

  #take(board: Board): void {
    this.#last_ms = Math.max(this.#last_ms, board.now_ms);
    const learned = this.#copy.take(board);
    if (this.#copy.life === board.life && this.#copy.seq >= board.seq)
      this.#fresh_ms = Math.max(this.#fresh_ms, board.now_ms);
    this.#notice = board.notices.at(-1) ?? this.#notice;
    if (learned?.whole) this.#known.clear();
    if (learned !== null) {
      this.#known.hear(learned.events);
      this.#around.learned(learned);
    }
    this.#around.boarded(board);
  }

  async #findAtLine(fans: readonly string[]): Promise<readonly number[]> {
    const { arrivals, board } = await this.#around.line.whereAre(fans, this.#ask());
    this.#take(board);
    for (const [i, fan] of fans.entries()) this.#known.learn(fan, arrivals[i] ?? 0);
    return arrivals;
  }

  async #joinAtLine(items: readonly JoinItem[]): Promise<readonly JoinAnswer[]> {
    const taken = await this.#around.line.takeIn(items, this.#ask());
    this.#take(taken.board);
    return this.#answers(items, taken);
  }

  /** The same answers as the line's own, from its words about the whole batch. */
  #answers(items: readonly JoinItem[], { joined, receipts }: TakenIn): JoinAnswer[] {
    const { state } = this;
    const { batch, positions, fresh, now_ms } = joined;
    const tree = batch === null ? null : treeFromLeaves(batch.leaves);
    const refusals = new Map(joined.refusals);
    const older = new Map(receipts);
    const newReceipt = (fan: string, position: number): Receipt | null => {
      if (batch === null || tree === null) return null;
      const arrival = arrivalOf(state, position);
      return receiptFrom(state.show_id ?? "", batch.entry, tree, { arrival, fan, ...standingOf(state, position) });
    };
    return items.map(({ fan }, i): JoinAnswer => {
      const failure = refusals.get(i);
      if (failure !== undefined) return { ok: false, failure };
      const position = positions[i] ?? 0;
      this.#known.learn(fan, arrivalOf(state, position));
      const receipt = older.get(i) ?? newReceipt(fan, position);
      if (receipt === null) return { ok: false, failure: { code: "position_unknown" } };
      const place = viewOf(state, position, Math.max(now_ms, this.now()));
      return { ok: true, value: { fresh: fresh[i] === 1, place, receipt } };
    });
  }
}
