// Signing in by every way.
import { together } from "../together.ts";

together({
  oauth: () => import("../oauth.test.ts"),
  "oauth-traps": () => import("../oauth-traps.test.ts"),
  "review-accounts": () => import("../review-accounts.test.ts"),
});
