// What the line is given by the deployment around it: the one place where it is wired to its neighbours.
import { type SocketBudget, socketBudget, socketsMaxOf } from "../socket-budget.ts";
import type { LedgerOf } from "./pass-ledgers.ts";

export type LinePorts = { readonly sockets: SocketBudget; readonly ledgerOf: LedgerOf };

/** Where no ledgers are bound there is nobody to tell of a pass, and its slot goes on at once. */
export const portsOf = (env: object, owner: string): LinePorts => ({
  sockets: socketBudget(owner, socketsMaxOf("SOCKETS_MAX" in env ? String(env.SOCKETS_MAX) : "")),
  ledgerOf: () => null,
});
