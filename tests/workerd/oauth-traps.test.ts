// The traps of each provider's protocol, and who becomes whose account.
import { beforeAll, describe, expect, it } from "vitest";
import { be, call, migrate, ORIGIN, testEnv } from "./kit.ts";
import { codeOf, enter, Visitor } from "./oauth-visitor.ts";

beforeAll(migrate);

const refusedWith = async (provider: "google" | "kakao" | "naver", failure: string) => {
  const visitor = new Visitor();
  const end = await visitor.signIn(provider, { failure });
  expect(end.status).toBe(502);
  expect(await codeOf(end)).toBe("oauth_failed");
  expect(visitor.jar.has("access")).toBe(false);
  expect(visitor.jar.has("refresh")).toBe(false);
};

describe("A-20: an ID token counts only by the provider's key, for us, for this journey, now", () => {
  const spoilt = [
    "alg_none",
    "hmac_by_public_key",
    "bad_signature",
    "unknown_key",
    "wrong_audience",
    "wrong_issuer",
    "wrong_nonce",
    "token_expired",
    "no_id_token",
  ];
  it.each(
    spoilt.flatMap((failure) => [
      { provider: "google" as const, failure },
      { provider: "kakao" as const, failure },
    ]),
  )("A-20: $provider: $failure is refused", ({ provider, failure }) => refusedWith(provider, failure));
});

describe("A-21: Kakao", () => {
  it("A-21: its numeric id is kept as its digits, also past what a double holds", async () => {
    await enter("kakao", { person: "minji" });
    await enter("kakao", { person: "bignumber" });
    const { results } = await testEnv.DB.prepare("SELECT subject FROM identities WHERE provider = 'kakao'").all();
    const subjects = results.map((row) => row.subject);
    expect(subjects).toContain("3100200301");
    expect(subjects).toContain("9007199254740993");
  });

  it("A-21: a profile of another person than the ID token's is refused", () => refusedWith("kakao", "other_person"));
  it("A-21: a profile without an id is refused", () => refusedWith("kakao", "profile_without_id"));
  it("A-21: a refused profile (-402) is refused", () => refusedWith("kakao", "profile_refused"));

  it("A-21: without an address an account is made all the same", async () => {
    const me = await enter("kakao", { person: "jiwoo" });
    expect(me).toMatchObject({ email: null, name: "지우" });
  });
});

describe("A-22: Naver", () => {
  it("A-22: an error inside a 200 of the token endpoint is an error", () => refusedWith("naver", "token_error_in_200"));
  it("A-22: a resultcode other than 00 is an error, whatever the status", () =>
    refusedWith("naver", "profile_refused"));
  it("A-22: a profile without an id is refused", () => refusedWith("naver", "profile_without_id"));

  it("A-22: everything but the id may be missing", async () => {
    const me = await enter("naver", { person: "jiwoo" });
    expect(me).toMatchObject({ email: null, name: "" });
  });

  it("D62 its contact address is a label of the identity and never the account's", async () => {
    const me = await enter("naver", { person: "yuna" });
    expect(me.email).toBeNull();
    expect(me.identities).toMatchObject([{ provider: "naver", email: "yuna@naver.example" }]);
  });
});

