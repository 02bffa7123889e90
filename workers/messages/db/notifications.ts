// A fan's messages: the list, what was missed, the unread count, and changes of state. Everything names the fan:
// another fan's message is not there.
import { and, desc, eq, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { NoticeKind } from "../../../schema/http/words.ts";
import { shows } from "../../../schema/tables/catalogue.ts";
import { open_inboxes } from "../../../schema/tables/inbox.ts";
import { sessions } from "../../../schema/tables/people.ts";
import { notifications } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";
import { openAmong } from "./notices.ts";

const shown = {
  id: notifications.id,
  seq: notifications.seq,
  kind: notifications.kind,
  cause: notifications.cause,
  params: notifications.params,
  link: notifications.link,
  created_at_ms: notifications.created_at_ms,
  read_at_ms: notifications.read_at_ms,
  show_title: shows.title,
  show_languages: shows.languages,
};

export type NoticeRow = {
  readonly id: string;
  readonly seq: number;
  readonly kind: NoticeKind;
  readonly cause: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly link: string;
  readonly created_at_ms: number;
  readonly read_at_ms: number | null;
  readonly show_title: string | null;
  readonly show_languages: { readonly en?: { readonly title: string } | undefined } | null;
};

/** The show's name as it is now: words are made when they are read. */
const rowsOf = (db: Database) =>
  db.select(shown).from(notifications).leftJoin(shows, sql`${shows.id} = ${notifications.params} ->> 'show_id'`);

const own = (user_id: string, ...more: (SQL | undefined)[]): SQL | undefined =>
  and(eq(notifications.user_id, user_id), isNull(notifications.deleted_at_ms), ...more);

const unreadOf = (db: Database, user_id: string) =>
  db
    .select({ unread: sql<number>`count(*)` })
    .from(notifications)
    .where(own(user_id, isNull(notifications.read_at_ms)));

export type NoticeFilter = { readonly unread: boolean; readonly kind?: NoticeKind | undefined };

export async function listNotices(
  db: Database,
  whose: { readonly user_id: string } & NoticeFilter,
  page: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<NoticeRow> & { readonly unread: number }> {
  const filter = own(
    whose.user_id,
    whose.unread ? isNull(notifications.read_at_ms) : undefined,
    whose.kind === undefined ? undefined : eq(notifications.kind, whose.kind),
    page.cursor === null ? undefined : lt(notifications.seq, page.cursor.key),
  );
  const [rows, counted] = await db.batch([
    rowsOf(db)
      .where(filter)
      .orderBy(desc(notifications.seq))
      .limit(page.limit + 1),
    unreadOf(db, whose.user_id),
  ]);
  const found = cut(rows, page.limit, (row) => ({ key: row.seq, id: row.id, at_ms: 0 }));
  return { ...found, unread: counted[0]?.unread ?? 0 };
}

export async function readNotice(db: Database, user_id: string, id: string): Promise<NoticeRow | null> {
  return (await rowsOf(db).where(own(user_id, eq(notifications.id, id))))[0] ?? null;
}

export async function unreadCount(db: Database, user_id: string): Promise<number> {
  return (await unreadOf(db, user_id))[0]?.unread ?? 0;
}

/** The number of a message somebody says they heard last, deleted or not; null where it is not theirs. */
export async function seqOfNotice(db: Database, user_id: string, id: string): Promise<number | null> {
  const rows = await db
    .select({ seq: notifications.seq })
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.user_id, user_id)));
  return rows[0]?.seq ?? null;
}

const PAGE = 100;

/** What came after a number, as the store is at one moment: a batch is one transaction. */
export async function noticesAfter(
  db: Database,
  ask: { readonly user_id: string; readonly after: number; readonly sessions: readonly string[] },
) {
  const { user_id, after } = ask;
  const [rows, counted, newest, over] = await db.batch([
    rowsOf(db)
      .where(own(user_id, gt(notifications.seq, after)))
      .orderBy(notifications.seq)
      .limit(PAGE + 1),
    unreadOf(db, user_id),
    db
      .select({ id: notifications.id, seq: notifications.seq })
      .from(notifications)
      .where(eq(notifications.user_id, user_id))
      .orderBy(desc(notifications.seq))
      .limit(1),
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          sql`${sessions.id} IN (SELECT value FROM json_each(${JSON.stringify(ask.sessions)}))`,
          isNotNull(sessions.ended_at_ms),
        ),
      ),
  ]);
  const page = rows.slice(0, PAGE);
  const more = rows.length > PAGE;
  const [last] = newest;
  return {
    after,
    rows: page,
    more,
    through: (more ? page.at(-1)?.seq : last?.seq) ?? 0,
    unread: counted[0]?.unread ?? 0,
    newest_id: last?.id ?? null,
    ended: new Set(over.map(({ id }) => id)),
  };
}

