// The same alerts as a file of rules for Prometheus.
import { durationText } from "../promql/tokens.ts";
import type { Alert } from "./rules.ts";
import { KEEP_FIRING_MS } from "./states.ts";

/** JSON is YAML: a text in its quotes needs no other escape. */
const quoted = (text: string): string => JSON.stringify(text);

export function prometheusRules(alerts: readonly Alert[], runbook_url: string): string {
  const head = ["groups:", "  - name: fairline", "    interval: 1m", "    rules:"];
  return `${[...head, ...alerts.flatMap((alert) => ruleLines(alert, runbook_url))].join("\n")}\n`;
}

function ruleLines({ name, when, for_ms, severity, title, text }: Alert, runbook_url: string): string[] {
  return [
    `      - alert: ${name}`,
    `        expr: ${quoted(when)}`,
    `        for: ${durationText(for_ms)}`,
    `        keep_firing_for: ${durationText(KEEP_FIRING_MS)}`,
    `        labels: { severity: ${severity} }`,
    "        annotations:",
    `          summary: ${quoted(title.en)}`,
    `          summary_ko: ${quoted(title.ko)}`,
    `          description: ${quoted(text.en)}`,
    `          description_ko: ${quoted(text.ko)}`,
    `          runbook_url: ${quoted(`${runbook_url}#${name.toLowerCase()}`)}`,
  ];
}
