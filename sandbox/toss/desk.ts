// The stand-in's desk: Toss Payments' protocol over its books, as one pure step from a call to a reply. Waiting and losing
// answers is left to whoever carries them.
import * as z from "zod/mini";
import { WINDOWLESS } from "../../workers/buying/payments/toss.ts";
import { CONFIRM_CODES } from "../../workers/buying/payments/toss-codes.ts";
import { CONFIRM_WITHIN_MS, type Payment, statusAt, type TossBooks } from "./books.ts";
import { statusOf, textOfCode } from "./errors.ts";
import { type Course, courseOf, isOutcome, type Outcome } from "./outcomes.ts";
import { paymentObject } from "./payment-object.ts";

export const STAND_IN_KEYS = { client_key: "test_gck_sandbox000000000000", secret_key: "test_gsk_sandbox000000000000" };
const AUTHORIZATION = `Basic ${btoa(`${STAND_IN_KEYS.secret_key}:`)}`;
const KEY_CHARS_MAX = 300;

export type TossCall = {
  readonly method: string;
  /** Below the provider's address: /v1/payments/confirm */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the stand-in's own pages live. */
  readonly origin: string;
};
export type TossReply = {
  readonly status: number;
  readonly body: string;
  readonly wait_ms: number;
  /** The work is done; the answer never arrives. */
  readonly lost: boolean;
};
type Answer = { readonly status: number; readonly body: string; readonly course?: Course };

type DeskPorts = {
  readonly books: TossBooks;
  readonly random: () => number;
  /** A new text nobody guesses. */
  readonly newKey: () => string;
};
type At = { readonly call: TossCall; readonly now_ms: number };

const confirmBody = z.object({
  paymentKey: z.string().check(z.minLength(1), z.maxLength(200)),
  orderId: z.string().check(z.regex(/^[\w-]{6,64}$/)),
  amount: z.int().check(z.minimum(1)),
});
const cancelBody = z.object({
  cancelReason: z.string().check(z.minLength(1), z.maxLength(200)),
  cancelAmount: z.optional(z.int().check(z.minimum(1))),
  refundableAmount: z.optional(z.int()),
});

export type Authorisation = {
  readonly order_id: string;
  readonly order_name: string;
  readonly amount_krw: number;
  readonly method: string;
  readonly outcome: Outcome;
};

