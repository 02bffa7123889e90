// The whole check of one line: signatures, hashes, replay. In slices, so that a page stays alive under it.
import type { LogEntry } from "../../../domain/log/entry.ts";
import type { Receipt } from "../../../domain/log/receipt.ts";
import {
  finishVerifying,
  newVerifier,
  type Verdict,
  type Verifier,
  verifyEntry,
  withDrawSigned,
} from "../../../domain/log/verify.ts";
import { checkCheckpoints, type LogSource, type Signatures, type SignedCheckpoint, Unavailable } from "./evidence.ts";
import { addPoint, newSeries, type Series } from "./series.ts";

export type Stage =
  | { readonly at: "keys" }
  | { readonly at: "signatures" }
  | { readonly at: "draw" }
  | { readonly at: "log"; readonly entries: number };

export type Audit = {
  readonly verdict: Verdict;
  readonly signatures: Signatures;
  readonly series: Series;
  /** Where receipts are looked up later: the chain's hash at each batch of joins. */
  readonly join_hashes: ReadonlyMap<number, string>;
  readonly sound: boolean;
};

export type AuditPorts = {
  readonly progress: (stage: Stage) => void;
  /** Lets the page draw; resolves when it has. */
  readonly breathe: () => Promise<void>;
  readonly now: () => number;
};

/** Shorter than a frame, so that nobody sees the page stand still. */
const SLICE_MS = 8;
/** A page that does not move on would be fetched for ever. */
const PAGES_MAX = 100_000;

export async function audit(
  show_id: string,
  source: LogSource,
  ports: AuditPorts,
  receipts: readonly Receipt[] = [],
): Promise<Audit> {
  ports.progress({ at: "keys" });
  const keys = await source.keys();
  // Before the log, which only grows: every checkpoint must then be in it.
  const checkpoints = await source.checkpoints();
  ports.progress({ at: "signatures" });
  const signatures = await checkCheckpoints(checkpoints, keys);
  const reading = begin(show_id, checkpoints, receipts);
  await readAll(reading, source, ports);
  if (reading.verifier.draw.found !== null) ports.progress({ at: "draw" });
  const verdict = await withDrawSigned(finishVerifying(reading.verifier));
  const sound = verdict.ok && signatures.wrong.length === 0 && signatures.key_unknown.length === 0;
  return { verdict, signatures, series: reading.series, join_hashes: reading.join_hashes, sound };
}

type Reading = { readonly verifier: Verifier; readonly series: Series; readonly join_hashes: Map<number, string> };

function begin(show_id: string, checkpoints: readonly SignedCheckpoint[], receipts: readonly Receipt[]): Reading {
  const evidence = { checkpoints: checkpoints.map(({ checkpoint }) => checkpoint), receipts };
  return { verifier: newVerifier(show_id, evidence), series: newSeries(), join_hashes: new Map() };
}

async function readAll(reading: Reading, source: LogSource, ports: AuditPorts): Promise<void> {
  let from: number | null = 1;
  let slice_at = ports.now();
  for (let pages = 0; from !== null; pages++) {
    if (pages > PAGES_MAX) throw new Unavailable("the log does not end");
    const page = await source.page(from);
    for (const entry of page.entries) {
      readEntry(reading, entry);
      if (ports.now() - slice_at < SLICE_MS) continue;
      ports.progress({ at: "log", entries: reading.verifier.seq });
      await ports.breathe();
      slice_at = ports.now();
    }
    if (page.next_from !== null && page.next_from <= from) throw new Unavailable("the log turns back");
    from = page.next_from;
    ports.progress({ at: "log", entries: reading.verifier.seq });
  }
}

function readEntry({ verifier, series, join_hashes }: Reading, entry: LogEntry): void {
  verifyEntry(verifier, entry);
  if (entry.kind === "join") join_hashes.set(entry.seq, entry.hash);
  const { joined, head, sale } = verifier.state;
  addPoint(series, { at_ms: entry.at_ms, joined, head, paused: sale.paused_at_ms !== null });
}
