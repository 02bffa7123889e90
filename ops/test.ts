// `npm test`: everything. Format and lint, types, the direction of imports, dead code, rules in node, the platform in
// workerd, the product's processes, people in a browser. Steps that wait stand beside steps that work, in two lanes. Each
// runner's own words are printed whole when it ends; the last line counts them all.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildAll } from "./build.ts";

type Outcome = { readonly passed: number; readonly failed: number };
/** Takes what a runner says; null where it may speak for itself. */
type Tell = ((words: Buffer) => void) | null;
type Step = { readonly name: string; readonly run: (tell: Tell) => Promise<Outcome> };

const RESULTS = "test-results";
const BROWSER_STATE = "node_modules/.cache/browser-test";
const bin = (name: string): string => `node_modules/${name}`;

function runNode(
  tell: Tell,
  [script, ...args]: readonly [script: string, ...args: string[]],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const way = tell === null ? "inherit" : "pipe";
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ["ignore", way, way],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        DO_NOT_TRACK: "1",
        ...env,
      },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (words: Buffer) => tell?.(words));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** A check is one test: it holds or it does not. */
const check = (name: string, ...commands: readonly (readonly [script: string, ...args: string[]])[]): Step => ({
  name,
  run: async (tell) => {
    const codes = await Promise.all(commands.map((command) => runNode(tell, command)));
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
  run: async (tell) => {
    const file = `${project}.json`;
    const code = await runNode(tell, [
      bin("vitest/vitest.mjs"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${RESULTS}/${file}`,
    ]);
    const report = readReport(file);
    const passed = Number(report?.numPassedTests ?? 0);
    const failed = Number(report?.numFailedTests ?? 0);
    // A run that ended badly without a failed test (a file that does not load) has failed all the same.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  },
});

const browser: Step = {
  name: "browser",
  run: async (tell) => {
    rmSync(BROWSER_STATE, { recursive: true, force: true });
    const command = [bin("@playwright/test/cli.js"), "test"] as const;
    const code = await runNode(tell, command, { BROWSER_TEST_STATE: BROWSER_STATE });
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
/** The lanes run beside each other, the steps of one after each other. */
const lanes: readonly (readonly Step[])[] = [
  [
    check("format and lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]),
    check(
      "types",
      [TSC, "-p", "domain"],
      [TSC, "-p", "tsconfig.json"],
      [TSC, "-p", "web"],
      [TSC, "-p", "tests"],
      [TSC, "-p", "tests/workerd"],
      [TSC, "-p", "workers/tsconfig.tests.json"],
    ),
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
    vitest("rules"),
    vitest("workerd"),
  ],
  [vitest("machine"), browser],
];

const only = process.argv[2];
const wanted = ({ name }: Step): boolean => only === undefined || name.includes(only);
/** One step alone is watched as it goes. */
const alone = [build, ...lanes.flat()].filter(wanted).length <= 1;
const summary = new Map<Step, string>();
let passed = 0;
let failed = 0;

async function take(step: Step): Promise<Outcome> {
  const started_ms = Date.now();
  const said: Buffer[] = [];
  console.log(alone ? `\n== ${step.name}` : `.. ${step.name}`);
  let outcome: Outcome;
  try {
    outcome = await step.run(alone ? null : (words) => said.push(words));
  } catch (error) {
    said.push(Buffer.from(`${error instanceof Error ? error.message : error}\n`));
    outcome = { passed: 0, failed: 1 };
  }
  if (!alone) console.log(`\n== ${step.name}`);
  process.stdout.write(Buffer.concat(said));
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((Date.now() - started_ms) / 1_000).toFixed(1);
  const verdict = outcome.failed === 0 ? "ok  " : "FAIL";
  summary.set(step, `${verdict} ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
  return outcome;
}

mkdirSync(RESULTS, { recursive: true });
// Nothing after a broken build means anything.
const whole = !wanted(build) || (await take(build)).failed === 0;
if (whole) {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane.filter(wanted)) await take(step);
    }),
  );
}
const lines = [build, ...lanes.flat()].flatMap((step) => summary.get(step) ?? []);
console.log(`\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
