// Asking the service as an admin. Every answer is parsed; what cannot be read makes the check impossible, not failed.
import * as z from "zod/mini";
import type { SaleArguments } from "./arguments.ts";

export class Unavailable extends Error {}

export type Ask = <T>(path: string, shape: z.ZodMiniType<T>) => Promise<T>;

const ANSWER_WITHIN_MS = 60_000;

export async function parsedFrom<T>(request: Request, shape: z.ZodMiniType<T>): Promise<T> {
  const at = new URL(request.url).pathname;
  const response = await fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null);
  if (response === null) throw new Unavailable(`${at} does not answer`);
  if (!response.ok) throw new Unavailable(`${at} answers ${response.status}`);
  const read = shape.safeParse(await response.json().catch(() => undefined));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Unavailable(`${at} answers something else: ${issue?.path.join(".")} ${issue?.message}`);
}

/** At a local instance anybody may be anyone; elsewhere a token is needed. */
export async function askerOf({ url, token }: SaleArguments): Promise<Ask> {
  const bearer = token ?? (await localAdmin(url));
  const headers = { authorization: `Bearer ${bearer}` };
  return (path, shape) => parsedFrom(new Request(`${url}${path}`, { headers }), shape);
}

async function localAdmin(url: string): Promise<string> {
  const body = JSON.stringify({ email: "verifier@fairline.example", role: "ADMIN" });
  const headers = { "content-type": "application/json" };
  try {
    const request = new Request(`${url}/sandbox/login`, { method: "POST", headers, body });
    return (await parsedFrom(request, z.object({ access_token: z.string() }))).access_token;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    throw new Unavailable(`${error.message}; elsewhere than at a local instance an admin's --token is needed`);
  }
}
