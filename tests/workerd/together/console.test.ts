// What organisers do and who may.
import { together } from "../together.ts";

together({
  making: () => import("../making.test.ts"),
  appeals: () => import("../appeals.test.ts"),
  layouts: () => import("../layouts.test.ts"),
  "live-sale": () => import("../live-sale.test.ts"),
  door: () => import("../door.test.ts"),
  roles: () => import("../roles.test.ts"),
  checks: () => import("../checks.test.ts"),
  strangers: () => import("../strangers.test.ts"),
});
