// One fan paying for one hold: which step comes after which, and what is asked of the service. Everything a double click,
// a reload, a cut line or the back button could repeat goes out under a key that makes it one (D43, D52).
import type { CallRefusal, CallResult } from "../api-client.ts";
import type { CheckoutFacts, PayableBooking, WindowReturn } from "./facts.ts";
import type { PayInput, PaymentClient } from "./payment-client.ts";

/** Something did not work; the fan may go on. `outcome` codes are a payment's, the others the service's own words. */
export type Problem =
  | { readonly kind: "outcome"; readonly code: string }
  | { readonly kind: "module" | "not_agreed" }
  | { readonly kind: "refused"; readonly title: string; readonly detail: string };

export type Step =
  | { readonly at: "ordering" }
  | { readonly at: "ready" }
  | { readonly at: "opening" }
  | { readonly at: "sending" }
  | { readonly at: "checking"; readonly request_id: string; readonly since_ms: number }
  /** The page itself has the last word: it is drawn anew. */
  | { readonly at: "over" };

export type CheckoutState = {
  readonly step: Step;
  readonly booking: PayableBooking | null;
  readonly problem: Problem | null;
  /** The last question never came back. */
  readonly cut_off: boolean;
};

export type WindowWish = {
  readonly attempt_id: string;
  readonly order_name: string;
  readonly amount_krw: number;
  readonly back_url: string;
};
/** `closed`: the fan shut the window. `failed`: it never opened. `gone`: it leads away from this page. */
export type WindowAnswer = { readonly kind: "closed" | "not_agreed" | "failed" | "gone" };

export type SessionPorts = {
  readonly client: PaymentClient;
  readonly timers: { readonly after: (ms: number, run: () => void) => () => void };
  readonly nowMs: () => number;
  readonly makeKey: () => string;
  readonly openWindow: (wish: WindowWish) => Promise<WindowAnswer>;
  /** Draws the page anew, as the service has it. */
  readonly reload: () => void;
};

/** So long after a payment, and after each answer that was none, the page asks for its result. */
export const POLLS_MS = [300, 500, 800, 1_200, 2_000] as const;
const SLOW_POLL_MS = 5_000;
const SLOW_AFTER_MS = 60_000;
const AGAIN_MS = 2_000;
/** A press so long ago is not meant any more: who waited out a cut line presses again. */
const HURRY_MS = 5_000;
/** Refusals that mean that the service knows more than this page does. */
const KNOWS_MORE: ReadonlySet<string> = new Set([
  "already_paid",
  "payment_in_progress",
  "booking_expired",
  "key_reused",
  "hold_expired",
  "show_cancelled",
  "not_found",
]);

export function startState(facts: CheckoutFacts): CheckoutState {
  const { booking, checking, last_code } = facts;
  const failed = facts.returned?.kind === "failed" ? codeOfWindow(facts.returned.code) : last_code;
  const step: Step =
    checking !== null ? { at: "checking", ...checking } : booking === null ? { at: "ordering" } : { at: "ready" };
  return { step, booking, problem: failed === null ? null : { kind: "outcome", code: failed }, cut_off: false };
}

/** The window's own codes; its texts come through the address and are never shown. */
const codeOfWindow = (code: string): string =>
  code === "PAY_PROCESS_CANCELED" || code === "USER_CANCEL" ? "cancelled_by_fan" : "declined";

export class CheckoutSession {
  readonly #facts: CheckoutFacts;
  readonly #ports: SessionPorts;
  readonly #watchers = new Set<(state: CheckoutState) => void>();
  #state: CheckoutState;
  #polls = 0;
  /** The button was pressed while the order was still being made. */
  #hurried_at_ms = Number.NEGATIVE_INFINITY;
  #stopWaiting: (() => void) | null = null;
  #stopClock: (() => void) | null = null;

  constructor(facts: CheckoutFacts, ports: SessionPorts) {
    this.#facts = facts;
    this.#ports = ports;
    this.#state = startState(facts);
  }

  get state(): CheckoutState {
    return this.#state;
  }

  watch(see: (state: CheckoutState) => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }

  open(): void {
    this.#keepTime();
    const { step } = this.#state;
    const { returned } = this.#facts;
    if (step.at === "ordering") void this.#order(this.#ports.makeKey());
    else if (step.at === "checking") void this.#ask(step.request_id);
    else if (returned?.kind === "agreed") this.#agreed(returned);
  }

  /** The line is back, or the page is looked at again: ask at once instead of at the next turn. */
  wake(): void {
    const { step } = this.#state;
    if (step.at !== "checking") return;
    this.#stopWaiting?.();
    void this.#ask(step.request_id);
  }

