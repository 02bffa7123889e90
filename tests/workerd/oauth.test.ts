// Signing in by a provider, end to end against the stand-ins: the same client code that speaks to the real ones.
import { createExecutionContext } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { withIdentityProviders } from "../../sandbox/identity/server.ts";
import { PROVIDERS } from "../../schema/http/people.ts";
import { createApp } from "../../workers/assembly/app.ts";
import { migrate, ORIGIN, testEnv } from "./kit.ts";
import { codeOf, enter, locationOf, Visitor } from "./oauth-visitor.ts";

beforeAll(migrate);

describe("A-10: the way there", () => {
  it.each(PROVIDERS)("A-10: %s starts with a state, and a cookie that scripts cannot read", async (provider) => {
    const visitor = new Visitor();
    const start = await visitor.go(`/auth/${provider}/start?return_to=/shows/moon`);
    expect(start.status).toBe(302);
    const query = new URL(locationOf(start)).searchParams;
    expect(query.get("response_type")).toBe("code");
    expect(query.get("state")).toMatch(/^[\w-]{43}$/);
    expect(query.get("redirect_uri")).toBe(`${ORIGIN}/auth/${provider}/callback`);
    expect(start.headers.get("cache-control")).toBe("no-store");
    const cookie = start.headers.getSetCookie().find((one) => one.startsWith("oauth="));
    expect(cookie).toContain("Max-Age=600");
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).not.toContain(query.get("state") ?? "-");
  });

  it.each(["google", "kakao"] as const)(
    "A-11: %s is asked with PKCE and a nonce, fresh each time",
    async (provider) => {
      const visitor = new Visitor();
      const queries = [];
      for (let turn = 0; turn < 2; turn += 1) {
        queries.push(new URL(locationOf(await visitor.go(`/auth/${provider}/start`))).searchParams);
      }
      for (const name of ["state", "nonce", "code_challenge"]) {
        expect(queries[0]?.get(name)).toMatch(/^[\w-]{43}$/);
        expect(queries[0]?.get(name)).not.toBe(queries[1]?.get(name));
      }
      expect(queries[0]?.get("code_challenge_method")).toBe("S256");
      expect(queries[0]?.get("scope")).toContain("openid");
    },
  );

  it("A-10: over https the cookie is bound to the host and to https", async () => {
    const request = new Request("https://fairline.test/auth/google/start");
    const env = withIdentityProviders(testEnv as never, request);
    const start = await createApp().fetch(request, env, createExecutionContext());
    expect(start.headers.getSetCookie().join()).toMatch(/^__Host-oauth=.*; Secure/);
  });

  it.each([undefined, "", "{", '{"kakao":{"client_id":"x"}}'])(
    "A-17: with %j configured every provider is off and says so",
    async (IDENTITY_PROVIDERS) => {
      const env = { ...testEnv, IDENTITY_PROVIDERS };
      for (const provider of PROVIDERS) {
        for (const road of ["start", "callback?state=a&code=b"]) {
          const request = new Request(`${ORIGIN}/auth/${provider}/${road}`, { headers: { accept: "text/html" } });
          const response = await createApp().fetch(request, env, createExecutionContext());
          expect(response.status).toBe(404);
          expect(await codeOf(response)).toBe("provider_off");
        }
      }
    },
  );

  it("A-10: a provider that is unknown is not found", async () => {
    for (const road of ["start", "callback"]) {
      expect((await new Visitor().go(`/auth/facebook/${road}`)).status).toBe(404);
    }
  });
});

