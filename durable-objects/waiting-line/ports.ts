// What the line is given by the deployment around it; an assembly wires it to its neighbours.
import type { RoundWish } from "../beacon/find-round.ts";
import type { SocketBudget } from "../kit/socket-budget.ts";
import type { KeepAudit } from "../kit/untold.ts";
import type { LedgerOf } from "./pass-ledgers.ts";
import type { Relays } from "./relay-desk.ts";
import type { TellTurn } from "./turn-news.ts";
import type { KeepChanges } from "./untold-changes.ts";

export type ShowRowPort = {
  readonly keep: KeepChanges;
  /** The latest change that the row has heard of, as it stands there now. */
  readonly toldUpTo: (show_id: string) => Promise<number>;
  /** The line, and whatever else goes by the row, is brought to what stands in it. */
  readonly follow: (show_id: string) => Promise<void>;
};

export type LinePorts = {
  readonly sockets: SocketBudget;
  readonly ledgerOf: LedgerOf;
  readonly keepAudit: KeepAudit;
  /** The show's row. Left out where a line has none. */
  readonly row?: ShowRowPort;
  /** Has a round fetched, verified and brought back; may be asked again. Left out where nothing is drawn. */
  readonly askRound?: (wish: RoundWish) => Promise<void>;
  /** Left out where the line has no relays. */
  readonly relays?: Relays;
  /** Left out where nobody is anywhere but at the line itself. */
  readonly tellTurn?: TellTurn;
};
