// `npm run deploy`: builds, migrates the deployed D1, deploys. `-- --dry-run` does what needs no account: it builds, lets
// wrangler bundle, and prints the bindings. `-- --env staging` does it for the rehearsal's deployment. Files that the running
// version serves are brought along (`old-assets.ts`); `--first` says that none runs yet.
import { spawn } from "node:child_process";
import { ASSETS, buildClient, clientFits, whileBuilding } from "./build.ts";
import { type Deploying, type Deployment, placeholders, readDeployment, settingsOf } from "./deployments.ts";
import { bringOldAssets, OldAssetsUnknown } from "./old-assets.ts";
import { QUIET, WRANGLER } from "./wrangler.ts";

const USAGE = "npm run deploy [-- [--env production|staging] [--dry-run | --first]]";

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

/** Open tabs go on loading parts of the version they came from. */
async function keepOldAssets(env: Deployment): Promise<void> {
  try {
    const brought = await bringOldAssets(settingsOf(env).public_origin, ASSETS);
    if (brought !== null)
      console.log(`${brought.files} files of ${brought.generations} earlier versions brought along`);
  } catch (error) {
    if (!(error instanceof OldAssetsUnknown)) throw error;
    throw new Error(
      `${error.message}
The running version could not be asked for its files, and open tabs would break; nothing was sent. Where nothing runs yet, say --first.`,
    );
  }
}

async function deploy({ env, how }: Deploying): Promise<void> {
  const dry_run = how === "dry";
  if (!dry_run) holdToRealNames(env);
  await whileBuilding(async () => {
    // What is sent is built anew; a rehearsal takes the browser's files that were made of these very sources.
    if (!dry_run || !clientFits()) await buildClient();
  });
  if (dry_run) {
    await wrangler(env, "deploy", "--dry-run", "--outdir", `dist/${env}`);
    console.log(`built and bundled into dist/${env}; nothing was sent`);
    // What would stop a real deployment is worth knowing now.
    holdToRealNames(env);
    return;
  }
  if (how === "real") await keepOldAssets(env);
  // First the tables, then the code: migrations only add, so the running version goes on meanwhile.
  await wrangler(env, "d1", "migrations", "apply", "DB", "--remote");
  await wrangler(env, "deploy");
}

const asked = readDeployment(process.argv.slice(2));
if (asked === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    await deploy(asked);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
