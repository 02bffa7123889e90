// An administrator's access token between two commands: in the environment, or in a file that nobody else may read. It lives
// for half an hour, and nothing that could renew it is kept.
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { type Api, apiAt, jsonOf, localToken, Refused } from "./api.ts";
import { addressOf, type Environment, isLocal } from "./environments.ts";

const kept = z.object({ url: z.string(), access_token: z.string(), expires_at_ms: z.int() });
export type Kept = z.infer<typeof kept>;

const OTHERS_MAY = 0o077;

export function tokenFile(environment: Environment): string {
  const home = process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
  return join(home, "fairline", `${environment}-token.json`);
}

export function keepToken(file: string, token: Kept): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(token)}\n`, { mode: 0o600 });
  // A file that was there keeps the rights it had.
  chmodSync(file, 0o600);
}

export const dropToken = (file: string): void => rmSync(file, { force: true });

/** Null where none is kept, or only one that has run out. */
export function readToken(file: string, now_ms: number): Kept | null {
  let text: string;
  try {
    if ((statSync(file).mode & OTHERS_MAY) !== 0) throw new Refused(openToOthers(file));
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Refused) throw error;
    return null;
  }
  const read = kept.safeParse(jsonOf(text));
  return read.success && read.data.expires_at_ms > now_ms ? read.data : null;
}

const openToOthers = (file: string) => ({
  code: "token_open_to_others",
  status: 0,
  words: `${file} can be read by others: end that session (token end), then get a new token`,
});

type Where = { readonly environment: Environment; readonly url: string | null };

/** `ADMIN_TOKEN`, the kept token, or on this computer anybody's. */
export async function apiOf({ environment, url }: Where): Promise<Api> {
  const address = await addressOf(environment, url);
  const given = process.env.ADMIN_TOKEN ?? "";
  if (given !== "") return apiAt(address, given);
  const own = readToken(tokenFile(environment), Date.now());
  if (own !== null && own.url === address) return apiAt(address, own.access_token);
  if (isLocal(environment)) return apiAt(address, await localToken(address));
  throw new Refused({
    code: "sign_in_required",
    status: 401,
    words: `no token for ${address}: npm run ops -- token get <your address> --env ${environment}`,
  });
}
