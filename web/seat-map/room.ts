// Runs a room: loads the plan, keeps the seats true, and does what the fan asks. The page only shows its state.
import type { HoldView } from "../../domain/seat-ledger/views.ts";
import type { Grade } from "../../schema/layout.ts";
import { jittered, type Timers } from "../live-socket.ts";
import { type Prices, seatsLeftFor } from "./choice.ts";
import type { ServerClock } from "./clock.ts";
import { type HoldWish, type LedgerClient, NO_ANSWER } from "./ledger-client.ts";
import { type LiveFeed, liveFeed } from "./live-feed.ts";
import type { Change } from "./live-seats.ts";
import { planOf } from "./plan.ts";
import { firstState, next, type RoomEvent, type RoomState } from "./room-state.ts";

export type RoomSettings = {
  readonly showtime_id: string;
  readonly language: "ko" | "en";
  readonly now_ms: number;
  /** Null where no pass is asked for. */
  readonly pass_expires_at_ms: number | null;
  readonly seats_per_fan: number;
  /** Bought for this showtime by this fan already. */
  readonly seats_bought: number;
  readonly grades: readonly { readonly grade: Grade; readonly name: string; readonly price_krw: number }[];
  /** Held before this page was opened: a refresh loses nothing. */
  readonly hold: HoldView | null;
  readonly line_url: string;
  /** The hold's id comes at its end. */
  readonly checkout_url: string;
  /** Begins on the list. */
  readonly list: boolean;
};

export type RoomTools = {
  readonly client: LedgerClient;
  readonly clock: ServerClock;
  readonly timers: Timers;
  readonly makeKey: () => string;
};

/** Tries with the same key after a lost answer, which is safe because the key makes it one hold. */
const HOLD_TRIES = 3;
const TRY_AGAIN_MS = 700;

export class Room {
  readonly settings: RoomSettings;
  readonly prices: Prices;
  readonly clock: ServerClock;
  readonly #tools: RoomTools;
  readonly #watchers = new Set<() => void>();
  readonly #change_watchers = new Set<(changes: readonly Change[]) => void>();
  #state: RoomState;
  #feed: LiveFeed | null = null;
  #cancelDeadline: (() => void) | null = null;
  #cancelPass: (() => void) | null = null;
  /** A wish whose answer never came, with its key: wished again, it is the same request. */
  #unanswered: { readonly wish: string; readonly key: string } | null = null;

  constructor(settings: RoomSettings, tools: RoomTools) {
    this.settings = settings;
    this.clock = tools.clock;
    this.#tools = tools;
    this.prices = new Map(settings.grades.map(({ grade, price_krw }) => [grade, price_krw]));
    const seats_max = seatsLeftFor({ seats_max: settings.seats_per_fan, seats_bought: settings.seats_bought });
    this.#state = firstState({ seats_max, hold: settings.hold, list: settings.list });
  }