describe("A-2: one proven address, one account", () => {
  it("A-2: Google and Kakao with the same proven address, and a mail code sign-in before them", async () => {
    const mail = await be("minji@fairline.example");
    const google = await enter("google", { person: "minji" });
    const kakao = await enter("kakao", { person: "minji" });
    expect(google.id).toBe(mail.id);
    expect(kakao.id).toBe(mail.id);
    expect(kakao.identities.map((one) => one.provider).sort()).toEqual(["google", "kakao", "mail"]);
  });

  it.each([
    ["google", "doyun", "email_verified is false"],
    ["kakao", "doyun", "is_email_verified is false"],
    ["kakao", "eunseo", "is_email_valid is false"],
    ["naver", "minji", "Naver vouches for nothing"],
  ] as const)("D62 %s: %s does not enter Minji's account: %s", async (provider, person, _why) => {
    const minji = await be("minji@fairline.example");
    const other = await enter(provider, { person });
    expect(other.id).not.toBe(minji.id);
    expect(other.email).toBeNull();
  });

  it("D62 one number at three providers is three people", async () => {
    const seojun = await enter("google", { person: "seojun" });
    const haneul = await enter("kakao", { person: "haneul" });
    const yuna = await enter("naver", { person: "yuna" });
    expect(new Set([seojun.id, haneul.id, yuna.id]).size).toBe(3);
  });

  it("A-5: two first sign-ins at the same moment end as one account", async () => {
    const visitors = [new Visitor(), new Visitor(), new Visitor(), new Visitor()];
    const callbacks: string[] = [];
    for (const visitor of visitors) callbacks.push(await visitor.toCallback("naver", { person: "doyun" }));
    const ends = await Promise.all(visitors.map((visitor, at) => visitor.go(callbacks[at] ?? "")));
    expect(ends.map((end) => end.status)).toEqual([302, 302, 302, 302]);
    const people = await Promise.all(visitors.map((visitor) => visitor.me()));
    expect(new Set(people.map((me) => me.id)).size).toBe(1);
    const orphans = await testEnv.DB.prepare(
      "SELECT count(*) AS n FROM users WHERE id NOT IN (SELECT user_id FROM identities)",
    ).first();
    expect(orphans).toEqual({ n: 0 });
  });

  it("A-4: a disabled account is not entered", async () => {
    const me = await enter("google", { person: "jiwoo" });
    await testEnv.DB.prepare("UPDATE users SET status = 'DISABLED' WHERE id = ?").bind(me.id).run();
    const visitor = new Visitor();
    const end = await visitor.signIn("google", { person: "jiwoo" });
    expect(end.status).toBe(403);
    expect(await codeOf(end)).toBe("account_disabled");
    expect(visitor.jar.has("access")).toBe(false);
    await testEnv.DB.prepare("UPDATE users SET status = 'ACTIVE' WHERE id = ?").bind(me.id).run();
  });

  it("D60 D61 nothing in the request makes a role or an identity", async () => {
    const visitor = new Visitor();
    const start = "/auth/naver/start?role=ADMIN&user_id=usr_season&email=minji@fairline.example";
    const callback = await visitor.toCallback("naver", { person: "jiwoo", start });
    const headers = { "x-user-id": "usr_season", "x-email": "minji@fairline.example", "x-role": "ADMIN" };
    expect((await visitor.go(`${callback}&role=ADMIN&sub=1&email=minji@fairline.example`, { headers })).status).toBe(
      302,
    );
    expect(await visitor.me()).toMatchObject({ role: "USER", email: null });
  });
});

describe("A-3: linking", () => {
  const own = { "sec-fetch-site": "same-origin" };
  const linkAs = (provider: string) => `/auth/${provider}/start?link=1`;
  const signedIn = async (email: string) => {
    const visitor = new Visitor();
    const { cookies, id } = await be(email);
    for (const cookie of cookies.split("; ")) {
      const at = cookie.indexOf("=");
      visitor.jar.set(cookie.slice(0, at), cookie.slice(at + 1));
    }
    return { visitor, id };
  };

  it("A-3: adds to the account one is signed in to, and comes back to the profile", async () => {
    const { visitor, id } = await signedIn("linker@fairline.example");
    const session = visitor.jar.get("access");
    await testEnv.DB.prepare("DELETE FROM identities WHERE subject = '9007199254740993'").run();
    const linked = await visitor.signIn("kakao", { person: "bignumber", start: linkAs("kakao"), headers: own });
    expect(linked.status).toBe(302);
    expect(linked.headers.get("location")).toBe("/me");
    expect(visitor.jar.get("access"), "no new session").toBe(session);
    expect((await enter("kakao", { person: "bignumber" })).id).toBe(id);
  });

  it("A-3: another's identity is refused", async () => {
    await enter("google", { person: "minji" });
    const { visitor } = await signedIn("taker@fairline.example");
    const end = await visitor.signIn("google", { person: "minji", start: linkAs("google"), headers: own });
    expect(end.status).toBe(409);
    expect(await codeOf(end)).toBe("identity_taken");
  });

  it("A-6: needs a session, and the same one at the end", async () => {
    expect((await new Visitor().go(linkAs("google"), { headers: own })).status).toBe(401);
    const { visitor } = await signedIn("first@fairline.example");
    const callback = await visitor.toCallback("naver", { person: "doyun", start: linkAs("naver"), headers: own });
    const second = await signedIn("second@fairline.example");
    visitor.jar.set("access", second.visitor.jar.get("access") ?? "");
    const end = await visitor.go(callback);
    expect(end.status).toBe(401);
    expect(await codeOf(end)).toBe("session_ended");
  });

  it("A-6: is started by the site's own pages only, never by a foreign one", async () => {
    const { visitor } = await signedIn("target@fairline.example");
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "none", referer: `${ORIGIN}/me` },
      { "sec-fetch-site": "same-site" },
      // Sent on by our own sign-in page, whose return_to anybody may have written.
      { "sec-fetch-site": "same-origin", referer: `${ORIGIN}/signin?return_to=%2Fauth%2Fgoogle%2Fstart%3Flink%3D1` },
      { referer: `${ORIGIN}/mean` },
      { referer: "https://evil.example/" },
      {},
    ] as Record<string, string>[]) {
      const start = await visitor.go(linkAs("google"), { headers });
      expect(start.status).toBe(403);
      expect(await codeOf(start)).toBe("foreign_origin");
    }
    for (const headers of [{ referer: `${ORIGIN}/me` }, { ...own, referer: `${ORIGIN}/me?tab=identities` }]) {
      expect((await visitor.go(linkAs("google"), { headers })).status).toBe(302);
    }
  });
});