describe("A-12: the way back", () => {
  it.each(PROVIDERS)("A-12: %s ends signed in at the page one came from", async (provider) => {
    const visitor = new Visitor();
    const start = `/auth/${provider}/start?return_to=${encodeURIComponent("/shows/moon?round=1#seats")}`;
    const end = await visitor.signIn(provider, { start });
    expect(end.status).toBe(302);
    expect(locationOf(end)).toBe("/shows/moon?round=1#seats");
    expect(end.headers.get("cache-control")).toBe("no-store");
    expect(end.headers.get("referrer-policy")).toBe("no-referrer");
    expect(visitor.jar.has("oauth")).toBe(false);
    const me = await visitor.me();
    expect(me.identities.map((one) => one.provider)).toContain(provider);
  });

  it.each(PROVIDERS)("A-12: %s leads the same person to the same account", async (provider) => {
    expect((await enter(provider)).id).toBe((await enter(provider)).id);
  });

  it.each([
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example/",
    "\\/evil.example",
    "/.//evil.example/x",
    "/x/..//",
    "/%2e//evil.example",
    "/%0d%0aSet-Cookie:x",
    "javascript:alert(1)",
    "/\t/evil.example",
    "evil.example",
  ])("A-13 D75: return_to %j stays inside the site", async (return_to) => {
    const visitor = new Visitor();
    const start = `/auth/google/start?return_to=${encodeURIComponent(return_to)}`;
    const end = await visitor.signIn("google", { start });
    expect(end.status).toBe(302);
    const where = new URL(locationOf(end), ORIGIN);
    expect(where.origin).toBe(ORIGIN);
    expect(locationOf(end)).toMatch(/^\/(?![/\\])/);
  });
});

describe("D64 nothing comes back without the state that went there", () => {
  const stateFault = async (response: Response) => {
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe("oauth_state");
  };

  it.each(PROVIDERS)("D64 %s: a callback that nobody started", async (provider) => {
    await stateFault(await new Visitor().go(`/auth/${provider}/callback?code=abc&state=def`));
    await stateFault(await new Visitor().go(`/auth/${provider}/callback?code=abc`));
  });

  it.each(PROVIDERS)("D64 %s: another's callback in one's own browser", async (provider) => {
    const attacker = new Visitor();
    const callback = await attacker.toCallback(provider, { person: "jiwoo" });
    const victim = new Visitor();
    await victim.go(`/auth/${provider}/start`);
    await stateFault(await victim.go(callback));
    expect(victim.jar.has("access")).toBe(false);
  });

  it.each(PROVIDERS)("D64 %s: a state that is forged, missing or repeated", async (provider) => {
    for (const spoil of ["forged", "missing", "longer"]) {
      const visitor = new Visitor();
      const callback = new URL(await visitor.toCallback(provider));
      const state = callback.searchParams.get("state") ?? "";
      if (spoil === "missing") callback.searchParams.delete("state");
      else callback.searchParams.set("state", spoil === "forged" ? `A${state.slice(1, -1)}A` : `${state}A`);
      await stateFault(await visitor.go(callback.href));
    }
  });

  it("D64 a cookie that was not sealed here, or was altered", async () => {
    const visitor = new Visitor();
    const callback = await visitor.toCallback("google");
    const sealed = visitor.jar.get("oauth") ?? "";
    const at = sealed.lastIndexOf(".") - 5;
    visitor.jar.set("oauth", `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`);
    await stateFault(await visitor.go(callback));
  });

  it("D64 a state made for another provider", async () => {
    const visitor = new Visitor();
    const callback = new URL(await visitor.toCallback("naver"));
    await stateFault(await visitor.go(`/auth/google/callback${callback.search}`));
  });

  it.each(PROVIDERS)("D64 %s: a replayed callback, also with a copy of the cookie", async (provider) => {
    const visitor = new Visitor();
    const start = locationOf(await visitor.go(`/auth/${provider}/start`));
    const copy = visitor.jar.get("oauth") ?? "";
    const callback = await visitor.choose(provider, start);
    expect((await visitor.go(callback)).status).toBe(302);
    await stateFault(await visitor.go(callback));
    visitor.jar.set("oauth", copy);
    await stateFault(await visitor.go(callback));
    // The same state once more, with a code that was never used.
    visitor.jar.set("oauth", copy);
    await stateFault(await visitor.go(await visitor.choose(provider, start)));
  });

  it("D64 negative control: with the memory of used states gone, a copied cookie and a fresh code get in", async () => {
    const visitor = new Visitor();
    const start = locationOf(await visitor.go("/auth/naver/start"));
    const copy = visitor.jar.get("oauth") ?? "";
    expect((await visitor.go(await visitor.choose("naver", start))).status).toBe(302);
    await testEnv.DB.prepare("DELETE FROM kept_answers WHERE user_id = 'oauth'").run();
    visitor.jar.set("oauth", copy);
    expect((await visitor.go(await visitor.choose("naver", start))).status).toBe(302);
  });

  it.each(PROVIDERS)("A-14: %s: a used code in a new journey is refused by the provider", async (provider) => {
    const first = new Visitor();
    const used = new URL(await first.toCallback(provider));
    expect((await first.go(used.href)).status).toBe(302);
    const second = new Visitor();
    const callback = new URL(await second.toCallback(provider));
    callback.searchParams.set("code", used.searchParams.get("code") ?? "");
    const end = await second.go(callback.href);
    expect(end.status).toBe(502);
    expect(await codeOf(end)).toBe("oauth_failed");
  });

  it.each(PROVIDERS)("A-14: %s: a code stolen from another's journey is of no use", async (provider) => {
    const stolen = new URL(await new Visitor().toCallback(provider));
    const thief = new Visitor();
    const own = new URL(await thief.toCallback(provider, { person: "jiwoo" }));
    own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
    expect((await thief.go(own.href)).status).toBe(502);
    expect(thief.jar.has("access")).toBe(false);
  });
});

