// Which account a provider's word about a person leads to: the one rule behind every sign-in and every linking.
import type { Provider } from "../../schema/http/people.ts";
import { ok, type Result, refused } from "../result.ts";

/** A number means nothing without its provider: both together name one person there. */
export type IdentityKey = { readonly provider: string; readonly subject: string };

export type ProvenIdentity = {
  readonly provider: Provider;
  readonly subject: string;
  readonly name: string;
  /** Lower-cased, as the provider gave it; null when it gave none. */
  readonly email: string | null;
  /** The provider says that the person receives mail there. */
  readonly email_proven: boolean;
};

export type Account = {
  readonly user_id: string;
  readonly status: "ACTIVE" | "DISABLED" | "DELETED";
  /** Proven, or null: an account may have none. */
  readonly email: string | null;
  readonly identities: readonly IdentityKey[];
};

export type AccountFacts = {
  /** Every account that might be meant: by identity, by address, the asker's own. */
  readonly candidates: readonly Account[];
  /** The signed-in fan who links one more way to sign in; null for a sign-in. */
  readonly asker_id: string | null;
};

export type AccountDecision =
  | { readonly kind: "known" | "link"; readonly user_id: string; readonly adopt_email: string | null }
  | { readonly kind: "create"; readonly email: string | null };

export type AccountRefusal = "identity_taken" | "account_disabled" | "session_ended";

/** What the rule leans on. Passed in so that a test can take one away and watch accounts fall together. */
export type Guards = {
  readonly vouchesForEmail: (identity: ProvenIdentity) => boolean;
  readonly isSameIdentity: (a: IdentityKey, b: IdentityKey) => boolean;
};

export const GUARDS: Guards = {
  // Naver passes on a contact address that anybody may type in; it has no word for "verified", whatever its answer says.
  vouchesForEmail: (identity) => identity.provider !== "naver" && identity.email_proven,
  isSameIdentity: (a, b) => a.provider === b.provider && a.subject === b.subject,
};

/** The address by which this identity may join or found an account; null when it may not. */
export const joiningEmail = (identity: ProvenIdentity, guards: Guards = GUARDS): string | null =>
  identity.email !== null && guards.vouchesForEmail(identity) ? identity.email : null;

export function decideAccount(
  identity: ProvenIdentity,
  facts: AccountFacts,
  guards: Guards = GUARDS,
): Result<AccountDecision, AccountRefusal> {
  const email = joiningEmail(identity, guards);
  const owner = facts.candidates.find((one) => one.identities.some((key) => guards.isSameIdentity(key, identity)));
  const of_email = email === null ? undefined : facts.candidates.find((one) => one.email === email);
  const adopt = (account: Account) => (account.email === null && of_email === undefined ? email : null);

  if (facts.asker_id !== null) {
    const asker = facts.candidates.find((one) => one.user_id === facts.asker_id);
    if (asker === undefined) return refused("session_ended");
    if (asker.status !== "ACTIVE") return refused("account_disabled");
    // An address leads to one account: an identity whose address leads elsewhere is somebody's way in there.
    const holder = owner ?? of_email;
    if (holder !== undefined && holder.user_id !== asker.user_id) return refused("identity_taken");
    const kind = owner === undefined ? "link" : "known";
    return ok({ kind, user_id: asker.user_id, adopt_email: adopt(asker) });
  }

  const account = owner ?? of_email;
  if (account === undefined) return ok({ kind: "create", email });
  if (account.status !== "ACTIVE") return refused("account_disabled");
  const kind = owner === undefined ? "link" : "known";
  return ok({ kind, user_id: account.user_id, adopt_email: adopt(account) });
}
