// Toss Payments over HTTP: Basic auth, one key for each attempt and refund, every answer read and none taken on trust.
//
// Virtual accounts (가상계좌) are off: their money comes hours or days after the seats are taken, a deadline passes without
// a word, and a bank's error takes a payment back that was done. A hot sale cannot hold seats for that. The shop's payment
// methods leave them out; one that comes all the same is abandoned and told as a decline.
import { log } from "../../kit/log.ts";
import { type CallAnswer, callProvider, type PaymentFetch } from "./call.ts";
import {
  type AttemptName,
  type Charge,
  type ChargeAnswer,
  type Found,
  PAYMENT_KEY_PATTERN,
  type PaymentProvider,
  type Refund,
  type RefundAnswer,
} from "./provider.ts";
import type { PaymentSettings } from "./settings.ts";
import { CANCEL_CODES, meaningOfConfirm, refusedForGood } from "./toss-codes.ts";
import { cancelReason, errorCode, foundOf, readPayment, returnedFor, type TossPayment } from "./toss-payment.ts";

/** As long as Toss itself may wait for a bank; giving up sooner only makes more unknown outcomes. */
export const CHANGE_TIMEOUT_MS = 60_000;
/** A look into its books. */
export const FIND_TIMEOUT_MS = 10_000;
/** A refund whose key answers with a remembered error gets a new one after this; the balance guards the border. */
const CANCEL_KEY_MS = 3_600_000;

type TossPorts = { readonly settings: PaymentSettings; readonly ask: PaymentFetch; readonly now: () => number };

/** Of a payment that began without a window, which only a stand-in allows. */
export const WINDOWLESS = "windowless_";

