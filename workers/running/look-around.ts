// The minute's look at everything: measures, tries the parts that do not answer by themselves, brakes the lines whose fans
// could not pay, and hands it all to the lookout.

import type { Parts } from "../../domain/alerts/lookout-state.ts";
import { confirmsPayments } from "../../domain/alerts/provider.ts";
import { type Collected, measured, metricsOf } from "../../domain/metrics/sale-metrics.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import { paymentProvider } from "../buying/payments/configured.ts";
import { type PaymentEnv, paymentSettings } from "../buying/payments/settings.ts";
import { log, thrown } from "../kit/log.ts";
import { lineOf, lookoutOf } from "../kit/objects.ts";
import { VERSION } from "../kit/version.ts";
import { NO_LETTER } from "../messages/mail/sending.ts";
import { collect } from "./metrics.ts";
import { writeOwedLines } from "./stop-acts.ts";
import { enforceStops } from "./stops.ts";

const TRY_WITHIN_MS = 3_000;
const TRY_AGAIN_AFTER_MS = 3_000;
/** Longer than two minutes: one that is late lets nobody in too soon. Shorter than anybody's patience. */
const BRAKE_MS = 150_000;
const MAIL_LATE_MS = 600_000;
/** No attempt has this id: a provider that is there says that it does not know it. */
const NO_ATTEMPT = "fairline_is_anybody_there";

const BRAKED = {
  ko: "결제사가 잠시 답하지 않아 새 입장을 멈췄어요. 잡은 좌석과 줄에서의 자리는 그대로예요. 돌아오는 대로 이어져요.",
  en: "The payment provider is away, so nobody is let in for now. Seats in hand and places in line stay; it goes on by itself.",
};
const GOES_ON = {
  ko: "결제사가 돌아와 입장을 다시 시작했어요.",
  en: "The payment provider is back and fans are let in again.",
};
export async function lookAround(env: Env & PaymentEnv, now_ms: number): Promise<void> {
  const [collected, tried] = await Promise.all([collect(env, VERSION, now_ms), tryParts(env)]);
  const parts = { ...tried, ...storedParts(collected), ...paymentsPart(tried, collected) };
  await brakeLines(env, collected.lines, parts.payments === false);
  await enforceStops(env, collected.lines);
  const whole: Collected = {
    ...collected,
    watch: collected.watch === null ? null : { ...collected.watch, parts },
  };
  const objects = collected.asked;
  await lookoutOf(env).look({ at_ms: now_ms, measured: measured(metricsOf(whole)), parts, objects });
  if (parts.database !== false) await writeOwedLines(env);
}

/** A provider may answer questions and yet confirm nothing. */
function paymentsPart({ payments }: Parts, { ledgers }: Collected): Parts {
  if (payments === undefined) return {};
  return { payments: payments && confirmsPayments(ledgers.map(({ part }) => part.money)) };
}

/** Known by what waits in it: mail that stands or is refused is as good as away. */
function storedParts({ mail }: Collected): Parts {
  if (mail === null) return { database: false };
  return { database: true, mail: mail.sender_refused === 0 && mail.lag_ms < MAIL_LATE_MS };
}

/** Those a deployment does without are not among them. */
async function tryParts(env: Env & PaymentEnv): Promise<Parts> {
  const [queues, payments] = await Promise.all([
    answers("queues", () => env.MAIL_QUEUE.send({ id: NO_LETTER })),
    paymentSettings(env) === null ? null : providerAnswers(env),
  ]);
  return { queues, ...(payments === null ? {} : { payments }) };
}

/** A second question before a whole room is stopped: one that was lost on the way is no news. */
async function providerAnswers(env: Env & PaymentEnv): Promise<boolean> {
  if (await answers("payments", () => askProvider(env))) return true;
  await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER_MS));
  return answers("payments", () => askProvider(env));
}

async function askProvider(env: Env & PaymentEnv): Promise<void> {
  const settings = paymentSettings(env);
  const provider = settings === null ? null : paymentProvider(env, settings.provider);
  const found = await provider?.find({ attempt_id: NO_ATTEMPT, payment_key: null });
  if (found?.class === "unknown") throw new Error(found.detail);
}

async function answers(part: string, ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(TRY_WITHIN_MS, ask());
    return true;
  } catch (error) {
    log("warn", "part_away", { part, ...thrown(error) });
    return false;
  }
}

async function brakeLines(env: Env, lines: Collected["lines"], away: boolean): Promise<void> {
  const order = away ? { until_ms: Date.now() + BRAKE_MS, text: BRAKED } : { until_ms: 0, text: GOES_ON };
  await Promise.all(
    lines
      .filter(({ part }) => part.ended_at_ms === null && (away || part.braked))
      .map(async ({ show }) => {
        try {
          await within(TRY_WITHIN_MS, Promise.resolve(lineOf(env, show).brake(order)));
        } catch (error) {
          log("warn", "line_unbraked", { show, ...thrown(error) });
        }
      }),
  );
}
