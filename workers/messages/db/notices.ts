// Storing messages to fans, in bulk: one statement for hundreds, each fan's numbers running on without a gap. The
// cause and the fan make the id, so what is told twice is stored once. The same batch says who has something open.
import { sql } from "drizzle-orm";
import type { Cause } from "../../../domain/inbox/causes.ts";
import { CAUSES } from "../../../domain/inbox/causes.ts";
import { sha256 } from "../../../domain/log/sha256.ts";
import type { Notice } from "../../../domain/seat-ledger/outbox.ts";
import { open_inboxes } from "../../../schema/tables/inbox.ts";
import { notifications } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { base64Url } from "../../kit/http/hash.ts";

export type NewNotice = {
  /** With the fan it names the message: the same key for the same fan is the same message. */
  readonly dedupe_key: string;
  readonly user_id: string;
  readonly cause: Cause;
  readonly params: Readonly<Record<string, string | number>>;
  readonly link: string;
  readonly created_at_ms: number;
};

export type Stored = {
  /** New ones only: what was there already has been told. */
  readonly fresh: readonly { readonly id: string; readonly user_id: string; readonly cause: string }[];
  /** Fans with something new who have something open. */
  readonly open: readonly string[];
};

/** A statement's parameters hold 2 MB, and D1 gives a whole batch 30 s: this many take some 20 ms. */
const ROWS_PER_STATEMENT = 500;
const ID_BYTES = 15;
const encoder = new TextEncoder();

/** Nobody can guess another fan's. */
export const noticeId = (user_id: string, dedupe_key: string): string =>
  `ntf_${base64Url(sha256(encoder.encode(`${user_id}\n${dedupe_key}`)).slice(0, ID_BYTES))}`;

export async function storeNotices(db: Database, notices: readonly NewNotice[], now_ms: number): Promise<Stored> {
  const rows = [...new Map(notices.map((notice) => [noticeId(notice.user_id, notice.dedupe_key), notice]))].map(
    ([id, { user_id, cause, params, link, created_at_ms }]) =>
      [id, user_id, CAUSES[cause].kind, cause, JSON.stringify(params), link, created_at_ms] as const,
  );
  const fresh: { id: string; user_id: string; cause: string }[] = [];
  const open: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const some = rows.slice(at, at + ROWS_PER_STATEMENT);
    const stored = await storeSome(db, some, now_ms);
    fresh.push(...stored.fresh);
    open.push(...stored.open);
  }
  return { fresh, open: [...new Set(open)] };
}

type Row = readonly [
  id: string,
  user_id: string,
  kind: string,
  cause: string,
  params: string,
  link: string,
  at: number,
];

async function storeSome(db: Database, rows: readonly Row[], now_ms: number): Promise<Stored> {
  const users = [...new Set(rows.map(([, user_id]) => user_id))];
  const [fresh, open] = await db.batch([
    db
      .insert(notifications)
      .select(numbered(rows))
      .returning({ id: notifications.id, user_id: notifications.user_id, cause: notifications.cause }),
    openAmong(db, users, now_ms),
  ]);
  const news_for = new Set(fresh.map(({ user_id }) => user_id));
  return { fresh, open: open.map(({ user_id }) => user_id).filter((user_id) => news_for.has(user_id)) };
}

/**
 * In the order of the table's columns. The numbers are given in the statement itself: D1 runs one at a time, so no two
 * stores can give the same.
 */
const numbered = (rows: readonly Row[]) => sql`
  SELECT id, user_id,
    row_number() OVER (PARTITION BY user_id ORDER BY place)
      + coalesce((SELECT max(seq) FROM notifications AS n WHERE n.user_id = coming.user_id), 0),
    kind, cause, params, link, at_ms, NULL, NULL
  FROM (
    SELECT key AS place, value ->> 0 AS id, value ->> 1 AS user_id, value ->> 2 AS kind, value ->> 3 AS cause,
      value ->> 4 AS params, value ->> 5 AS link, value ->> 6 AS at_ms
    FROM json_each(${JSON.stringify(rows)})
  ) AS coming
  WHERE NOT EXISTS (SELECT 1 FROM notifications AS known WHERE known.id = coming.id)`;

export const openAmong = (db: Database, user_ids: readonly string[], now_ms: number) =>
  db
    .select({ user_id: open_inboxes.user_id })
    .from(open_inboxes)
    .where(
      sql`${open_inboxes.user_id} IN (SELECT value FROM json_each(${JSON.stringify(user_ids)})) AND ${open_inboxes.until_ms} > ${now_ms}`,
    );

/** What a ledger reports to a buyer. */
export const noticeOfOrder = ({ cause, dedupe_key, order, code, refund, reason }: Notice): NewNotice => ({
  dedupe_key,
  user_id: order.fan_id,
  cause,
  params: {
    number: order.number,
    show_id: order.show_id,
    amount_krw: refund?.amount_krw ?? order.total_krw,
    seats: order.lines.length,
    ...(code === null ? {} : { code }),
    ...(reason === undefined ? {} : { text: reason }),
  },
  link: `/me/bookings/${order.id}`,
  created_at_ms: order.updated_at_ms,
});
