// How the catalogue's pages do in Lighthouse on an emulated phone, and how much script the home page sends.
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath } from "../../ops/chromium.ts";
import { freePort, startInstance } from "../../ops/instance.ts";
import type { Measured } from "../kit/measured.ts";
import { type Lighthouse, loadLighthouse } from "./lighthouse.ts";

const RUNS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const METRICS = {
  lcp_ms: "largest-contentful-paint",
  tbt_ms: "total-blocking-time",
  layout_shift: "cumulative-layout-shift",
} as const;

type Figures = Record<string, number>;

export async function run(): Promise<Measured> {
  const lighthouse = await loadLighthouse();
  const instance = await startInstance();
  const debugging_port = await freePort();
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...CHROMIUM_ARGS, "--lang=ko-KR", `--remote-debugging-port=${debugging_port}`],
  });
  try {
    const figures: Figures = {};
    for (const [name, url] of Object.entries(await pagesOf(instance.url))) {
      await fetch(url);
      const runs: Figures[] = [];
      for (let at = 0; at < RUNS; at += 1) runs.push(await figuresOf(lighthouse, url, debugging_port));
      for (const key of Object.keys(runs[0] ?? {}))
        figures[`${name}_${key}`] = median(runs.map((one) => one[key] ?? 0));
    }
    figures.home_script_gz_bytes = await scriptBytes(instance.url);
    const method = `npm start on loopback, Chromium ${browser.version()}, Lighthouse's phone and simulated slow 4G, Korean, median of ${RUNS}`;
    return { figures, method };
  } finally {
    await browser.close();
    await instance.end();
  }
}

async function pagesOf(url: string): Promise<Record<"home" | "search" | "show", string>> {
  const { items } = (await (await fetch(`${url}/v1/api/shows?limit=1`)).json()) as { items: { id: string }[] };
  return { home: `${url}/`, search: `${url}/search?genre=MUSICAL`, show: `${url}/shows/${items[0]?.id}` };
}

async function figuresOf(lighthouse: Lighthouse, url: string, port: number): Promise<Figures> {
  const result = await lighthouse(url, { port, logLevel: "error", output: "json", onlyCategories: [...CATEGORIES] });
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${url}`);
  const { categories, audits } = result.lhr;
  const scores = CATEGORIES.map((name) => [name.replace("-", "_"), (categories[name]?.score ?? 0) * 100]);
  const metrics = Object.entries(METRICS).map(([name, audit]) => [name, audits[audit]?.numericValue ?? Number.NaN]);
  return Object.fromEntries([...scores, ...metrics]) as Figures;
}

/** As the edge would send it: the local server does not compress. */
async function scriptBytes(home: string): Promise<number> {
  const html = await (await fetch(home)).text();
  const sources = [...html.matchAll(/(?:<script[^>]+src|rel="modulepreload"[^>]+href)="([^"]+)"/g)];
  const seen = new Set<string>();
  let bytes = 0;
  const add = async (source: string): Promise<void> => {
    const url = new URL(source, home).href;
    if (seen.has(url)) return;
    seen.add(url);
    const text = await (await fetch(url)).text();
    bytes += gzipSync(text).byteLength;
    // What a script imports from beside itself is sent too.
    for (const [, beside = ""] of text.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g))
      await add(new URL(beside, url).href);
  };
  for (const [, source = ""] of sources) await add(source);
  return bytes;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
