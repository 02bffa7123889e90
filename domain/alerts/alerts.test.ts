// O4: each alert fires once and recovers once, and Prometheus, given the exported rules, says the same minute by minute.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { metricsOf } from "../metrics/sale-metrics.ts";
import type { Series } from "../promql/evaluate.ts";
import { parseExpression } from "../promql/parse.ts";
import { selectorsOf } from "../promql/syntax.ts";
import { hasPromtool, promtool } from "../promql/testing/promtool.ts";
import { type Incident, nextIncidents } from "./incidents.ts";
import { prometheusRules } from "./prometheus.ts";
import { ALERTS } from "./rules.ts";
import { nextStandings, type Standing } from "./states.ts";
import { FROM, MINUTE_MS, MINUTES, seriesWith, TROUBLES } from "./testing/troubles.ts";

const RUNBOOK = "https://fairline.example/OPERATIONS.md";

/** What stands after each minute. */
function standingsOf(series: readonly Series[]): Standing[][] {
  let standings: Standing[] = [];
  return Array.from({ length: MINUTES }, (_, minute) => {
    standings = nextStandings(standings, { alerts: ALERTS, series, at_ms: minute * MINUTE_MS });
    return standings;
  });
}

const firingOf = (standings: readonly Standing[]): string[] =>
  standings.filter(({ state }) => state === "firing").map(({ alert, labels }) => `${alert} ${JSON.stringify(labels)}`);