  get state(): RoomState {
    return this.#state;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** For the map, which redraws the very seats that changed. */
  watchChanges(watcher: (changes: readonly Change[]) => void): () => void {
    this.#change_watchers.add(watcher);
    return () => this.#change_watchers.delete(watcher);
  }

  send(event: RoomEvent): void {
    const state = next(this.#state, event);
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }

  async open(): Promise<void> {
    this.#awaitDeadlines();
    const answer = await this.#tools.client.layout();
    if (!answer.ok) return this.send({ type: "failed" });
    const plan = planOf(answer.value);
    this.send({ type: "plan", plan });
    this.#feed?.stop();
    this.#feed = liveFeed({
      plan,
      client: this.#tools.client,
      timers: this.#tools.timers,
      listener: {
        loaded: (live) => this.send({ type: "seats", live }),
        changed: (changes) => {
          for (const watcher of this.#change_watchers) watcher(changes);
          this.send({ type: "changes", changes });
        },
        linked: (link) => this.send({ type: "link", link }),
        heard: (now_ms) => this.clock.heard(now_ms),
        outdated: () => this.send({ type: "outdated" }),
      },
    });
    this.#feed.start();
  }

  /** Back from sleep or from another page: deadlines may have passed, frames been missed. */
  wake(): void {
    this.#awaitDeadlines();
    this.#feed?.renew();
  }

  close(): void {
    this.#feed?.stop();
    this.#cancelDeadline?.();
    this.#cancelPass?.();
  }

  retry(): void {
    this.send({ type: "retry" });
    void this.open();
  }

  // ------------------------------------------------------------------ what the fan asks
  holdChoice(): Promise<void> {
    const { plan, choice, zone } = this.#state;
    if (plan === null) return Promise.resolve();
    if (zone !== null) {
      const id = plan.sections[zone.section]?.id ?? "";
      return this.#hold({ zone: id, count: zone.count });
    }
    const seats = choice.map((place) => plan.map.ids[place] ?? "");
    return seats.length === 0 ? Promise.resolve() : this.#hold({ seats });
  }

  holdBest(): Promise<void> {
    const { count, grade } = this.#state.party;
    return this.#hold({ best: { count, ...(grade === null ? {} : { grade }) } });
  }

  /** Takes what was offered instead of seats just lost: one press, for the next person is as quick. */
  holdOffered(): Promise<void> {
    const { word } = this.#state;
    if (word?.kind !== "taken" || word.nearest.length === 0) return Promise.resolve();
    this.send({ type: "choose", places: word.nearest });
    return this.holdChoice();
  }

  async release(): Promise<void> {
    const { hold, busy } = this.#state;
    if (hold === null || busy !== null) return;
    this.send({ type: "busy", busy: "release" });
    const answer = await this.#tools.client.release(hold.id);
    // Gone already is as good as let go.
    if (answer.ok || answer.refusal.code === "not_found") this.send({ type: "released" });
    else this.#sendRefusal(answer.refusal);
    this.#awaitDeadlines();
  }

  async #hold(wish: HoldWish): Promise<void> {
    const { busy, hold, pass_over } = this.#state;
    if (busy !== null || hold !== null || pass_over) return;
    this.send({ type: "busy", busy: "hold" });
    const key = this.#keyFor(wish);
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#tools.client.hold(wish, key);
      if (answer.ok) {
        this.#unanswered = null;
        if (answer.value.now_ms > 0) this.clock.heard(answer.value.now_ms);
        this.send({ type: "held", hold: answer.value });
        this.#awaitDeadlines();
        return;
      }
      const unknown = answer.refusal.code === NO_ANSWER || answer.refusal.status === 503;
      if (!unknown || attempt >= HOLD_TRIES) {
        this.#unanswered = unknown ? { wish: JSON.stringify(wish), key } : null;
        this.#sendRefusal(answer.refusal);
        // Whatever the map showed was not true.
        this.#feed?.refresh();
        return;
      }
      await this.#pause(jittered(TRY_AGAIN_MS * attempt, this.#tools.timers.random));
    }
  }

  #keyFor(wish: HoldWish): string {
    const before = this.#unanswered;
    return before?.wish === JSON.stringify(wish) ? before.key : this.#tools.makeKey();
  }

  #sendRefusal(refusal: Parameters<typeof firstRefusal>[0]): void {
    this.send(firstRefusal(refusal));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((done) => {
      this.#tools.timers.after(ms, done);
    });
  }

  /** A timer may be late, never early: the clock is asked again when it rings. */
  #awaitDeadlines(): void {
    const { timers } = this.#tools;
    this.#cancelDeadline?.();
    this.#cancelPass?.();
    this.#cancelDeadline = null;
    this.#cancelPass = null;
    const now_ms = this.clock.nowMs();
    const { hold, pass_over } = this.#state;
    if (hold !== null) {
      if (hold.expires_at_ms <= now_ms) {
        this.send({ type: "hold_over" });
        this.#feed?.refresh();
      } else this.#cancelDeadline = timers.after(hold.expires_at_ms - now_ms + 20, () => this.#awaitDeadlines());
    }
    const pass_ms = this.settings.pass_expires_at_ms;
    if (pass_ms === null || pass_over) return;
    if (pass_ms <= now_ms) this.send({ type: "pass_over" });
    else this.#cancelPass = timers.after(pass_ms - now_ms + 20, () => this.#awaitDeadlines());
  }
}

const PASS_CODES = ["pass_expired", "pass_void", "pass_required", "pass_wrong_show"];

function firstRefusal(refusal: Extract<RoomEvent, { type: "refused" }>["refusal"]): RoomEvent {
  if (refusal.code === NO_ANSWER) return { type: "no_answer" };
  return PASS_CODES.includes(refusal.code) ? { type: "pass_over" } : { type: "refused", refusal };
}
