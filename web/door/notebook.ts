// What was done at a door on this device: kept before it counts, told to the service in batches until it has everything,
// and known to every page of this door here.
import type { CarefulShelf } from "./careful-shelf.ts";
import type { Others } from "./other-pages.ts";
import { BATCH_MAX, batchOf, forgettable, heard, type OwnScan, type Result, together } from "./own-scans.ts";
import type { Answer } from "./service.ts";

type Around = {
  readonly pass: string;
  readonly shelf: CarefulShelf;
  readonly others: Others;
  readonly now: () => number;
  readonly changed: () => void;
  readonly call: (path: string, ask: { readonly body: unknown; readonly wait_ms: number }) => Promise<Answer | null>;
};

const TELL_MS = 10_000;

export class Notebook {
  readonly #around: Around;
  #sending = false;
  own: readonly OwnScan[] = [];

  constructor(around: Around) {
    this.#around = around;
  }

  async open(): Promise<void> {
    const { shelf, pass, others, changed } = this.#around;
    others.hear((scans) => {
      this.own = together(this.own, scans);
      changed();
    });
    this.own = together(await shelf.scansOf(pass), this.own);
  }

  get waiting(): number {
    return this.own.reduce((count, { sent_at_ms }) => count + (sent_at_ms === null ? 1 : 0), 0);
  }

  /** Done as soon as the device has it. */
  add(scan: OwnScan): Promise<void> {
    this.own = [...this.own, scan];
    return this.#keep([scan]);
  }

  /** What was done with somebody turned out otherwise: the service is told anew, under the same name. */
  amend(nonce: string, change: Partial<OwnScan>): Promise<void> {
    this.own = this.own.map((scan) => (scan.nonce === nonce ? { ...scan, ...change, sent_at_ms: null } : scan));
    return this.#keep(this.own.filter((scan) => scan.nonce === nonce));
  }

  hear(results: readonly Result[]): void {
    const { shelf, pass, now, changed } = this.#around;
    const after = heard(this.own, results, now());
    const forgotten = new Set(forgettable(after).map(({ nonce }) => nonce));
    this.own = after.filter(({ nonce }) => !forgotten.has(nonce));
    const nonces = new Set(results.map(({ nonce }) => nonce));
    void this.#keep(this.own.filter(({ nonce }) => nonces.has(nonce)));
    void shelf.forgetScans(pass, [...forgotten]);
    changed();
  }

  /** Everything that waits; what could not be kept on the device is tried once more. */
  async tell(device_id: string): Promise<void> {
    const { shelf, pass, now, call } = this.#around;
    void shelf.keepScans(pass, []);
    // Two at once would tell the same facts twice.
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let items = batchOf(this.own); items.length > 0; items = batchOf(this.own)) {
        const body = { device_id, clock_ms: now(), items };
        const answer = await call("/v1/api/checkins/batch", { body, wait_ms: TELL_MS });
        if (answer?.status !== 200) return;
        const told = new Map(items.map(({ nonce, shown }) => [nonce, shown]));
        const results = (JSON.parse(answer.text) as { readonly items?: readonly Result[] }).items ?? [];
        const as_told = new Set(this.own.flatMap(({ nonce, shown }) => (told.get(nonce) === shown ? [nonce] : [])));
        this.hear(results.filter(({ nonce }) => as_told.has(nonce)));
        if (items.length < BATCH_MAX || results.length === 0) return;
      }
    } finally {
      this.#sending = false;
    }
  }

  #keep(scans: readonly OwnScan[]): Promise<void> {
    const { shelf, pass, others } = this.#around;
    others.tell(scans);
    return shelf.keepScans(pass, scans);
  }
}