describe("O4 alerts", () => {
  test("O4: every alert has a trouble that this test knows", () => {
    expect(Object.keys(TROUBLES)).toEqual(ALERTS.map(({ name }) => name));
  });

  test("O4: a calm sale wakes nobody", () => {
    expect(standingsOf(seriesWith([])).flat()).toEqual([]);
  });

  test.each(Object.entries(TROUBLES))(
    "O4: %s fires once and recovers once, and nothing else with it",
    (name, changes) => {
      const minutes = standingsOf(seriesWith(changes));
      const alert = ALERTS.find((one) => one.name === name);
      const firing = minutes.map((standings) => firingOf(standings).length > 0);
      const turns = firing.filter((fires, i) => i > 0 && fires !== firing[i - 1]);
      expect(turns).toEqual([true, false]);
      expect(firing.indexOf(true)).toBeGreaterThanOrEqual(FROM + (alert?.for_ms ?? 0) / MINUTE_MS);
      expect(new Set(minutes.flat().map((standing) => standing.alert))).toEqual(new Set([name]));
    },
  );

  test("O4: one incident for all shows that one cause touches, told when it changes and closed when the last recovers", () => {
    const lags = (show: string) => ({ name: "fairline_outbox_lag_seconds", labels: { show }, value: 90 });
    const seen: Incident[] = [];
    let open: Incident[] = [];
    for (const [minute, standings] of standingsOf(seriesWith([lags("moon"), lags("sun")])).entries()) {
      const changed = nextIncidents(open, standings, { at_ms: minute * MINUTE_MS, newId: () => `in_${minute}` });
      seen.push(...changed);
      const kept = open.filter(({ id }) => !changed.some((one) => one.id === id));
      open = [...kept, ...changed].filter(({ ended_at_ms }) => ended_at_ms === null);
    }
    expect(seen.map(({ alert, rev, ended_at_ms }) => [alert, rev, ended_at_ms !== null])).toEqual([
      ["OutboxLags", 1, false],
      ["OutboxLags", 2, true],
    ]);
    expect(seen[0]?.firing.map(({ labels }) => labels.show)).toEqual(["moon", "sun"]);
  });

  test("O4: they read metrics that exist, and none is told in words that only one language has", () => {
    const metrics = metricsOf({
      lines: [],
      ledgers: [],
      outboxes: [],
      objects: { ok: 0, late: 0 },
      relays: [],
      mail: null,
      watch: null,
      practices: null,
      version: "",
    });
    const known = new Set(metrics.map(({ name }) => name));
    for (const { when, title, text } of ALERTS) {
      for (const { name } of selectorsOf(parseExpression(when))) expect(known).toContain(name);
      expect([title.ko, text.ko].every((words) => /[가-힣]/.test(words))).toBe(true);
      expect(`${title.en}${text.en}`).not.toMatch(/[가-힣]/);
    }
  });

  test("O4: the runbook has a section for each, with its cause and its cure", () => {
    const runbook = readFileSync("docs/OPERATIONS.md", "utf8");
    for (const { name } of ALERTS) {
      const section = runbook.split(`\n#### ${name}\n`)[1]?.split("\n#")[0] ?? "";
      expect([name, section.includes("**Cause.**"), section.includes("**Cure.**")]).toEqual([name, true, true]);
    }
    const sections = [...runbook.matchAll(/\n#### (\w+)\n/g)].map(([, name]) => name);
    expect(sections).toEqual(ALERTS.map(({ name }) => name));
  });
});

const labelText = (labels: Series["labels"]): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");

/** The other alerts are asked for this often only: each question costs promtool a third of a millisecond. */
const OTHERS_EACH = 6;

/** What Prometheus is to say of this trouble, by what our minute said. */
function fileOf(trouble: string, series: readonly Series[], minutes: readonly (readonly Standing[])[]): string {
  const inputs = series.map(
    ({ name, labels, points }) =>
      `      - series: '${name}{${labelText(labels)}}'\n        values: '${points.map(({ value }) => value).join(" ")}'`,
  );
  const asked = minutes.flatMap((standings, minute) =>
    ALERTS.filter(({ name }) => name === trouble || minute % OTHERS_EACH === 0).map(
      ({ name, severity, title, text }) => {
        const fires = standings.filter(({ alert, state }) => alert === name && state === "firing");
        const expected = fires.map(({ labels }) => ({
          exp_labels: { severity, ...labels },
          exp_annotations: {
            summary: title.en,
            summary_ko: title.ko,
            description: text.en,
            description_ko: text.ko,
            runbook_url: `${RUNBOOK}#${name.toLowerCase()}`,
          },
        }));
        return `      - { eval_time: ${minute}m, alertname: ${name}, exp_alerts: ${JSON.stringify(expected)} }`;
      },
    ),
  );
  return `  - interval: 1m\n    input_series:\n${inputs.join("\n")}\n    alert_rule_test:\n${asked.join("\n")}`;
}

describe("O4 beside Prometheus", () => {
  const rules = prometheusRules(ALERTS, RUNBOOK);
  const testOf = (troubles: readonly string[]): string => {
    const tests = troubles.map((name) => {
      const series = seriesWith(TROUBLES[name] ?? []);
      return fileOf(name, series, standingsOf(series));
    });
    return `rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n${tests.join("\n")}\n`;
  };

  test("O4: the exported file has every alert with its expression, its time and both languages", () => {
    for (const { name, when, title } of ALERTS) {
      expect(rules).toContain(`- alert: ${name}\n        expr: ${JSON.stringify(when)}\n        for: `);
      expect(rules).toContain(`summary_ko: ${JSON.stringify(title.ko)}`);
    }
  });

  test.skipIf(!hasPromtool)("O4: promtool finds no fault in the exported rules", () => {
    expect(promtool(["check", "rules"], { "rules.yml": rules })).toBe("");
  });

  test.skipIf(!hasPromtool)("O4: in each trouble promtool says minute by minute what we said", () => {
    const files = { "test.yml": testOf(Object.keys(TROUBLES)), "rules.yml": rules };
    expect(promtool(["test", "rules"], files)).toBe("");
  });

  test.skipIf(!hasPromtool)("O4 control: a rule that waits a minute longer is told apart", () => {
    const slower = rules.replace("for: 1m", "for: 2m");
    const files = { "test.yml": testOf(["DatabaseAway"]), "rules.yml": slower };
    expect(promtool(["test", "rules"], files)).toContain("DatabaseAway");
  });
});
