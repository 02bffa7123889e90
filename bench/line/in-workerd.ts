// The line's object in workerd itself: joins over RPC, and waking a process that holds a million entries.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel } from "miniflare";
import { bundle } from "../kit/bundle.ts";
import { cpuUs, type Served, serve } from "../kit/process.ts";

export type WorkerdFigures = {
  /** Joins a second, repeats included, between the 900,000th and the millionth entry. */
  joins_per_s: number;
  /** Processor time of the whole process for one of them. */
  join_cpu_us: number;
  /** From the request to the first answer of a process that has just started. */
  wake_ms: number;
};

export const bundleLine = (outDir: string): Promise<string> =>
  bundle("durable-objects/waiting-line/testing/bench-worker.ts", outDir);

export const start = (script: string, state_dir: string): Promise<Served> =>
  serve(
    convertV4MiniflareOptions({
      cf: false,
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: state_dir,
      workers: [
        {
          name: "bench",
          modules: true,
          script,
          compatibilityDate: "2026-11-02",
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
          durableObjects: { LINE: { className: "WaitingLine", useSQLite: true } },
        },
      ],
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );

/** `entries`: how long the line grows; a smoke test takes a short one. */
export async function workerdFigures(entries = 1_000_000): Promise<WorkerdFigures> {
  const dir = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  try {
    const script = await bundleLine(join(dir, "out"));
    let { miniflare, pid } = await start(script, join(dir, "state"));
    const ask = async (path: string): Promise<Record<string, number>> => {
      const answer = await miniflare.dispatchFetch(`http://bench${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Record<string, number>;
    };
    await ask("/setup");
    const measured_from = Math.floor(entries * 0.9);
    const { joined } = await ask(`/prepare?from=0&to=${measured_from}&batch=1000`);
    await ask("/fill");
    const { calls = 0 } = await ask(`/prepare?from=${joined}&to=${entries}&batch=1000`);
    const [began, began_us] = [performance.now(), cpuUs(pid)];
    await ask("/fill");
    const joins_per_s = (calls / (performance.now() - began)) * 1000;
    const join_cpu_us = (cpuUs(pid) - began_us) / calls;
    await miniflare.dispose();
    ({ miniflare, pid } = await start(script, join(dir, "state")));
    // The isolate and its first request are not the line's doing: a first call to nowhere pays for them.
    await miniflare.dispatchFetch("http://bench/nothing");
    const woke = performance.now();
    const { position } = await ask("/again");
    const wake_ms = performance.now() - woke;
    await miniflare.dispose();
    if (position !== 6) throw new Error(`a known fan was told place ${position}`);
    return { joins_per_s, join_cpu_us, wake_ms };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(JSON.stringify(await workerdFigures(Number(process.argv[2] ?? 1_000_000))));
