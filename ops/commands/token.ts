// `token get|show|end`: an administrator's short-lived token for the other commands, by the code that everybody signs in with.
import * as z from "zod/mini";
import { codeAnswer, sessionAnswer } from "../../schema/http/people.ts";
import { NOTHING, parsedFrom, Refused } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { addressOf } from "../cli/environments.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { askPerson, pairs, tell, timeOf } from "../cli/tell.ts";
import { apiOf, dropToken, keepToken, readToken, tokenFile } from "../cli/tokens.ts";

const MORE = `It is kept in a file that only you can read, lives for half an hour and cannot be renewed. ADMIN_TOKEN in the
environment goes before it. Every act with it stands in the audit log under your name.`;

export const tokenCommands: readonly Command[] = [
  {
    name: "token get",
    takes: "<email>",
    says: "sign in as an administrator by the code in a letter",
    more: MORE,
    options: {
      code: { value: "digits", says: "the code, where it cannot be typed; needs --challenge" },
      challenge: { value: "text", says: "what the first step printed" },
    },
    run: getToken,
  },
  { name: "token show", takes: "", says: "say whose token is kept and how long it lasts", run: showToken },
  { name: "token end", takes: "", says: "end that session and throw the token away", run: endToken },
];

const JSON_BODY = { "content-type": "application/json", "accept-language": "en" };
const post = <T>(url: string, body: unknown, shape: z.ZodMiniType<T>): Promise<T> =>
  parsedFrom(new Request(url, { method: "POST", headers: JSON_BODY, body: JSON.stringify(body) }), shape);

async function getToken(asked: Asked): Promise<number> {
  const [email = ""] = asked.words;
  const url = await addressOf(asked.environment, asked.url);
  const given = { code: asked.text("code"), challenge: asked.text("challenge") };
  const challenge = given.challenge ?? (await post(`${url}/v1/api/auth/codes`, { email }, codeAnswer)).challenge;
  const code = given.code ?? (await codeTyped(email, challenge));
  if (code === null) return REFUSED;
  const { access_token, expires_in, user } = await post(
    `${url}/v1/api/auth/sessions`,
    { email, code, challenge },
    sessionAnswer,
  );
  if (user.role !== "ADMIN") {
    console.error(
      `${email} is no administrator (${user.role}): npm run ops -- admin grant ${email} --env ${asked.environment}`,
    );
    return REFUSED;
  }
  const file = tokenFile(asked.environment);
  const expires_at_ms = Date.now() + expires_in * 1_000;
  keepToken(file, { url, access_token, expires_at_ms });
  tell(asked, { url, file, expires_at_ms }, [`a token for ${url} until ${timeOf(expires_at_ms)} UTC, in ${file}`]);
  return DONE;
}

async function codeTyped(email: string, challenge: string): Promise<string | null> {
  if (process.stdin.isTTY) return (await askPerson(`The code in the letter to ${email}: `)).trim();
  console.error(`A code is on its way to ${email}. Say it with --code <digits> --challenge ${challenge}`);
  return null;
}

const me = z.object({ email: z.nullable(z.string()), role: z.string() });

async function showToken(asked: Asked): Promise<number> {
  const api = await apiOf(asked);
  const who = await api.get("/v1/api/users/me", me);
  const kept = readToken(tokenFile(asked.environment), Date.now());
  const until = kept === null ? "not kept" : timeOf(kept.expires_at_ms);
  tell(asked, { ...who, url: api.url, expires_at_ms: kept?.expires_at_ms ?? null }, [
    ...pairs([
      ["who", `${who.email ?? "nobody"} (${who.role})`],
      ["where", api.url],
      ["until", until],
    ]),
  ]);
  return who.role === "ADMIN" ? DONE : REFUSED;
}

async function endToken(asked: Asked): Promise<number> {
  const file = tokenFile(asked.environment);
  if (readToken(file, Date.now()) === null) {
    dropToken(file);
    tell(asked, { ended: false }, ["no token was kept"]);
    return DONE;
  }
  try {
    await (await apiOf(asked)).send("DELETE", "/v1/api/auth/sessions/current", undefined, NOTHING);
  } catch (error) {
    // A session that is over already is what was wanted.
    if (!(error instanceof Refused && error.status === 401)) throw error;
  }
  dropToken(file);
  tell(asked, { ended: true }, ["the session is over, the token is gone"]);
  return DONE;
}
