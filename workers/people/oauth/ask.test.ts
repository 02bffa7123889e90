import { describe, expect, it } from "vitest";
import { ANSWER_BYTES_MAX, askProvider, fault, type ProviderFetch, parseJson } from "./ask.ts";

const answering =
  (body: BodyInit | null, status = 200): ProviderFetch =>
  async () =>
    new Response(body, { status });
const sizedJson = (bytes: number): string => `"${"a".repeat(bytes - 2)}"`;

describe("A-16: a provider's answer is bounded, and its failures are told apart", () => {
  it("A-16: an answer at the limit is read, one byte more is not", async () => {
    expect(await askProvider(answering(sizedJson(ANSWER_BYTES_MAX)), "https://p.example/", {})).toMatchObject({
      ok: true,
    });
    expect(await askProvider(answering(sizedJson(ANSWER_BYTES_MAX + 1)), "https://p.example/", {})).toMatchObject({
      failure: { reason: "too_large" },
    });
  });

  it("A-16: every question carries a deadline and follows no redirect", async () => {
    let seen: RequestInit = {};
    await askProvider(
      async (_url, init) => {
        seen = init;
        return new Response("{}");
      },
      "https://p.example/",
      {},
    );
    expect(seen.redirect).toBe("manual");
    expect(seen.signal).toBeInstanceOf(AbortSignal);
  });

  it.each([
    ["TimeoutError", "timeout"],
    ["AbortError", "timeout"],
    ["TypeError", "unreachable"],
  ])("A-16: %s is %s", async (name, reason) => {
    const failing: ProviderFetch = () => Promise.reject(Object.assign(new Error("no"), { name }));
    expect(await askProvider(failing, "https://p.example/", {})).toMatchObject({ failure: { reason } });
  });

  it("A-16: text that is not JSON is refused, by its status when it has one", async () => {
    const html = "<h1>Service Unavailable</h1>";
    expect(await askProvider(answering(html, 503), "https://p.example/", {})).toMatchObject({
      failure: { reason: "refused", detail: "503" },
    });
    expect(await askProvider(answering(html), "https://p.example/", {})).toMatchObject({
      failure: { reason: "not_json" },
    });
    expect(await askProvider(answering(null), "https://p.example/", {})).toMatchObject({
      failure: { reason: "not_json" },
    });
  });

  it("A-16: what is kept for the log is a short code", () => {
    const { failure } = fault("refused", `<script>${"x".repeat(500)}`);
    expect(failure.detail).toMatch(/^[\w .:-]{0,80}$/);
  });
});

describe("A-21: whole numbers keep their digits", () => {
  it.each([
    ['{"id":123456789}', { id: 123456789 }],
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ['{"id":9223372036854775807}', { id: "9223372036854775807" }],
    ['{"share":0.5,"big":1e300}', { share: 0.5, big: 1e300 }],
  ])("A-21: %s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});
