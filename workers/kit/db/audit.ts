// Every privileged act leaves a line, written in the same batch as the act itself.
import type { AuditAct } from "../../../schema/audit-acts.ts";
import { audit } from "../../../schema/tables/people.ts";
import type { Ctx, Identity } from "../env.ts";
import { newId } from "../http/hash.ts";
import type { Database } from "./database.ts";

export type AuditLine = {
  readonly action: AuditAct;
  readonly subject_kind:
    | "show"
    | "showtime"
    | "venue"
    | "user"
    | "booking"
    | "layout"
    | "failure"
    | "service"
    | "ledger";
  readonly subject_id: string;
  readonly details?: Record<string, unknown>;
};

export const auditRow = (c: Ctx, actor: Identity, line: AuditLine): typeof audit.$inferSelect => ({
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
  db.insert(audit).values(auditRow(c, actor, line));
