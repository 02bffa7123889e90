// People over HTTP: signing in, sessions, the own profile, and what admins see of others.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { LIMITS } from "../limits.ts";
import { id, pageQuery, timeMs } from "./common.ts";
import { textLine } from "./text.ts";
import { LANGUAGES, ROLES } from "./words.ts";

/**
 * Addresses are compared lower-cased, so they are plain ASCII: folding other letters can turn one person's address into
 * another's. Whether there is such a mailbox only the mail itself can prove.
 */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
export const email = z.pipe(
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(LIMITS.email_chars),
      z.regex(/^[\x21-\x7e]*$/, "email_wanted" satisfies FaultCode),
      z.toLowerCase(),
    ),
  z.string().check(z.regex(EMAIL, "email_wanted" satisfies FaultCode)),
);

export const PROVIDERS = ["google", "kakao", "naver"] as const;
export type Provider = (typeof PROVIDERS)[number];

export const userAnswer = z.object({
  id,
  email: z.nullable(z.string()),
  name: z.string(),
  phone: z.string(),
  language: z.enum(LANGUAGES),
  role: z.enum(ROLES),
  identities: z.array(
    z.object({
      id,
      provider: z.enum([...PROVIDERS, "mail"]),
      email: z.nullable(z.string()),
      created_at_ms: timeMs,
    }),
  ),
});
export type UserAnswer = z.infer<typeof userAnswer>;

export const sessionAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  user: userAnswer,
});

const challenge = z.optional(z.string().check(z.maxLength(100)));
/** The challenge of an earlier code: asking again with it voids that code and no other. */
export const codeInput = z.object({ email, challenge });
export const codeAnswer = z.object({ challenge: z.string(), expires_in: z.int(), resend_after_ms: z.int() });

export const sessionInput = z.object({
  email,
  code: z.string().check(z.trim(), z.regex(/^\d{6}$/, "six_digits" satisfies FaultCode)),
  challenge,
});

export const sessionItem = z.object({
  id,
  current: z.boolean(),
  user_agent: z.string(),
  address_prefix: z.string(),
  created_at_ms: timeMs,
  last_seen_at_ms: timeMs,
  expires_at_ms: timeMs,
});

export const profilePatch = z.partial(
  z.object({
    name: textLine(0, LIMITS.name_chars),
    phone: z
      .string()
      .check(
        z.trim(),
        z.maxLength(LIMITS.phone_chars),
        z.regex(/^(\+?[\d -]{7,20})?$/, "phone_wanted" satisfies FaultCode),
      ),
    language: z.enum(LANGUAGES),
  }),
);
export type ProfilePatch = z.infer<typeof profilePatch>;

export const adminUser = z.object({
  id,
  email: z.nullable(z.string()),
  name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(["ACTIVE", "DISABLED", "DELETED"]),
  created_at_ms: timeMs,
});
export const usersQuery = z.object({
  ...pageQuery,
  q: z.optional(z.string().check(z.trim(), z.maxLength(LIMITS.search_chars))),
  role: z.optional(z.enum(ROLES)),
});
export const rolePatch = z.object({ role: z.enum(ROLES) });
export const statusPatch = z.object({ status: z.enum(["ACTIVE", "DISABLED"]) });
