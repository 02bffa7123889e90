// `npm test`: everything. Format and lint, types, the direction of imports, dead code, rules in node, the platform in
// workerd, people in a browser. Each runner prints its own summary; the last line counts them all.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildAll } from "./build.ts";

type Outcome = { readonly passed: number; readonly failed: number };
type Step = { readonly name: string; readonly run: () => Promise<Outcome> };

const RESULTS = "test-results";
const BROWSER_STATE = "node_modules/.cache/browser-test";
const bin = (name: string): string => `node_modules/${name}`;

function runNode(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        DO_NOT_TRACK: "1",
        ...env,
      },
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** A check is one test: it holds or it does not. */
const check = (name: string, ...commands: readonly (readonly [script: string, ...args: string[]])[]): Step => ({
  name,
  run: async () => {
    const codes = await Promise.all(commands.map(([script, ...args]) => runNode(script, args)));
    const failed = codes.filter((code) => code !== 0).length;
    return { passed: codes.length - failed, failed };
  },
});

function readReport(file: string): Record<string, unknown> | null {
  try {
    return JSON.parse(readFileSync(`${RESULTS}/${file}`, "utf8")) as Record<string, unknown>;
  } catch {
    return null;
  }
}

const vitest = (project: string): Step => ({
  name: `vitest: ${project}`,
  run: async () => {
    const file = `${project}.json`;
    const args = ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}/${file}`];
    // A project and what of it runs by itself; small files of workerd share a start of the platform.
    const code = await runNode(bin("vitest/vitest.mjs"), ["run", "--project", `${project}*`, ...args], {
      TOGETHER: "1",
    });
    const report = readReport(file);
    const passed = Number(report?.numPassedTests ?? 0);
    const failed = Number(report?.numFailedTests ?? 0);
    // A run that ended badly without a failed test (a file that does not load) has failed all the same.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
});

const browser: Step = {
  name: "browser",
  run: async () => {
    rmSync(BROWSER_STATE, { recursive: true, force: true });
    const code = await runNode(bin("@playwright/test/cli.js"), ["test"], { BROWSER_TEST_STATE: BROWSER_STATE });
    const stats = readReport("browser.json")?.stats as { expected?: number; unexpected?: number } | undefined;
    const failed = stats?.unexpected ?? 0;
    return { passed: stats?.expected ?? 0, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
};

const build: Step = {
  name: "build",
  run: async () => {
    await buildAll();
    return { passed: 1, failed: 0 };
  },
};

const TSC = bin("typescript/bin/tsc");
/** One for each set of global types. Several at a time: threads within one program check much of it once for each thread. */
const PROGRAMS = ["workers/tsconfig.tests.json", "tsconfig.json", "tests", "web", "domain"] as const;
/** What only reads the sources is done at the same time. */
const checks: readonly Step[] = [
  check("format and lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]),
  check("types", ...PROGRAMS.map((program) => [TSC, "-p", program, "--singleThreaded"] as const)),
  check("generated Env is current", [
    bin("wrangler/bin/wrangler.js"),
    "types",
    "--check",
    "--include-runtime=false",
    "--env",
    "production",
    "--strict-vars=false",
  ]),
  check("imports run one way", ["ops/check-imports.ts"]),
  check("dead code", [bin("knip/bin/knip.js")]),
];
const stages = [[build], checks, [vitest("rules")], [vitest("workerd")], [vitest("machine")], [browser]];

const only = process.argv[2];
mkdirSync(RESULTS, { recursive: true });
let passed = 0;
let failed = 0;
const summary: string[] = [];

async function play(step: Step): Promise<void> {
  const started_ms = Date.now();
  console.log(`\n== ${step.name}`);
  let outcome: Outcome;
  try {
    outcome = await step.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    outcome = { passed: 0, failed: 1 };
  }
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((Date.now() - started_ms) / 1_000).toFixed(1);
  summary.push(
    `${outcome.failed === 0 ? "ok  " : "FAIL"} ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`,
  );
}

for (const stage of stages) {
  await Promise.all(stage.filter(({ name }) => only === undefined || name.includes(only)).map(play));
  // Nothing after a broken build means anything.
  if (stage.includes(build) && failed > 0) break;
}
console.log(`\n${summary.join("\n")}\n\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
