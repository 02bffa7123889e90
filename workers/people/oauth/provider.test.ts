import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { LIMITS } from "../../../schema/limits.ts";
import { cleanEmail, cleanName, readTokens } from "./provider.ts";

describe("A-19: what a provider says about a person is cleaned", () => {
  it("A-19: addresses are lower-cased, and only plain ones count", () => {
    expect(cleanEmail("Minji@Example.COM")).toBe("minji@example.com");
    expect(cleanEmail("not an address")).toBeNull();
    expect(cleanEmail(undefined)).toBeNull();
    expect(cleanEmail(`${"a".repeat(250)}@b.co`)).toBeNull();
    // The Kelvin sign folds to a plain k: it would be somebody else's address.
    expect("min\u212Aim@example.com".toLowerCase()).toBe("minkim@example.com");
    expect(cleanEmail("min\u212Aim@example.com")).toBeNull();
  });

  it("A-19: names lose what cannot be seen, and are cut between letters", () => {
    expect(cleanName("  김\u0000민\u202E지\n ")).toBe("김 민 지");
    expect(cleanName(undefined, "", "지우")).toBe("지우");
    expect(cleanName()).toBe("");
    const long = cleanName("😀".repeat(100));
    expect(long.length).toBeLessThanOrEqual(LIMITS.name_chars);
    expect(long.isWellFormed()).toBe(true);
  });
});

describe("A-22: an error in a token answer is an error, whatever the status", () => {
  const tokens = z.object({ access_token: z.string() });

  it.each([200, 400, 401])("A-22: with status %i", (status) => {
    const body = { error: "invalid_request", error_description: "no valid data in session" };
    expect(readTokens(tokens, { status, body })).toEqual({
      ok: false,
      failure: { reason: "refused", detail: "invalid_request" },
    });
  });

  it("A-22: even beside a token", () => {
    const body = { error: "invalid_request", access_token: "a" };
    expect(readTokens(tokens, { status: 200, body })).toMatchObject({ ok: false });
  });

  it("A-22: expires_in may be a text or a number", () => {
    for (const expires_in of ["3600", 3600]) {
      expect(readTokens(tokens, { status: 200, body: { access_token: "a", expires_in } })).toMatchObject({ ok: true });
    }
  });

  it("A-21: Kakao's own code is kept for the log", () => {
    const body = { error: "invalid_client", error_description: "Bad client credentials", error_code: "KOE010" };
    expect(readTokens(tokens, { status: 401, body })).toMatchObject({ failure: { detail: "KOE010" } });
  });
});
