// The local Worker: the product with its stand-ins. Never deployed; the deployed entry does not reach this folder.
import { createApp } from "../workers/app.ts";
import { everyMinute } from "../workers/jobs/every-minute.ts";
import { consumeQueue } from "../workers/jobs/queues.ts";
import { type SandboxEnv, withStandIns } from "./env.ts";
import { withIdentityProviders } from "./identity/server.ts";
import { mountSandboxPages } from "./pages.tsx";
import { sandboxRoutes } from "./routes.ts";

export { Fan } from "../durable-objects/fan/fan.ts";
export { WaitingLine } from "../workers/line/object.ts";
export { SeatLedger } from "../workers/seats/ledger.ts";
export { SandboxStore } from "./store.ts";

const app = createApp(sandboxRoutes, mountSandboxPages);

export default {
  fetch: (request, env, ctx) => app.fetch(request, withIdentityProviders(withStandIns(env), request), ctx),
  queue: (batch, env) => consumeQueue(batch, withStandIns(env)),
  scheduled: (controller, env) => everyMinute(controller, withStandIns(env)),
} satisfies ExportedHandler<SandboxEnv>;
