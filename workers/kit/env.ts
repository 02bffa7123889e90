// What a request carries through the product: the bindings and what the middleware found out about the asker.
import type { Context } from "hono";
import type { Banner } from "../../domain/alerts/service-status.ts";
import type { Language, Role } from "../../schema/http/words.ts";
import type { StatementCount } from "./db/counted.ts";

export type Identity = {
  readonly user_id: string;
  readonly session_id: string;
  readonly role: Role;
  /** How the token came: a cookie is sent by any page, so cookie-borne writes must prove their origin. */
  readonly borne_by: "header" | "cookie";
};

/** The practice whose person this request comes from. */
export type PracticeScope = { readonly id: string; readonly code: string };

export type RequestAbout = { readonly hold_id?: string; readonly order_id?: string };

export type Variables = {
  /** What was asked for, parsed once: `urlOf`. */
  url?: URL;
  /** What this request asked of D1 so far. */
  d1: StatementCount;
  request_id: string;
  /** Of which hold and which order it is, where its address does not say: for its line of the log. */
  about?: RequestAbout;
  language: Language;
  now_ms: number;
  identity: Identity | null;
  /** Not null: everything this request names is of this practice, and `identity` is its person. */
  practice: PracticeScope | null;
  /** What pages must say of the service itself; missing where no page is asked for. */
  banner?: Banner | null;
  /** Why there is no identity although a token came: told by routes that need one. */
  identity_refusal: "token_invalid" | "token_expired" | "session_ended" | null;
};

export type AppEnv = { Bindings: Env; Variables: Variables };
export type Ctx = Context<AppEnv>;

/** Parsed at the first question; everybody shares it, so nobody changes it. */
export function urlOf(c: Ctx): Readonly<URL> {
  const known = c.get("url");
  if (known !== undefined) return known;
  const url = new URL(c.req.url);
  c.set("url", url);
  return url;
}
