// What is bought, paid and given back.
import { together } from "../together.ts";

together({
  law: () => import("../law.test.ts"),
  story: () => import("../story.test.ts"),
  "order-record": () => import("../order-record.test.ts"),
  returns: () => import("../returns.test.ts"),
  "review-sale": () => import("../review-sale.test.ts"),
  turns: () => import("../turns.test.ts"),
  buying: () => import("../buying.test.ts"),
});
