// Mounts the stand-in identity providers: their machine side, the page one chooses on, and what follows the choice.
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { Provider } from "../../schema/http/people.ts";
import type { AppEnv, Ctx } from "../../workers/kit/env.ts";
import { parseWith, queryRecord } from "../../workers/kit/http/parse.ts";
import { page } from "../../workers/kit/pages/answer.tsx";
import { frameOf } from "../../workers/kit/pages/frame.ts";
import type { SandboxEnv } from "../env.ts";
import { BASE } from "./apps.ts";
import { AuthorizePage, decisionPath, STYLE, STYLE_PATH, WrongRequestPage } from "./authorize-page.tsx";
import { CAST, FAILURES, type FailureChoice } from "./cast.ts";
import { giveCode } from "./grants.ts";
import { authorizeRequest, faultOfRequest } from "./request.ts";
import { identityServer } from "./server.ts";
import { readForm } from "./token-endpoint.ts";

const AUTHORIZE_PATHS: Readonly<Record<Provider, string>> = {
  google: `${BASE}/google/authorize`,
  kakao: `${BASE}/kakao/oauth/authorize`,
  naver: `${BASE}/naver/oauth2.0/authorize`,
};

/** What each provider says when its person refuses. */
const REFUSED: Readonly<Record<Provider, string>> = {
  google: "The resource owner denied the request",
  kakao: "User denied access",
  naver: "Canceled By User",
};

const decision = z.object({
  ...authorizeRequest.shape,
  person: z.optional(z.string().check(z.maxLength(40))),
  failure: z._default(z.optional(z.enum(FAILURES)), "none"),
  refuse: z.optional(z.literal("1")),
});

export function mountIdentityStandIns(app: Hono<AppEnv>): void {
  app.get(STYLE_PATH, (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  for (const provider of ["google", "kakao", "naver"] as const) {
    app.get(AUTHORIZE_PATHS[provider], (c) => authorize(c, provider));
    app.post(decisionPath(provider), (c) => decide(c, provider));
  }
  app.route("/", identityServer);
}

function authorize(c: Ctx, provider: Provider) {
  const asked = parseWith(authorizeRequest, queryRecord(c.req.url));
  const code = faultOfRequest(provider, asked, new URL(c.req.url).origin);
  const frame = frameOf(c);
  if (code !== null) return page(c, <WrongRequestPage frame={frame} provider={provider} code={code} />, 400);
  return page(c, <AuthorizePage frame={frame} provider={provider} asked={asked} />);
}

async function decide(c: Ctx, provider: Provider) {
  const form = parseWith(decision, await readForm(c.req.raw));
  const fault = faultOfRequest(provider, form, new URL(c.req.url).origin);
  const { redirect_uri, state } = form;
  if (fault !== null || redirect_uri === undefined || state === undefined) {
    return page(c, <WrongRequestPage frame={frameOf(c)} provider={provider} code={fault ?? "invalid_request"} />, 400);
  }
  const failure: FailureChoice = form.refuse === undefined ? form.failure : "deny";
  const back = new URL(redirect_uri);
  if (failure === "deny") {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", REFUSED[provider]);
  } else if (failure === "provider_error") {
    back.searchParams.set("error", "server_error");
  } else {
    const grant = {
      provider,
      person: form.person ?? CAST[provider][0]?.key ?? "",
      failure,
      redirect_uri,
      state,
      nonce: form.nonce ?? null,
      challenge: form.code_challenge ?? null,
    };
    back.searchParams.set("code", await giveCode(c.env as SandboxEnv, grant));
  }
  back.searchParams.set("state", state);
  return c.redirect(back.href, 303);
}
