// How smooth the seat map is with 50,000 seats: a scripted walk of five seconds in a real Chromium, on a desk and on a
// phone, plain and with the processor slowed to a quarter. Prints one JSON object on its last line.
//
//   node bench/seat-map/run.ts
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { build } from "vite";
import { buildLayout } from "../../domain/layout/build.ts";
import { CHROMIUM_ARGS, chromiumPath } from "../../ops/chromium.ts";
import type { Layout } from "../../schema/layout.ts";
import { stadiumInput } from "./stadium.ts";
import { taskTimes } from "./trace.ts";
import { WALK_MS } from "./walk.ts";

const SCREENS = {
  desk: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
} as const;
const SLOWDOWNS = [1, 4] as const;
const TARGETS_MS: Readonly<Record<number, number>> = { 1: 16, 4: 50 };
/** A frame on a screen of 60 Hz may be measured a little late without having been missed. */
const REFRESH_MS = 1_000 / 60;

const METHOD =
  "50,000 seats, half taken, 100 changes a second; a scripted walk of 5 s through all nearnesses in headless Chromium " +
  "without a graphics processor; work: main-thread tasks of each frame from a trace; frame: from one to the next " +
  "requestAnimationFrame; 4x: the browser's own slow-down of the processor; empty_page: the same five seconds on a page that " +
  "draws nothing, first of the run";

type Figures = Record<string, number>;

function stadium(): Layout {
  const built = buildLayout(stadiumInput());
  if (!built.ok) throw new Error(`the stadium does not stand: ${JSON.stringify(built.failure)}`);
  return { layout_version: "bench", ...built.value };
}

async function buildPage(outDir: string, entry: string): Promise<{ readonly script: string; readonly style: string }> {
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir,
      manifest: "manifest.json",
      target: "es2022",
      rollupOptions: { input: { page: entry, style: "web/styles/index.css" } },
    },
  });
  const manifest = JSON.parse(readFileSync(join(outDir, "manifest.json"), "utf8")) as Record<string, { file: string }>;
  const fileOf = (source: string): string => `/${manifest[source]?.file ?? ""}`;
  return { script: fileOf(entry), style: fileOf("web/styles/index.css") };
}

function mapBody(): string {
  const settings = {
    showtime_id: "bench",
    language: "en",
    now_ms: 1_763_600_000_000,
    pass_expires_at_ms: null,
    seats_per_fan: 4,
    seats_bought: 0,
    grades: ["VIP", "R", "S", "A", "B"].map((grade, i) => ({ grade, name: grade, price_krw: 198_000 - i * 33_000 })),
    hold: null,
    line_url: "/",
    checkout_url: "/",
  };
  const room = JSON.stringify(settings).replaceAll('"', "&quot;");
  return `<main class="room"><header class="room-bar"></header><div class="room-island" data-room="${room}"></div></main>`;
}

