// The class of the objects in which sales are rehearsed, wired to the copies that live rehearsals are played in.
import { practiceShowId } from "../../domain/crowd/names.ts";
import type { Checkpoint } from "../../domain/log/receipt.ts";
import type { CrowdReport } from "../../durable-objects/crowd/views.ts";
import type { CopyPorts } from "../../durable-objects/rehearsals/live-desk.ts";
import { type RehearsalPorts, rehearsals } from "../../durable-objects/rehearsals/object.ts";
import { keepAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import { crowdOf, ledgerOf, lineOf, screenOf } from "../kit/objects.ts";
import { layoutOf } from "../sale/publish.ts";

const copyOf = (env: Env): CopyPorts => ({
  crowd: async (code) => (await crowdOf(env, code).report()) as CrowdReport | null,
  layout: (layout_version) => layoutOf(database(env), layout_version),
  linePart: async (show_id) => lineOf(env, show_id).figures(),
  ledgerPart: async (code) => ledgerOf(env, code).figures(),
  counts: async (code) => {
    const counts = await ledgerOf(env, code).counts();
    return counts.ok ? counts.value : null;
  },
  journal: async (code, page) => ledgerOf(env, code).journal(page),
  log: async (show_id, page) => (await lineOf(env, show_id).logPage(page)).entries,
  checkpoints: async (show_id) => (await lineOf(env, show_id).checkpoints(CHECKPOINTS)) as Checkpoint[],
  end: async (code) => {
    await crowdOf(env, code).close();
    await screenOf(env, practiceShowId(code)).end();
  },
});

/** Of some hundred fans there are a few dozen. */
const CHECKPOINTS = 1_000;

const portsOf = (env: Env): RehearsalPorts => ({
  copy: copyOf(env),
  keepAudit: (lines) => keepAudit(database(env), lines),
});

export class Rehearsals extends rehearsals(portsOf) {}
