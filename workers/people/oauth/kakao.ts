// Kakao: OpenID Connect with PKCE, client credentials in the body. The ID token proves who it is, but only the profile
// says whether the address is the person's.
import { CodeChallengeMethod, OAuth2Client } from "arctic";
import * as z from "zod/mini";
import { ok } from "../../../domain/result.ts";
import { fault, getWithToken, postForm } from "./ask.ts";
import { verifyIdToken } from "./id-token.ts";
import { cleanEmail, cleanName, maybeFlag, maybeText, type ProviderClient, readTokens, token } from "./provider.ts";

const SCOPES = ["openid", "account_email", "profile_nickname"];
// Without OpenID switched on in Kakao's console no ID token comes; then nothing ties the answer to this journey.
const tokens = z.object({ access_token: token, id_token: token });

/** A 64-bit number on the wire; here always its digits. */
const id = z.pipe(
  z.union([z.int().check(z.positive()), z.string().check(z.regex(/^[1-9]\d{0,19}$/))]),
  z.transform((value: number | string) => String(value)),
);
const profile = z.object({
  id,
  kakao_account: z.catch(
    z.optional(
      z.object({
        email: maybeText,
        is_email_valid: maybeFlag,
        is_email_verified: maybeFlag,
        profile: z.catch(z.optional(z.object({ nickname: maybeText })), undefined),
      }),
    ),
    undefined,
  ),
});

export const kakao: ProviderClient = {
  authorizeUrl: (settings, redirect_uri, { state, verifier, nonce }) => {
    const client = new OAuth2Client(settings.client_id, settings.client_secret, redirect_uri);
    const url = client.createAuthorizationURLWithPKCE(
      settings.authorize_url,
      state,
      CodeChallengeMethod.S256,
      verifier,
      SCOPES,
    );
    url.searchParams.set("nonce", nonce);
    return url;
  },

  identify: async (exchange) => {
    const { settings, code, verifier, redirect_uri, ask } = exchange;
    const answer = await postForm(ask, settings.token_url, {
      grant_type: "authorization_code",
      client_id: settings.client_id,
      client_secret: settings.client_secret,
      redirect_uri,
      code,
      code_verifier: verifier,
    });
    if (!answer.ok) return answer;
    const given = readTokens(tokens, answer.value);
    if (!given.ok) return given;
    const claims = await verifyIdToken(given.value.id_token, exchange);
    if (!claims.ok) return claims;

    const told = await getWithToken(ask, settings.userinfo_url, given.value.access_token);
    if (!told.ok) return told;
    if (told.value.status !== 200) return fault("refused", told.value.status);
    const read = profile.safeParse(told.value.body);
    if (!read.success) return fault("unexpected", "profile");
    if (read.data.id !== claims.value.sub) return fault("id_token", "sub");
    const account = read.data.kakao_account;
    return ok({
      provider: "kakao",
      subject: read.data.id,
      name: cleanName(account?.profile?.nickname),
      email: cleanEmail(account?.email),
      // "Valid" falls when another account takes the address over; "verified" alone is not enough.
      email_proven: account?.is_email_valid === true && account.is_email_verified === true,
    });
  },
};