  /** The button. A second press finds another step and does nothing; one that comes before the order waits for it. */
  async pay(): Promise<void> {
    const { booking, step } = this.#state;
    if (step.at === "ordering") this.#hurried_at_ms = this.#ports.nowMs();
    if (step.at !== "ready" || booking === null) return;
    if (booking.total_krw === 0 || this.#facts.practised) return this.#send(wishOf(booking), this.#ports.makeKey());
    this.#set({ step: { at: "opening" }, problem: null });
    const answer = await this.#ports.openWindow({
      attempt_id: nextAttempt(booking),
      order_name: this.#facts.order_name,
      amount_krw: booking.total_krw,
      back_url: this.#facts.url,
    });
    if (answer.kind === "gone") return;
    const problem: Problem =
      answer.kind === "closed"
        ? { kind: "outcome", code: "cancelled_by_fan" }
        : { kind: answer.kind === "not_agreed" ? "not_agreed" : "module" };
    this.#set({ step: { at: "ready" }, problem });
  }

  /** Only where there is a stand-in: the payment is told how to end. */
  async simulate(outcome: string): Promise<void> {
    const { booking, step } = this.#state;
    if (step.at !== "ready" || booking === null) return;
    await this.#send({ ...wishOf(booking), simulate: outcome }, this.#ports.makeKey());
  }

  /** Back from the window. Read again after a reload, it is under the same key, so it pays once (D43). */
  #agreed({ payment_key, attempt_id, amount_krw }: Extract<WindowReturn, { kind: "agreed" }>): void {
    const { booking } = this.#state;
    // An address of an earlier try: what was agreed there was never confirmed, and never will be.
    if (booking === null || attempt_id !== nextAttempt(booking)) return;
    void this.#send({ booking_id: booking.id, amount_krw, payment_key }, `window-${attempt_id}`);
  }

  async #order(key: string): Promise<void> {
    const answer = await this.#ports.client.order(this.#facts.hold_id, key);
    if (answer.ok) {
      this.#set({ step: { at: "ready" }, booking: answer.value, cut_off: false });
      this.#keepTime();
      if (this.#ports.nowMs() - this.#hurried_at_ms <= HURRY_MS) await this.pay();
      return;
    }
    this.#later(answer, () => void this.#order(key));
  }

  async #send(input: PayInput, key: string): Promise<void> {
    this.#set({ step: { at: "sending" }, problem: null });
    const answer = await this.#ports.client.pay(input, key);
    if (!answer.ok) return this.#later(answer, () => void this.#send(input, key));
    const { request_id } = answer.value;
    this.#polls = 0;
    this.#set({ step: { at: "checking", request_id, since_ms: this.#ports.nowMs() }, cut_off: false });
    void this.#ask(request_id);
  }

  async #ask(request_id: string): Promise<void> {
    const answer = await this.#ports.client.status(request_id);
    const { step, booking } = this.#state;
    if (step.at !== "checking" || step.request_id !== request_id) return;
    if (!answer.ok || answer.value.status === "PENDING") {
      this.#set({ cut_off: !answer.ok && answer.failure.code === "unreachable" });
      return this.#after(this.#pollMs(step.since_ms), () => void this.#ask(request_id));
    }
    const { status, code, attempts_left } = answer.value;
    const tried = booking === null ? null : { ...booking, attempts_left, attempts_made: booking.attempts_made + 1 };
    const again = status === "FAILED" && attempts_left > 0 && (tried?.expires_at_ms ?? 0) > this.#ports.nowMs();
    if (!again) return this.#over();
    this.#set({
      step: { at: "ready" },
      booking: tried,
      problem: { kind: "outcome", code: code ?? "declined" },
      cut_off: false,
    });
    this.#keepTime();
  }

  /** No answer: the same is sent again under the same key, for it may have arrived. A refusal is told. */
  #later<T>(answer: Extract<CallResult<T>, { ok: false }>, again: () => void): void {
    const { failure } = answer;
    if (failure.code === "unreachable" || failure.status >= 500) {
      this.#set({ cut_off: true });
      this.#after(AGAIN_MS, again);
    } else if (KNOWS_MORE.has(failure.code)) this.#over();
    else this.#set({ step: { at: "ready" }, problem: refusalOf(failure), cut_off: false });
  }

  #pollMs(since_ms: number): number {
    if (this.#ports.nowMs() - since_ms > SLOW_AFTER_MS) return SLOW_POLL_MS;
    const wait_ms = POLLS_MS[Math.min(this.#polls, POLLS_MS.length - 1)] ?? SLOW_POLL_MS;
    this.#polls += 1;
    return wait_ms;
  }

  #after(ms: number, run: () => void): void {
    this.#stopWaiting?.();
    this.#stopWaiting = this.#ports.timers.after(ms, run);
  }

  /** When the order's time is over the page says so; a payment under way goes on. */
  #keepTime(): void {
    this.#stopClock?.();
    const { booking } = this.#state;
    if (booking === null) return;
    const left_ms = Math.max(0, booking.expires_at_ms - this.#ports.nowMs());
    this.#stopClock = this.#ports.timers.after(left_ms + 1_000, () => {
      if (this.#state.step.at === "ready") this.#over();
    });
  }

  #over(): void {
    this.#stopClock?.();
    this.#stopWaiting?.();
    this.#set({ step: { at: "over" }, cut_off: false });
    this.#ports.reload();
  }

  #set(change: Partial<CheckoutState>): void {
    this.#state = { ...this.#state, ...change };
    for (const see of this.#watchers) see(this.#state);
  }
}

/** The provider knows an attempt by this name, and the ledger gives the next attempt the same. */
export const nextAttempt = ({ id, attempts_made }: PayableBooking): string => `${id}-${attempts_made + 1}`;

const wishOf = ({ id, total_krw }: PayableBooking): PayInput => ({ booking_id: id, amount_krw: total_krw });

const refusalOf = ({ title, detail }: CallRefusal): Problem => ({ kind: "refused", title, detail });
