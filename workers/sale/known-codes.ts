// Which ledgers there are, as an isolate has learnt it. To ask an object by name makes it, and keeps it for ever: so a code
// that came from outside is looked for among the showtimes before its ledger is touched (D77).

/** What does not exist may be made at any moment, by another isolate too. */
export const UNKNOWN_MS = 5_000;
export const CODES_MAX = 20_000;

type Ports = {
  /** The show of a code, read from the database; null where nobody gave that code. */
  readonly look: (code: string) => Promise<string | null>;
  readonly now: () => number;
};

export class KnownCodes {
  readonly #shows = new Map<string, string>();
  readonly #unknown_until_ms = new Map<string, number>();

  /** A code is never given twice, so what is known once is known for good. */
  async showOf(code: string, { look, now }: Ports): Promise<string | null> {
    const known = this.#shows.get(code);
    if (known !== undefined) return known;
    if ((this.#unknown_until_ms.get(code) ?? 0) > now()) return null;
    // Two askers at once look twice: a promise shared between requests hangs when the one that began it is cancelled.
    const show_id = await look(code);
    if (show_id !== null) remember(this.#shows, code, show_id);
    else remember(this.#unknown_until_ms, code, now() + UNKNOWN_MS);
    return show_id;
  }
}

/** Made-up codes come without end: the map begins anew, which costs a look and nothing else. */
function remember<V>(map: Map<string, V>, code: string, value: V): void {
  if (map.size >= CODES_MAX) map.clear();
  map.set(code, value);
}
