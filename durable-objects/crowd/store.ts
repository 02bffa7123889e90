// Rows of one crowd. An object that was only asked about, and never opened, writes nothing at all.
import type { Play } from "../../domain/crowd/play.ts";
import type { CrowdSeat } from "../../domain/crowd/seats.ts";
import { migrate } from "../kit/migrate.ts";
import { type Sql, textOf } from "../kit/sql.ts";
import { CROWD_STEPS } from "./migrations.ts";

/** Below the platform's bound of a value. */
const SEATS_PER_PIECE = 10_000;

export type Stored = { readonly play: Play; readonly seats: readonly CrowdSeat[] };

export class CrowdStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  load(): Stored | null {
    if (this.#sql.all("SELECT name FROM sqlite_master WHERE name = 'part'").length === 0) return null;
    const [row] = this.#sql.all("SELECT body FROM part WHERE name = 'play'");
    if (row === undefined) return null;
    // Written by this object alone.
    const play = JSON.parse(textOf(row, "body")) as Play;
    const pieces = this.#sql.all("SELECT body FROM part WHERE name = 'seats' ORDER BY n");
    return { play, seats: pieces.flatMap((piece) => JSON.parse(textOf(piece, "body")) as CrowdSeat[]) };
  }

  open({ play, seats }: Stored): void {
    migrate(this.#sql, CROWD_STEPS);
    this.#sql.transaction(() => {
      for (let n = 0; n * SEATS_PER_PIECE < seats.length; n++) {
        const piece = seats.slice(n * SEATS_PER_PIECE, (n + 1) * SEATS_PER_PIECE);
        this.#put("seats", n, JSON.stringify(piece));
      }
      this.keep(play);
    });
  }

  keep(play: Play): void {
    this.#put("play", 0, JSON.stringify(play));
  }

  #put(name: string, n: number, body: string): void {
    this.#sql.run("INSERT OR REPLACE INTO part (name, n, body) VALUES (?, ?, ?)", name, n, body);
  }
}