export type Changed = {
  readonly ids: readonly string[];
  readonly unread: number;
  /** The fan's newest number when it happened. */
  readonly through: number;
  /** Other pages are to be told. */
  readonly is_open: boolean;
};

/** Which of a fan's messages; never anybody else's, whatever ids are named. */
export type Which = { readonly ids: readonly string[] } | { readonly all: true };

const those = (which: Which): SQL | undefined =>
  "all" in which ? undefined : sql`${notifications.id} IN (SELECT value FROM json_each(${JSON.stringify(which.ids)}))`;

async function change(
  db: Database,
  about: {
    readonly user_id: string;
    readonly set: { readonly read_at_ms?: number | null; readonly deleted_at_ms?: number | null };
    readonly where: SQL | undefined;
    readonly now_ms: number;
  },
): Promise<Changed> {
  const { user_id, set, where, now_ms } = about;
  const [changed, counted, newest, open] = await db.batch([
    db
      .update(notifications)
      .set(set)
      .where(and(eq(notifications.user_id, user_id), where))
      .returning({ id: notifications.id }),
    unreadOf(db, user_id),
    db
      .select({ seq: sql<number | null>`max(${notifications.seq})` })
      .from(notifications)
      .where(eq(notifications.user_id, user_id)),
    openAmong(db, [user_id], now_ms),
  ]);
  return {
    ids: changed.map(({ id }) => id),
    unread: counted[0]?.unread ?? 0,
    through: newest[0]?.seq ?? 0,
    is_open: open.length > 0,
  };
}

export const markRead = (db: Database, user_id: string, which: Which, now_ms: number): Promise<Changed> =>
  change(db, {
    user_id,
    set: { read_at_ms: now_ms },
    where: and(those(which), isNull(notifications.read_at_ms), isNull(notifications.deleted_at_ms)),
    now_ms,
  });

export const markUnread = (db: Database, user_id: string, which: Which, now_ms: number): Promise<Changed> =>
  change(db, {
    user_id,
    set: { read_at_ms: null },
    where: and(those(which), isNotNull(notifications.read_at_ms), isNull(notifications.deleted_at_ms)),
    now_ms,
  });

export const deleteNotices = (db: Database, user_id: string, which: Which, now_ms: number): Promise<Changed> =>
  change(db, {
    user_id,
    set: { deleted_at_ms: now_ms },
    where: and(those(which), isNull(notifications.deleted_at_ms)),
    now_ms,
  });

/** Undoes a deletion: the named ones, or all that went at that very moment. */
export const restoreNotices = (
  db: Database,
  user_id: string,
  which: { readonly ids: readonly string[] } | { readonly deleted_at_ms: number },
  now_ms: number,
): Promise<Changed> =>
  change(db, {
    user_id,
    set: { deleted_at_ms: null },
    where:
      "ids" in which
        ? and(those(which), isNotNull(notifications.deleted_at_ms))
        : eq(notifications.deleted_at_ms, which.deleted_at_ms),
    now_ms,
  });

export async function listOpen(db: Database, user_id: string, until_ms: number): Promise<void> {
  await db
    .insert(open_inboxes)
    .values({ user_id, until_ms })
    .onConflictDoUpdate({ target: open_inboxes.user_id, set: { until_ms } });
}

/** What a page that is made now has to be told of from here on. */
export async function newestNotice(db: Database, user_id: string): Promise<string | null> {
  const rows = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.user_id, user_id))
    .orderBy(desc(notifications.seq))
    .limit(1);
  return rows[0]?.id ?? null;
}
