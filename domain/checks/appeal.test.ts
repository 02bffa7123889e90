import { describe, expect, it } from "vitest";
import { APPEALS_PER_FAN, appealRefusal } from "./appeal.ts";

describe("another look at a removal", () => {
  it("CK6: is for who is removed, one at a time, and a few in all", () => {
    expect(appealRefusal({ removed: true, open: false, filed: 0 })).toBeNull();
    expect(appealRefusal({ removed: false, open: false, filed: 0 })).toBe("not_appealable");
    expect(appealRefusal({ removed: false, open: true, filed: 1 })).toBe("not_appealable");
    expect(appealRefusal({ removed: true, open: true, filed: 1 })).toBe("appeal_open");
    expect(appealRefusal({ removed: true, open: false, filed: APPEALS_PER_FAN - 1 })).toBeNull();
    expect(appealRefusal({ removed: true, open: false, filed: APPEALS_PER_FAN })).toBe("appeals_limit");
  });
});
