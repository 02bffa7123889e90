// Two kinds of tests: rules in plain node beside their code, and what only the platform shows in workerd.
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./tests/slow-first.ts";

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        test: {
          name: "rules",
          environment: "node",
          // Pure rules share a process: nobody keeps anything between files, and starting one for each took half of the run.
          isolate: false,
          // Left to itself the runner keeps one of two processors free.
          maxWorkers: 2,
          setupFiles: ["./tests/quiet.ts"],
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
            "tests/spec-log/**/*.test.ts",
          ],
          // Generous: a property that takes half a minute alone takes two on a machine that does something else beside it.
          testTimeout: 180_000,
        },
      },
      "./tests/workerd/vitest.config.ts",
      {
        // The product's processes on this machine: started, killed, started again.
        test: {
          name: "machine",
          environment: "node",
          include: ["tests/machine/**/*.test.ts"],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Two files at a time: most of their time they wait for a process to start, to die or to come back.
          maxWorkers: 2,
          // Real processes and real clocks: a machine that stood still for a moment is not a fault, twice is.
          retry: 1,
        },
      },
    ],
  },
});
