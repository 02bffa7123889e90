// The payment jobs: takes a ledger's question to the provider and the answer back. A job may come twice, late or out of
// order; the provider charges once for an attempt, and the ledger takes the first final word (SL22).

import { readId } from "../../../domain/seat-ledger/ids.ts";
import type { PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import type { OutcomeRequest, RefundOutcomeRequest } from "../../../durable-objects/seat-ledger/commands.ts";
import type { Timed } from "../../../durable-objects/seat-ledger/rpc.ts";
import { log, thrown } from "../../kit/log.ts";
import { type PaymentMessage, readPaymentMessage } from "./message.ts";
import type { PaymentProvider } from "./provider.ts";
import { askCharge, confirmCharge, lookUp, returnMoney } from "./settle.ts";
import { isRepeat, readWebhook, remember } from "./webhook.ts";

/** What the jobs need of a ledger. */
export type PaymentLedger = {
  outcome(request: OutcomeRequest): PromiseLike<Timed<unknown>>;
  refundOutcome(request: RefundOutcomeRequest): PromiseLike<Timed<unknown>>;
  orderOf(wish: { readonly order_id: string; readonly fan_id: string | null }): PromiseLike<Timed<AttemptsOf>>;
};
type Asked = {
  readonly id: string;
  readonly status: string;
  readonly payment_key: string | null;
  readonly provider: string;
};
type AttemptsOf = {
  readonly attempts: readonly Asked[];
};

export type PaymentPorts = {
  /** Whom the attempt was given to, and nobody else. Null where this deployment has none of that name. */
  readonly providerOf: (name: string) => PaymentProvider | null;
  /** By its showtime's code, which every attempt's id carries. */
  readonly ledgerOf: (code: string) => PaymentLedger;
  readonly now: () => number;
};

type PaymentQueueEnv = { readonly PAYMENT_QUEUE: Queue };
type WebhookPorts = PaymentQueueEnv & {
  /** Whether a showtime has this code: a made-up one must wake no ledger, for that would make it (D77). */
  readonly knowsCode: (code: string) => Promise<boolean>;
  readonly paymentOf: (attempt_id: string) => Promise<Timed<{ readonly status: string }>>;
};

/** The platform's limit on messages sent at once. */
const SENT_AT_ONCE_MAX = 100;
const RETRY_MAX_S = 30;
/**
 * An invocation holds this many connections open at once. Any more would wait inside `fetch` for their turn: past their
 * time-out, and past the last moment for a confirm.
 */
export const LANES = 6;

/** A throw means that none is known to be on its way: the outbox keeps them and tries again. */
export async function pushPaymentJobs(env: PaymentQueueEnv, jobs: readonly PaymentJob[]): Promise<void> {
  for (let at = 0; at < jobs.length; at += SENT_AT_ONCE_MAX) {
    const some = jobs.slice(at, at + SENT_AT_ONCE_MAX);
    await env.PAYMENT_QUEUE.sendBatch(some.map((body) => ({ body })));
  }
}

/**
 * The answer is 200 whatever comes: the ledger asks by itself, so a hint that is lost loses nothing but a second. Nearly all
 * hints tell of a payment that has bought already: they end here, and cost no job.
 */
export async function tossWebhook(ports: WebhookPorts, request: Request): Promise<void> {
  const hint = await readWebhook(request);
  if (hint === null || isRepeat(hint)) return;
  const body: PaymentMessage = { kind: "heard", attempt_id: hint.attempt_id };
  try {
    if (!(await ports.knowsCode(readId(hint.attempt_id)?.code ?? ""))) return;
    if (!(await hasBought(hint.attempt_id, ports))) await ports.PAYMENT_QUEUE.send(body);
    remember(hint);
  } catch (error) {
    log("warn", "webhook_hint_lost", { attempt_id: hint.attempt_id, ...thrown(error) });
  }
}

/** Nothing that is said of such an attempt can change it. A ledger that does not answer is asked by the job. */
async function hasBought(attempt_id: string, { paymentOf }: WebhookPorts): Promise<boolean> {
  try {
    const payment = await paymentOf(attempt_id);
    return payment.ok && payment.value.status === "COMPLETED";
  } catch {
    return false;
  }
}

/** One slow answer must not hold up the others: each message is done, and acknowledged, by itself. */
export async function consumePayments(batch: MessageBatch, ports: PaymentPorts): Promise<void> {
  const messages = batch.messages.values();
  const lane = async (): Promise<void> => {
    for (const message of messages) await consumeOne(message, ports);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function consumeOne(message: Message, ports: PaymentPorts): Promise<void> {
  const job = readPaymentMessage(message.body);
  if (job === null) {
    log("error", "payment_job_malformed", { message_id: message.id });
    return message.ack();
  }
  try {
    await doJob(job, ports);
    message.ack();
    log("info", "payment_job_done", { ...aboutJob(job), attempts: message.attempts });
  } catch (error) {
    // Only the way to the ledger throws. The whole job is repeatable, and past its tries the ledger's own alarm asks.
    log("warn", "payment_job_failed", { ...aboutJob(job), ...thrown(error) });
    message.retry({ delaySeconds: retryAfterS(message.attempts, error) });
  }
}

const aboutJob = (job: PaymentMessage) => ({
  request_id: job.kind === "heard" ? undefined : job.request_id,
  kind: job.kind,
  order_id: readId(job.attempt_id)?.order_id,
  attempt_id: job.attempt_id,
});

/** An object that has too much to do already is left alone the longest; the rest comes back spread out. */
function retryAfterS(attempts: number, error: unknown): number {
  if ((error as { overloaded?: boolean } | null)?.overloaded === true) return RETRY_MAX_S;
  const wait_s = Math.min(2 ** attempts, RETRY_MAX_S);
  return Math.ceil(wait_s * (0.5 + Math.random() / 2));
}

async function doJob(job: PaymentMessage, ports: PaymentPorts): Promise<void> {
  const ledger = ports.ledgerOf(readId(job.attempt_id)?.code ?? "");
  if (job.kind === "heard") return heard(job.attempt_id, ledger, ports);
  const provider = providerOf(job.provider, job, ports);
  if (provider !== null) await doCharge(job, ledger, { provider, now: ports.now });
}

/** The ledger goes on asking: an hour without a provider costs the fans time and no money. */
function providerOf(name: string, { kind, attempt_id }: PaymentMessage, ports: PaymentPorts): PaymentProvider | null {
  const provider = ports.providerOf(name);
  if (provider === null) log("error", "payments_off", { kind, attempt_id, provider: name });
  return provider;
}

type Doing = { readonly provider: PaymentProvider; readonly now: () => number };

async function doCharge(job: PaymentJob, ledger: PaymentLedger, ports: Doing): Promise<void> {
  const { attempt_id } = job;
  switch (job.kind) {
    case "confirm":
      return tell(attempt_id, await ledger.outcome({ attempt_id, outcome: await confirmCharge(job, ports) }));
    case "ask":
      return tell(attempt_id, await ledger.outcome({ attempt_id, outcome: await askCharge(job, ports) }));
    case "cancel": {
      const outcome = await returnMoney(job, ports);
      // Not known is nothing to tell: the next question is due anyway.
      if (outcome.kind === "unknown") return;
      return tell(job.refund_id, await ledger.refundOutcome({ refund_id: job.refund_id, outcome }));
    }
  }
}

/** The ledger first: a made-up id costs the provider nothing, and what is charged already cannot change any more. */
async function heard(attempt_id: string, ledger: PaymentLedger, ports: PaymentPorts): Promise<void> {
  const order_id = readId(attempt_id)?.order_id ?? "";
  const order = await ledger.orderOf({ order_id, fan_id: null });
  const attempt = order.ok ? order.value.attempts.find(({ id }) => id === attempt_id) : undefined;
  if (attempt === undefined || attempt.status === "CAPTURED") return;
  const provider = providerOf(attempt.provider, { kind: "heard", attempt_id }, ports);
  if (provider === null) return;
  const outcome = await lookUp({ attempt_id, payment_key: attempt.payment_key }, { provider, now: ports.now });
  if (outcome.kind !== "unknown") tell(attempt_id, await ledger.outcome({ attempt_id, outcome }));
}

/** A ledger refuses only what it does not know, and then nobody does. */
function tell(id: string, answer: Timed<unknown>): void {
  if (!answer.ok) log("error", "payment_outcome_refused", { id, code: answer.failure.code });
}
