// The line's class, wired to what is around it: the ledgers of its show.

import { isPracticeName } from "../../domain/crowd/names.ts";
import { socketBudget, socketsMaxOf } from "../../durable-objects/kit/socket-budget.ts";
import { waitingLine } from "../../durable-objects/waiting-line/object.ts";
import type { LedgerStub } from "../../durable-objects/waiting-line/pass-ledgers.ts";
import type { LinePorts } from "../../durable-objects/waiting-line/ports.ts";
import { keepAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import { beaconOf, ledgerOf, relayAt } from "../kit/objects.ts";
import { relayKey } from "../kit/relay-key.ts";
import { tellTurn } from "../messages/turn.ts";
import { keepChanges, toldUpTo } from "../sale/db/show-rows.ts";
import { bringToRow } from "../sale/publish.ts";

function ledgerNamed(env: Env, code: string): LedgerStub | null {
  if (code === "") return null;
  const ledger = ledgerOf(env, code);
  return {
    endPasses: async (passes) => ledger.endPasses(passes),
    meetLine: async ({ at_ms, inside }) => {
      const met = await ledger.meetLine({ at_ms, inside: [...inside] });
      return met.ok ? met.value : { went_back: false };
    },
    freeFan: async (command) => {
      const answer = await ledger.freeFan(command);
      // Never published, so nobody holds anything there.
      return answer.ok ? answer.value : { paying: false };
    },
    forgetLine: async () => ledger.forgetLine(),
    setClock: async (clock) => ledger.setClock(clock),
    finishedPasses: async (pass_ids) => {
      const answer = await ledger.finishedPasses(pass_ids);
      if (!answer.ok) throw new Error(`ledger ${code}: ${answer.failure.code}`);
      return answer.value;
    },
  };
}

export function linePorts(env: Env, ctx: DurableObjectState): LinePorts {
  const own: LinePorts = {
    sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
    ledgerOf: (code: string) => ledgerNamed(env, code),
    keepAudit: (lines) => keepAudit(database(env), lines),
  };
  const show_id = ctx.id.name ?? "";
  // A practice's line draws nothing and writes to nobody.
  if (isPracticeName(show_id)) return own;
  return {
    ...own,
    row: {
      keep: (id, changes) => keepChanges(database(env), id, { changes, now_ms: Date.now() }),
      toldUpTo: (id) => toldUpTo(database(env), id),
      follow: (id) => bringToRow(env, id),
    },
    relays: { at: (index) => relayAt(env, show_id, index), key: relayKey(env, show_id) },
    askRound: (wish) => beaconOf(env, wish.show_id).watch(wish),
    tellTurn: (turn) => tellTurn(env, turn),
  };
}

export class WaitingLine extends waitingLine(linePorts) {}