export function tossProvider({ settings, ask, now }: TossPorts): PaymentProvider {
  const authorization = `Basic ${btoa(`${settings.secret_key}:`)}`;

  async function get({ attempt_id, payment_key }: AttemptName) {
    const path = isKey(payment_key) ? payment_key : `orders/${encodeURIComponent(attempt_id)}`;
    const init = { headers: { authorization }, timeout_ms: FIND_TIMEOUT_MS };
    return callProvider(ask, `${settings.base_url}/v1/payments/${path}`, init);
  }

  async function post(path: string, { key, body, more = {} }: Post) {
    return callProvider(ask, `${settings.base_url}${path}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json", "idempotency-key": key, ...more },
      body: JSON.stringify(body),
      timeout_ms: CHANGE_TIMEOUT_MS,
    });
  }

  async function confirm(charge: Charge): Promise<ChargeAnswer> {
    const { attempt_id, amount_krw, simulate } = charge;
    const payment_key = charge.payment_key ?? (settings.simulated ? `${WINDOWLESS}${attempt_id}` : null);
    if (!isKey(payment_key)) return { class: "declined", code: "declined", detail: "no payment key" };
    const answer = await post("/v1/payments/confirm", {
      key: attempt_id,
      body: { paymentKey: payment_key, orderId: attempt_id, amount: amount_krw },
      more: settings.simulated && simulate !== null ? { "tosspayments-simulate": simulate } : {},
    });
    if (!answer.ok) return { class: "unknown", detail: answer.failure };
    return chargeAnswer(answer.value, attempt_id);
  }

  async function find(attempt: AttemptName): Promise<Found> {
    const answer = await get(attempt);
    if (!answer.ok) return { class: "unknown", detail: answer.failure };
    const { status, body } = answer.value;
    if (status === 200) {
      const read = readPayment(body, attempt.attempt_id);
      return read === null ? { class: "unknown", detail: "unreadable" } : foundOf(read);
    }
    const code = errorCode(body);
    if (status === 404 && code === "NOT_FOUND_PAYMENT") return { class: "none" };
    if (status === 401 || status === 403) log("error", "payments_key_refused", { code });
    return { class: "unknown", detail: `${status} ${code}` };
  }

  async function refund(wish: Refund): Promise<RefundAnswer> {
    // Its books first: a remembered answer is forgotten after 15 days, a refund is owed for ever (D48).
    const before = await get(wish);
    const read = before.ok && before.value.status === 200 ? readPayment(before.value.body, wish.attempt_id) : null;
    if (read === null || !isKey(read.paymentKey))
      return { class: "unknown", detail: before.ok ? String(before.value.status) : before.failure };
    const known = refundSoFar(read, wish);
    if (known !== null) return known;
    const answer = await post(`/v1/payments/${read.paymentKey}/cancel`, {
      // One balance, one key: a repeat is answered as before, and a new balance is a new question. The hour lets go of a
      // passing error the provider would repeat for 15 days.
      key: `${wish.refund_id}.${read.balanceAmount}.${Math.floor(now() / CANCEL_KEY_MS)}`,
      body: {
        cancelReason: cancelReason(wish.refund_id, wish.reason),
        // All that is left needs no amount, and some methods take none.
        ...(wish.amount_krw < read.balanceAmount ? { cancelAmount: wish.amount_krw } : {}),
        // Refused where another refund came in between: two can never give back the same won.
        refundableAmount: read.balanceAmount,
      },
    });
    if (!answer.ok) return { class: "unknown", detail: answer.failure };
    return cancelAnswer(answer.value, wish);
  }

  async function abandon({ attempt_id, payment_key }: { readonly attempt_id: string; readonly payment_key: string }) {
    const answer = await post(`/v1/payments/${encodeURIComponent(payment_key)}/cancel`, {
      key: `${attempt_id}.deposit`,
      body: { cancelReason: "deposits are not taken" },
    });
    if (!answer.ok) return { class: "unknown", detail: answer.failure } as const;
    const read = answer.value.status === 200 ? readPayment(answer.value.body, attempt_id) : null;
    if (read?.status === "CANCELED") return { class: "success" } as const;
    return { class: "unknown", detail: errorCode(answer.value.body) } as const;
  }

  return { confirm, find, refund, abandon };
}

const isKey = (payment_key: string | null): payment_key is string =>
  payment_key !== null && PAYMENT_KEY_PATTERN.test(payment_key);

type Post = {
  readonly key: string;
  readonly body: Readonly<Record<string, string | number>>;
  readonly more?: Readonly<Record<string, string>>;
};

function chargeAnswer({ status, body }: CallAnswer, attempt_id: string): ChargeAnswer {
  if (status === 200) {
    const read = readPayment(body, attempt_id);
    const found = read === null ? null : foundOf(read);
    // Anything but a finished payment is looked up again rather than believed.
    return found?.class === "success" ? found : { class: "unknown", detail: read?.status.slice(0, 40) ?? "unreadable" };
  }
  const code = errorCode(body);
  const detail = `${status} ${code}`;
  const meaning = meaningOfConfirm(status, code);
  if (meaning.class === "ours" || meaning.class === "closed")
    log("error", "payment_asked_wrongly", { attempt_id, code });
  if (meaning.class === "unknown" || meaning.class === "closed") return { class: "unknown", detail };
  return { class: "declined", code: meaning.code, detail };
}

/** Null where the refund is still owed and can be asked for. */
function refundSoFar(read: TossPayment, { refund_id, amount_krw }: Refund): RefundAnswer | null {
  if (returnedFor(read, refund_id) >= amount_krw) return { class: "success" };
  if (read.balanceAmount === 0 && read.status === "CANCELED") {
    // Somebody gave everything back by hand: this refund's share is among it.
    log("error", "refunded_elsewhere", { refund_id });
    return { class: "success" };
  }
  if (read.status !== "DONE" && read.status !== "PARTIAL_CANCELED") {
    log("error", "refund_of_no_charge", { refund_id, status: read.status.slice(0, 40) });
    return { class: "unknown", detail: "not charged" };
  }
  return read.balanceAmount < amount_krw ? { class: "refused", detail: "BALANCE_TOO_LOW" } : null;
}

function cancelAnswer({ status, body }: CallAnswer, wish: Refund): RefundAnswer {
  if (status === 200) {
    const read = readPayment(body, wish.attempt_id);
    const done = read !== null && returnedFor(read, wish.refund_id) >= wish.amount_krw;
    return done ? { class: "success" } : { class: "unknown", detail: "unreadable" };
  }
  const code = errorCode(body);
  if (refusedForGood(status, code)) return { class: "refused", detail: code };
  if (!CANCEL_CODES.has(code)) log("warn", "cancel_code_unlisted", { refund_id: wish.refund_id, status, code });
  if (status === 401 || status === 403) log("error", "refund_not_accepted", { refund_id: wish.refund_id, code });
  return { class: "unknown", detail: `${status} ${code}` };
}
