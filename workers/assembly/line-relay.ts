// A relay's class, wired to the line of its show.
import { relayNamed } from "../../domain/relay/spread.ts";
import { socketBudget, socketsMaxOf } from "../../durable-objects/kit/socket-budget.ts";
import { lineRelay } from "../../durable-objects/line-relay/object.ts";
import type { RelayPorts } from "../../durable-objects/line-relay/ports.ts";
import { lineOf } from "../kit/objects.ts";
import { relayKey } from "../kit/relay-key.ts";

export function relayPorts(env: Env, ctx: DurableObjectState): RelayPorts {
  const { show_id, index } = relayNamed(ctx.id.name ?? "");
  return {
    index,
    key: relayKey(env, show_id),
    sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
    line: {
      takeIn: async (items, ask) => lineOf(env, show_id).takeIn(items, ask),
      whereAre: async (fans, ask) => lineOf(env, show_id).whereAre(fans, ask),
      board: async (ask) => lineOf(env, show_id).board(ask),
      status: async (fan) => lineOf(env, show_id).status(fan),
    },
  };
}

export class LineRelay extends lineRelay(relayPorts) {}
