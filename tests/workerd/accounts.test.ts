import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ask, be, call, cookiesOf, migrate, testEnv } from "./kit.ts";

beforeAll(migrate);

const HEADERS = { origin: "http://fairline.test" };
type Mail = { readonly subject: string; readonly text: string };

const lastCode = async (email: string): Promise<string> => {
  let code = "";
  await expect
    .poll(
      async () => {
        const { body } = await ask(`/sandbox/mail?to=${encodeURIComponent(email)}`);
        code = (body.items as Mail[])[0]?.text.match(/\b\d{6}\b/)?.[0] ?? "";
        return code;
      },
      { timeout: 10_000, interval: 200 },
    )
    .toMatch(/^\d{6}$/);
  return code;
};

const askCode = (email: string, challenge?: string) =>
  ask("/v1/api/auth/codes", { method: "POST", body: { email, ...(challenge === undefined ? {} : { challenge }) } });
const enter = (email: string, code: string, challenge: string) =>
  ask("/v1/api/auth/sessions", { method: "POST", body: { email, code, challenge } });
const notOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("A2: signing in with a mail code", () => {
  it("A2: the code from the mail signs in and works once", async () => {
    const email = "first@example.com";
    const { status, body } = await askCode(email);
    expect(status).toBe(202);
    const code = await lastCode(email);
    const entered = await enter(email, code, body.challenge);
    expect([entered.status, entered.body.token_type, entered.body.user.email]).toEqual([201, "Bearer", email]);
    expect((await ask("/v1/api/users/me", { token: entered.body.access_token })).body.id).toBe(entered.body.user.id);
    expect((await enter(email, code, body.challenge)).body.code).toBe("code_expired");
  });

  it("A2: the answer is the same whether or not the address is known", async () => {
    const known = await askCode("first@example.com");
    const unknown = await askCode("nobody-yet@example.com");
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)]);
  });

  it("A2: five wrong tries, then the right code is refused too", async () => {
    const email = "guesser@example.com";
    const { body } = await askCode(email);
    const code = await lastCode(email);
    for (let i = 0; i < 5; i += 1)
      expect((await enter(email, notOf(code), body.challenge)).body.code).toBe("code_wrong");
    const sixth = await enter(email, code, body.challenge);
    expect([sixth.status, sixth.body.code, sixth.headers.get("retry-after")]).toEqual([429, "code_tries_used", "600"]);
  });

  it("A2: fifty parallel guesses count as what they are", async () => {
    const email = "parallel@example.com";
    const { body } = await askCode(email);
    const code = await lastCode(email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => enter(email, notOf(code), body.challenge)));
    expect(answers.filter(({ body: one }) => one.code === "code_wrong")).toHaveLength(5);
    expect(answers.filter(({ body: one }) => one.code === "code_tries_used")).toHaveLength(45);
  });

  it("A2: the right code sent twenty times at once signs in once", async () => {
    const email = "double@example.com";
    const { body } = await askCode(email);
    const code = await lastCode(email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(email, code, body.challenge)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it("A2: a code lives three minutes and not a millisecond longer", async () => {
    const email = "late@example.com";
    const { body } = await askCode(email);
    const code = await lastCode(email);
    await testEnv.DB.prepare("UPDATE login_codes SET expires_at_ms = ? WHERE email = ?")
      .bind(Date.now() - 1, email)
      .run();
    expect((await enter(email, code, body.challenge)).body.code).toBe("code_expired");
  });

  it("A2: a resend voids the former code of its own challenge", async () => {
    const email = "again@example.com";
    const { body } = await askCode(email);
    const former = await lastCode(email);
    await askCode(email, body.challenge);
    await expect
      .poll(async () => (await ask(`/sandbox/mail?to=${email}`)).body.items.length, { timeout: 8_000 })
      .toBe(2);
    const later = await lastCode(email);
    if (former !== later) expect((await enter(email, former, body.challenge)).body.code).toBe("code_wrong");
    expect((await enter(email, later, body.challenge)).status).toBe(201);
  });

  it("D68: nobody can void or use up another's code: it is bound to the challenge it was asked from", async () => {
    const email = "victim@example.com";
    const mine = await askCode(email);
    const code = await lastCode(email);
    // An attacker asks for codes to the same address and guesses at their own challenge.
    const theirs = await askCode(email);
    for (let i = 0; i < 6; i += 1) await enter(email, notOf(code), theirs.body.challenge);
    expect((await enter(email, code, mine.body.challenge)).status).toBe(201);
    // The code of one challenge is worth nothing at another.
    expect((await enter(email, code, "made-up-challenge")).body.code).toBe("code_wrong");
  });

  it("A2: past five in ten minutes it is 429, with or without the challenge", async () => {
    const email = "many@example.com";
    const { body } = await askCode(email);
    for (let i = 0; i < 4; i += 1) expect((await askCode(email, body.challenge)).status).toBe(202);
    const sixth = await askCode(email, body.challenge);
    const fresh = await askCode(email);
    expect([sixth.status, sixth.body.code, fresh.status]).toEqual([429, "codes_limit", 429]);
    expect((await askCode("someone-else@example.com")).status).toBe(202);
  });
});

describe("A3: access tokens", () => {
  const claims = { sid: "ses_x", role: "ADMIN", at_ms: Date.now() };
  const accessKey = () =>
    JSON.parse(testEnv.SIGNING_KEYS) as {
      access: { kid: string; jwk: JsonWebKey }[];
      pass: { kid: string; jwk: JsonWebKey }[];
    };
  const importKey = (jwk: JsonWebKey) =>
    crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  type Made = { typ?: string; aud?: string; iss?: string; exp?: number; kid?: string; key?: CryptoKey };
  const made = async ({ typ = "at+jwt", aud = "fairline-api", iss = testEnv.ISSUER, exp, kid, key }: Made = {}) => {
    const slot = accessKey().access[0];
    if (slot === undefined) throw new Error("no key");
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: kid ?? slot.kid, typ })
      .setSubject("usr_x")
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt()
      .setExpirationTime(exp ?? Math.floor(Date.now() / 1_000) + 600)
      .sign(key ?? (await importKey(slot.jwk)));
  };
  const tried = async (token: string) =>
    (await ask("/v1/api/auth/sessions", { token })).body.code as string | undefined;

  it("A3: a token signed with our key is believed, which shows that the ones below fail for their own fault", async () => {
    expect(await tried(await made())).toBeUndefined();
  });

  it("A3: forged, expired, of another type, audience or issuer: refused with its code", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const pass = accessKey().pass[0];
    expect(await tried(await made({ key: privateKey }))).toBe("token_invalid");
    expect(await tried(await made({ exp: Math.floor(Date.now() / 1_000) - 1 }))).toBe("token_expired");
    expect(await tried(await made({ typ: "JWT" }))).toBe("token_invalid");
    expect(await tried(await made({ typ: "pass+jwt" }))).toBe("token_invalid");
    expect(await tried(await made({ aud: "fairline-room" }))).toBe("token_invalid");
    expect(await tried(await made({ iss: "someone" }))).toBe("token_invalid");
    expect(await tried(await made({ kid: "unknown" }))).toBe("token_invalid");
    expect(await tried(await made({ kid: pass?.kid ?? "", key: await importKey(pass?.jwk ?? {}) }))).toBe(
      "token_invalid",
    );
  });

  it("A3: alg none, a key in the header, a cut or changed token: refused", async () => {
    const none = new UnsecuredJWT(claims)
      .setSubject("usr_x")
      .setIssuer(testEnv.ISSUER)
      .setAudience("fairline-api")
      .setExpirationTime("1h")
      .encode();
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const self = await new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", jwk: await exportJWK(publicKey) })
      .setSubject("usr_x")
      .setIssuer(testEnv.ISSUER)
      .setAudience("fairline-api")
      .setExpirationTime("1h")
      .sign(privateKey);
    const good = await made();
    const [head = "", body = "", signature = ""] = good.split(".");
    const changed = btoa(JSON.stringify({ ...claims, sub: "usr_y" })).replaceAll("=", "");
    for (const token of [
      none,
      self,
      `${head}.${body}.`,
      `${head}.${changed}.${signature}`,
      "x.y.z",
      "x".repeat(5_000),
    ]) {
      expect(await tried(token)).toBe("token_invalid");
    }
  });

  it("D61: nobody is who a header or a query value says", async () => {
    const fan = await be("fan61@example.com");
    const headers = { "x-user-id": fan.id, "x-user-role": "ADMIN", "x-forwarded-user": fan.id };
    expect((await ask(`/v1/api/users/me?user_id=${fan.id}`, { headers })).body.code).toBe("sign_in_required");
  });

  it("A3: the published keys hold no private part and verify our tokens", async () => {
    const { body } = await ask("/.well-known/jwks.json");
    expect(body.keys.length).toBeGreaterThanOrEqual(4);
    for (const key of body.keys) expect(key).not.toHaveProperty("d");
  });
});

