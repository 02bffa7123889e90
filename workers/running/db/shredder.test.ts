import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { SHRED_RULES } from "../../../domain/retention/shredding.ts";
import type { Database } from "../../kit/db/database.ts";
import { nodeDatabase } from "../../kit/testing/node-d1.ts";
import { countDue, SLICE, SLICES_PER_RUN, shred } from "./shredder.ts";

const MINUTE_MS = 60_000;
/** The minute of an hour in which old rows go, after fifty years. */
const NOW_MS = 50 * 365 * 24 * 60 * MINUTE_MS + 37 * MINUTE_MS;

let db: Database;
beforeEach(() => {
  db = nodeDatabase();
});

const insert = (table: string, row: Readonly<Record<string, string | number | null>>) =>
  db.run(
    sql`INSERT INTO ${sql.raw(table)} (${sql.raw(Object.keys(row).join(", "))})
      VALUES (${sql.join(
        Object.values(row).map((value) => sql`${value}`),
        sql`, `,
      )})`,
  );
const rowsOf = async (table: string): Promise<number> =>
  (await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.raw(table)}`))[0]?.n ?? 0;

/** A row of each swept table that came to its end at a moment. */
async function rowsEndedAt(at_ms: number, id: string): Promise<void> {
  const asked = { id, at_ms };
  await insert("users", { id: `user ${id}`, created_at_ms: 0, updated_at_ms: 0 });
  await insert("kept_answers", {
    user_id: id,
    route: "r",
    key: "k",
    body_hash: "h",
    status: 201,
    answer: "{}",
    expires_at_ms: at_ms,
  });
  await insert("login_codes", { challenge_hash: id, email: "e", code_hash: "h", expires_at_ms: at_ms });
  await insert("code_sends", { challenge_hash: id, address_range: "r", email: "e", at_ms });
  await insert("open_inboxes", { user_id: id, until_ms: at_ms });
  await insert("token_cuts", { subject: id, before_ms: at_ms, made_at_ms: at_ms });
  const session = { id, user_id: `user ${id}`, created_at_ms: 0, last_seen_at_ms: 0, expires_at_ms: at_ms };
  await insert("sessions", session);
  await insert("refresh_tokens", { hash: id, session_id: id, issued_at_ms: 0, expires_at_ms: at_ms });
  await insert("mail_outbox", {
    id,
    dedupe_key: id,
    to_email: "e",
    template: "t",
    language: "ko",
    params: "{}",
    status: "SENT",
    next_try_at_ms: at_ms,
    created_at_ms: at_ms,
    sent_at_ms: at_ms,
  });
  const broadcast = { id, show_id: "s", cause: "show_changed", params: "{}", status: "DONE", next_try_at_ms: at_ms };
  await insert("broadcasts", { ...broadcast, created_at_ms: at_ms });
  await insert("broadcast_fans", { broadcast_id: id, user_id: "u" });
  await insert("dead_letters", { id, queue: "mail", attempts: 1, died_at_ms: at_ms });
  const parked = { booking_id: id, number: "n", show_id: "s", reason: "r", parked_at_ms: at_ms };
  await insert("parked_records", { ...parked, sent_again_at_ms: at_ms });
  const job = { id, show_id: "s", kind: "REFUND", reason: "r", asker_id: "a", next_try_at_ms: at_ms };
  await insert("jobs", { ...job, created_at_ms: at_ms, status: "DONE", finished_at_ms: at_ms });
  await insert("job_items", { job_id: id, booking_id: "b", status: "DONE" });
  await insert("audit", {
    ...asked,
    actor_id: "a",
    action: "x",
    subject_kind: "show",
    subject_id: "s",
    details: "{}",
    request_id: "r",
  });
}

const TABLES = SHRED_RULES.filter(({ table }) => table !== "appeals");

it("F8: a row goes a moment after its time, and not a moment before", async () => {
  for (const { table, after_ms } of TABLES) {
    db = nodeDatabase();
    await rowsEndedAt(NOW_MS - after_ms, "at its time");
    const due = async () => (await countDue(db, NOW_MS)).find((rule) => rule.table === table)?.due;
    expect([table, await due()]).toEqual([table, 0]);
    await shred(db, NOW_MS);
    expect([table, await rowsOf(table)]).toEqual([table, 1]);
    db = nodeDatabase();
    await rowsEndedAt(NOW_MS - after_ms - 1, "past its time");
    await shred(db, NOW_MS);
    expect([table, await rowsOf(table)]).toEqual([table, 0]);
  }
});

it("F8: what somebody still has to see to stays, however old", async () => {
  await rowsEndedAt(1, "old");
  await db.run(sql`UPDATE mail_outbox SET status = 'WAITING'`);
  await db.run(sql`UPDATE broadcasts SET status = 'WAITING'`);
  await db.run(sql`UPDATE jobs SET status = 'FAILED'`);
  await db.run(sql`UPDATE parked_records SET sent_again_at_ms = NULL`);
  await shred(db, NOW_MS);
  const stays = ["mail_outbox", "broadcasts", "broadcast_fans", "jobs", "job_items", "parked_records"];
  for (const table of stays) expect([table, await rowsOf(table)]).toEqual([table, 1]);
});

it("F8: a backlog goes in slices, so many in a minute, and a session only after the last of its tokens", async () => {
  await rowsEndedAt(1, "old");
  const tokens = SLICE * SLICES_PER_RUN + 1;
  await db.run(sql`INSERT INTO refresh_tokens (hash, session_id, issued_at_ms, expires_at_ms)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${tokens})
    SELECT 'token ' || i, 'old', 0, 1 FROM n`);
  await shred(db, NOW_MS + MINUTE_MS);
  expect([await rowsOf("refresh_tokens"), await rowsOf("sessions")]).toEqual([2, 1]);
  await shred(db, NOW_MS + 2 * MINUTE_MS);
  expect([await rowsOf("refresh_tokens"), await rowsOf("sessions")]).toEqual([0, 0]);
});
