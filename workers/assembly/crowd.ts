// The crowd's class, wired to the line and the ledger of its own practice.
import { crowd } from "../../durable-objects/crowd/object.ts";
import type { CrowdPorts, LineRoad } from "../../durable-objects/crowd/ports.ts";
import { ledgerOf, lineOf, practiceHouse } from "../kit/objects.ts";

function lineRoad(env: Env, show_id: string): LineRoad {
  const line = lineOf(env, show_id);
  return {
    ensure: (setup) => line.ensure(setup),
    introduce: (counts) => line.introduce(counts),
    counts: (counts) => line.counts(counts),
    join: (fans) => line.join({ fans }),
    status: (fan) => line.status(fan),
    claim: (command) => line.claim(command),
    leave: (fan) => line.leave(fan),
    end: () => line.end(),
  };
}

const portsOf = (env: Env): CrowdPorts => ({
  lineOf: (show_id) => lineRoad(env, show_id),
  ledgerOf: (code) => ledgerOf(env, code),
  gone: (id) => practiceHouse(env).left(id),
});

export class Crowd extends crowd(portsOf) {}