describe("A3: refresh tokens", () => {
  const BROWSER = { "sec-fetch-site": "same-origin" };
  const refresh = async (cookies: string, more: Record<string, string> = BROWSER) => {
    const response = await call("/v1/api/auth/sessions/refresh", {
      method: "POST",
      headers: { ...HEADERS, ...more, cookie: cookies },
    });
    return {
      status: response.status,
      body: (await response.json()) as { code?: string; access_token?: string },
      cookies: cookiesOf(response.headers),
    };
  };
  const age = (ms: number) =>
    testEnv.DB.prepare("UPDATE refresh_tokens SET used_at_ms = used_at_ms - ?").bind(ms).run();

  it("A3: it rotates, and the successor goes on", async () => {
    const fan = await be("rotate@example.com");
    const first = await refresh(fan.cookies);
    const second = await refresh(first.cookies);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.cookies).not.toBe(fan.cookies);
  });

  it("D63: a used token ends the whole family, the thief's and the owner's tokens alike", async () => {
    const fan = await be("stolen@example.com");
    const first = await refresh(fan.cookies);
    await age(60_000);
    expect((await refresh(fan.cookies)).body.code).toBe("session_ended");
    expect((await refresh(first.cookies)).body.code).toBe("session_ended");
    expect((await ask("/v1/api/users/me", { token: first.body.access_token })).body.code).toBe("session_ended");
  });

  it("A3: ten tabs at once get the same successor, and the session lives on", async () => {
    const fan = await be("tabs@example.com");
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(fan.cookies)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const successors = new Set(answers.map(({ cookies }) => /refresh=([^;]+)/.exec(cookies)?.[1]));
    expect(successors.size).toBe(1);
    expect((await refresh(answers[0]?.cookies ?? "")).status).toBe(200);
  });

  it("A3: the grace ends ten seconds after the token was used", async () => {
    for (const [later_ms, code] of [
      [9_000, undefined],
      [10_500, "session_ended"],
    ] as const) {
      const fan = await be(`grace${later_ms}@example.com`);
      await refresh(fan.cookies);
      await age(later_ms);
      expect((await refresh(fan.cookies)).body.code).toBe(code);
    }
  });

  it("D63: a program has no tabs: a used token ends the family at once", async () => {
    const fan = await be("program@example.com");
    const first = await refresh(fan.cookies, {});
    expect(first.status).toBe(200);
    expect((await refresh(fan.cookies, {})).body.code).toBe("session_ended");
    expect((await refresh(first.cookies, {})).body.code).toBe("session_ended");
  });

  it("A3: once somebody went on from the successor, the old token is no longer forgiven", async () => {
    const fan = await be("went-on@example.com");
    const first = await refresh(fan.cookies);
    await refresh(first.cookies);
    expect((await refresh(fan.cookies)).body.code).toBe("session_ended");
  });

  it("D63: a refresh token is no access token and the reverse", async () => {
    const fan = await be("mixed@example.com");
    const token = /refresh=([^;]+)/.exec(fan.cookies)?.[1] ?? "";
    expect((await ask("/v1/api/users/me", { token })).body.code).toBe("token_invalid");
    expect((await refresh(`refresh=${fan.token}`)).body.code).toBe("session_ended");
    expect((await refresh("")).body.code).toBe("session_ended");
  });

  it("D63: logout ends the refresh token and the access token", async () => {
    const fan = await be("logout@example.com");
    expect((await ask("/v1/api/auth/sessions/current", { method: "DELETE", token: fan.token })).status).toBe(204);
    expect((await refresh(fan.cookies)).body.code).toBe("session_ended");
    expect((await ask("/v1/api/users/me", { token: fan.token })).body.code).toBe("session_ended");
  });

  it("A3: tokens are stored only as hashes", async () => {
    const fan = await be("hashed@example.com");
    const token = /refresh=([^;]+)/.exec(fan.cookies)?.[1] ?? "";
    const { results } = await testEnv.DB.prepare("SELECT * FROM refresh_tokens").all();
    expect(JSON.stringify(results)).not.toContain(token);
  });
});

