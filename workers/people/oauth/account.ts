// Carries out what the account rule decides. The rule is asked again when somebody else was quicker.
import {
  type AccountDecision,
  decideAccount,
  joiningEmail,
  type ProvenIdentity,
} from "../../../domain/people/account-of-identity.ts";
import type { Language } from "../../../schema/http/words.ts";
import type { Database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { accountFacts, adoptEmail, linkIdentity, makePerson } from "../db/identities.ts";
import { newUser, readUser, type UserRow } from "../db/people.ts";

/** Each lost race means that another sign-in of the same person got through; two are one more than can happen. */
const TRIES_MAX = 3;

type Asker = { readonly asker_id: string | null; readonly language: Language; readonly now_ms: number };
export type Led = { readonly user: UserRow; readonly kind: AccountDecision["kind"] };

export async function accountFor(db: Database, identity: ProvenIdentity, asker: Asker): Promise<Led> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const email = joiningEmail(identity);
    const decided = decideAccount(identity, await accountFacts(db, { identity, email, asker_id: asker.asker_id }));
    if (!decided.ok) throw new Refusal(decided.failure);
    const user_id = await carryOut(db, identity, decided.value, asker);
    const user = user_id === null ? null : await readUser(db, user_id);
    if (user !== null) return { user, kind: decided.value.kind };
  }
  throw new Refusal("unavailable");
}

async function carryOut(
  db: Database,
  identity: ProvenIdentity,
  decision: AccountDecision,
  { language, now_ms }: Asker,
): Promise<string | null> {
  if (decision.kind === "create") {
    const user = newUser({ email: decision.email, name: identity.name, language }, now_ms);
    return (await makePerson(db, user, identity)) ? user.id : null;
  }
  const { user_id, adopt_email } = decision;
  if (decision.kind === "link" && !(await linkIdentity(db, user_id, identity, now_ms))) return null;
  if (adopt_email !== null) await adoptEmail(db, user_id, adopt_email, now_ms);
  return user_id;
}
