// `npm test`: everything. Format and lint, types, the direction of imports, dead code, rules in node, the platform in
// workerd, people in a browser. Each runner prints its own summary; the last line counts them all.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { buildAll } from "./build.ts";
import { makeScratch } from "./scratch.ts";

type Outcome = { readonly passed: number; readonly failed: number };
type Step = { readonly name: string; readonly run: () => Promise<Outcome> };

const RESULTS = "test-results";
const bin = (name: string): string => `node_modules/${name}`;

type Run = {
  readonly env?: Readonly<Record<string, string>>;
  /** Takes what time others leave: it computes and waits for nothing, and what runs beside it watches real clocks. */
  readonly gives_way?: boolean;
};

function runNode(script: string, args: readonly string[], { env = {}, gives_way = false }: Run = {}): Promise<number> {
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
    if (gives_way && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
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

const vitest = (project: string, run: Run = {}): Step => ({
  name: `vitest: ${project}`,
  run: async () => {
    const file = `${project}.json`;
    const args = ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}/${file}`];
    // Files of workerd share starts of the platform.
    const env = { TOGETHER: "1", ...run.env };
    const code = await runNode(bin("vitest/vitest.mjs"), ["run", "--project", project, ...args], { ...run, env });
    const report = readReport(file);
    const passed = Number(report?.numPassedTests ?? 0);
    const failed = Number(report?.numFailedTests ?? 0);
    // A run that ended badly without a failed test (a file that does not load) has failed all the same.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
});

/** Taken away with the run. */
function scratchFolder(): string {
  const folder = makeScratch();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  return folder;
}
const scratch: Run = { env: { TMPDIR: scratchFolder() } };

const browser: Step = {
  name: "browser",
  run: async () => {
    const code = await runNode(bin("@playwright/test/cli.js"), ["test"], scratch);
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
const only = process.argv[2];
mkdirSync(RESULTS, { recursive: true });
let passed = 0;
let failed = 0;
let broken = false;
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
  if (step === build && outcome.failed > 0) broken = true;
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((Date.now() - started_ms) / 1_000).toFixed(1);
  summary.push(
    `${outcome.failed === 0 ? "ok  " : "FAIL"} ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`,
  );
}

type Plan = () => Promise<void>;

const one = (step: Step): Plan => {
  const asked = only === undefined || step.name.includes(only);
  // Nothing after a broken build means anything.
  return async () => (asked && !broken ? play(step) : undefined);
};
const together =
  (...plans: readonly Plan[]): Plan =>
  async () => {
    await Promise.all(plans.map((plan) => plan()));
  };
const inTurn =
  (...plans: readonly Plan[]): Plan =>
  async () => {
    for (const plan of plans) await plan();
  };

const whole = inTurn(
  one(build),
  // What only reads the sources.
  together(...checks.map(one)),
  // A start as anybody's first, with nothing beside it.
  one(vitest("machine-alone")),
  // The others wait for processes, for clocks and for people: the rules, which wait for nothing, fill that up.
  together(
    one(vitest("rules", { gives_way: true })),
    inTurn(together(one(vitest("machine", scratch)), one(vitest("workerd", scratch))), one(browser)),
  ),
);
await whole();
console.log(`\n${summary.join("\n")}\n\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
