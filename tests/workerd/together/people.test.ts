// Signing in by every way, and what is written to people.
import { together } from "../together.ts";

together({
  oauth: () => import("../oauth.test.ts"),
  "oauth-traps": () => import("../oauth-traps.test.ts"),
  "review-accounts": () => import("../review-accounts.test.ts"),
  accounts: () => import("../accounts.test.ts"),
  notifications: () => import("../notifications.test.ts"),
});
