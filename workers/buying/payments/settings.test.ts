import { describe, expect, it } from "vitest";
import { checkoutSettings, paymentProvider } from "./configured.ts";
import { paymentSettings, TOSS_BASE_URL, TOSS_SDK_URL } from "./settings.ts";

const KEYS = { client_key: "test_gck_0123456789abcdef", secret_key: "test_gsk_0123456789abcdef" };
const envOf = (payments: unknown) => ({
  PAYMENTS: typeof payments === "string" ? payments : JSON.stringify(payments),
});

describe("P-14: the provider is a matter of configuration", () => {
  it("P-14: without it payments are off", () => {
    expect(paymentSettings({})).toBeNull();
    expect(paymentProvider({}, "toss")).toBeNull();
    expect(paymentProvider(envOf({ provider: "toss", ...KEYS }), "another")).toBeNull();
    expect(checkoutSettings({})).toBeNull();
  });

  it("P-14: keys alone lead to the real addresses; the page never gets the secret one", () => {
    const env = envOf({ provider: "toss", ...KEYS });
    expect(paymentSettings(env)).toEqual({
      provider: "toss",
      ...KEYS,
      base_url: TOSS_BASE_URL,
      sdk_url: TOSS_SDK_URL,
      simulated: false,
    });
    expect(JSON.stringify(checkoutSettings(env))).not.toContain(KEYS.secret_key);
  });

  it("P-14: an own address takes the place of the usual one, without its last slash", () => {
    const env = envOf({ provider: "toss", ...KEYS, base_url: "http://127.0.0.1:9/toss/", simulated: true });
    expect(paymentSettings(env)).toMatchObject({ base_url: "http://127.0.0.1:9/toss", simulated: true });
  });

  it.each([
    "{",
    "null",
    "[]",
    {},
    { provider: "stripe", ...KEYS },
    { provider: "toss", client_key: KEYS.client_key },
    { provider: "toss", ...KEYS, secret_key: "test_sk_0123456789abcdef" },
    { provider: "toss", ...KEYS, secret_key: `live_gsk_${"0".repeat(16)}` },
    { provider: "toss", client_key: KEYS.secret_key, secret_key: KEYS.client_key },
    { provider: "toss", ...KEYS, base_url: "file:///etc" },
    { provider: "toss", ...KEYS, simulated: true },
    {
      provider: "toss",
      client_key: "live_gck_0123456789abcdef",
      secret_key: `live_gsk_${"0".repeat(16)}`,
      base_url: "http://127.0.0.1:9",
      simulated: true,
    },
    { provider: "toss", ...KEYS, client_key: 'test_gck_"><script>' },
    `{"provider":"toss","pad":"${"x".repeat(5_000)}"}`,
  ])("P-14: what cannot be right switches payments off: %j", (payments) => {
    expect(paymentSettings(envOf(payments))).toBeNull();
  });
});
