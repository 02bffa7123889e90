// What fans want by mail, and letters to many of them in one statement.
import { eq, sql } from "drizzle-orm";
import {
  type Cause,
  type MailChoices,
  type MailTopic,
  mailChoicesOf,
  wantsMail,
} from "../../../domain/inbox/causes.ts";
import type { Language } from "../../../schema/http/words.ts";
import { mail_choices } from "../../../schema/tables/inbox.ts";
import { users } from "../../../schema/tables/people.ts";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

export async function readMailChoices(db: Database, user_id: string): Promise<MailChoices> {
  const rows = await db.select().from(mail_choices).where(eq(mail_choices.user_id, user_id));
  return mailChoicesOf(rows[0]?.choices ?? null);
}

export async function writeMailChoices(db: Database, user_id: string, choices: MailChoices): Promise<void> {
  await db
    .insert(mail_choices)
    .values({ user_id, choices: { ...choices } })
    .onConflictDoUpdate({ target: mail_choices.user_id, set: { choices: { ...choices } } });
}

/** Those of the letters that their fans want. */
export async function wantedByMail<T extends { readonly cause: Cause }>(
  db: Database,
  letters: readonly T[],
  fanOf: (letter: T) => string,
): Promise<T[]> {
  const fans = [...new Set(letters.map(fanOf))];
  const rows = await db
    .select()
    .from(mail_choices)
    .where(sql`${mail_choices.user_id} IN (SELECT value FROM json_each(${JSON.stringify(fans)}))`);
  const choices = new Map(rows.map((row) => [row.user_id, row.choices]));
  return letters.filter((letter) => wantsMail(mailChoicesOf(choices.get(fanOf(letter)) ?? null), letter.cause));
}

export type NoticeMail = {
  readonly dedupe_key: string;
  /** `always`: nobody can choose not to hear of it. */
  readonly topic: Exclude<MailTopic, "sign_in"> | "always";
  readonly user_ids: readonly string[];
  readonly params: Readonly<Record<Language, Readonly<Record<string, string>>>>;
};

/** One letter to each of these fans who has an address and wants it, in their language. Returns the letters' ids. */
export async function orderNoticeMails(db: Database, mail: NoticeMail, now_ms: number): Promise<string[]> {
  const rows = await db
    .insert(mail_outbox)
    .select(sql`
      SELECT 'mail_' || lower(hex(randomblob(12))), ${`${mail.dedupe_key}:`} || u.id, u.email, 'notice', u.language,
        CASE u.language WHEN 'en' THEN ${JSON.stringify(mail.params.en)} ELSE ${JSON.stringify(mail.params.ko)} END,
        'WAITING', 0, ${now_ms}, ${now_ms}, NULL, NULL, NULL
      FROM ${users} AS u LEFT JOIN ${mail_choices} AS m ON m.user_id = u.id
      WHERE u.id IN (SELECT value FROM json_each(${JSON.stringify(mail.user_ids)}))
        AND u.email IS NOT NULL AND u.status = 'ACTIVE'
        AND coalesce(m.choices ->> ${`$.${mail.topic}`}, 1)`)
    .onConflictDoNothing()
    .returning({ id: mail_outbox.id });
  return rows.map(({ id }) => id);
}
