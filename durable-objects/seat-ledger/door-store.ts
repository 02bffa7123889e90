// The rows of a ledger's doors: every scan that a device told of, once.
import type { DoorFact } from "../../domain/door/bundle.ts";
import { SHOWN, type Shown, sameFact } from "../../domain/door/merge.ts";
import { numberOf, type Sql, type SqlRow, textOf } from "../kit/sql.ts";

export const SCANS_PER_TICKET_AND_DOOR_MAX = 200;

/** `by_hand`: found by its number or a name, without a code. */
export type NewScan = DoorFact & { readonly by_hand: boolean; readonly received_at_ms: number };

export class DoorStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  factsOf(ticket_id: string): DoorFact[] {
    return this.#sql.all("SELECT * FROM scan WHERE ticket_id = ? ORDER BY seq", ticket_id).map(readFact);
  }

  /** All of them, by ticket: read once where every ticket is looked at. */
  facts(): (ticket_id: string) => readonly DoorFact[] {
    const by_ticket = new Map<string, DoorFact[]>();
    for (const fact of this.#sql.all("SELECT * FROM scan ORDER BY seq").map(readFact)) {
      const known = by_ticket.get(fact.ticket_id);
      if (known === undefined) by_ticket.set(fact.ticket_id, [fact]);
      else known.push(fact);
    }
    return (ticket_id) => by_ticket.get(ticket_id) ?? [];
  }

  fact(nonce: string): DoorFact | null {
    const row = this.#sql.all("SELECT * FROM scan WHERE nonce = ?", nonce)[0];
    return row === undefined ? null : readFact(row);
  }

  /** The name that a ticket's scan is kept under: what another ticket's scan has already been called is no name of its own. */
  nameOf(nonce: string, ticket_id: string): string {
    const known = this.fact(nonce);
    return known === null || known.ticket_id === ticket_id ? nonce : `${nonce}/${ticket_id}`;
  }

  /**
   * Told again it is the same fact. With a truer time, or another word of what the device said at last, the row is written
   * anew, and so gets a number that doors ask for.
   */
  keep(scans: readonly NewScan[]): void {
    this.#sql.transaction(() => {
      for (const told of scans) {
        const { ticket_id, undoes } = told;
        const nonce = this.nameOf(told.nonce, ticket_id);
        const scan = { ...told, nonce, undoes: undoes === null ? null : this.nameOf(undoes, ticket_id) };
        const known = this.fact(nonce);
        if (known !== null) this.#keepAgain(known, scan);
        else if (!this.isFull(ticket_id, scan.door_id)) this.#insert(scan);
      }
      return undefined;
    });
  }

  /** What we answered may not have been heard in time: what the device then did with the person is what happened. */
  #keepAgain(known: DoorFact, scan: NewScan): void {
    const { at_ms } = sameFact(known, scan);
    if (at_ms === known.at_ms && scan.shown === known.shown) return;
    this.#sql.run("DELETE FROM scan WHERE nonce = ?", scan.nonce);
    this.#insert({ ...scan, ...known, at_ms, shown: scan.shown });
  }

  /** No honest door speaks so often of one ticket; one that does must not fill the ledger. */
  isFull(ticket_id: string, door_id: string): boolean {
    const rows = this.#sql.all(
      "SELECT count(*) AS scans FROM scan WHERE ticket_id = ? AND door_id = ?",
      ticket_id,
      door_id,
    );
    return numberOf(rows[0], "scans") >= SCANS_PER_TICKET_AND_DOOR_MAX;
  }

  ticketsSince(seq: number): string[] {
    return this.#sql
      .all("SELECT DISTINCT ticket_id FROM scan WHERE seq > ?", seq)
      .map((row) => textOf(row, "ticket_id"));
  }

  /** The number of the newest row that ever was. */
  seq(): number {
    return numberOf(this.#sql.all("SELECT coalesce(max(seq), 0) AS seq FROM scan")[0], "seq");
  }

  #insert(scan: NewScan): void {
    this.#sql.run(
      "INSERT INTO scan (nonce, ticket_id, device_id, door_id, door, at_ms, direction, shown, undoes, by_hand, received_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      scan.nonce,
      scan.ticket_id,
      scan.device_id,
      scan.door_id,
      scan.door,
      scan.at_ms,
      scan.direction,
      scan.shown,
      scan.undoes,
      scan.by_hand ? 1 : 0,
      scan.received_at_ms,
    );
  }
}

const readFact = (row: SqlRow): DoorFact => ({
  nonce: textOf(row, "nonce"),
  ticket_id: textOf(row, "ticket_id"),
  device_id: textOf(row, "device_id"),
  door_id: textOf(row, "door_id"),
  door: textOf(row, "door"),
  at_ms: numberOf(row, "at_ms"),
  direction: textOf(row, "direction") === "out" ? "out" : "in",
  shown: shownOf(textOf(row, "shown")),
  undoes: row.undoes === null ? null : textOf(row, "undoes"),
});

/** Our own column; a word that this code does not know moved nobody. */
const shownOf = (text: string): Shown => SHOWN.find((shown) => shown === text) ?? "invalid";
