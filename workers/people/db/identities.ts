// Statements of social sign-in: finding whom an identity might mean, and writing what the rule decided, each so that
// two first sign-ins at the same moment end as one account.
import { and, eq, sql } from "drizzle-orm";
import type { Account, AccountFacts, IdentityKey, ProvenIdentity } from "../../../domain/people/account-of-identity.ts";
import { identities, kept_answers, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";
import { newId } from "../../kit/http/hash.ts";
import type { UserRow } from "./people.ts";

type Meant = { readonly identity: IdentityKey; readonly email: string | null; readonly asker_id: string | null };

/** Everyone whom this identity, its address or the asker might mean, in one trip. */
export async function accountFacts(db: Database, meant: Meant): Promise<AccountFacts> {
  const [by_identity, by_email, asker] = await db.batch([
    db
      .select({ user: users, key: { provider: identities.provider, subject: identities.subject } })
      .from(identities)
      .innerJoin(users, eq(users.id, identities.user_id))
      .where(isIdentity(meant.identity)),
    // No address and no id is empty text: a comparison with NULL finds nobody either, but says so less plainly.
    db
      .select()
      .from(users)
      .where(eq(users.email, meant.email ?? "")),
    db
      .select()
      .from(users)
      .where(eq(users.id, meant.asker_id ?? "")),
  ]);
  const candidates = [
    ...by_identity.map(({ user, key }) => accountOf(user, [key])),
    ...[...by_email, ...asker].map((user) => accountOf(user, [])),
  ];
  return { candidates, asker_id: meant.asker_id };
}

const accountOf = (user: UserRow, keys: readonly IdentityKey[]): Account => ({
  user_id: user.id,
  status: user.status,
  email: user.email,
  identities: keys,
});

const isIdentity = (key: IdentityKey) =>
  and(sql`${identities.provider} = ${key.provider}`, eq(identities.subject, key.subject));

/** The new account and its identity, both or neither. False when somebody else was first: the caller decides anew. */
export async function makePerson(db: Database, user: UserRow, identity: ProvenIdentity): Promise<boolean> {
  const [, , made] = await db.batch([
    db
      .insert(users)
      .select(
        // Every column, in the table's order.
        sql`SELECT ${user.id}, ${user.email}, ${user.name}, ${user.phone}, ${user.language}, ${user.role},
          ${user.status}, ${user.created_at_ms}, ${user.updated_at_ms}
          WHERE NOT EXISTS (SELECT 1 FROM ${identities} WHERE ${isIdentity(identity)})`,
      )
      .onConflictDoNothing(),
    addIdentity(db, user.id, identity, user.created_at_ms),
    db.select({ id: users.id }).from(users).where(eq(users.id, user.id)),
  ]);
  return made.length === 1;
}

/** False when the identity is somebody else's, or the account stopped being active meanwhile. */
export async function linkIdentity(
  db: Database,
  user_id: string,
  identity: ProvenIdentity,
  now_ms: number,
): Promise<boolean> {
  const [, owner] = await db.batch([
    addIdentity(db, user_id, identity, now_ms),
    db.select({ user_id: identities.user_id }).from(identities).where(isIdentity(identity)),
  ]);
  return owner[0]?.user_id === user_id;
}

const addIdentity = (db: Database, user_id: string, identity: ProvenIdentity, now_ms: number) =>
  db
    .insert(identities)
    .select(
      sql`SELECT ${newId("idn")}, ${users.id}, ${identity.provider}, ${identity.subject}, ${identity.email}, ${now_ms}
        FROM ${users} WHERE ${users.id} = ${user_id} AND ${users.status} = 'ACTIVE'`,
    )
    .onConflictDoNothing();

/** A proven address for an account that has none; left alone when somebody took the address meanwhile. */
export const adoptEmail = (db: Database, user_id: string, email: string, now_ms: number) =>
  db.run(sql`UPDATE OR IGNORE ${users} SET email = ${email}, updated_at_ms = ${now_ms}
    WHERE id = ${user_id} AND email IS NULL AND status = 'ACTIVE'`);

const STATE_OWNER = "oauth";
const STATE_ROUTE = "GET /auth/{provider}/callback";

/** True the first time only. Kept with the kept answers, whose sweep forgets it when the journey is long over. */
export async function useStateOnce(db: Database, state_hash: string, expires_at_ms: number): Promise<boolean> {
  const rows = await db
    .insert(kept_answers)
    .values({
      user_id: STATE_OWNER,
      route: STATE_ROUTE,
      key: state_hash,
      body_hash: "",
      status: 302,
      answer: "",
      expires_at_ms,
    })
    .onConflictDoNothing()
    .returning({ key: kept_answers.key });
  return rows.length === 1;
}
