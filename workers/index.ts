// The deployed Worker: requests, queues, cron. Nothing of sandbox/ is reachable from here.
import { createApp } from "./assembly/app.ts";
import { everyMinute } from "./running/every-minute.ts";
import { consumeQueue } from "./running/queues.ts";

export { Beacon } from "./assembly/beacon.ts";
export { Crowd } from "./assembly/crowd.ts";
export { Fan } from "./assembly/fan.ts";
export { LineRelay } from "./assembly/line-relay.ts";
export { Lookout } from "./assembly/lookout.ts";
export { PracticeHouse } from "./assembly/practice-house.ts";
export { Rehearsals } from "./assembly/rehearsals.ts";
export { SaleScreen } from "./assembly/sale-screen.ts";
export { SeatLedger } from "./assembly/seat-ledger.ts";
export { WaitingLine } from "./assembly/waiting-line.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  queue: consumeQueue,
  scheduled: everyMinute,
} satisfies ExportedHandler<Env>;
