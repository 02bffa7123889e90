// Two kinds of tests: rules in plain node beside their code, and what only the platform shows in workerd.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "rules",
          environment: "node",
          include: [
            "domain/**/*.test.ts",
            "schema/**/*.test.ts",
            "web/**/*.test.ts",
            "web/**/*.test.tsx",
            "durable-objects/**/*.test.ts",
            "workers/**/*.test.ts",
            "workers/**/*.test.tsx",
            "ops/**/*.test.ts",
            "sandbox/**/*.test.ts",
          ],
          testTimeout: 60_000,
        },
      },
      "./tests/workerd/vitest.config.ts",
    ],
  },
});
