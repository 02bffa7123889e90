// The bundles of a door on its device: as the service sent them, so that keeping one costs no more than copying text.
import type { DoorManifest } from "../../schema/http/doors.ts";
import { merged } from "./bundle-text.ts";
import type { Shelf } from "./shelf.ts";

type Kept = { readonly whole: string; readonly changes: readonly string[]; readonly fresh_at_ms: number };
export type OpenBundle = { readonly manifest: DoorManifest; readonly fresh_at_ms: number };

const parsed = (text: string): DoorManifest => JSON.parse(text) as DoorManifest;

export class KeptBundles {
  readonly #shelf: Shelf;
  readonly #pass: string;
  #kept: Kept | null = null;

  constructor(shelf: Shelf, pass: string) {
    this.#shelf = shelf;
    this.#pass = pass;
  }

  /** Null where this device has none of the showtime; without one, of the showtime that was looked at last. */
  async open(showtime_id: string | null): Promise<OpenBundle | null> {
    const wanted = showtime_id ?? (await this.#shelf.kept<string>(`showtime ${this.#pass}`));
    this.#kept = wanted === null ? null : await this.#shelf.kept<Kept>(this.#name(wanted));
    if (this.#kept === null) return null;
    const { whole, changes, fresh_at_ms } = this.#kept;
    const manifest = changes.reduce((known, text) => merged(known, parsed(text)), parsed(whole));
    await this.#shelf.keep(`showtime ${this.#pass}`, manifest.showtime.id);
    return { manifest, fresh_at_ms };
  }

  /** What the service sent, laid over what was known; an empty text says that nothing is newer. */
  async lay(known: DoorManifest | null, text: string, fresh_at_ms: number): Promise<DoorManifest | null> {
    const told = text === "" ? null : parsed(text);
    const manifest = told === null ? known : merged(known, told);
    if (manifest === null) return null;
    if (told !== null && (told.whole || this.#kept === null)) this.#kept = { whole: text, changes: [], fresh_at_ms };
    else if (this.#kept !== null) {
      const changes = text === "" ? this.#kept.changes : [...this.#kept.changes, text];
      this.#kept = { ...this.#kept, changes, fresh_at_ms };
    }
    await this.#shelf.keep(this.#name(manifest.showtime.id), this.#kept);
    await this.#shelf.keep(`showtime ${this.#pass}`, manifest.showtime.id);
    return manifest;
  }

  #name(showtime_id: string): string {
    return `bundle ${this.#pass} ${showtime_id}`;
  }
}