describe("A-15: when it goes wrong, a page says what to do", () => {
  it.each(PROVIDERS)("A-15: %s: a refusal by the person", async (provider) => {
    const visitor = new Visitor();
    const end = await visitor.signIn(provider, {
      refuse: true,
      start: `/auth/${provider}/start?return_to=/shows/moon`,
    });
    expect(end.status).toBe(400);
    const html = await end.text();
    expect(html).toContain("oauth_denied");
    expect(html).toContain(`/auth/${provider}/start?return_to=%2Fshows%2Fmoon`);
    expect(html).toContain("/signin?return_to=%2Fshows%2Fmoon");
    expect(html, "the spent address is not offered again").not.toContain("/callback");
    expect(visitor.jar.has("access")).toBe(false);
  });

  const everywhere = ["provider_error", "code_expired", "server_error", "huge"] as const;
  it.each(PROVIDERS.flatMap((provider) => everywhere.map((failure) => ({ provider, failure }))))(
    "A-15: $provider: $failure",
    async ({ provider, failure }) => {
      const visitor = new Visitor();
      const end = await visitor.signIn(provider, { failure });
      expect(end.status).toBe(502);
      expect(await codeOf(end)).toBe("oauth_failed");
      expect(visitor.jar.has("access")).toBe(false);
    },
  );

  it("A-15: a callback with neither code nor error", async () => {
    const visitor = new Visitor();
    const callback = new URL(await visitor.toCallback("kakao"));
    callback.searchParams.delete("code");
    expect(await codeOf(await visitor.go(callback.href))).toBe("oauth_failed");
  });

  it("A-15: in the fan's language, and as a problem for programs", async () => {
    const visitor = new Visitor();
    const callback = await visitor.toCallback("kakao", { refuse: true });
    const korean = await visitor.go(callback, { headers: { "accept-language": "ko" } });
    expect(await korean.text()).toContain("카카오로 다시 시도");
    const program = new Visitor();
    const end = await program.go(await program.toCallback("kakao", { refuse: true }), {
      headers: { accept: "application/json" },
    });
    expect(end.headers.get("content-type")).toContain("application/problem+json");
    expect(await codeOf(end)).toBe("oauth_denied");
    expect(program.jar.has("oauth"), "the cookie ends with it").toBe(false);
  });

  it("A-16: a provider that does not answer is given up on", { timeout: 15_000 }, async () => {
    const began_ms = Date.now();
    const end = await new Visitor().signIn("naver", { failure: "slow" });
    expect(await codeOf(end)).toBe("oauth_failed");
    expect(Date.now() - began_ms).toBeLessThan(7_000);
  });
});
