// The ledger's object in a workerd of its own, with a stadium published and nobody around it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, type Miniflare } from "miniflare";
import { bundle } from "../kit/bundle.ts";
import { serve } from "../kit/process.ts";

export type LedgerAlone = { readonly ask: (path: string) => Promise<unknown>; readonly pid: number };

export async function withLedgerWorker<T>(work: (ledger: LedgerAlone) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  let served: Miniflare | null = null;
  try {
    const script = await bundle("bench/seats/ledger-worker.mts", join(folder, "out"));
    const { miniflare, pid } = await serve(optionsOf(script, join(folder, "data")));
    served = miniflare;
    const ask = async (path: string): Promise<unknown> => {
      const answer = await miniflare.dispatchFetch(`http://bench${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    await ask("/publish");
    return await work({ ask, pid });
  } finally {
    await served?.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

const optionsOf = (script: string, data: string): ReturnType<typeof convertV4MiniflareOptions> =>
  convertV4MiniflareOptions({
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: data,
    workers: [
      {
        name: "bench",
        modules: true,
        script,
        compatibilityDate: "2026-11-02",
        durableObjects: { LEDGER: { className: "SeatLedger", useSQLite: true } },
      },
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
