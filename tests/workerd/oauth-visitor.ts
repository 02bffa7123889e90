// A browser's share of signing in by a provider: cookies, navigations, a choice at the stand-in.
import { exports } from "cloudflare:workers";
import type { Provider } from "../../schema/http/people.ts";
import { ORIGIN } from "./kit.ts";

type Fetcher = { fetch(request: Request): Promise<Response> };
type Go = {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Choice = {
  readonly person?: string;
  readonly failure?: string;
  readonly refuse?: boolean;
  readonly start?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export class Visitor {
  readonly jar = new Map<string, string>();

  async go(address: string, { form, headers = {} }: Go = {}): Promise<Response> {
    const all = new Headers({ accept: "text/html", "accept-language": "en", ...headers });
    if (this.jar.size > 0) all.set("cookie", [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const init: RequestInit = { headers: all, redirect: "manual" };
    if (form !== undefined) {
      init.method = "POST";
      init.body = new URLSearchParams(form).toString();
      all.set("content-type", "application/x-www-form-urlencoded");
      all.set("origin", ORIGIN);
    }
    const request = new Request(new URL(address, ORIGIN), init);
    const response = await (exports as unknown as { default: Fetcher }).default.fetch(request);
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  private keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const at = pair.indexOf("=");
    if (attributes.includes("Max-Age=0")) this.jar.delete(pair.slice(0, at));
    else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
  }

  /** Starts, chooses, and says where the stand-in sends the browser: the callback, not yet visited. */
  async toCallback(provider: Provider, choice: Choice = {}): Promise<string> {
    const start = await this.go(choice.start ?? `/auth/${provider}/start`, { headers: choice.headers ?? {} });
    return this.choose(provider, locationOf(start), choice);
  }

  async choose(provider: Provider, authorize: string, choice: Choice = {}): Promise<string> {
    const asked = Object.fromEntries(new URL(authorize).searchParams);
    const form = {
      ...asked,
      person: choice.person ?? "minji",
      failure: choice.failure ?? "none",
      ...(choice.refuse === true ? { refuse: "1" } : {}),
    };
    return locationOf(await this.go(`/sandbox/identity/${provider}/decision`, { form }));
  }

  async signIn(provider: Provider, choice: Choice = {}): Promise<Response> {
    return this.go(await this.toCallback(provider, choice));
  }

  async me(): Promise<Me> {
    const response = await this.go("/v1/api/users/me");
    if (response.status !== 200) throw new Error(`not signed in: ${response.status}`);
    return (await response.json()) as Me;
  }
}

export type Me = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string;
  readonly identities: readonly { readonly provider: string; readonly email: string | null }[];
};

export const locationOf = (response: Response): string => {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`no redirect but ${response.status}`);
  return location;
};

export async function enter(provider: Provider, choice: Choice = {}): Promise<Me> {
  const visitor = new Visitor();
  const response = await visitor.signIn(provider, choice);
  if (response.status !== 302) throw new Error(`${provider}: ${response.status} ${await response.text()}`);
  return visitor.me();
}

/** The code on a page or in a problem. */
export async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  if ((response.headers.get("content-type") ?? "").startsWith("application/problem+json")) {
    return (JSON.parse(text) as { code: string }).code;
  }
  return text.match(/<code>([a-z_]+)<\/code>/)?.[1] ?? text.slice(0, 200);
}
