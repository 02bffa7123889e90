// What a stand-in provider remembers between its endpoints: codes used once, access tokens for a while.
import * as z from "zod/mini";
import { PROVIDERS, type Provider } from "../../schema/http/people.ts";
import { randomToken } from "../../workers/kit/http/hash.ts";
import { type SandboxEnv, storeOf } from "../env.ts";
import { FAILURES } from "./cast.ts";

const CODE_MS = 10 * 60_000;
const TOKEN_MS = 60 * 60_000;

const grant = z.object({
  provider: z.enum(PROVIDERS),
  person: z.string(),
  failure: z.enum(FAILURES),
  redirect_uri: z.string(),
  state: z.string(),
  nonce: z.nullable(z.string()),
  challenge: z.nullable(z.string()),
});
export type Grant = z.infer<typeof grant>;

type Kind = "code" | "token";
const nameOf = (provider: Provider, kind: Kind, key: string): string => `${provider} ${kind} ${key}`;

export async function giveCode(env: SandboxEnv, one: Grant): Promise<string> {
  const code = randomToken(24);
  const life_ms = one.failure === "code_expired" ? -1 : CODE_MS;
  await storeOf(env).keepGrant(nameOf(one.provider, "code", code), JSON.stringify(one), Date.now() + life_ms);
  return code;
}

/** Null for a code that is wrong, expired or used: the providers do not tell which either. */
export async function takeCode(env: SandboxEnv, provider: Provider, code: string): Promise<Grant | null> {
  return read(await storeOf(env).takeGrant(nameOf(provider, "code", code), Date.now()));
}

export async function giveToken(env: SandboxEnv, one: Grant): Promise<string> {
  const token = randomToken(32);
  await storeOf(env).keepGrant(nameOf(one.provider, "token", token), JSON.stringify(one), Date.now() + TOKEN_MS);
  return token;
}

export async function grantOfToken(env: SandboxEnv, provider: Provider, request: Request): Promise<Grant | null> {
  const token = request.headers.get("authorization")?.match(/^Bearer (\S+)$/)?.[1];
  return token === undefined ? null : read(await storeOf(env).readGrant(nameOf(provider, "token", token), Date.now()));
}

const read = (text: string | null): Grant | null => (text === null ? null : grant.parse(JSON.parse(text)));
