import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { newKeySets } from "../../ops/keys.ts";
import { bundledTests, bundledWorker, MODULE_RULES } from "./bundle.ts";

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
    include: ["tests/workerd/**/*.test.ts"],
    setupFiles: ["./tests/quiet.ts", "./tests/workerd/stated-refusals.ts"],
    root: ".",
    testTimeout: 30_000,
    retry: 1,
    maxWorkers: 2,
  },
});
