// One line's check: every hash, signature and admission, and the receipts that were handed in.
import { readFileSync, writeFileSync } from "node:fs";
import type { LogEntry } from "../../domain/log/entry.ts";
import type { Receipt } from "../../domain/log/receipt.ts";
import { type Audit, audit } from "../../web/line/verify/audit.ts";
import { type LogSource, Unavailable } from "../../web/line/verify/evidence.ts";
import type { PublishedKey } from "../../web/line/verify/jws.ts";
import { checkOwnReceipt, type ReceiptVerdict } from "../../web/line/verify/own-receipt.ts";

export type Checked = {
  readonly audit: Audit;
  readonly receipts: readonly { readonly file: string; readonly verdict: ReceiptVerdict }[];
  /** Everything holds: the log, its signatures, and every receipt. */
  readonly sound: boolean;
};

export type LineCheck = {
  readonly show_id: string;
  readonly source: LogSource;
  readonly receipt_files: readonly string[];
  readonly save_to: string | null;
};

export async function checkLine({ show_id, source, receipt_files, save_to }: LineCheck): Promise<Checked> {
  const keeping = kept(source);
  const keys = await keeping.source.keys();
  const receipts = await Promise.all(
    receipt_files.map(async (file) => ({ file, verdict: await checkOwnReceipt(textOf(file), show_id, keys) })),
  );
  // A receipt that does not hold by itself says nothing of the log.
  const good = receipts.flatMap(({ verdict }): Receipt[] => (verdict.ok ? [verdict.receipt] : []));
  const ports = { progress: () => {}, breathe: async () => {}, now: () => performance.now() };
  const done = await audit(show_id, keeping.source, ports, good);
  if (save_to !== null) writeFileSync(save_to, `${JSON.stringify({ show_id, ...keeping.all() }, null, 1)}\n`);
  return { audit: done, receipts, sound: done.sound && receipts.every(({ verdict }) => verdict.ok) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Unavailable(`there is no receipt in ${file}`);
  }
}

/** Remembers what was read, as `--save` writes it and a file is read again. */
function kept(source: LogSource): { source: LogSource; all: () => object } {
  let keys: readonly PublishedKey[] = [];
  let checkpoints: object[] = [];
  const items: LogEntry[] = [];
  return {
    source: {
      keys: async () => {
        keys = await source.keys();
        return keys;
      },
      checkpoints: async () => {
        const read = await source.checkpoints();
        checkpoints = read.map(({ checkpoint, signed }) => ({ ...checkpoint, signed }));
        return read;
      },
      page: async (from) => {
        const page = await source.page(from);
        items.push(...page.entries);
        return page;
      },
    },
    all: () => ({ items, checkpoints, keys: keys.map(({ kid, purpose, jwk }) => ({ ...jwk, kid, purpose })) }),
  };
}
