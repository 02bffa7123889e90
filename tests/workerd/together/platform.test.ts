// The provider, figures, refusals and the watchdog.
import { together } from "../together.ts";

together({
  toss: () => import("../toss.test.ts"),
  metrics: () => import("../metrics.test.ts"),
  edge: () => import("../edge.test.ts"),
  watchdog: () => import("../watchdog.test.ts"),
  "bad-input": () => import("../bad-input.test.ts"),
  road: () => import("../road.test.ts"),
  catalogue: () => import("../catalogue.test.ts"),
});
