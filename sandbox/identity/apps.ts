// The one app that is registered with each stand-in provider, and where the stand-ins live.
import type { Provider } from "../../schema/http/people.ts";

export const BASE = "/sandbox/identity";

/** Not secrets: they open nothing but these stand-ins. */
export const APPS: Readonly<Record<Provider, { readonly client_id: string; readonly client_secret: string }>> = {
  google: { client_id: "fairline-local.apps.google.example", client_secret: "stand-in-google" },
  kakao: { client_id: "stand-in-kakao-rest-key", client_secret: "stand-in-kakao" },
  naver: { client_id: "stand-in-naver-client", client_secret: "stand-in-naver" },
};

export const callbackOf = (origin: string, provider: Provider): string => `${origin}/auth/${provider}/callback`;
export const issuerOf = (origin: string, provider: Provider): string => `${origin}${BASE}/${provider}`;
