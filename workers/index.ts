// The deployed Worker: requests, queues, cron. Nothing of sandbox/ is reachable from here.
import { createApp } from "./app.ts";
import { everyMinute } from "./jobs/every-minute.ts";
import { consumeQueue } from "./jobs/queues.ts";

export { Fan } from "./inbox/object.ts";
export { WaitingLine } from "./line/object.ts";
export { SeatLedger } from "./seats/ledger.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  queue: consumeQueue,
  scheduled: everyMinute,
} satisfies ExportedHandler<Env>;
