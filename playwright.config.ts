// What only a person sees: the built product in real Chromium, at phone and desktop size.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath } from "./ops/chromium.ts";

const PORT = Number(process.env.BROWSER_TEST_PORT ?? 8797);
const executablePath = await chromiumPath();
const launchOptions = { executablePath, args: CHROMIUM_ARGS };

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 12_000 },
  // More than processors: often they wait for a sale to open or a time to run out.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  // A browser's own hiccup on a busy machine is told as "flaky" in the report and does not fail a run; a fault does, twice.
  retries: 1,
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: { baseURL: `http://127.0.0.1:${PORT}`, trace: "on-first-retry", launchOptions },
  projects: [
    {
      name: "phone",
      grepInvert: /@desk/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    { name: "desktop", grepInvert: /@once/, use: { viewport: { width: 1280, height: 900 } } },
  ],
  webServer: {
    command: "node ops/start.ts",
    url: `http://127.0.0.1:${PORT}/readyz`,
    env: {
      PORT: String(PORT),
      // A run of its own begins on nothing.
      STATE_DIR: process.env.BROWSER_TEST_STATE ?? join(tmpdir(), `fairline-browser-${process.pid}`),
      FIRST_BUYERS: "off",
    },
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    timeout: 90_000,
  },
});
