// What the three providers have in common: how they are asked, and how the little they say about a person is cleaned.
import * as z from "zod/mini";
import type { ProvenIdentity } from "../../../domain/people/account-of-identity.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { email } from "../../../schema/http/people.ts";
import { plainLine } from "../../../schema/http/text.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { fault, type ProviderAnswer, type ProviderFault, type ProviderFetch } from "./ask.ts";
import type { ProviderSettings } from "./settings.ts";

/** The secrets of one journey to a provider and back. */
export type JourneySecrets = { readonly state: string; readonly verifier: string; readonly nonce: string };

export type Exchange = JourneySecrets & {
  readonly settings: ProviderSettings;
  readonly code: string;
  readonly redirect_uri: string;
  readonly ask: ProviderFetch;
  readonly now_ms: number;
};

export type ProviderClient = {
  readonly authorizeUrl: (settings: ProviderSettings, redirect_uri: string, secrets: JourneySecrets) => URL;
  /** Who came back with this code, proven by the provider itself. */
  readonly identify: (exchange: Exchange) => Promise<Result<ProvenIdentity, ProviderFault>>;
};

export const TOKEN_CHARS_MAX = 8_192;
export const token = z.string().check(z.minLength(1), z.maxLength(TOKEN_CHARS_MAX));
export const subject = z.string().check(z.minLength(1), z.maxLength(255));

/** Whatever is not needed may be missing or odd without ending the sign-in. */
export const maybeText = z.catch(z.optional(z.string().check(z.maxLength(1_000))), undefined);
export const maybeFlag = z.catch(z.optional(z.boolean()), undefined);

const tokenError = z.object({
  error: z.string(),
  error_code: z.optional(z.string()),
  error_description: z.optional(z.string()),
});

/** A token endpoint's answer. An error inside a 200 is an error: Naver answers so. */
export function readTokens<S extends z.ZodMiniType>(
  shape: S,
  answer: ProviderAnswer,
): Result<z.output<S>, ProviderFault> {
  const failed = tokenError.safeParse(answer.body);
  if (failed.success) return fault("refused", failed.data.error_code ?? failed.data.error);
  if (answer.status !== 200) return fault("refused", answer.status);
  const read = shape.safeParse(answer.body);
  return read.success ? ok(read.data) : fault("unexpected", "token answer");
}

/** Only plain ASCII addresses: folding other letters to lower case can turn one person's address into another's. */
export function cleanEmail(given: string | undefined): string | null {
  if (given === undefined || !/^[\x21-\x7e]+$/.test(given)) return null;
  const read = email.safeParse(given);
  return read.success ? read.data : null;
}

export function cleanName(...given: readonly (string | undefined)[]): string {
  for (const name of given) {
    const clean = plainLine(name ?? "");
    // Cut between letters, never inside one; a letter takes up to two of the characters that are counted.
    if (clean !== "") return [...clean].slice(0, LIMITS.name_chars / 2).join("");
  }
  return "";
}