const pageOf = ({ script, style }: { readonly script: string; readonly style: string }, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${style}"><script type="module" src="${script}"></script></head><body>${body}</body></html>`;

async function serve(outDir: string, layout: Layout, page: string): Promise<Server> {
  const plan = JSON.stringify(layout);
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
    response.setHeader("content-type", path === "/layout.json" ? "application/json" : `${type}; charset=utf-8`);
    if (path === "/") response.end(page);
    else if (path === "/empty") response.end("<!doctype html><title>empty</title>");
    else if (path === "/layout.json") response.end(plan);
    else if (path.startsWith("/assets/") && !path.includes("..")) response.end(readFileSync(join(outDir, path)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const isMissed = (ms: number): boolean => ms > REFRESH_MS * 1.5;
const tenths = (value: number): number => Math.round(value * 10) / 10;

async function walk(
  browser: Browser,
  url: string,
  { screen, slowdown }: { readonly screen: keyof typeof SCREENS; readonly slowdown: number },
): Promise<Figures> {
  const context = await browser.newContext(SCREENS[screen]);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => globalThis.walkMap !== undefined);
  await page.waitForTimeout(800);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
  const { frames_ms, first_drawn_ms } = await page.evaluate(async () => {
    if (globalThis.walkMap === undefined) throw new Error("the page is not ready");
    return globalThis.walkMap();
  });
  const tasks_ms = taskTimes(await browser.stopTracing());
  await context.close();
  const name = `${screen}_${slowdown}x`;
  return {
    // What one frame costs the page's own thread: script, style, layout, paint and the canvas's raster.
    [`${name}_work_p50_ms`]: tenths(percentile(tasks_ms, 0.5)),
    [`${name}_work_p95_ms`]: tenths(percentile(tasks_ms, 0.95)),
    // From frame to frame, which never is less than the screen's own period.
    [`${name}_frame_p50_ms`]: tenths(percentile(frames_ms, 0.5)),
    [`${name}_frame_p95_ms`]: tenths(percentile(frames_ms, 0.95)),
    [`${name}_frames`]: frames_ms.length,
    [`${name}_missed`]: frames_ms.filter(isMissed).length,
    ...(slowdown === 1 ? { [`${name}_first_drawn_ms`]: tenths(first_drawn_ms) } : {}),
  };
}

/** What an empty page gets in the same run: no page gets more frames than that out of this machine. */
async function walkNowhere(browser: Browser, url: string): Promise<Figures> {
  const context = await browser.newContext(SCREENS.desk);
  const page = await context.newPage();
  await page.goto(url);
  const frames_ms = await page.evaluate(async (walk_ms) => {
    const times: number[] = [];
    return new Promise<number[]>((done) => {
      const step = (now_ms: number): void => {
        times.push(now_ms);
        if (now_ms - (times[0] ?? now_ms) < walk_ms) requestAnimationFrame(step);
        else done(times.slice(1).map((ms, i) => ms - (times[i] ?? ms)));
      };
      requestAnimationFrame(step);
    });
  }, WALK_MS);
  await context.close();
  return {
    empty_page_frame_p95_ms: tenths(percentile(frames_ms, 0.95)),
    empty_page_frames: frames_ms.length,
    empty_page_missed: frames_ms.filter(isMissed).length,
  };
}

/** What each act of a hand costs a frame; its longest is the frame in which it is done. */
async function actsOf(browser: Browser, url: string, acts: readonly string[]): Promise<Figures> {
  const context = await browser.newContext(SCREENS.desk);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => globalThis.walkMap !== undefined);
  await page.waitForTimeout(800);
  const figures: Figures = {};
  for (const name of acts) {
    await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
    await page.evaluate((act) => globalThis.actOnMap?.(act), name);
    const tasks_ms = taskTimes(await browser.stopTracing());
    figures[`${name}_work_p50_ms`] = tenths(percentile(tasks_ms, 0.5));
    figures[`${name}_work_p95_ms`] = tenths(percentile(tasks_ms, 0.95));
    figures[`${name}_work_longest_ms`] = tenths(Math.max(...tasks_ms));
  }
  await context.close();
  return figures;
}

/** The walk of a page that draws the stadium, on every screen asked for, and the acts that its page knows. */
export async function measureFrames({
  entry,
  body,
  screens,
  acts = [],
}: {
  readonly entry: string;
  readonly body: string;
  readonly screens: readonly (keyof typeof SCREENS)[];
  readonly acts?: readonly string[];
}): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), "fairline-map-"));
  const page = pageOf(await buildPage(dir, entry), body);
  const server = await serve(dir, stadium(), page);
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS });
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const figures = await walkNowhere(browser, `${url}empty`);
    for (const screen of screens) {
      for (const slowdown of SLOWDOWNS) Object.assign(figures, await walk(browser, url, { screen, slowdown }));
    }
    if (acts.length > 0) Object.assign(figures, await actsOf(browser, url, acts));
    return figures;
  } finally {
    await browser.close();
    server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

export async function run(): Promise<{ readonly figures: Figures; readonly method: string }> {
  const figures = await measureFrames({
    entry: "bench/seat-map/page.tsx",
    body: mapBody(),
    screens: ["desk", "phone"],
  });
  return { figures, method: METHOD };
}

if (import.meta.main) {
  const { figures, method } = await run();
  for (const slowdown of SLOWDOWNS) {
    for (const screen of ["desk", "phone"] as const) {
      const ms = figures[`${screen}_${slowdown}x_work_p95_ms`] ?? Number.POSITIVE_INFINITY;
      const target_ms = TARGETS_MS[slowdown] ?? 0;
      console.log(
        `${screen} ${slowdown}x: p95 ${ms} ms of work a frame, ${ms <= target_ms ? "within" : "over"} ${target_ms} ms`,
      );
    }
  }
  console.log(JSON.stringify({ name: "seat-map", figures, method }));
}