export class TossDesk {
  readonly #ports: DeskPorts;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  handle(call: TossCall, now_ms: number): TossReply {
    let reply: TossReply = { status: 500, body: "", wait_ms: 0, lost: false };
    this.#ports.books.transaction(() => {
      reply = this.#reply({ call, now_ms });
    });
    return reply;
  }

  /** The fan agreed at the window. Nothing is charged yet: the shop has ten minutes to confirm. */
  authorise(wish: Authorisation, { origin, now_ms }: { readonly origin: string; readonly now_ms: number }): string {
    const payment_key = `tgen_${this.#ports.newKey()}`;
    const payment = begun(payment_key, wish, now_ms);
    this.#ports.books.transaction(() => {
      this.#ports.books.addPayment(payment);
      const at_ms = now_ms + CONFIRM_WITHIN_MS + 1;
      this.#webhooks(payment, { origin, at_ms, copies: 1 });
    });
    return payment_key;
  }

  #reply(at: At): TossReply {
    const { books, random } = this.#ports;
    const trouble = books.switches;
    const delay_ms = Math.floor(random() * (trouble.delay_ms + 1));
    const refused = refusalOf(at.call);
    if (refused !== null) return { ...error(refused), wait_ms: delay_ms, lost: false };
    const name = keyName(at.call);
    const kept = name === null ? null : books.kept(name, at.now_ms);
    if (kept !== null && kept.answers_at_ms > at.now_ms) {
      return { ...error("IDEMPOTENT_REQUEST_PROCESSING"), wait_ms: 0, lost: false };
    }
    const { course, status, body }: Answer = kept ?? this.#answer(at);
    const answer = { status, body };
    const lost = (kept === null && course?.lost === true) || random() < trouble.lose_answers;
    const work_ms = delay_ms + (course?.after_ms ?? 0);
    if (name !== null && kept === null) books.keep(name, { ...answer, answers_at_ms: at.now_ms + work_ms });
    return { ...answer, lost, wait_ms: lost ? trouble.lost_after_ms : work_ms };
  }

  #answer(at: At): Answer {
    const { method, path } = at.call;
    if (method === "POST" && path === "/v1/payments/confirm") return this.#confirm(at);
    const order = /^\/v1\/payments\/orders\/([^/]+)$/.exec(path)?.[1];
    if (method === "GET" && order !== undefined) {
      return this.#drawn(this.#ports.books.paymentsOfOrder(decodeURIComponent(order))[0] ?? null, at);
    }
    const payment = /^\/v1\/payments\/([^/]+)$/.exec(path)?.[1];
    if (method === "GET" && payment !== undefined) {
      return this.#drawn(this.#ports.books.payment(decodeURIComponent(payment)), at);
    }
    const cancelled = /^\/v1\/payments\/([^/]+)\/cancel$/.exec(path)?.[1];
    if (method === "POST" && cancelled !== undefined) return this.#cancel(decodeURIComponent(cancelled), at);
    return error("NOT_FOUND");
  }

  #drawn(payment: Payment | null, { call, now_ms }: At): Answer {
    if (payment === null) return error("NOT_FOUND_PAYMENT");
    return { status: 200, body: this.#draw(payment, { origin: call.origin, now_ms }) };
  }

  #confirm(at: At): Answer {
    const { books, random } = this.#ports;
    const read = confirmBody.safeParse(jsonOf(at.call.body));
    if (!read.success) return error("INVALID_REQUEST");
    const { paymentKey: payment_key, orderId: order_id, amount } = read.data;
    const told = at.call.headers["tosspayments-simulate"] ?? "";
    const known = books.payment(payment_key);
    let payment = known;
    if (payment === null) {
      // Only a load tool begins without a window: it says how the payment shall end, or takes a key of its own making.
      if (!isOutcome(told) && !payment_key.startsWith(WINDOWLESS)) return error("NOT_FOUND_PAYMENT_SESSION");
      const wish = { order_id, order_name: "", amount_krw: amount, method: "카드", outcome: books.switches.outcome };
      payment = begun(payment_key, wish, at.now_ms);
    }
    const fault = this.#faultOfConfirm(payment, { order_id, amount, now_ms: at.now_ms });
    if (fault !== null) {
      if (known === null) books.addPayment(payment);
      return error(fault);
    }
    const outcome = isOutcome(told) ? told : isOutcome(payment.outcome) ? payment.outcome : "success";
    const course = courseOf(outcome, random);
    const final_at_ms = at.now_ms + course.after_ms;
    const done: Payment = { ...payment, final: course.final, final_at_ms, failure: course.error };
    if (known === null) books.addPayment(done);
    else books.finish(done);
    this.#webhooks(done, { origin: at.call.origin, at_ms: final_at_ms, copies: course.webhooks });
    if (course.error !== null) return { ...error(course.error), course };
    return { status: 200, body: this.#draw(done, { origin: at.call.origin, now_ms: final_at_ms }), course };
  }

  #faultOfConfirm(
    payment: Payment,
    { order_id, amount, now_ms }: { readonly order_id: string; readonly amount: number; readonly now_ms: number },
  ): string | null {
    if (payment.order_id !== order_id || payment.amount_krw !== amount) return "INVALID_REQUEST";
    if (payment.final !== null) return "ALREADY_PROCESSED_PAYMENT";
    const status = statusAt(payment, now_ms);
    if (status === "EXPIRED") return "NOT_FOUND_PAYMENT_SESSION";
    if (status === "READY") return "UNAPPROVED_ORDER_ID";
    const used = this.#ports.books
      .paymentsOfOrder(order_id)
      .some((other) => other.payment_key !== payment.payment_key && other.final === "DONE");
    return used ? "DUPLICATED_ORDER_ID" : null;
  }

  #cancel(payment_key: string, at: At): Answer {
    const { books, newKey } = this.#ports;
    const read = cancelBody.safeParse(jsonOf(at.call.body));
    if (!read.success) return error("INVALID_REQUEST");
    const payment = books.payment(payment_key);
    if (payment === null) return error("NOT_FOUND_PAYMENT");
    const balance_krw = payment.amount_krw - payment.returned_krw;
    const { cancelReason, cancelAmount = balance_krw, refundableAmount = balance_krw } = read.data;
    const status = statusAt(payment, at.now_ms);
    if (status === "CANCELED") return error("ALREADY_CANCELED_PAYMENT");
    const waits = status === "WAITING_FOR_DEPOSIT";
    if (status !== "DONE" && status !== "PARTIAL_CANCELED" && !waits) return error("NOT_CANCELABLE_PAYMENT");
    if (books.switches.cancel_error !== "") return error(books.switches.cancel_error);
    if (refundableAmount !== balance_krw) return error("NOT_MATCHES_REFUNDABLE_AMOUNT");
    if (cancelAmount > balance_krw) return error("NOT_CANCELABLE_AMOUNT");
    if (waits && cancelAmount < balance_krw) return error("NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT");
    books.addCancel(payment_key, {
      amount_krw: cancelAmount,
      reason: cancelReason,
      at_ms: at.now_ms,
      transaction_key: newKey(),
    });
    const after = { ...payment, returned_krw: payment.returned_krw + cancelAmount };
    this.#webhooks(after, { origin: at.call.origin, at_ms: at.now_ms, copies: 1 });
    return { status: 200, body: this.#draw(after, { origin: at.call.origin, now_ms: at.now_ms }) };
  }

  #draw(payment: Payment, { origin, now_ms }: { readonly origin: string; readonly now_ms: number }): string {
    return JSON.stringify(paymentObject(payment, { cancels: this.#ports.books.cancelsOf(payment), origin, now_ms }));
  }

  /** Said of a state that was reached at `at_ms`; perhaps late, twice, or never. */
  #webhooks(payment: Payment, about: { readonly origin: string; readonly at_ms: number; readonly copies: number }) {
    const { books, random, newKey } = this.#ports;
    const { lose_webhooks, duplicate_webhooks, webhook_delay_ms } = books.switches;
    if (random() < lose_webhooks) return;
    const event = statusAt(payment, about.at_ms);
    const createdAt = new Date(about.at_ms + 9 * 3_600_000).toISOString().replace("Z", "000");
    const cancels = books.cancelsOf(payment);
    const data = paymentObject(payment, { cancels, origin: about.origin, now_ms: about.at_ms });
    const body = JSON.stringify({ eventType: "PAYMENT_STATUS_CHANGED", createdAt, data });
    const transmission_id = newKey();
    const copies = about.copies + (random() < duplicate_webhooks ? 1 : 0);
    for (let copy = 0; copy < copies; copy++) {
      const due_at_ms = about.at_ms + Math.floor(random() * (webhook_delay_ms + 1));
      // A repeat carries its first number, except every third: two kinds of events tell of one change.
      const id = copy === 2 ? newKey() : transmission_id;
      books.addWebhook({ transmission_id: id, body, due_at_ms }, { payment_key: payment.payment_key, event });
    }
  }
}

