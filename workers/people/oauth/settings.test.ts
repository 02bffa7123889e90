import { describe, expect, it } from "vitest";
import { offeredProviders, settingsOf } from "./settings.ts";

const envOf = (providers: unknown) => ({
  SIGNING_KEYS: "",
  ISSUER: "fairline",
  IDENTITY_PROVIDERS: typeof providers === "string" ? providers : JSON.stringify(providers),
});
const app = { client_id: "id", client_secret: "secret" };

describe("A-17: providers are offered by configuration", () => {
  it("A-17: without configuration none is", () => {
    expect(offeredProviders({ SIGNING_KEYS: "", ISSUER: "fairline" })).toEqual([]);
  });

  it("A-17: one that is configured is offered at its real addresses, in a steady order", () => {
    const env = envOf({ naver: app, google: app });
    expect(offeredProviders(env)).toEqual(["google", "naver"]);
    expect(settingsOf(env, "google")).toMatchObject({ ...app, token_url: "https://oauth2.googleapis.com/token" });
    expect(settingsOf(env, "kakao")).toBeNull();
  });

  it("A-17: an own issuer takes the place of the usual ones", () => {
    const env = envOf({ google: { ...app, issuer: "http://127.0.0.1/g", token_url: "http://127.0.0.1/g/token" } });
    expect(settingsOf(env, "google")).toMatchObject({
      issuers: ["http://127.0.0.1/g"],
      token_url: "http://127.0.0.1/g/token",
    });
  });

  it.each([
    "{",
    "[]",
    "null",
    { google: { client_id: "id" } },
    { google: { ...app, client_secret: "" } },
    { google: { ...app, token_url: "javascript:alert(1)" } },
    { google: { ...app, jwks_url: "not an address" } },
    `{"google":${JSON.stringify(app)},"pad":"${"x".repeat(20_000)}"}`,
  ])("A-17: what cannot be read offers nothing: %j", (providers) => {
    expect(offeredProviders(envOf(providers))).toEqual([]);
  });
});
