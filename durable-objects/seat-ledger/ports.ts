// What a ledger needs from around it; given by the assembly, so that the object knows no queue, no database and no line.
import type { Counts } from "../../domain/seat-ledger/status.ts";
import type { SocketBudget } from "../kit/socket-budget.ts";
import type { Deliver } from "./outbox-drain.ts";

export type LedgerPorts = {
  readonly deliver: Deliver;
  /**
   * To the show's line; versions let it drop what comes late. Unless it has met this ledger it does so now. A throw means: again
   * later.
   */
  readonly tellCounts: (counts: Counts, show: { readonly show_id: string; readonly is_met: boolean }) => Promise<void>;
  readonly sockets: SocketBudget;
};
