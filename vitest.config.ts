// Two kinds of tests: rules in plain node beside their code, and what only the platform shows in workerd.
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./tests/slow-first.ts";

/** What a hundred starts of the same commands compile is compiled once. */
const COMPILED_ONCE = { NODE_COMPILE_CACHE: resolve("node_modules/.cache/compiled") };
const READY = "tests/machine/ready.test.ts";
const MACHINE = {
  environment: "node",
  testTimeout: 90_000,
  hookTimeout: 90_000,
  // Real processes and real clocks: a machine that stood still for a moment is not a fault, twice is.
  retry: 1,
} as const;

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
          env: COMPILED_ONCE,
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
          ...MACHINE,
          name: "machine",
          include: ["tests/machine/**/*.test.ts"],
          exclude: [READY],
          env: COMPILED_ONCE,
          globalSetup: ["./tests/machine/planted.ts"],
          // More files at a time than processors: often they wait for a process to start, to die or to come back.
          maxWorkers: 3,
        },
      },
      {
        // A start as anybody's first, with nothing beside it.
        test: { ...MACHINE, name: "machine-alone", include: [READY], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
