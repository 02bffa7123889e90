// The page of the audit log. Days are days on the reader's clock.
import { readWall } from "../../../domain/catalogue/wall-time.ts";
import { type AuditFilter, auditFilter } from "../../../schema/http/audit.ts";
import { zoneOffsetMinutes } from "../../../web/words/zones.ts";
import { database } from "../../kit/db/database.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { zoneOf } from "../../kit/pages/times.ts";
import { readNames } from "../../people/db/account-views.ts";
import { asAdmin, fanFrame } from "../../people/pages/whoever.ts";
import { readTitles } from "../db/any-shows.ts";
import { readAudit } from "../db/audit-log.ts";
import { type AuditAsked, AuditPage } from "./audit-page.tsx";

const AUDIT_PAGE = 50;
const DAY_MS = 86_400_000;

function askedOf(query: Readonly<Record<string, string | undefined>>): AuditAsked {
  const text = (name: string): string => (query[name] ?? "").trim();
  return {
    who: text("who"),
    action: text("action"),
    show_id: text("show_id"),
    from: text("from"),
    until: text("until"),
  };
}

/** What was left empty is not asked for; `until` counts the whole day. */
function queryOf(asked: AuditAsked, zone: string): Record<string, string> {
  const day = (text: string): number | null => readWall(`${text}T00:00`, (at_ms) => zoneOffsetMinutes(at_ms, zone));
  const from_ms = day(asked.from);
  const until_ms = day(asked.until);
  const given = {
    who: asked.who,
    action: asked.action,
    show_id: asked.show_id,
    from_ms: from_ms === null ? "" : String(from_ms),
    before_ms: until_ms === null ? "" : String(until_ms + DAY_MS),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

export const auditPage = asAdmin(async (c, { user }) => {
  const query = queryRecord(c.req.url);
  const db = database(c.env);
  const frame = fanFrame(c, user, null);
  const asked = askedOf(query);
  const wanted = queryOf(asked, zoneOf(frame));
  const filter: AuditFilter = parseWith(auditFilter, wanted);
  const { found, next } = await readAudit(db, filter, { limit: AUDIT_PAGE, cursor: readCursor(query.cursor) });
  const people = found.flatMap((line) =>
    line.subject_kind === "user" ? [line.actor_id, line.subject_id] : [line.actor_id],
  );
  const shows = found.flatMap((line) => (line.subject_kind === "show" ? [line.subject_id] : []));
  const [names, titles] = await Promise.all([readNames(db, people), readTitles(db, shows)]);
  const view = {
    asked,
    query: new URLSearchParams(wanted),
    lines: found,
    names,
    titles,
    first: query.cursor === undefined,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <AuditPage frame={frame} view={view} />);
});
