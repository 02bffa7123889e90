import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { newKeySets } from "../../ops/keys.ts";
import { bundledTests, bundledWorker, MODULE_RULES } from "./bundle.ts";

/**
 * The whole run plays files together, since a start of the platform takes longer than many a file's tests; a file that is
 * asked for by its name is played by itself.
 */
function played(): { readonly include: string[]; readonly exclude: string[] } {
  if (process.env.TOGETHER === undefined) return { include: ["tests/workerd/*.test.ts"], exclude: [] };
  const folder = "tests/workerd/together";
  const members = readdirSync(folder).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, "utf8").matchAll(/import\("\.\.\/([^"]+)"\)/g)].map(([, name]) => name),
  );
  return { include: ["tests/workerd/**/*.test.ts"], exclude: members.map((name) => `tests/workerd/${name}`) };
}

export default defineConfig({
  plugins: [
    bundledTests,
    cloudflareTest(async () => ({
      main: await bundledWorker(),
      wrangler: { configPath: "./wrangler.toml", environment: "local" },
      miniflare: {
        modulesRules: MODULE_RULES,
        bindings: {
          MIGRATIONS: await readD1Migrations("./migrations"),
          SIGNING_KEYS: JSON.stringify(newKeySets()),
          PRACTICES: process.env.PRACTICES ?? "",
          REHEARSED: process.env.REHEARSED ?? "",
        },
      },
    })),
  ],
  test: {
    name: "workerd",
    ...played(),
    setupFiles: ["./tests/quiet.ts", "./tests/workerd/stated-refusals.ts"],
    root: resolve(import.meta.dirname, "../.."),
    testTimeout: 60_000,
    retry: 1,
    maxWorkers: 3,
    // Kept by a test file's own text alone, a bundle of it would go on testing what it imported yesterday.
    fsModuleCache: false,
    // A busy machine answers later.
    expect: { poll: { timeout: 5_000 } },
  },
});
