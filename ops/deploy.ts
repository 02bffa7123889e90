// `npm run deploy`: builds, migrates the deployed D1, deploys. `-- --dry-run` does what needs no account: it builds and
// lets wrangler bundle.
import { spawn } from "node:child_process";
import { unstable_readConfig } from "wrangler";
import { buildClient, buildWorker } from "./build.ts";
import { QUIET, WRANGLER } from "./wrangler.ts";

const NOT_MADE = "00000000-0000-0000-0000-000000000000";
const NO_DATABASE = `The deployed database is not named yet. Once, before the first deployment:

  npx wrangler login
  npx wrangler d1 create fairline

and write the id that it prints into wrangler.toml, at [[env.production.d1_databases]] database_id.
docs/OPERATIONS.md has the rest: the queues and the signing keys.`;

function wrangler(...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRANGLER, ...args, "--env", "production"], { stdio: "inherit", env: QUIET });
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`wrangler ${args[0]} ended with ${code}`)),
    );
  });
}

async function deploy(dry_run: boolean): Promise<void> {
  const { d1_databases } = unstable_readConfig({ config: "wrangler.toml", env: "production" });
  const named = d1_databases.find(({ binding }: { readonly binding: string }) => binding === "DB")?.database_id;
  if (!dry_run && (named === undefined || named === NOT_MADE)) throw new Error(NO_DATABASE);
  await buildClient();
  if (dry_run) {
    await buildWorker("production");
    console.log("built and bundled into dist/production; nothing was sent");
    return;
  }
  // First the tables, then the code: migrations only add, so the running version goes on meanwhile.
  await wrangler("d1", "migrations", "apply", "DB", "--remote");
  await wrangler("deploy");
}

const args = process.argv.slice(2);
if (args.some((arg) => arg !== "--dry-run")) {
  console.error("npm run deploy [-- --dry-run]");
  process.exitCode = 2;
} else {
  try {
    await deploy(args.includes("--dry-run"));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
