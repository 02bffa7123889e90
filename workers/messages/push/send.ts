// Wakes the browsers of fans who asked for it, for the few messages a fan is waiting for. A push is a hint like any other:
// the message is stored, so a push that a service will not take is let go after few tries.

import { type Database, database } from "../../kit/db/database.ts";
import { log, thrown } from "../../kit/log.ts";
import { dropSubscription, type SubscriptionRow, subscriptionsOf } from "../db/push-subscriptions.ts";
import { onceKeys, sealPush } from "./encrypt.ts";
import { isPushService, pushKeys } from "./settings.ts";
import { fromBase64Url, type VapidKeys, vapidWord } from "./vapid.ts";

export type Push = {
  readonly user_id: string;
  /** Names the message; a newer one of the same name takes its place. At most 32 characters. */
  readonly topic: string;
  readonly ttl_s: number;
  readonly said: (language: SubscriptionRow["language"]) => { readonly title: string; readonly text: string };
  readonly link: string;
};

const AT_ONCE = 6;
const TRIES_MAX = 3;
const WAIT_MAX_MS = 5_000;
const CALL_MS = 8_000;

/** Never throws. Nothing happens where no keys are configured. */
export async function sendPushes(env: Env, pushes: readonly Push[]): Promise<void> {
  const keys = pushKeys(env);
  if (keys === null || pushes.length === 0) return;
  try {
    const db = database(env);
    const found = await subscriptionsOf(db, [...new Set(pushes.map(({ user_id }) => user_id))]);
    const jobs = found
      .flatMap((row) => pushes.filter(({ user_id }) => user_id === row.user_id).map((push) => ({ row, push })))
      .values();
    const lane = async (): Promise<void> => {
      for (const job of jobs) await sendOne({ db, keys, ...job });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } catch (error) {
    log("error", "push_failed", thrown(error));
  }
}

type Job = { readonly db: Database; readonly keys: VapidKeys; readonly row: SubscriptionRow; readonly push: Push };

async function sendOne(job: Job): Promise<void> {
  const { db, row } = job;
  if (!isPushService(row.endpoint)) return dropSubscription(db, row.id);
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const answer = await call(job);
    if (answer?.ok === true) return;
    // The browser let go of it.
    if (answer?.status === 404 || answer?.status === 410) return dropSubscription(db, row.id);
    const passing = answer === null || answer.status === 429 || answer.status >= 500;
    if (!passing) {
      log("error", "push_refused", { status: answer.status });
      return;
    }
    const said_s = Number(answer?.headers.get("retry-after") ?? 2 ** tries);
    const wait_ms = Number.isFinite(said_s) ? said_s * 1_000 : 1_000;
    if (wait_ms > WAIT_MAX_MS) break;
    await new Promise((resolve) => setTimeout(resolve, wait_ms));
  }
  log("warn", "push_given_up", { subscription: row.id });
}

async function call({ keys, row, push }: Job): Promise<Response | null> {
  try {
    const text = JSON.stringify({ ...push.said(row.language), link: push.link, tag: push.topic });
    const receiver = { p256dh: fromBase64Url(row.p256dh), auth: fromBase64Url(row.auth) };
    const answer = await fetch(row.endpoint, {
      method: "POST",
      headers: {
        authorization: await vapidWord(keys, row.endpoint, Date.now()),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        ttl: String(push.ttl_s),
        urgency: "high",
        topic: push.topic,
      },
      body: await sealPush(text, receiver, await onceKeys()),
      redirect: "manual",
      signal: AbortSignal.timeout(CALL_MS),
    });
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    log("warn", "push_unsent", thrown(error));
    return null;
  }
}