function begun(payment_key: string, wish: Authorisation, now_ms: number): Payment {
  return {
    payment_key,
    ...wish,
    requested_at_ms: now_ms,
    authorised_at_ms: now_ms,
    final: null,
    final_at_ms: null,
    failure: null,
    returned_krw: 0,
  };
}

/** Checked before anything else, in the provider's order. */
function refusalOf({ method, headers }: TossCall): string | null {
  const authorization = headers.authorization ?? "";
  if (!/^Basic [A-Za-z0-9+/]+=*$/.test(authorization)) return "INCORRECT_BASIC_AUTH_FORMAT";
  if (authorization !== AUTHORIZATION) {
    return atob(authorization.slice(6)).endsWith(":") ? "UNAUTHORIZED_KEY" : "INCORRECT_BASIC_AUTH_FORMAT";
  }
  if (method === "POST" && (headers["idempotency-key"] ?? "").length > KEY_CHARS_MAX) return "INVALID_IDEMPOTENCY_KEY";
  const test_code = headers["tosspayments-test-code"];
  if (test_code === undefined) return null;
  return CONFIRM_CODES.has(test_code) ? test_code : "INVALID_TEST_CODE";
}

/** Remembered for one key, one address and one method. */
function keyName({ method, path, headers }: TossCall): string | null {
  const key = headers["idempotency-key"];
  return method !== "POST" || key === undefined ? null : `${method} ${path} ${key}`;
}

const error = (code: string): { readonly status: number; readonly body: string } => ({
  status: statusOf(code),
  body: JSON.stringify({ code, message: textOfCode(code) }),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
