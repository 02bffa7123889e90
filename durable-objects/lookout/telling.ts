// Tells the webhook of incidents, one message each: made when it begins, edited as it goes on and when it is over. What it
// does not take waits in its row.
import { type Answered, nextToTell, outcomeOf, type Tracked } from "../../domain/alerts/delivery.ts";
import { messageOf, type WebhookMessage } from "../../domain/alerts/message.ts";
import { ALERTS } from "../../domain/alerts/rules.ts";
import type { Language } from "../../schema/http/words.ts";
import { complain } from "../kit/complain.ts";
import type { LookoutStore } from "./store.ts";

export type Webhook = {
  readonly url: string;
  readonly language: Language;
  readonly runbook_url: string | null;
  readonly deployment: string;
};

export type Send = (call: {
  readonly method: "POST" | "PATCH";
  readonly url: string;
  readonly message: WebhookMessage;
}) => Promise<Answered | null>;

type Telling = { readonly webhook: Webhook | null; readonly send: Send; readonly now: () => number };

type Titled = { readonly show: string; readonly title: string };

/** In one go; the rest follows by the alarm. */
const MESSAGES_MAX = 20;

/** When to come again, null where everything is told. */
export async function tellAll(store: LookoutStore, { webhook, send, now }: Telling): Promise<number | null> {
  if (webhook === null) {
    store.tellNobody();
    return null;
  }
  const waiting_until_ms = store.fact<number>("silent_until_ms", 0);
  if (waiting_until_ms > now()) return nextToTell(store.untold()) === null ? null : waiting_until_ms;
  for (let sent = 0; sent < MESSAGES_MAX; sent++) {
    const next = nextToTell(store.untold());
    if (next === null) return null;
    const wait_ms = await tellOne(store, next, { webhook, send });
    if (wait_ms === 0) continue;
    store.setFact("silent_until_ms", now() + wait_ms);
    return nextToTell(store.untold()) === null ? null : now() + wait_ms;
  }
  return now();
}

/** How long to be silent after it. */
async function tellOne(
  store: LookoutStore,
  tracked: Tracked,
  { webhook, send }: { readonly webhook: Webhook; readonly send: Send },
): Promise<number> {
  const { incident, told } = tracked;
  const alert = ALERTS.find(({ name }) => name === incident.alert);
  if (alert === undefined) {
    // An alert that a later version does not have: nobody can say what it meant.
    store.tell(incident.id, { ...told, rev: incident.rev });
    return 0;
  }
  const titles = new Map(store.fact<readonly Titled[]>("objects", []).map(({ show, title }) => [show, title]));
  const message = messageOf({ alert, incident, titles, unheard: told.unheard === true, ...webhook });
  const call = {
    method: told.message_id === null ? "POST" : "PATCH",
    url: messageAddress(webhook.url, told.message_id),
  } as const;
  const answer = await send({ ...call, message });
  const outcome = outcomeOf(tracked, answer);
  store.tell(incident.id, outcome.told);
  if (outcome.kind === "again") {
    complain("alert_untold", answer === null ? "no answer" : `status ${answer.status}`, {
      alert: alert.name,
      failures: outcome.told.failures,
    });
  }
  return outcome.wait_ms;
}

/** The answer to `wait` names the message, and by that name it is edited. */
export function messageAddress(webhook_url: string, message_id: string | null): string {
  const url = new URL(webhook_url);
  if (message_id === null) url.searchParams.set("wait", "true");
  else url.pathname = `${url.pathname.replace(/\/$/, "")}/messages/${message_id}`;
  return url.href;
}
