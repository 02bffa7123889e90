// What a ledger is given by the deployment: where its counts and its outbox go.
import { isPracticeCode } from "../../domain/crowd/names.ts";
import type { Counts } from "../../domain/seat-ledger/status.ts";
import { socketBudget, socketsMaxOf } from "../../durable-objects/kit/socket-budget.ts";
import type { LedgerPorts } from "../../durable-objects/seat-ledger/ports.ts";
import { deliverOutbox, deliverPractice } from "../buying/deliver.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { crowdOf, lineOf } from "../kit/objects.ts";
import { writeCounts } from "../sale/db/seat-counts.ts";
import { lineCounts } from "../sale/publish.ts";

/** D1's copy is for lists and pages: it may lag by this much, and so takes one write however much is sold meanwhile. */
const COPY_MS = 2_000;

export function portsOf(env: Env, ctx: DurableObjectState): LedgerPorts {
  const code = ctx.id.name ?? "";
  return isPracticeCode(code) ? practicePorts(env, ctx, code) : realPorts(env, ctx);
}

/** A practice's ledger reaches its own line and its own crowd, and nobody and nothing else. */
const practicePorts = (env: Env, ctx: DurableObjectState, code: string): LedgerPorts => ({
  deliver: (destination, rows) => deliverPractice(env, destination, rows),
  sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
  tellCounts: async (counts) => crowdOf(env, code).counts(counts),
});

function realPorts(env: Env, ctx: DurableObjectState): LedgerPorts {
  let latest: { readonly counts: Counts; readonly show_id: string } | null = null;
  let copying = false;
  const copySoon = async (): Promise<void> => {
    copying = true;
    await new Promise((resolve) => setTimeout(resolve, COPY_MS));
    copying = false;
    const now = latest;
    if (now === null) return;
    try {
      await writeCounts(database(env), now.show_id, now.counts);
    } catch (error) {
      // The next change of a seat writes it again.
      log("warn", "counts_uncopied", { showtime_id: now.counts.showtime_id, ...thrown(error) });
    }
  };
  return {
    deliver: (destination, rows) => deliverOutbox(env, destination, rows),
    sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
    tellCounts: async (counts, { show_id, is_met }) => {
      latest = { counts, show_id };
      if (!copying) ctx.waitUntil(copySoon());
      await lineOf(env, show_id).counts(lineCounts(counts, ctx.id.name ?? ""), { is_met });
    },
  };
}
