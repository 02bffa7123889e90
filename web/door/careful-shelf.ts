// A shelf that throws nothing: the door goes on whatever becomes of its device's storage, what could not be kept is tried
// again with whatever is kept next, and `holds` says whether closing the page would lose something.
import type { OwnScan } from "./own-scans.ts";
import type { Shelf } from "./shelf.ts";

/** Some phones never answer for their storage; nothing of a door's takes so long. */
const PATIENCE_MS = 5_000;

type Wait = (ms: number) => Promise<void>;

export class CarefulShelf implements Shelf {
  readonly #shelf: Shelf;
  readonly #wait: Wait;
  readonly #owed = new Map<string, OwnScan>();
  #failed = false;

  constructor(shelf: Shelf, wait: Wait) {
    this.#shelf = shelf;
    this.#wait = wait;
  }

  get holds(): boolean {
    return !this.#failed;
  }

  kept<T>(name: string): Promise<T | null> {
    return this.#tried(() => this.#shelf.kept<T>(name), null);
  }

  async keep(name: string, thing: unknown): Promise<void> {
    await this.#tried(() => this.#shelf.keep(name, thing), undefined);
  }

  scansOf(pass: string): Promise<OwnScan[]> {
    return this.#tried(() => this.#shelf.scansOf(pass), []);
  }

  /** Without scans: those that are owed once more. */
  async keepScans(pass: string, scans: readonly OwnScan[]): Promise<void> {
    for (const scan of scans) this.#owed.set(scan.nonce, scan);
    const owed = [...this.#owed.values()];
    if (owed.length === 0) return;
    const kept = await this.#tried(() => this.#shelf.keepScans(pass, owed).then(() => true), false);
    if (!kept) return;
    // A scan that changed meanwhile is another one, and on its way by itself.
    for (const scan of owed) if (this.#owed.get(scan.nonce) === scan) this.#owed.delete(scan.nonce);
  }

  async forgetScans(pass: string, nonces: readonly string[]): Promise<void> {
    for (const nonce of nonces) this.#owed.delete(nonce);
    await this.#tried(() => this.#shelf.forgetScans(pass, nonces), undefined);
  }

  async #tried<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      const late = this.#wait(PATIENCE_MS).then(() => Promise.reject(new Error("the device's storage says nothing")));
      const done = await Promise.race([work(), late]);
      this.#failed = false;
      return done;
    } catch {
      this.#failed = true;
      return otherwise;
    }
  }
}
