// Ids of people as numbers in the order in which they first appear: a pack shows that two acts were one person's, and not whose.

/** What an id of a person is called by in events, orders and stories. */
const OF_PEOPLE = new Set(["fan_id", "to_fan_id", "holder_id", "user_id", "asker_id", "buyer_id"]);
/** An account's id, wherever it stands, also within another text. */
const ACCOUNT = /usr_[\w-]+/g;
/** A mail address, wherever it stands: a mail service's refusal quotes the one it refused. */
const ADDRESS = /[^\s<>"'@]+@[^\s<>"'@]+/g;
/**
 * Never in a pack that is not personal: what says who it is. A handover's hash is of a mail address, which whoever guesses
 * the address can make too; a reason is what somebody typed, names and all.
 */
const TELLS = new Set(["email", "to_email", "to_hash", "name", "phone", "payment_key", "receipt_url", "reason"]);

export class Pseudonyms {
  readonly #names = new Map<string, string>();

  of(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = `person-${String(this.#names.size + 1).padStart(4, "0")}`;
    this.#names.set(id, name);
    return name;
  }

  get size(): number {
    return this.#names.size;
  }

  /** The same value with people as numbers, however deep they stand in it. */
  hide(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.hide(one));
    if (typeof value === "string") return this.#hideIn(value);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !TELLS.has(name))
        .map(([name, inner]) => [
          name,
          OF_PEOPLE.has(name) && typeof inner === "string" ? this.of(inner) : this.hide(inner),
        ]),
    );
  }

  #hideIn(text: string): string {
    return text.replace(ACCOUNT, (id) => this.of(id)).replace(ADDRESS, "(an address)");
  }
}
