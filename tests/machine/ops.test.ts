import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeByWrangler, changeLocally, localDatabase, outcomeOf, roleStatements } from "../../ops/commands/admin.ts";
import { DEPLOYMENTS, placeholders, settingsOf } from "../../ops/deployments.ts";
import { dropStateDir, freePort, type Instance, newStateDir, start, stop } from "./instance.ts";

const MIGRATIONS = readdirSync("migrations")
  .filter((file) => file.endsWith(".sql"))
  .sort();

function applyAll(db: DatabaseSync): void {
  for (const name of MIGRATIONS) {
    db.exec(readFileSync(join("migrations", name), "utf8").replaceAll("--> statement-breakpoint", ""));
  }
}

/** Three of them: seconds, or minutes on a machine with much else to do. */
const WRANGLERS_WITHIN_MS = 240_000;

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

function run(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env } };
    const child = execFile(process.execPath, [script, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stdout, stderr }),
    );
  });
}
const ops = (args: readonly string[], env?: Record<string, string>) => run("ops/ops.ts", args, env);

describe("A7: the first admin is made by the operator", () => {
  let state_dir: string;
  let running: Instance;
  const EMAIL = "operator's.friend@example.com";

  beforeAll(async () => {
    state_dir = newStateDir();
    running = await start({ state_dir, port: await freePort() });
  });
  afterAll(async () => {
    if (running.child.exitCode === null) await stop(running);
    dropStateDir(state_dir);
  });

  const login = async (): Promise<string> => {
    const answer = await fetch(`${running.url}/sandbox/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: EMAIL }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const adminPart = async <T>(path: string): Promise<{ status: number; body: T }> => {
    const headers = { authorization: `Bearer ${await login()}` };
    const answer = await fetch(`${running.url}/v1/api/admin/${path}`, { headers });
    return { status: answer.status, body: (await answer.json()) as T };
  };

  it("A7: beside the running product, only for an account that exists, with its line in the log; then taken away", async () => {
    const env = { STATE_DIR: state_dir };
    const nobody = await ops(["admin", "grant", "nobody@example.com", "--local"], env);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining("no account")]);
    await login();
    expect((await adminPart("audit")).status).toBe(403);

    expect((await ops(["admin", "grant", EMAIL, "--local"], env)).stdout).toContain("is an admin now (was USER)");
    const { status, body } = await adminPart<{ items: Record<string, unknown>[] }>("audit");
    expect(status).toBe(200);
    expect(body.items).toEqual([
      expect.objectContaining({ actor_id: "operator", action: "user.role", details: { from: "USER", to: "ADMIN" } }),
    ]);
    expect((await ops(["admin", "grant", EMAIL, "--local"], env)).stdout).toContain("already");
    expect((await adminPart<{ items: unknown[] }>("audit")).body.items).toHaveLength(1);

    const here = { ...env, PORT: new URL(running.url).port };
    const counted = await ops(["retention", "--dry-run"], here);
    expect([counted.code, counted.stdout]).toEqual([
      0,
      expect.stringMatching(/dead_letters +0 past their time \(90 days\)/),
    ]);
    expect((await ops(["retention"], here)).code).toBe(2);
    expect((await adminPart<{ items: unknown[] }>("audit?action=retention.count")).body.items).toHaveLength(1);

    await stop(running);
    expect((await ops(["admin", "revoke", EMAIL, "--local"], env)).stdout).toContain("a fan now");
    const db = new DatabaseSync(localDatabase(join(state_dir, "data")) ?? "", { readOnly: true });
    expect(db.prepare("SELECT role FROM users WHERE email = ?").get(EMAIL)).toEqual({ role: "USER" });
    expect(db.prepare("SELECT count(*) AS lines FROM audit").get()).toEqual({ lines: 3 });
    expect(db.prepare("SELECT count(*) AS cuts FROM token_cuts WHERE subject LIKE 'user:%'").get()).toEqual({
      cuts: 1,
    });
    db.close();
  });
});

describe("A7: what the operator's commands refuse", () => {
  const dir = mkdtempSync(join(tmpdir(), "fairline-ops-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("A7: without a database they say what makes one, and a folder without it is none", async () => {
    mkdirSync(join(dir, "data/d1/miniflare-D1DatabaseObject"), { recursive: true });
    expect(localDatabase(join(dir, "data"))).toBeNull();
    const { code, stderr } = await ops(["admin", "grant", "a@example.com", "--local"], { STATE_DIR: dir });
    expect([code, stderr]).toEqual([1, expect.stringContaining("npm start makes it")]);
  });

  it.each([
    [[]],
    [["nonsense"]],
    [["constructor"]],
    [["admin", "make", "a@example.com"]],
    [["admin", "grant", "not an address", "--local"]],
    [["admin", "grant", "a@example.com", "--remote-please"]],
    [["keys", "turn"]],
    [["keys", "turn", "file", "everything"]],
  ])("A7: %j prints help and ends with 2", async (args) => {
    const { code, stderr } = await ops(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining("npm run ops -- ")]);
  });

  it(
    "A7: wrangler takes the same statements in one call and tells how the person was",
    async () => {
      const where = ["--env", "local", "--local", "--persist-to", join(dir, "wrangler")];
      const wrangler = "node_modules/wrangler/bin/wrangler.js";
      // It finds what there is to apply, and makes the file; applying goes faster without it.
      const listed = await run(wrangler, ["d1", "migrations", "list", "DB", ...where], { CI: "1" });
      expect([listed.code, MIGRATIONS.filter((file) => !listed.stdout.includes(file))]).toEqual([0, []]);
      const folder = join(dir, "wrangler/v3/d1/miniflare-D1DatabaseObject");
      const made = readdirSync(folder).filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite");
      const rows = new DatabaseSync(join(folder, made[0] ?? "none"));
      applyAll(rows);
      rows.exec(`INSERT INTO users (id, email, created_at_ms, updated_at_ms) VALUES ('u', 'o''neil@b.kr', 1, 1)`);
      rows.close();
      const path = localDatabase(join(dir, "wrangler/v3")) ?? "none";
      const change = { act: "grant", email: "o'neil@b.kr", now_ms: 2, audit_id: "aud_1" } as const;
      const asked = () => changeByWrangler(where, roleStatements(change));
      expect(await asked()).toEqual({ id: "u", role: "USER", status: "ACTIVE" });
      expect(await asked()).toEqual({ id: "u", role: "ADMIN", status: "ACTIVE" });
      const db = new DatabaseSync(path, { readOnly: true });
      expect(db.prepare("SELECT count(*) AS lines FROM audit").get()).toEqual({ lines: 1 });
      db.close();
    },
    WRANGLERS_WITHIN_MS,
  );

  it("A7: a disabled account is not made an admin, and none of the acts leaves a trace", () => {
    const path = join(dir, "rows.sqlite");
    const db = new DatabaseSync(path);
    applyAll(db);
    db.exec(
      "INSERT INTO users (id, email, status, created_at_ms, updated_at_ms) VALUES ('u', 'a@b.kr', 'DISABLED', 1, 1)",
    );
    const change = { act: "grant", email: "a@b.kr", now_ms: 2, audit_id: "aud_1" } as const;
    const before = changeLocally(path, roleStatements(change));
    expect(outcomeOf("grant", "a@b.kr", before).done).toBe(false);
    const rows = "SELECT (SELECT count(*) FROM audit) + (SELECT count(*) FROM token_cuts) AS traces, role FROM users";
    expect(db.prepare(rows).get()).toEqual({ traces: 0, role: "USER" });
    db.close();
  });
});

it("A3: keys new can be piped into keys turn, and only the keys go to standard output", async () => {
  const dir = mkdtempSync(join(tmpdir(), "fairline-keys-"));
  const file = join(dir, "keys.json");
  writeFileSync(file, (await ops(["keys", "new"])).stdout);
  const { code, stdout, stderr } = await ops(["keys", "turn", file, "access"]);
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { access: unknown[] }).access).toHaveLength(2);
  expect(stderr).toContain("access: a next key added");
  rmSync(dir, { recursive: true });
});

it("F6: a deployment whose names are still placeholders is refused, and each is named", async () => {
  for (const env of DEPLOYMENTS) {
    const left = placeholders(settingsOf(env), env);
    // A checkout that names its own would really be deployed.
    if (left.length === 0) continue;
    const { code, stderr } = await run("ops/deploy.ts", ["--env", env]);
    expect(code).toBe(1);
    for (const line of left) expect(stderr).toContain(line);
  }
});

it("F6: a dry run prints the bindings of its environment, and ends badly while a placeholder is left", async () => {
  const { code, stdout, stderr } = await run("ops/deploy.ts", ["--env", "staging", "--dry-run"]);
  expect(stdout).toContain("env.WAITING_LINE");
  expect(stdout).toContain("fairline-staging-mail");
  const left = placeholders(settingsOf("staging"), "staging");
  expect(code).toBe(left.length === 0 ? 0 : 1);
  for (const line of left) expect(stderr).toContain(line);
});

it("F6: an unknown environment is no deployment", async () => {
  expect((await run("ops/deploy.ts", ["--env", "local"])).code).toBe(2);
});