describe("A-30: the stand-ins hold the product to each provider's own demands", () => {
  const home = "/sandbox/identity";
  const post = (path: string, form: Record<string, string>) =>
    call(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
  const kakao = {
    grant_type: "authorization_code",
    client_id: "stand-in-kakao-rest-key",
    client_secret: "stand-in-kakao",
  };

  it("A-30: Kakao's error codes", async () => {
    const token = `${home}/kakao/oauth/token`;
    const errorOf = async (response: Response) =>
      [response.status, ((await response.json()) as { error_code: string }).error_code] as const;
    expect(await errorOf(await post(token, { ...kakao, client_id: "?" }))).toEqual([401, "KOE101"]);
    expect(await errorOf(await post(token, { ...kakao, client_secret: "?" }))).toEqual([401, "KOE010"]);
    expect(await errorOf(await post(token, { ...kakao, code: "?" }))).toEqual([400, "KOE320"]);
    const code = async () => new URL(await new Visitor().toCallback("kakao")).searchParams.get("code") ?? "";
    expect(await errorOf(await post(token, { ...kakao, code: await code(), redirect_uri: `${ORIGIN}/else` }))).toEqual([
      400,
      "KOE303",
    ]);
    const redirect_uri = `${ORIGIN}/auth/kakao/callback`;
    const without_verifier = await post(token, { ...kakao, code: await code(), redirect_uri });
    expect(await errorOf(without_verifier)).toEqual([400, "KOE320"]);
  });

  it("A-30: Naver's errors come with a 200, and its state is asked for again", async () => {
    const naver = {
      grant_type: "authorization_code",
      client_id: "stand-in-naver-client",
      client_secret: "stand-in-naver",
    };
    const callback = new URL(await new Visitor().toCallback("naver"));
    const code = callback.searchParams.get("code") ?? "";
    const response = await post(`${home}/naver/oauth2.0/token`, { ...naver, code, state: "another" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ error: "invalid_request" });
  });

  it("A-30: a wrong redirect_uri is never redirected to", async () => {
    const query = new URLSearchParams({
      client_id: "stand-in-naver-client",
      response_type: "code",
      redirect_uri: "https://evil.example/",
      state: "s",
    });
    expect((await call(`${home}/naver/oauth2.0/authorize?${query}`)).status).toBe(400);
  });

  it("A-30: discovery and keys are published", async () => {
    const discovery = (await (await call(`${home}/google/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    const keys = (await (await call(new URL(discovery.jwks_uri).pathname)).json()) as {
      keys: Record<string, unknown>[];
    };
    expect(keys.keys[0]).toMatchObject({ kty: "RSA", alg: "RS256" });
    expect(keys.keys[0]).not.toHaveProperty("d");
  });

  it("A-30: the page to choose on is there in both languages", async () => {
    const visitor = new Visitor();
    const authorize = (await visitor.go("/auth/kakao/start")).headers.get("location") ?? "";
    const english = await (await visitor.go(authorize)).text();
    expect(english).toContain("Stand-in for Kakao");
    expect(english).toContain("Did not agree to give mail");
    const korean = await (await visitor.go(authorize, { headers: { "accept-language": "ko" } })).text();
    expect(korean).toContain("카카오 대역");
  });
});
