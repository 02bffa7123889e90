// `admin grant|revoke <email>`: the first admin is made here, and never by a sign-up or a request.
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { email } from "../../schema/http/people.ts";
import type { Asked, Command } from "../cli/command.ts";
import { isLocal } from "../cli/environments.ts";
import { DONE, REFUSED, USAGE } from "../cli/exit-codes.ts";
import { runWrangler } from "../wrangler.ts";

type Act = "grant" | "revoke";
type Role = "ADMIN" | "USER";
type Person = { readonly id: string; readonly role: string; readonly status: string };
export type RoleChange = {
  readonly act: Act;
  readonly email: string;
  readonly now_ms: number;
  readonly audit_id: string;
};

const ROLE_AFTER: Readonly<Record<Act, Role>> = { grant: "ADMIN", revoke: "USER" };
const BUSY_MS = 5_000;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The person as they were, then the audit line, the cut of their tokens and the change. Each of the three acts under
 * the very same condition, so that the whole may be repeated; the change comes last, so that none goes without its line.
 */
export function roleStatements({ act, email, now_ms, audit_id }: RoleChange): readonly [string, ...string[]] {
  const role = ROLE_AFTER[act];
  const changes =
    act === "grant"
      ? `email = ${quoted(email)} AND status = 'ACTIVE' AND role <> 'ADMIN'`
      : `email = ${quoted(email)} AND status <> 'DELETED' AND role = 'ADMIN'`;
  return [
    `SELECT id, role, status FROM users WHERE email = ${quoted(email)}`,
    `INSERT INTO audit (id, at_ms, actor_id, action, subject_kind, subject_id, details, request_id)
     SELECT ${quoted(audit_id)}, ${now_ms}, 'operator', 'user.role', 'user', id,
       json_object('from', role, 'to', ${quoted(role)}), 'operator' FROM users WHERE ${changes}`,
    // Tokens of the former role count no more, as when an admin changes it.
    `INSERT INTO token_cuts (subject, before_ms, made_at_ms)
     SELECT 'user:' || id, ${now_ms + 1}, ${now_ms + 1} FROM users WHERE ${changes}
     ON CONFLICT (subject) DO UPDATE SET before_ms = excluded.before_ms, made_at_ms = excluded.made_at_ms`,
    `UPDATE users SET role = ${quoted(role)}, updated_at_ms = ${now_ms} WHERE ${changes}`,
  ];
}

/** The file that miniflare keeps D1 in, named by a hash; the one that has the product's tables. */
export function localDatabase(data_dir: string): string | null {
  const folder = join(data_dir, "d1", "miniflare-D1DatabaseObject");
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite");
  } catch {
    return null;
  }
  const has = names.map((name) => join(folder, name)).filter(hasUsers);
  return has.length === 1 ? (has[0] ?? null) : null;
}

function hasUsers(path: string): boolean {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'users'").get() !== undefined;
  } finally {
    db.close();
  }
}

/** Beside a running workerd too: SQLite's own locks keep the two apart, and each sees what the other wrote. */
export function changeLocally(path: string, [read, ...write]: readonly [string, ...string[]]): Person | null {
  const db = new DatabaseSync(path);
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    db.exec("BEGIN IMMEDIATE");
    const person = personOf(db.prepare(read).get());
    for (const statement of write) db.exec(statement);
    db.exec("COMMIT");
    return person;
  } finally {
    db.close();
  }
}

/** One call over wrangler; it answers with the rows of each statement. */
export async function changeByWrangler(
  where: readonly string[],
  statements: readonly string[],
): Promise<Person | null> {
  const command = ["d1", "execute", "DB", ...where, "--yes", "--json", "--command", statements.join(";\n")];
  const answers = JSON.parse(await runWrangler(command)) as { results?: unknown[] }[];
  return personOf(answers[0]?.results?.[0]);
}

function personOf(row: unknown): Person | null {
  if (typeof row !== "object" || row === null) return null;
  const { id, role, status } = row as Record<string, unknown>;
  return typeof id === "string" && typeof role === "string" && typeof status === "string" ? { id, role, status } : null;
}

export function outcomeOf(act: Act, address: string, before: Person | null): { done: boolean; words: string } {
  if (before === null || before.status === "DELETED") {
    return { done: false, words: `there is no account with ${address}: the person signs in once, then this works` };
  }
  if (act === "grant") {
    if (before.role === "ADMIN") return { done: true, words: `${address} is an admin already` };
    if (before.status !== "ACTIVE") return { done: false, words: `the account of ${address} is disabled` };
    return { done: true, words: `${address} is an admin now (was ${before.role})` };
  }
  if (before.role !== "ADMIN") return { done: true, words: `${address} is no admin (${before.role})` };
  return { done: true, words: `${address} is a fan now; open tokens end within a minute` };
}

const roleCommand = (act: Act, says: string): Command => ({
  name: `admin ${act}`,
  takes: "<email>",
  says,
  more: `Over wrangler, with your rights at Cloudflare, in the database of --env staging or production. On this computer in the
data of \`npm start\` (STATE_DIR), running or stopped; with --dev in that of \`npm run dev\`.`,
  run: (asked) => changeRole(act, asked),
});

export const adminCommands: readonly Command[] = [
  roleCommand("grant", "make an existing account an administrator"),
  roleCommand("revoke", "make an administrator a fan again"),
];

async function changeRole(act: Act, { words: [address = ""], environment }: Asked): Promise<number> {
  const parsed = email.safeParse(address);
  if (!parsed.success) {
    console.error(`${address === "" ? "nothing" : address} is not a mail address`);
    return USAGE;
  }
  const audit_id = `aud_${randomBytes(12).toString("base64url")}`;
  const statements = roleStatements({ act, email: parsed.data, now_ms: Date.now(), audit_id });
  try {
    const before = isLocal(environment)
      ? locally(environment, statements)
      : await changeByWrangler(["--env", environment, "--remote"], statements);
    const { done, words } = outcomeOf(act, parsed.data, before);
    (done ? console.log : console.error)(`${environment}: ${words}`);
    return done ? DONE : REFUSED;
  } catch (error) {
    const { stdout = "", stderr = "", message = "" } = error as { stdout?: string; stderr?: string; message?: string };
    console.error(`${stdout}${stderr}` === "" ? message : `${stdout}${stderr}`);
    return REFUSED;
  }
}

function locally(where: "local" | "dev", statements: readonly [string, ...string[]]): Person | null {
  const { path, missing } = localDataOf(where);
  if (path === null) throw new Error(missing);
  return changeLocally(path, statements);
}

/** Where an instance on this computer keeps everything. */
export const stateDir = (): string => resolve(process.env.STATE_DIR ?? ".state");

/** The database of an instance on this computer, or what would make it. */
export function localDataOf(where: "local" | "dev"): { readonly path: string | null; readonly missing: string } {
  const state_dir = stateDir();
  const path = localDatabase(join(state_dir, ...(where === "dev" ? ["dev", "v3"] : ["data"])));
  return { path, missing: `no database below ${state_dir}: npm ${where === "dev" ? "run dev" : "start"} makes it` };
}
