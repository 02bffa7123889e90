// What the stand-ins remember, in one object apart from the product's data: the mails that were "sent".
import { DurableObject } from "cloudflare:workers";

export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sent_at_ms: number;
};

const MAILS_KEPT = 5_000;
const MAILS_SHOWN = 200;

export class SandboxStore extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    ctx.storage.sql.exec(`CREATE TABLE IF NOT EXISTS mails (
      id INTEGER PRIMARY KEY AUTOINCREMENT, to_email TEXT NOT NULL, subject TEXT NOT NULL,
      text TEXT NOT NULL, html TEXT NOT NULL, sent_at_ms INTEGER NOT NULL)`);
    ctx.storage.sql.exec("CREATE INDEX IF NOT EXISTS mails_to ON mails (to_email, id)");
  }

  keepMail(mail: KeptMail): void {
    this.ctx.storage.sql.exec(
      "INSERT INTO mails (to_email, subject, text, html, sent_at_ms) VALUES (?, ?, ?, ?, ?)",
      mail.to,
      mail.subject,
      mail.text,
      mail.html,
      mail.sent_at_ms,
    );
    this.ctx.storage.sql.exec("DELETE FROM mails WHERE id <= (SELECT max(id) FROM mails) - ?", MAILS_KEPT);
  }

  /** Newest first; all of them, or one person's. */
  mails(to: string | null): KeptMail[] {
    return this.ctx.storage.sql
      .exec<KeptMail>(
        `SELECT to_email AS "to", subject, text, html, sent_at_ms FROM mails
         WHERE ?1 IS NULL OR to_email = ?1 ORDER BY id DESC LIMIT ?2`,
        to,
        MAILS_SHOWN,
      )
      .toArray();
  }
}
