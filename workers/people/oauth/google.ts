// Google: OpenID Connect with PKCE. The ID token says everything that is needed, so the profile is never asked for.
import { CodeChallengeMethod, OAuth2Client } from "arctic";
import * as z from "zod/mini";
import { ok } from "../../../domain/result.ts";
import { postForm } from "./ask.ts";
import { verifyIdToken } from "./id-token.ts";
import { cleanEmail, cleanName, type ProviderClient, readTokens, token } from "./provider.ts";

const SCOPES = ["openid", "email", "profile"];
const tokens = z.object({ id_token: token });

export const google: ProviderClient = {
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
    // Who shares a phone or has two accounts is asked which one.
    url.searchParams.set("prompt", "select_account");
    return url;
  },

  identify: async (exchange) => {
    const { settings, code, verifier, redirect_uri, ask } = exchange;
    const answer = await postForm(ask, settings.token_url, {
      grant_type: "authorization_code",
      code,
      redirect_uri,
      code_verifier: verifier,
      client_id: settings.client_id,
      client_secret: settings.client_secret,
    });
    if (!answer.ok) return answer;
    const given = readTokens(tokens, answer.value);
    if (!given.ok) return given;
    const claims = await verifyIdToken(given.value.id_token, exchange);
    if (!claims.ok) return claims;
    const { sub, email, email_verified, name } = claims.value;
    return ok({
      provider: "google",
      subject: sub,
      name: cleanName(name),
      email: cleanEmail(email),
      email_proven: email_verified === true,
    });
  },
};
