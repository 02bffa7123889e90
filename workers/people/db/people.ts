// People and the identities they sign in with.
import { and, asc, eq, sql } from "drizzle-orm";
import type { UserAnswer } from "../../../schema/http/people.ts";
import type { Language, Role } from "../../../schema/http/words.ts";
import { identities, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";
import { newId } from "../../kit/http/hash.ts";

export type UserRow = typeof users.$inferSelect;
export type IdentityRow = typeof identities.$inferSelect;

export async function readUser(db: Database, user_id: string): Promise<UserRow | null> {
  return (await db.select().from(users).where(eq(users.id, user_id)))[0] ?? null;
}

/** Whose the address is; null where no account has it. */
export async function readUserOfAddress(db: Database, email: string): Promise<UserRow | null> {
  const rows = await db
    .select()
    .from(users)
    .where(and(eq(users.email, email), eq(users.status, "ACTIVE")));
  return rows[0] ?? null;
}

export const readIdentities = (db: Database, user_id: string): Promise<IdentityRow[]> =>
  db.select().from(identities).where(eq(identities.user_id, user_id)).orderBy(asc(identities.created_at_ms));

export type NewPerson = {
  readonly email: string | null;
  readonly name: string;
  readonly language: Language;
  readonly role?: Role;
};

export function newUser(person: NewPerson, now_ms: number): UserRow {
  return {
    id: newId("usr"),
    email: person.email,
    name: person.name,
    phone: "",
    language: person.language,
    role: person.role ?? "USER",
    status: "ACTIVE",
    created_at_ms: now_ms,
    updated_at_ms: now_ms,
  };
}

/** Two first sign-ins at the same moment: the address is unique, the second finds the first. */
export const insertUser = (db: Database, row: UserRow) => db.insert(users).values(row).onConflictDoNothing();

export const updateUser = (db: Database, user_id: string, set: Partial<UserRow>) =>
  db.update(users).set(set).where(eq(users.id, user_id));

/** False when it would have been the last. */
export async function deleteIdentity(db: Database, user_id: string, identity_id: string): Promise<boolean> {
  const rows = await db
    .delete(identities)
    .where(
      and(
        eq(identities.id, identity_id),
        eq(identities.user_id, user_id),
        sql`(SELECT count(*) FROM ${identities} WHERE ${identities.user_id} = ${user_id}) > 1`,
      ),
    )
    .returning({ id: identities.id });
  return rows.length === 1;
}

/** A verified address leads to one account, whoever vouched for it; made at the first sign-in. */
export async function userOfVerifiedEmail(
  db: Database,
  person: NewPerson & { readonly email: string },
  now_ms: number,
): Promise<UserRow> {
  const row = newUser(person, now_ms);
  const [, rows] = await db.batch([
    insertUser(db, row),
    db.select().from(users).where(eq(users.email, person.email)),
    // The mail identity of whoever the address belongs to now, in the same step.
    db
      .insert(identities)
      .select(
        sql`SELECT ${newId("idn")}, ${users.id}, 'mail', ${users.email}, ${users.email}, ${now_ms}
          FROM ${users} WHERE ${users.email} = ${person.email}`,
      )
      .onConflictDoNothing(),
  ]);
  const user = rows[0];
  if (user === undefined) throw new Error("the account of an address was neither found nor made");
  return user;
}

export const userAnswerOf = (user: UserRow, list: readonly IdentityRow[]): UserAnswer => ({
  id: user.id,
  email: user.email,
  name: user.name,
  phone: user.phone,
  language: user.language,
  role: user.role,
  identities: list.map(({ id, provider, email, created_at_ms }) => ({ id, provider, email, created_at_ms })),
});