describe("A3: own sessions", () => {
  it("A3: they are listed, one can be ended, another's cannot", async () => {
    const here = await be("two-devices@example.com");
    const there = await be("two-devices@example.com");
    const stranger = await be("stranger@example.com");
    const { body } = await ask("/v1/api/auth/sessions", { token: here.token });
    expect(body.items.map((item: { current: boolean }) => item.current).sort()).toEqual([false, true]);
    const other = body.items.find((item: { current: boolean }) => !item.current).id as string;
    expect((await ask(`/v1/api/auth/sessions/${other}`, { method: "DELETE", token: stranger.token })).status).toBe(404);
    expect((await ask(`/v1/api/auth/sessions/${other}`, { method: "DELETE", token: here.token })).status).toBe(204);
    expect((await ask("/v1/api/users/me", { token: there.token })).body.code).toBe("session_ended");
    expect((await ask("/v1/api/users/me", { token: here.token })).status).toBe(200);
  });
});

describe("A5: profile and deletion", () => {
  it("A5: name, phone and language change; role and address never through the profile", async () => {
    const fan = await be("profile@example.com");
    const changed = await ask("/v1/api/users/me", {
      method: "PATCH",
      token: fan.token,
      body: { name: "하린", phone: "010-1234-5678", language: "en", role: "ADMIN", email: "x@y.zz" },
    });
    expect(changed.body).toMatchObject({
      name: "하린",
      phone: "010-1234-5678",
      language: "en",
      role: "USER",
      email: "profile@example.com",
    });
  });

  it("A5: the last way to sign in stays, even when two are unlinked at once", async () => {
    const fan = await be("links@example.com");
    const mail = (await ask("/v1/api/users/me", { token: fan.token })).body.identities[0].id as string;
    const unlink = (id: string) => ask(`/v1/api/users/me/identities/${id}`, { method: "DELETE", token: fan.token });
    expect((await unlink(mail)).body.code).toBe("last_identity");
    await testEnv.DB.prepare(
      "INSERT INTO identities (id, user_id, provider, subject, created_at_ms) VALUES ('idn_n', ?, 'naver', 'n1', 1)",
    )
      .bind(fan.id)
      .run();
    const answers = await Promise.all([unlink(mail), unlink("idn_n")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it("A5: deletion forgets the person, ends sessions, keeps bookings by an id that leads nowhere", async () => {
    const fan = await be("leaving@example.com");
    await testEnv.DB.prepare(
      `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
       VALUES ('bk1', 'N-1', ?, 's', 't', 'CONFIRMED', 1000, 1, 1, 1)`,
    )
      .bind(fan.id)
      .run();
    expect((await ask("/v1/api/users/me", { method: "DELETE", token: fan.token })).status).toBe(204);
    expect((await ask("/v1/api/users/me", { token: fan.token })).body.code).toBe("session_ended");
    const row = await testEnv.DB.prepare("SELECT * FROM users WHERE id = ?").bind(fan.id).first();
    expect(row).toMatchObject({ email: null, name: "", phone: "", status: "DELETED" });
    const kept = await testEnv.DB.prepare("SELECT total_krw FROM bookings WHERE id = 'bk1'").first();
    expect(kept).toEqual({ total_krw: 1_000 });
    const back = await be("leaving@example.com");
    expect(back.id).not.toBe(fan.id);
  });

  it("A5: an account with a running purchase stays until it is settled", async () => {
    const fan = await be("paying@example.com");
    await testEnv.DB.prepare(
      `INSERT INTO bookings (id, number, user_id, show_id, showtime_id, status, total_krw, rev, created_at_ms, updated_at_ms)
       VALUES ('bk2', 'N-2', ?, 's', 't', 'PAYING', 1000, 1, 1, 1)`,
    )
      .bind(fan.id)
      .run();
    expect((await ask("/v1/api/users/me", { method: "DELETE", token: fan.token })).body.code).toBe("open_bookings");
  });
});

describe("A6: roles hold", () => {
  it("D60: nobody signs up as admin, whatever the request says", async () => {
    const email = "climber@example.com";
    const asked = await ask("/v1/api/auth/codes", { method: "POST", body: { email, role: "ADMIN" } });
    const code = await lastCode(email);
    const entered = await ask("/v1/api/auth/sessions", {
      method: "POST",
      body: { email, code, challenge: asked.body.challenge, role: "ADMIN" },
    });
    expect(entered.body.user.role).toBe("USER");
  });

  it("A6: a changed role counts at once: the old token ends, a refresh brings the new role", async () => {
    const admin = await be("boss@example.com", "ADMIN");
    const fan = await be("promoted@example.com");
    const changed = await ask(`/v1/api/admin/users/${fan.id}/role`, {
      method: "PATCH",
      token: admin.token,
      body: { role: "MANAGER" },
    });
    expect(changed.body.role).toBe("MANAGER");
    expect((await ask("/v1/api/manage/shows", { token: fan.token })).body.code).toBe("session_ended");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 50 });
    const response = await call("/v1/api/auth/sessions/refresh", {
      method: "POST",
      headers: { ...HEADERS, cookie: fan.cookies },
    });
    const { access_token } = (await response.json()) as { access_token: string };
    expect((await ask("/v1/api/manage/shows", { token: access_token })).status).toBe(200);
    vi.useRealTimers();
  });

  it("A7: a disabled person is out and stays out until unlocked", async () => {
    const admin = await be("boss@example.com", "ADMIN");
    const fan = await be("blocked@example.com");
    const set = (status: string) =>
      ask(`/v1/api/admin/users/${fan.id}/status`, { method: "PATCH", token: admin.token, body: { status } });
    expect((await set("DISABLED")).body.status).toBe("DISABLED");
    expect((await ask("/v1/api/users/me", { token: fan.token })).body.code).toBe("session_ended");
    const asked = await askCode("blocked@example.com");
    expect(
      (await enter("blocked@example.com", await lastCode("blocked@example.com"), asked.body.challenge)).body.code,
    ).toBe("account_disabled");
    expect((await set("ACTIVE")).body.status).toBe("ACTIVE");
    expect((await be("blocked@example.com")).id).toBe(fan.id);
  });

  it("A7: nobody changes themselves; every act is in the audit log", async () => {
    const admin = await be("boss2@example.com", "ADMIN");
    const other = await be("subject@example.com");
    const own = await ask(`/v1/api/admin/users/${admin.id}/role`, {
      method: "PATCH",
      token: admin.token,
      body: { role: "USER" },
    });
    expect(own.body.code).toBe("own_role");
    await ask(`/v1/api/admin/users/${other.id}/role`, { method: "PATCH", token: admin.token, body: { role: "ADMIN" } });
    const { body } = await ask("/v1/api/admin/audit?limit=1", { token: admin.token });
    expect(body.items[0]).toMatchObject({
      actor_id: admin.id,
      action: "user.role",
      subject_id: other.id,
      details: { from: "USER", to: "ADMIN" },
    });
  });

  it("A7: people are found by address, paged by cursor", async () => {
    const admin = await be("boss@example.com", "ADMIN");
    const found = await ask("/v1/api/admin/users?q=two-devices", { token: admin.token });
    expect(found.body.items.map((item: { email: string }) => item.email)).toEqual(["two-devices@example.com"]);
    const first = await ask("/v1/api/admin/users?limit=2", { token: admin.token });
    const next = await ask(`/v1/api/admin/users?limit=2&cursor=${first.body.next_cursor}`, { token: admin.token });
    expect(next.body.items[0].id).not.toBe(first.body.items[0].id);
  });

  it("A7: a show taken down is gone for the public and comes back", async () => {
    const admin = await be("boss@example.com", "ADMIN");
    const { makeShow } = await import("./kit.ts");
    const { show_id } = await makeShow(admin.token);
    const set = (status: string) =>
      ask(`/v1/api/admin/shows/${show_id}/status`, { method: "PATCH", token: admin.token, body: { status } });
    const own = await ask("/v1/api/users/me", { method: "DELETE", token: admin.token });
    expect([own.status, own.body.code]).toEqual([409, "sale_running"]);
    await set("TAKEN_DOWN");
    expect((await ask(`/v1/api/shows/${show_id}`)).status).toBe(404);
    await set("PUBLISHED");
    expect((await ask(`/v1/api/shows/${show_id}`)).status).toBe(200);
  });
});
