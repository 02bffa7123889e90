// Asking the service as an administrator: every answer is parsed, a refusal comes in the service's own words, and silence is
// told apart from both.
import * as z from "zod/mini";

/** No answer, or something that cannot be read: nobody knows whether anything was done. */
export class Unavailable extends Error {}

/** The service understood, and said no. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(said: { readonly code: string; readonly status: number; readonly words: string }) {
    super(said.words);
    this.code = said.code;
    this.status = said.status;
  }
}

type Shape<T> = z.ZodMiniType<T>;
export type Method = "POST" | "PUT" | "PATCH" | "DELETE";
type Headers = Readonly<Record<string, string>>;
export type Ask = <T>(path: string, shape: Shape<T>) => Promise<T>;
export type Api = {
  readonly url: string;
  readonly get: Ask;
  readonly send: <T>(method: Method, path: string, body: unknown, shape: Shape<T>, more?: Headers) => Promise<T>;
};

export const NOTHING = z.undefined();

const ANSWER_WITHIN_MS = 60_000;
/** What the service says to fans, who look for another page, helps nobody at a terminal. */
const NOT_FOUND = "nothing there is called so: npm run ops -- sale list has the ids of shows";
const problem = z.object({
  code: z.string(),
  detail: z.optional(z.string()),
  title: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

export async function parsedFrom<T>(request: Request, shape: Shape<T>): Promise<T> {
  const { origin, pathname } = new URL(request.url);
  const at = `${origin}${pathname}`;
  const response = await fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null);
  if (response === null) throw new Unavailable(`${at} does not answer`);
  const text = await response.text().catch(() => "");
  const value = text === "" ? undefined : jsonOf(text);
  if (!response.ok) throw refusalOf(at, response.status, value);
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Unavailable(`${at} answers something else: ${issue?.path.join(".")} ${issue?.message}`);
}

function refusalOf(at: string, status: number, value: unknown): Error {
  const read = problem.safeParse(value);
  if (!read.success || status >= 500) return new Unavailable(`${at} answers ${status}`);
  const { code, detail, title, errors = [] } = read.data;
  const words = code === "not_found" ? NOT_FOUND : (detail ?? title ?? "refused");
  const where = errors.map(({ path, message }) => `\n  ${path}: ${message}`).join("");
  return new Refused({ code, status, words: `${words} (${code}, ${at})${where}` });
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function apiAt(url: string, token: string): Api {
  const headers = { authorization: `Bearer ${token}`, "accept-language": "en" };
  return {
    url,
    get: (path, shape) => parsedFrom(new Request(`${url}${path}`, { headers }), shape),
    send: (method, path, body, shape, more = {}) =>
      parsedFrom(
        new Request(`${url}${path}`, {
          method,
          headers: { ...headers, ...more, ...(body === undefined ? {} : { "content-type": "application/json" }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
        shape,
      ),
  };
}

const LOCAL_OPERATOR = "operator@fairline.example";
const session = z.object({ access_token: z.string() });

/** At a local instance with its stand-ins anybody may be anyone. */
export async function localToken(url: string): Promise<string> {
  const body = JSON.stringify({ email: LOCAL_OPERATOR, role: "ADMIN" });
  const headers = { "content-type": "application/json" };
  const request = new Request(`${url}/sandbox/login`, { method: "POST", headers, body });
  return (await parsedFrom(request, session)).access_token;
}
