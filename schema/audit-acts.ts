// Every privileged act that leaves a line in the audit log, by name. The console has words for each; the compiler asks.
export const AUDIT_ACTS = [
  "user.role",
  "user.disable",
  "user.enable",
  "show.create",
  "show.change",
  "show.poster",
  "show.delete",
  "show.cancel",
  "show.message",
  "show.take_down",
  "show.restore",
  "showtime.create",
  "showtime.change",
  "showtime.delete",
  "venue.create",
  "layout.change",
  "sales.stop",
  "sales.go_on",
  "sale.settings",
  "sale.status",
  "sale.notice",
  "sale.vips",
  "line.remove",
  "line.restore",
  "appeal.decline",
  "seats.block",
  "seats.unblock",
  "purchase.refund",
  "purchase.refund_many",
  "job.retry",
  "door.make",
  "door.revoke",
  "rehearsal.start",
  "rehearsal.steer",
  "rehearsal.delete",
  "failure.retry",
  "retention.count",
  "object.copy",
  "object.restore",
  "object.recover",
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

export const AUDIT_SUBJECTS = [
  "show",
  "showtime",
  "venue",
  "user",
  "booking",
  "layout",
  "failure",
  "service",
  "ledger",
] as const;

/** One line of the audit log, as it stands in D1 and on its way there. */
export type AuditEntry = {
  readonly id: string;
  readonly at_ms: number;
  readonly actor_id: string;
  readonly action: AuditAct;
  readonly subject_kind: (typeof AUDIT_SUBJECTS)[number];
  readonly subject_id: string;
  readonly details: Record<string, unknown>;
  readonly request_id: string;
};
