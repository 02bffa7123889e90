// The bundles of a door on its device: as the service sent them, so that keeping one costs no more than copying text.
import type { DoorManifest } from "../../schema/http/doors.ts";
import { merged } from "./bundle-text.ts";
import type { Shelf } from "./shelf.ts";

/** The large part, written once; `as_of_ms` is its name. */
type Whole = { readonly text: string; readonly as_of_ms: number };
/** The small part, written each time the service was asked. */
type Since = {
  readonly of_ms: number;
  readonly changes: readonly string[];
  readonly fresh_at_ms: number;
  /** How far the service's clock is ahead of this device's, as of the newest answer that said its time. */
  readonly ahead_ms?: number;
};
export type OpenBundle = { readonly manifest: DoorManifest; readonly fresh_at_ms: number; readonly ahead_ms: number };

const parsed = (text: string): DoorManifest => JSON.parse(text) as DoorManifest;
/** The service said its time as it was asked. */
export const aheadMs = ({ as_of_ms }: DoorManifest, asked_at_ms: number): number => as_of_ms - asked_at_ms;

export class KeptBundles {
  readonly #shelf: Shelf;
  readonly #pass: string;
  #since: Since | null = null;

  constructor(shelf: Shelf, pass: string) {
    this.#shelf = shelf;
    this.#pass = pass;
  }

  /** Null where this device has none of the showtime; without one, of the showtime that was looked at last. */
  async open(showtime_id: string | null): Promise<OpenBundle | null> {
    const wanted = showtime_id ?? (await this.#shelf.kept<string>(`showtime ${this.#pass}`));
    this.#since = null;
    if (wanted === null) return null;
    const [whole, since] = await Promise.all([
      this.#shelf.kept<Whole>(this.#name("bundle", wanted)),
      this.#shelf.kept<Since>(this.#name("since", wanted)),
    ]);
    if (whole === null) return null;
    const { text, as_of_ms } = whole;
    // A page that ended between the two has the changes of another whole.
    this.#since = since?.of_ms === as_of_ms ? since : { of_ms: as_of_ms, changes: [], fresh_at_ms: as_of_ms };
    const first = parsed(text);
    const manifest = merged(first, this.#since.changes.map(parsed));
    await this.#shelf.keep(`showtime ${this.#pass}`, wanted);
    const { fresh_at_ms, ahead_ms = aheadMs(first, as_of_ms) } = this.#since;
    return manifest === null ? null : { manifest, fresh_at_ms, ahead_ms };
  }

  /** What the service sent, laid over what was known; an empty text says that nothing is newer. */
  async lay(known: DoorManifest | null, text: string, fresh_at_ms: number): Promise<DoorManifest | null> {
    const told = text === "" ? null : parsed(text);
    const manifest = merged(known, told === null ? [] : [told]);
    if (manifest === null) return null;
    const { id } = manifest.showtime;
    const since = this.#since;
    if (told !== null && (told.whole || since === null)) {
      const whole: Whole = { text, as_of_ms: fresh_at_ms };
      await this.#shelf.keep(this.#name("bundle", id), whole);
      this.#since = { of_ms: fresh_at_ms, changes: [], fresh_at_ms, ahead_ms: aheadMs(told, fresh_at_ms) };
    } else if (since !== null) {
      const news = told === null ? {} : { changes: [...since.changes, text], ahead_ms: aheadMs(told, fresh_at_ms) };
      this.#since = { ...since, ...news, fresh_at_ms };
    }
    await this.#shelf.keep(this.#name("since", id), this.#since);
    await this.#shelf.keep(`showtime ${this.#pass}`, id);
    return manifest;
  }

  #name(part: "bundle" | "since", showtime_id: string): string {
    return `${part} ${this.#pass} ${showtime_id}`;
  }
}
