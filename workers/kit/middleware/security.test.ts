import { expect, it } from "vitest";
import { transportSecurity } from "./security.ts";

it("F6: this host is https alone; other names of the domain are bound only when that is asked for", () => {
  for (const asked of [undefined, "", "yes", "constructor"]) expect(transportSecurity(asked)).toBe("max-age=63072000");
  expect(transportSecurity("subdomains")).toBe("max-age=63072000; includeSubDomains");
  expect(transportSecurity("preload")).toBe("max-age=63072000; includeSubDomains; preload");
});
