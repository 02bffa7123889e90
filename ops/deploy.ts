// `npm run deploy`: builds, migrates the deployed D1, deploys. `-- --dry-run` does what needs no account: it builds, lets
// wrangler bundle, and prints the bindings. `-- --env staging` does it for the rehearsal's deployment.
import { spawn } from "node:child_process";
import { buildClient } from "./build.ts";
import { DEPLOYMENTS, type Deployment, placeholders, settingsOf } from "./deployments.ts";
import { QUIET, WRANGLER } from "./wrangler.ts";

const USAGE = "npm run deploy [-- [--env production|staging] [--dry-run]]";

function wrangler(env: Deployment, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRANGLER, ...args, "--env", env], { stdio: "inherit", env: QUIET });
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`wrangler ${args[0]} ended with ${code}`)),
    );
  });
}

function holdToRealNames(env: Deployment): void {
  const left = placeholders(settingsOf(env), env);
  if (left.length === 0) return;
  throw new Error(
    `wrangler.toml still has placeholders; nothing was sent. docs/OPERATIONS.md has the order that works.\n\n${left.map((line) => `  ${line}`).join("\n")}\n`,
  );
}

async function deploy(env: Deployment, dry_run: boolean): Promise<void> {
  if (!dry_run) holdToRealNames(env);
  await buildClient();
  if (dry_run) {
    await wrangler(env, "deploy", "--dry-run", "--outdir", `dist/${env}`);
    console.log(`built and bundled into dist/${env}; nothing was sent`);
    // What would stop a real deployment is worth knowing now.
    holdToRealNames(env);
    return;
  }
  // First the tables, then the code: migrations only add, so the running version goes on meanwhile.
  await wrangler(env, "d1", "migrations", "apply", "DB", "--remote");
  await wrangler(env, "deploy");
}

function readArguments(args: readonly string[]): { readonly env: Deployment; readonly dry_run: boolean } | null {
  const at = args.indexOf("--env");
  const env = at === -1 ? "production" : DEPLOYMENTS.find((one) => one === args[at + 1]);
  const rest = at === -1 ? args : args.toSpliced(at, 2);
  if (env === undefined || rest.some((arg) => arg !== "--dry-run")) return null;
  return { env, dry_run: rest.length > 0 };
}

const asked = readArguments(process.argv.slice(2));
if (asked === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    await deploy(asked.env, asked.dry_run);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
