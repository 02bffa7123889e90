// What the stand-ins remember, in one object apart from the product's data: the mails that were "sent", and what the
// stand-in identity providers gave out.
import { DurableObject } from "cloudflare:workers";
import {
  NO_TROUBLE as DESK_CALM,
  type DeskAnswer,
  type DeskCall,
  type DeskSwitches,
  deskAnswer,
  type KeptAlert,
} from "./alerts/desk.ts";
import { type BeaconSwitches, NO_TROUBLE } from "./beacon/service.ts";
import { newIdentityKey } from "./identity/signing-key.ts";

export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sent_at_ms: number;
};

const MAILS_KEPT = 5_000;
const MAILS_SHOWN = 200;
const GRANTS_KEPT_MS = 60 * 60_000;
const BEACON = "beacon";
const ALERT_DESK = "alert_desk";
const ALERTS_SHOWN = 50;
const IDENTITY_KEY = "identity_key";

export class SandboxStore extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    ctx.storage.sql.exec(`CREATE TABLE IF NOT EXISTS mails (
      id INTEGER PRIMARY KEY AUTOINCREMENT, to_email TEXT NOT NULL, subject TEXT NOT NULL,
      text TEXT NOT NULL, html TEXT NOT NULL, sent_at_ms INTEGER NOT NULL)`);
    ctx.storage.sql.exec("CREATE INDEX IF NOT EXISTS mails_to ON mails (to_email, id)");
    ctx.storage.sql.exec(`CREATE TABLE IF NOT EXISTS identity_grants (
      name TEXT PRIMARY KEY, details TEXT NOT NULL, expires_at_ms INTEGER NOT NULL) WITHOUT ROWID`);
    ctx.storage.sql.exec(`CREATE TABLE IF NOT EXISTS alerts (
      id TEXT PRIMARY KEY, body TEXT NOT NULL, edits INTEGER NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID`);
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

  /** A code or an access token of a stand-in provider. */
  keepGrant(name: string, details: string, expires_at_ms: number): void {
    this.ctx.storage.sql.exec("DELETE FROM identity_grants WHERE expires_at_ms < ?", Date.now() - GRANTS_KEPT_MS);
    this.ctx.storage.sql.exec("INSERT INTO identity_grants VALUES (?, ?, ?)", name, details, expires_at_ms);
  }

  readGrant(name: string, now_ms: number): string | null {
    const rows = this.ctx.storage.sql
      .exec<{ details: string }>(
        "SELECT details FROM identity_grants WHERE name = ? AND expires_at_ms > ?",
        name,
        now_ms,
      )
      .toArray();
    return rows[0]?.details ?? null;
  }

  /** The same, once. */
  takeGrant(name: string, now_ms: number): string | null {
    const details = this.readGrant(name, now_ms);
    this.ctx.storage.sql.exec("DELETE FROM identity_grants WHERE name = ?", name);
    return details;
  }

  /** The stand-in webhook: what it is told, and what it says to that. */
  async alertDesk(call: DeskCall): Promise<DeskAnswer> {
    const answer = deskAnswer(call, await this.alertDeskSwitches(), {
      find: (id) => this.#alertsWhere("id = ?", id)[0] ?? null,
      newId: () => crypto.randomUUID(),
      now_ms: Date.now(),
    });
    if (answer.kept !== null) {
      const { id, body, edits, at_ms } = answer.kept;
      this.ctx.storage.sql.exec("INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?)", id, body, edits, at_ms);
    }
    return answer;
  }

  /** Newest first. */
  alerts(): KeptAlert[] {
    return this.#alertsWhere("true");
  }

  #alertsWhere(condition: string, ...binds: string[]): KeptAlert[] {
    const query = `SELECT id, body, edits, at_ms FROM alerts WHERE ${condition} ORDER BY at_ms DESC LIMIT ${ALERTS_SHOWN}`;
    return this.ctx.storage.sql.exec<KeptAlert>(query, ...binds).toArray();
  }

  async alertDeskSwitches(): Promise<DeskSwitches> {
    return (await this.ctx.storage.get<DeskSwitches>(ALERT_DESK)) ?? DESK_CALM;
  }

  async setAlertDesk(switches: DeskSwitches): Promise<void> {
    await this.ctx.storage.put(ALERT_DESK, switches);
  }

  /** How the stand-in beacon misbehaves. */
  async beacon(): Promise<BeaconSwitches> {
    return (await this.ctx.storage.get<BeaconSwitches>(BEACON)) ?? NO_TROUBLE;
  }

  async setBeacon(switches: BeaconSwitches): Promise<void> {
    await this.ctx.storage.put(BEACON, switches);
  }

  /** The stand-in providers' signing key as a private JWK, made at the first question. */
  async identityKey(): Promise<string> {
    const known = await this.ctx.storage.get<string>(IDENTITY_KEY);
    if (known !== undefined) return known;
    return this.ctx.blockConcurrencyWhile(async () => {
      const made = (await this.ctx.storage.get<string>(IDENTITY_KEY)) ?? (await newIdentityKey());
      await this.ctx.storage.put(IDENTITY_KEY, made);
      return made;
    });
  }
}
