// The line beside its show's row: the row is told of what an organiser changed here, however often that fails, and the line
// follows the row once it has heard (L56).
import { decideSetup, type LineSetup } from "../../domain/waiting-line/decide-sale.ts";
import { wholeChange } from "../../domain/waiting-line/sale-change.ts";
import { Bell, Drain } from "../kit/untold.ts";
import type { LineEngine } from "./engine.ts";
import type { ShowRowPort } from "./ports.ts";
import type { SaleChange, UntoldChanges } from "./untold-changes.ts";

/** What stands in the row, and the latest change of the line that it has heard of. */
export type RowSays = LineSetup & { readonly line_told_at_ms: number };
/** BEHIND: the row has not heard of all that was changed here, and nothing of it was followed. */
export type Followed = "FOLLOWED" | "BEHIND" | "REFUSED";

type Around = {
  readonly engine: LineEngine;
  readonly changes: UntoldChanges;
  readonly row: ShowRowPort;
} & Pick<ConstructorParameters<typeof Bell<SaleChange>>[0], "alarm" | "behind" | "now">;

export class ShowRow {
  readonly #engine: LineEngine;
  readonly #changes: UntoldChanges;
  readonly #row: ShowRowPort;
  readonly bell: Bell<SaleChange>;

  constructor({ engine, changes, row, ...around }: Around) {
    this.#engine = engine;
    this.#changes = changes;
    this.#row = row;
    this.bell = new Bell({
      ...around,
      drain: new Drain({ rows: changes, keep: (some) => row.keep(this.#showId, some), complaint: "show_row_untold" }),
      toldLate: () => row.follow(this.#showId),
    });
  }

  get #showId(): string {
    return this.#engine.state.show_id ?? "";
  }

  async follow({ line_told_at_ms, ...setup }: RowSays): Promise<Followed> {
    if (this.#knowsMore(line_told_at_ms, setup)) {
      await this.#tellWhatIsLost(line_told_at_ms);
      await this.bell.told(null);
      return "BEHIND";
    }
    this.#changes.heard(line_told_at_ms);
    return this.#engine.run((state, now_ms) => decideSetup(state, setup, now_ms)).ok ? "FOLLOWED" : "REFUSED";
  }

  #knowsMore(line_told_at_ms: number, { stand }: LineSetup): boolean {
    const { sale } = this.#engine.state;
    // Nobody takes an end back: a row that has none was taken back to before it.
    return line_told_at_ms < this.#changes.last_ms || (sale.ended_at_ms !== null && stand !== "OVER");
  }

  /**
   * It was told once, and has lost it: everything is told anew, as it stands now. Unless whoever asks has read the row before it
   * was told: everything would then take back what was changed in the row meanwhile (D74).
   */
  async #tellWhatIsLost(line_told_at_ms: number): Promise<void> {
    if (this.#changes.all().length > 0) return;
    const { last_ms } = this.#changes;
    if ((await this.#row.toldUpTo(this.#showId)) !== line_told_at_ms) return;
    if (this.#changes.last_ms !== last_ms) return;
    this.#changes.add(wholeChange(this.#engine.state), this.#engine.now());
  }
}
