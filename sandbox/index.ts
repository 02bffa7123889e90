// The local Worker: the product with its stand-ins. Never deployed; the deployed entry does not reach this folder.
import { beacon } from "../durable-objects/beacon/object.ts";
import { fan } from "../durable-objects/fan/object.ts";
import { lineRelay } from "../durable-objects/line-relay/object.ts";
import { lookout } from "../durable-objects/lookout/object.ts";
import { seatLedger } from "../durable-objects/seat-ledger/object.ts";
import { waitingLine } from "../durable-objects/waiting-line/object.ts";
import { createApp } from "../workers/assembly/app.ts";
import { fanPorts } from "../workers/assembly/fan.ts";
import { portsOf as ledgerPorts } from "../workers/assembly/ledger-ports.ts";
import { relayPorts } from "../workers/assembly/line-relay.ts";
import { linePorts } from "../workers/assembly/waiting-line.ts";
import { everyMinute } from "../workers/running/every-minute.ts";
import { consumeQueue } from "../workers/running/queues.ts";
import { localLookoutPorts } from "./alerts/server.ts";
import { withAway } from "./away/parts.ts";
import { localBeaconPorts } from "./beacon/server.ts";
import type { SandboxEnv } from "./env.ts";
import { front } from "./front.ts";
import { mountSandboxPages } from "./pages.tsx";
import { sandboxRoutes } from "./routes.ts";
import { publishOnVisit } from "./season/objects.ts";
import { locally } from "./standing-in.ts";
import { sandboxToss } from "./toss/store.ts";
import { withWallet } from "./wallet/mount.tsx";

export { Crowd } from "../workers/assembly/crowd.ts";
export { PracticeHouse } from "../workers/assembly/practice-house.ts";
export { Rehearsals } from "../workers/assembly/rehearsals.ts";
export { SaleScreen } from "../workers/assembly/sale-screen.ts";
export { SandboxStore } from "./store.ts";

/** What they are given can be taken away, as the Worker's own bindings. */
export class Fan extends fan((env: SandboxEnv, ctx) => fanPorts(withAway(env), ctx)) {}
export class SeatLedger extends seatLedger((env: SandboxEnv, ctx) => ledgerPorts(withAway(env), ctx)) {}
export class LineRelay extends lineRelay((env: SandboxEnv, ctx) => relayPorts(withAway(env), ctx)) {
  /** Dies in the middle of whatever it does, as the platform may let it. */
  die(): void {
    setTimeout(() => this.ctx.abort("it was told to die"), 0);
  }
}
export class WaitingLine extends waitingLine((env: SandboxEnv, ctx) => linePorts(withAway(env), ctx)) {}

/** Alerts go to the stand-in's desk. */
export class Lookout extends lookout(localLookoutPorts) {}

/** Rounds come from the stand-in beacon, in this process. */
export class Beacon extends beacon(localBeaconPorts) {}

const app = createApp(sandboxRoutes, mountSandboxPages);

/** Webhooks come back into the product in this process, as a provider's call would from outside. */
export class SandboxToss extends sandboxToss(async (env: SandboxEnv, request) => {
  const background: ExecutionContext = { waitUntil: () => {}, passThroughOnException: () => {} } as never;
  return app.fetch(request, locally(env, request), background);
}) {}

const worker = {
  fetch: async (request: Request, env: SandboxEnv, ctx: ExecutionContext) => {
    await publishOnVisit(env, request.url);
    return app.fetch(request, await withWallet(locally(env, request), request), ctx);
  },
  queue: (batch, env) => consumeQueue(batch, locally(env)),
  scheduled: (controller, env) => everyMinute(controller, locally(env)),
} satisfies ExportedHandler<SandboxEnv>;

export default worker;

/** Where the socket of `npm start` leads: ops/local/server.ts names it. */
export const atTheFront = front(worker.fetch);
