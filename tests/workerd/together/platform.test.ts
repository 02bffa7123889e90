// The provider, figures, refusals and the watchdog; signing in by every way, and what is written to people.
import { together } from "../together.ts";

together({
  toss: () => import("../toss.test.ts"),
  metrics: () => import("../metrics.test.ts"),
  edge: () => import("../edge.test.ts"),
  watchdog: () => import("../watchdog.test.ts"),
  "bad-input": () => import("../bad-input.test.ts"),
  road: () => import("../road.test.ts"),
  catalogue: () => import("../catalogue.test.ts"),
  oauth: () => import("../oauth.test.ts"),
  "oauth-traps": () => import("../oauth-traps.test.ts"),
  "review-accounts": () => import("../review-accounts.test.ts"),
  accounts: () => import("../accounts.test.ts"),
  notifications: () => import("../notifications.test.ts"),
});
