// Naver: plain OAuth 2. No PKCE and no ID token; the state is all that ties the answer to the journey, so it goes to
// both endpoints. Errors may come with a 200, and any field but the id may be missing.
import { OAuth2Client } from "arctic";
import * as z from "zod/mini";
import { ok } from "../../../domain/result.ts";
import { fault, getWithToken, postForm } from "./ask.ts";
import { cleanEmail, cleanName, maybeText, type ProviderClient, readTokens, subject, token } from "./provider.ts";

// `expires_in` is not read: it is a text here and a number elsewhere, and the token is used once, now.
const tokens = z.object({ access_token: token });
const DONE = "00";
const verdict = z.object({ resultcode: z.string() });
const profile = z.object({
  response: z.object({ id: subject, name: maybeText, nickname: maybeText, email: maybeText }),
});

export const naver: ProviderClient = {
  authorizeUrl: (settings, redirect_uri, { state }) => {
    const client = new OAuth2Client(settings.client_id, settings.client_secret, redirect_uri);
    return client.createAuthorizationURL(settings.authorize_url, state, []);
  },

  identify: async ({ settings, code, state, redirect_uri, ask }) => {
    const answer = await postForm(ask, settings.token_url, {
      grant_type: "authorization_code",
      client_id: settings.client_id,
      client_secret: settings.client_secret,
      redirect_uri,
      code,
      state,
    });
    if (!answer.ok) return answer;
    const given = readTokens(tokens, answer.value);
    if (!given.ok) return given;

    const told = await getWithToken(ask, settings.userinfo_url, given.value.access_token);
    if (!told.ok) return told;
    const done = verdict.safeParse(told.value.body);
    if (!done.success) return fault("unexpected", "profile");
    if (told.value.status !== 200 || done.data.resultcode !== DONE) return fault("refused", done.data.resultcode);
    const read = profile.safeParse(told.value.body);
    if (!read.success) return fault("unexpected", "profile");
    const { id, name, nickname, email } = read.data.response;
    return ok({
      provider: "naver",
      subject: id,
      name: cleanName(name, nickname),
      email: cleanEmail(email),
      // A contact address that the person typed: good for a label, proof of nothing.
      email_proven: false,
    });
  },
};
