// `alerts export`: the product's alerts as rules for Prometheus. `alerts test`: one message to the webhook, and its closing.
import { readFileSync } from "node:fs";
import { outcomeOf } from "../../domain/alerts/delivery.ts";
import type { Incident } from "../../domain/alerts/incidents.ts";
import { messageOf } from "../../domain/alerts/message.ts";
import { prometheusRules } from "../../domain/alerts/prometheus.ts";
import { ALERTS, type Alert } from "../../domain/alerts/rules.ts";
import { messageAddress, type Webhook } from "../../durable-objects/lookout/telling.ts";
import { sendBy, webhookOf } from "../../workers/running/alert-webhook.ts";
import { DONE, REFUSED, USAGE } from "./exit-codes.ts";

const RUNBOOK = "docs/OPERATIONS.md";

export async function alertsCommand([verb, ...rest]: readonly string[]): Promise<number> {
  if (verb === "export") return exportRules(rest);
  const [file] = rest;
  return verb === "test" && file !== undefined && rest.length === 1 ? testWebhook(file) : USAGE;
}

function exportRules([flag, runbook = "", ...rest]: readonly string[]): number {
  if (rest.length > 0 || (flag !== undefined && (flag !== "--runbook" || runbook === ""))) return USAGE;
  process.stdout.write(prometheusRules(ALERTS, flag === undefined ? RUNBOOK : runbook));
  return DONE;
}

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

async function testWebhook(file: string): Promise<number> {
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
