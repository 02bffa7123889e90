// One question to a payment provider: bounded in time and size, never following a redirect. Whatever goes wrong on the
// way is data: it says nothing about the money.
import { type Result, refused } from "../../../domain/result.ts";
import { boundedText } from "../../kit/http/bounded-text.ts";

export type PaymentFetch = (url: string, init: RequestInit) => Promise<Response>;

export type CallFault = "timeout" | "unreachable" | "too_large" | "not_json";
export type CallAnswer = { readonly status: number; readonly body: unknown };

/** A payment with its cancels is about 4 KB; a long history of partial refunds stays far below. */
export const ANSWER_BYTES_MAX = 256 * 1024;

export const overNetwork: PaymentFetch = (url, init) => fetch(url, init);

export async function callProvider(
  ask: PaymentFetch,
  url: string,
  { timeout_ms, ...init }: RequestInit & { readonly timeout_ms: number },
): Promise<Result<CallAnswer, CallFault>> {
  try {
    const response = await ask(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeout_ms) });
    const text = await boundedText(response, ANSWER_BYTES_MAX);
    if (text === null) return refused("too_large");
    const body = parseJson(text);
    return body === undefined ? refused("not_json") : { ok: true, value: { status: response.status, body } };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return refused(name === "TimeoutError" || name === "AbortError" ? "timeout" : "unreachable");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
