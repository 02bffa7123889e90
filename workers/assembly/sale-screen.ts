// The screen's class, wired to the line and the ledgers it reads.
import { socketBudget, socketsMaxOf } from "../../durable-objects/kit/socket-budget.ts";
import { type ScreenPorts, saleScreen } from "../../durable-objects/sale-screen/object.ts";
import { ledgerOf, lineOf } from "../kit/objects.ts";

const portsOf = (env: Env, ctx: DurableObjectState): ScreenPorts => ({
  line: async (show_id) => lineOf(env, show_id).figures(),
  ledger: async (code) => ledgerOf(env, code).figures(),
  sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
});

export class SaleScreen extends saleScreen(portsOf) {}
