// `alerts export`: the product's alerts as rules for Prometheus. `alerts test`: one message to the webhook, and its closing.
import { readFileSync } from "node:fs";
import { outcomeOf } from "../../domain/alerts/delivery.ts";
import type { Incident } from "../../domain/alerts/incidents.ts";
import { messageOf } from "../../domain/alerts/message.ts";
import { prometheusRules } from "../../domain/alerts/prometheus.ts";
import { ALERTS, type Alert } from "../../domain/alerts/rules.ts";
import { messageAddress, type Webhook } from "../../durable-objects/lookout/telling.ts";
import { sendBy, webhookOf } from "../../workers/running/alert-webhook.ts";
import type { Command } from "../cli/command.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";

const RUNBOOK = "docs/OPERATIONS.md";

export const alertsCommands: readonly Command[] = [
  {
    name: "alerts export",
    takes: "",
    says: "print the alerts as rules for Prometheus",
    options: {
      runbook: { value: "address", says: "where docs/OPERATIONS.md can be read, for the links of the alerts" },
    },
    run: async (asked) => {
      process.stdout.write(prometheusRules(ALERTS, asked.text("runbook") ?? RUNBOOK));
      return DONE;
    },
  },
  {
    name: "alerts test",
    takes: "<file>",
    says: "send a message to a webhook, and close it",
    more: "The file is the secret ALERT_WEBHOOK as docs/OPERATIONS.md describes it. Nothing is stored.",
    run: ({ words: [file = ""] }) => testWebhook(file),
  },
];

const TRIAL: Alert = {
  name: "Trial",
  when: "",
  for_ms: 0,
  severity: "look",
  title: { ko: "경보 시험이에요", en: "This is a trial of the alerts" },
  text: {
    ko: "아무 일도 없어요. 곧 회복으로 바뀌어요.",
    en: "Nothing is the matter. It turns into a recovery at once.",
  },
  unit: "count",
};

export async function testWebhook(file: string): Promise<number> {
  const webhook = webhookIn(file);
  if (webhook === null) {
    console.error(`${file} holds no webhook: docs/OPERATIONS.md says how it looks`);
    return REFUSED;
  }
  const now_ms = Date.now();
  const begun: Incident = {
    id: "trial",
    alert: TRIAL.name,
    began_at_ms: now_ms,
    ended_at_ms: null,
    firing: [],
    rev: 1,
  };
  const message_id = await say(webhook, begun, null);
  if (message_id === null) return REFUSED;
  const closed = await say(webhook, { ...begun, ended_at_ms: now_ms, rev: 2 }, message_id);
  if (closed === null) return REFUSED;
  console.log("sent, and closed: look at the channel");
  return DONE;
}

function webhookIn(file: string): Webhook | null {
  try {
    return webhookOf({ ALERT_WEBHOOK: readFileSync(file, "utf8").trim(), ISSUER: "fairline" });
  } catch {
    return null;
  }
}

/** Null where the webhook did not take it, and why was said. */
async function say(webhook: Webhook, incident: Incident, message_id: string | null): Promise<string | null> {
  const message = messageOf({ alert: TRIAL, incident, ...webhook });
  const method = message_id === null ? "POST" : "PATCH";
  const answer = await sendBy({})({ method, url: messageAddress(webhook.url, message_id), message });
  const told = { rev: 0, message_id, failures: 0 };
  const outcome = outcomeOf({ incident, told }, answer);
  if (outcome.kind === "told") return outcome.told.message_id ?? "";
  console.error(answer === null ? "the webhook did not answer" : `the webhook answered ${answer.status}`);
  return null;
}
