// Asking a provider: bounded in time and size, never following a redirect, every failure told apart for the log.
import { ok, type Refused, type Result, refused } from "../../../domain/result.ts";
import { boundedText } from "../../kit/http/bounded-text.ts";

export type ProviderFetch = (url: string, init: RequestInit) => Promise<Response>;

/** What went wrong with a provider. `detail` is for the log: a code, never a token or a person's data. */
export type ProviderFault = {
  readonly reason: "timeout" | "unreachable" | "too_large" | "not_json" | "refused" | "unexpected" | "id_token";
  readonly detail: string;
};

export type ProviderAnswer = { readonly status: number; readonly body: unknown };

/** A person waits for it; the providers answer within a second. */
export const ASK_TIMEOUT_MS = 5_000;
/** Token answers and profiles are about 2 KB, a key set about 4. */
export const ANSWER_BYTES_MAX = 64 * 1024;
const DETAIL_CHARS = 80;

export const fault = (reason: ProviderFault["reason"], detail: unknown): Refused<ProviderFault> =>
  // Providers' texts may carry what was sent to them; only what looks like a code is kept.
  refused({
    reason,
    detail: String(detail)
      .replace(/[^\w .:-]/g, "")
      .slice(0, DETAIL_CHARS),
  });

export const overNetwork: ProviderFetch = (url, init) => fetch(url, init);

export async function askProvider(
  ask: ProviderFetch,
  url: string,
  init: RequestInit,
): Promise<Result<ProviderAnswer, ProviderFault>> {
  const read = await readText(ask, url, init);
  if (!read.ok) return read;
  const body = parseJson(read.value.text);
  if (body !== undefined) return ok({ status: read.value.status, body });
  // A gateway's error page says nothing; its status does.
  return read.value.status === 200 ? fault("not_json", "200") : fault("refused", read.value.status);
}

export const postForm = (ask: ProviderFetch, url: string, form: Readonly<Record<string, string>>) =>
  askProvider(ask, url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
  });

export const getWithToken = (ask: ProviderFetch, url: string, access_token: string) =>
  askProvider(ask, url, { headers: { authorization: `Bearer ${access_token}`, accept: "application/json" } });

export async function readText(
  ask: ProviderFetch,
  url: string,
  init: RequestInit,
): Promise<Result<{ status: number; text: string }, ProviderFault>> {
  try {
    const response = await ask(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
    const text = await boundedText(response, ANSWER_BYTES_MAX);
    return text === null ? fault("too_large", response.status) : ok({ status: response.status, text });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return name === "TimeoutError" || name === "AbortError" ? fault("timeout", name) : fault("unreachable", name);
  }
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** Undefined when it is not JSON. A whole number too large for a double keeps its digits as text: it may be an id. */
export function parseJson(text: string): unknown {
  try {
    return parseWithSource(text, (_key, value, context) =>
      typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "")
        ? context?.source
        : value,
    );
  } catch {
    return undefined;
  }
}
