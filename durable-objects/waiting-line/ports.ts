// What the line is given by the deployment around it; an assembly wires it to its neighbours.
import type { SocketBudget } from "../socket-budget.ts";
import type { LedgerOf } from "./pass-ledgers.ts";

export type LinePorts = { readonly sockets: SocketBudget; readonly ledgerOf: LedgerOf };
