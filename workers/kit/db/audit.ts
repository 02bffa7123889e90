// Every privileged act leaves a line in the same step as the act itself: in its batch where D1 owns what was changed; out of
// the outbox of the object that owns it otherwise.
import { and, eq, gte } from "drizzle-orm";
import type { AuditEntry } from "../../../schema/audit-acts.ts";
import { audit } from "../../../schema/tables/people.ts";
import type { Ctx, Identity } from "../env.ts";
import { newId } from "../http/hash.ts";
import type { Database } from "./database.ts";

export type AuditLine = Pick<AuditEntry, "action" | "subject_kind" | "subject_id"> &
  Partial<Pick<AuditEntry, "details">>;

export const auditEntry = (c: Ctx, actor: Identity, line: AuditLine): AuditEntry => ({
  id: newId("aud"),
  at_ms: c.get("now_ms"),
  actor_id: actor.user_id,
  action: line.action,
  subject_kind: line.subject_kind,
  subject_id: line.subject_id,
  details: line.details ?? {},
  request_id: c.get("request_id"),
});

export const writeAudit = (db: Database, c: Ctx, actor: Identity, line: AuditLine) =>
  db.insert(audit).values(auditEntry(c, actor, line));

/** Who asks an object for something that only a role may: the object makes the line of it. */
export const askedBy = (c: Ctx, actor: Identity) => ({
  audit_id: newId("aud"),
  actor_id: actor.user_id,
  request_id: c.get("request_id"),
});

/** What objects tell, perhaps twice. */
export async function keepAudit(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) await db.insert(audit).values(entry).onConflictDoNothing();
}

/** Whether the actor has a line of this act on this subject, of then or later. */
export async function hasAudit(db: Database, actor: Identity, line: AuditLine, since_ms: number): Promise<boolean> {
  const rows = await db
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        eq(audit.subject_kind, line.subject_kind),
        eq(audit.subject_id, line.subject_id),
        eq(audit.action, line.action),
        eq(audit.actor_id, actor.user_id),
        gte(audit.at_ms, since_ms),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
