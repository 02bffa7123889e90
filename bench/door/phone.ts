// A phone at a door, in a real Chromium whose camera shows a film and whose processor is slowed to a quarter: the page as it
// is built, its bundle of fifty thousand tickets, and then no network.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, chromiumPath } from "../../ops/chromium.ts";

const SLOWDOWN = 4;
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};
/** As the product's own pages have it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'";

/** One answer, from the frame that was read: read, decided and in the page, painted. */
export type Timed = { readonly decode_ms: number; readonly verdict_ms: number; readonly draw_ms: number };

export type Evening = {
  readonly load_ms: number;
  readonly answers: readonly Timed[];
  /** From giving a fact to the device's database until it has it. */
  readonly kept_ms: readonly number[];
  readonly longest_task_ms: number;
  readonly greens: number;
  readonly took_s: number;
};

function serve(bundle: string): Promise<Server> {
  const urls = JSON.parse(readFileSync("dist/asset-urls.json", "utf8")) as Readonly<Record<string, string>>;
  const facts = { language: "en", pass: "bench", door: "North", title: "Bench", time_zone: "Asia/Seoul" };
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>door</title><link rel="stylesheet" href="${urls["web/styles/index.css"]}"><script type="module" src="${urls["web/islands/gate.tsx"]}"></script></head><body class="gate-page"><main><div data-gate='${JSON.stringify(facts)}'></div></main></body></html>`;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === "/door/bench") {
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": POLICY }).end(html);
    } else if (path === "/v1/api/door/manifest") {
      response.writeHead(200, { "content-type": "application/json" }).end(bundle);
    } else if (path.startsWith("/assets/")) {
      response
        .writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" })
        .end(readFileSync(`dist/client${path}`));
    } else response.writeHead(404).end();
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

export async function evening({
  bundle,
  film,
  tickets,
}: {
  readonly bundle: string;
  readonly film: string;
  readonly tickets: number;
}): Promise<Evening> {
  const server = await serve(bundle);
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...CHROMIUM_ARGS,
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.addInitScript(watchAnswers);
    await page.goto(`http://127.0.0.1:${port}/door/bench`);
    await page.locator("[data-age]").waitFor();
    const load_ms = await page.evaluate(() => {
      const asked = performance.getEntriesByType("resource").find(({ name }) => name.includes("/door/manifest"));
      return (window as unknown as Watched).seen.loaded_ms - (asked?.startTime ?? 0);
    });
    await page.locator(".gate-eye .button-primary").click();
    // The first ticket brings the reader, which the product's page keeps beside itself.
    await page.waitForFunction(() => (window as unknown as Watched).seen.answers.length > 0);
    await context.setOffline(true);
    const seen = await answersOf(page, tickets);
    return { load_ms, ...seen };
  } finally {
    await browser.close();
    server.close();
  }
}

type Seen = {
  loaded_ms: number;
  readonly kept_ms: number[];
  readonly tasks: { readonly at_ms: number; readonly took_ms: number }[];
  readonly answers: {
    readonly shown: string;
    readonly posted_ms: number;
    readonly read_ms: number;
    readonly stands_ms: number;
    painted_ms: number;
  }[];
};
type Watched = { readonly seen: Seen };

/** In the page: when a frame with another code was handed to the reader, when it was read, when its answer stood there. */
function watchAnswers(): void {
  const seen: Seen = { loaded_ms: 0, kept_ms: [], tasks: [], answers: [] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ at_ms: startTime, took_ms: duration });
  }).observe({ entryTypes: ["longtask"] });
  let frame = { text: "", posted_ms: 0, read_ms: 0 };
  // Listening from the worker's beginning on: whoever listens first hears first, and the page answers as it hears.
  const Plain = Worker;
  window.Worker = class extends Plain {
    #posted_ms = 0;
    constructor(...made: ConstructorParameters<typeof Plain>) {
      super(...made);
      this.addEventListener("message", ({ data }) => {
        if (data === null || data === frame.text) return;
        frame = { text: data, posted_ms: this.#posted_ms, read_ms: performance.now() };
      });
    }
    override postMessage(...posted: unknown[]): void {
      this.#posted_ms = performance.now();
      Reflect.apply(Plain.prototype.postMessage, this, posted);
    }
  };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: unknown[]) {
    const at_ms = performance.now();
    if (this.name === "scans") {
      this.transaction.addEventListener("complete", () => seen.kept_ms.push(performance.now() - at_ms));
    }
    return Reflect.apply(put, this, args);
  };
  let last = "";
  new MutationObserver(() => {
    if (seen.loaded_ms === 0 && document.querySelector("[data-age]") !== null) seen.loaded_ms = performance.now();
    const face = document.querySelector<HTMLElement>("[data-shown]");
    const nonce = face?.dataset.nonce ?? "";
    if (face === null || nonce === last) return;
    last = nonce;
    const { posted_ms, read_ms } = frame;
    const stands_ms = performance.now();
    const answer = { shown: face.dataset.shown ?? "", posted_ms, read_ms, stands_ms, painted_ms: 0 };
    seen.answers.push(answer);
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        answer.painted_ms = performance.now();
      };
      painted.port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

async function answersOf(page: Page, tickets: number): Promise<Omit<Evening, "load_ms">> {
  const PER_TICKET_MS = 3_000;
  await page
    .waitForFunction((wanted) => (window as unknown as Watched).seen.answers.length >= wanted, tickets, {
      timeout: tickets * PER_TICKET_MS,
    })
    .catch(() => undefined);
  await page.waitForTimeout(1_000);
  const { answers, kept_ms, tasks } = await page.evaluate(() => (window as unknown as Watched).seen);
  const began_ms = answers[0]?.stands_ms ?? 0;
  return {
    answers: answers.map(({ posted_ms, read_ms, stands_ms, painted_ms }) => ({
      // The slow-down holds for the page and not for its worker.
      decode_ms: (read_ms - posted_ms) * SLOWDOWN,
      verdict_ms: stands_ms - read_ms,
      draw_ms: painted_ms - stands_ms,
    })),
    kept_ms,
    longest_task_ms: Math.max(0, ...tasks.filter(({ at_ms }) => at_ms > began_ms).map(({ took_ms }) => took_ms)),
    greens: answers.filter(({ shown }) => shown === "entered").length,
    took_s: ((answers.at(-1)?.stands_ms ?? 0) - began_ms) / 1_000,
  };
}
