// What the stand-in providers demand of a request to sign somebody in, and how each refuses a wrong one.
import * as z from "zod/mini";
import type { Provider } from "../../schema/http/people.ts";
import { APPS, callbackOf } from "./apps.ts";

const text = z.string().check(z.maxLength(2_000));
export const authorizeRequest = z.object({
  client_id: z.optional(text),
  response_type: z.optional(text),
  redirect_uri: z.optional(text),
  state: z.optional(text),
  scope: z.optional(text),
  nonce: z.optional(text),
  code_challenge: z.optional(text),
  code_challenge_method: z.optional(text),
});
export type AuthorizeRequest = z.infer<typeof authorizeRequest>;

type Fault = "client" | "redirect" | "type" | "state" | "challenge";

const FAULT_CODES: Readonly<Record<Provider, Readonly<Record<Fault, string>>>> = {
  google: {
    client: "invalid_client",
    redirect: "redirect_uri_mismatch",
    type: "unsupported_response_type",
    state: "invalid_request",
    challenge: "invalid_request",
  },
  kakao: { client: "KOE101", redirect: "KOE006", type: "KOE033", state: "KOE033", challenge: "KOE033" },
  naver: {
    client: "invalid_client",
    redirect: "invalid_redirect_uri",
    type: "unsupported_response_type",
    state: "invalid_state",
    challenge: "invalid_request",
  },
};

/** The provider's code for what is wrong, or null. A wrong request is never sent back to its redirect_uri. */
export function faultOfRequest(provider: Provider, asked: AuthorizeRequest, origin: string): string | null {
  const codes = FAULT_CODES[provider];
  if (asked.client_id !== APPS[provider].client_id) return codes.client;
  if (asked.redirect_uri !== callbackOf(origin, provider)) return codes.redirect;
  if (asked.response_type !== "code") return codes.type;
  // The real Google and Kakao would let it pass; the stand-ins hold the product to its own rule.
  if ((asked.state ?? "") === "") return codes.state;
  if (provider !== "naver" && asked.code_challenge_method !== "S256") return codes.challenge;
  return null;
}
