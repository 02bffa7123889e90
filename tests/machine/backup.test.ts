// What an operator does at night, on real processes: a sale is copied, brought back into a fresh instance, and proved there.
import { execFile } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dropStateDir, freePort, type Instance, newStateDir, start, stop, until } from "./instance.ts";

const BUYERS = 4;
/** Some thirty processes one after the other: seconds on a machine with nothing else to do, minutes on a busy one. */
const WITHIN_MS = 240_000;
const folders = {
  original: newStateDir(),
  fresh: newStateDir(),
  work: mkdtempSync(join(tmpdir(), "fairline-backup-")),
};
let original: Instance;
let fresh: Instance;

beforeAll(async () => {
  // A restored deployment has the same keys; a laptop's are a file beside its data.
  original = await start({ state_dir: folders.original, port: await freePort() });
  mkdirSync(folders.fresh, { recursive: true });
  copyFileSync(join(folders.original, "signing-keys.json"), join(folders.fresh, "signing-keys.json"));
  fresh = await start({ state_dir: folders.fresh, port: await freePort() });
});
afterAll(async () => {
  for (const one of [original, fresh]) if (one.child.exitCode === null) await stop(one);
  for (const dir of Object.values(folders)) dropStateDir(dir);
});

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

function run(script: string, args: readonly string[], at: Instance = original): Promise<Ran> {
  const state_dir = at === original ? folders.original : folders.fresh;
  const env = { ...process.env, PORT: new URL(at.url).port, STATE_DIR: state_dir, XDG_CONFIG_HOME: folders.work };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
const ops = (args: readonly string[], at?: Instance) => run("ops/ops.ts", args, at);
const verify = (args: readonly string[], at?: Instance) => run("ops/verify.ts", args, at);
const hashIn = ({ stdout }: Ran): string => /[0-9a-f]{64}/.exec(stdout)?.[0] ?? "none";

type Call = { readonly method?: string; readonly token?: string; readonly pass?: string; readonly body?: unknown };
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
async function ask(path: string, { method = "GET", token = "", pass = "", body }: Call = {}): Promise<any> {
  const headers = {
    "content-type": "application/json",
    "idempotency-key": crypto.randomUUID(),
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
    ...(pass === "" ? {} : { "x-queue-pass": pass }),
  };
  const response = await fetch(`${original.url}${path}`, { method, headers, body: JSON.stringify(body) ?? null });
  const text = await response.text();
  return text.startsWith("{") ? JSON.parse(text) : {};
}
const post = (path: string, token: string, body?: unknown, pass?: string) =>
  ask(path, { method: "POST", token, body, ...(pass === undefined ? {} : { pass }) });
const login = async (email: string, role?: string): Promise<string> =>
  (await post("/sandbox/login", "", { email, role })).access_token;

async function makeShow(): Promise<{ show_id: string; showtime_id: string }> {
  const token = await login("organiser@example.com", "MANAGER");
  const sections = [{ name: "1F", kind: "seated", grade: "R", rows: [{ label: "1", seats: 40 }] }];
  const hall = { name: "Hall", region: "SEOUL", time_zone: "Asia/Seoul", sections };
  const venue = await post("/v1/api/manage/venues", token, hall);
  const show = await post("/v1/api/manage/shows", token, {
    title: "A sale that is copied",
    genre: "CONCERT",
    venue_id: venue.id,
    grades: [{ grade: "R", price_krw: 90_000 }],
    sale: { opens_at_ms: Date.now() - 1_000, closes_at_ms: Date.now() + 86_400_000 },
    room: { room_capacity: 100, batch_size: 100, step_ms: 50 },
  });
  const showtime = { starts_at_ms: Date.now() + 864_000_000, round: 1 };
  const made = await post(`/v1/api/manage/shows/${show.id}/showtimes`, token, showtime);
  return { show_id: show.id, showtime_id: made.id };
}

async function buy({ show_id, showtime_id }: Awaited<ReturnType<typeof makeShow>>, i: number): Promise<string> {
  const token = await login(`buyer${i}@example.com`);
  const queue = `/v1/api/shows/${show_id}/queue`;
  await post(queue, token);
  await until(async () => (await ask(`${queue}/status`, { token })).state === "ADMITTED", 15_000);
  const { pass } = await ask(`${queue}/status`, { method: "PATCH", token, body: { state: "CLAIMED" } });
  const hold = await post(`/v1/api/showtimes/${showtime_id}/holds`, token, { best: { count: 2 } }, pass);
  const booking = await post("/v1/api/bookings", token, { hold_id: hold.id }, pass);
  const { request_id } = await post("/v1/api/payments", token, { booking_id: booking.id, simulate: "success" }, pass);
  const paid = async () => (await ask(`/v1/api/payments/${request_id}/status`, { token })).status === "COMPLETED";
  await until(paid, 15_000);
  return booking.number;
}

it(
  "O5: a sale copied, brought back into a fresh instance, is proved there as it was; the commands on the way",
  async () => {
    const show = await makeShow();
    const numbers = await Promise.all(Array.from({ length: BUYERS }, (_, i) => buy(show, i)));
    const [first = "", second = ""] = numbers;

    // The story of a booking, by the number that its fan reads aloud; then its money goes back, in two steps.
    const story = await ops(["booking", first]);
    expect([story.code, story.stdout]).toEqual([0, expect.stringMatching(/CONFIRMED[\s\S]*ledger +sold/)]);
    const preview = await ops(["refund", first, "--preview"]);
    expect([preview.code, preview.stdout]).toEqual([0, expect.stringContaining("180,000 KRW would go back")]);
    expect((await ops(["refund", first, "--reason", "a test"])).code).toBe(1);
    const refund = await ops(["refund", first, second, "--reason", "a test", "--yes"]);
    expect([refund.code, refund.stdout]).toEqual([0, expect.stringContaining("2 of 2 given back, 360,000 KRW")]);
    expect((await ops(["refund", first, "--reason", "again", "--yes"])).code).toBe(1);

    expect((await ops(["sale", "pause", show.show_id])).stdout).toContain("PAUSED");
    const line = await ops(["line", show.show_id, "--json"]);
    expect(JSON.parse(line.stdout)).toMatchObject({ status: "PAUSED", admitted: BUYERS });
    expect((await ops(["sale", "end", show.show_id])).code).toBe(1);
    expect((await ops(["sale", "end", show.show_id, "--yes"])).stdout).toContain("ENDED");
    const agreed = await verify(["sale", show.show_id, "--url", original.url]);
    expect([agreed.code, agreed.stderr]).toEqual([0, ""]);

    // Packs of evidence: the piece of the log holds, and nobody is named unless that is said.
    const [of_one, of_all] = [join(folders.work, "of-one"), join(folders.work, "of-all")];
    const packs = await Promise.all([ops(["evidence", first, of_one]), ops(["evidence", show.show_id, of_all])]);
    expect(packs.map(({ code }) => code)).toEqual([0, 0]);
    const extract = JSON.parse(readFileSync(join(of_one, "line-extract.json"), "utf8"));
    expect(extract).toMatchObject({ holds: true, checkpoint: expect.anything() });
    expect(readFileSync(join(of_one, "booking.json"), "utf8")).not.toMatch(/buyer\d@example\.com|usr_/);
    const [limits] = JSON.parse(readFileSync(join(of_all, "limits.json"), "utf8"));
    expect(limits).toMatchObject({ whole: true, fans: BUYERS, most_seats: { 2: BUYERS }, above_limit: [] });
    expect(await verify(["line", join(of_all, "line.json")])).toMatchObject({ code: 0 });

    // The copy: only its owner's, never two in one folder, and proved before anybody needs it.
    const copy = join(folders.work, "copy");
    expect(await ops(["backup", copy, "--show", show.show_id])).toMatchObject({ code: 0 });
    expect([statSync(copy).mode & 0o777, statSync(join(copy, "d1.sql")).mode & 0o777]).toEqual([0o700, 0o600]);
    expect((await ops(["backup", copy, "--show", show.show_id])).code).toBe(1);
    expect(await ops(["restore", copy, "--dry-run"])).toMatchObject({ code: 0 });
    const bent = join(copy, `objects/line-${show.show_id}.pages`);
    const whole = readFileSync(bent, "utf8");
    writeFileSync(bent, whole.replace("admitted", "forgotten"));
    const refused = await ops(["restore", copy, "--yes"], fresh);
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining("was changed")]);
    writeFileSync(bent, whole);

    const back = await ops(["restore", copy, "--yes"], fresh);
    expect([back.code, back.stderr, back.stdout]).toEqual([
      0,
      expect.anything(),
      expect.stringContaining("restored: 2"),
    ]);
    // Nothing that fans have used is written over unasked.
    expect((await ops(["restore", copy, "--yes"], fresh)).stderr).toContain("object_in_use");

    const [was, is] = await Promise.all(
      [original, fresh].map((at) => verify(["line", `${at.url}/verify/${show.show_id}`])),
    );
    expect([was?.code, is?.code]).toEqual([0, 0]);
    expect(is === undefined ? "" : hashIn(is)).toBe(was === undefined ? "none" : hashIn(was));
    const sale = ["sale", show.show_id, "--url", fresh.url, "--stand-in", original.url];
    await sleep(500);
    const proved = await verify(sale, fresh);
    expect([proved.code, proved.stderr]).toEqual([0, ""]);
    // What was brought back has met its line anew, which is in its journal too: the same but for their number.
    const entries = /whole: \d+ entries/;
    expect(proved.stdout.replace(entries, "")).toBe(agreed.stdout.replace(entries, ""));

    // A laptop keeps no history, and says so; nothing was changed.
    const past = await ops(["recover", "line", show.show_id, "--at", "2026-11-28T20:15:00+09:00", "--yes"], fresh);
    expect([past.code, past.stderr]).toEqual([1, expect.stringContaining("no_history")]);
    expect((await ops(["recover", "line", show.show_id, "--at", "2026-11-28 20:15"], fresh)).code).toBe(2);
  },
  WITHIN_MS,
);

it(
  "O5: a backup into a bucket while the sale goes on is of one moment, can be read back, and is never written over",
  async () => {
    const show = await makeShow();
    const place = `r2://fairline-backups/${show.show_id}`;
    let bought = 0;
    let over = false;
    const crowd = Array.from({ length: 3 }, async (_, lane) => {
      for (let i = 100 * (lane + 1); !over && bought < 18; i++) {
        await buy(show, i);
        bought++;
      }
    });
    await until(async () => bought >= 2, 30_000);
    const before = bought;
    const kept = await ops(["backup", place, "--show", show.show_id, "--json"]);
    over = true;
    await Promise.all(crowd);
    expect([kept.code, kept.stdout]).toEqual([0, expect.stringContaining('"kind":"ledger"')]);
    // It went on selling while it was copied.
    expect(bought).toBeGreaterThan(before);
    const proved = await ops(["restore", place, "--dry-run", "--json"]);
    expect([proved.code, proved.stdout]).toEqual([0, expect.stringContaining('"restorable":true')]);
    const again = await ops(["backup", place, "--show", show.show_id]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("is there already")]);

    // Without the database, as during a sale on the platform; into the instance in which the sale was never heard of.
    const [objects, copy] = [join(folders.work, `objects-of-${show.show_id}`), JSON.parse(kept.stdout)];
    const alone = ["backup", objects, "--show", show.show_id, "--without-database"];
    expect((await ops(alone)).code).toBe(0);
    expect((await ops(["restore", objects, "--dry-run"])).stdout).toContain("no database");
    // A bucket outlives its deployment; a laptop's lies with its data.
    cpSync(join(folders.original, "buckets"), join(folders.fresh, "buckets"), { recursive: true });
    const back = await ops(["restore", place, "--show", show.show_id, "--yes"], fresh);
    expect([back.code, back.stdout, back.stderr]).toEqual([
      0,
      expect.stringContaining("restored: 2"),
      expect.anything(),
    ]);
    const line = await verify(["line", `${fresh.url}/verify/${show.show_id}`]);
    expect([line.code, line.stderr]).toEqual([0, ""]);
    const ledger = copy.objects.find(({ kind }: { kind: string }) => kind === "ledger");
    const now = JSON.parse((await ops(["sale", "status", show.show_id, "--json"], fresh)).stdout);
    // Payments that were under way are asked for again, and may be seats since.
    expect(now.sold).toBeGreaterThanOrEqual(ledger.counts.sold);
  },
  WITHIN_MS,
);

it(
  "O5: whoever is woken reads how the service is without a token, finds the show by its title, stops it and lets it go on",
  async () => {
    const { show_id } = await makeShow();
    const status = await ops(["service", "status", "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ parts: expect.anything(), stops: [] });
    const listed = await ops(["sale", "list"]);
    expect([listed.code, listed.stdout]).toEqual([0, expect.stringMatching(`${show_id} +OPEN +A sale that is copied`)]);
    expect((await ops(["service", "stop", show_id])).code).toBe(1);
    expect((await ops(["service", "stop", show_id, "--yes"])).stdout).toContain(`service go-on ${show_id}`);
    const stopped = await ops(["service", "status"]);
    expect(stopped.stdout).toContain(`stopped  ${show_id}`);
    const opened = await ops(["sale", "resume", show_id]);
    expect([opened.code, opened.stderr]).toEqual([1, expect.stringContaining("service go-on")]);
    expect((await ops(["service", "go-on", show_id])).code).toBe(0);
    expect((await ops(["service", "go-on", show_id])).stderr).toContain("no stop of");
    expect((await ops(["sale", "status", "nothing"])).stderr).toContain("sale list");
  },
  WITHIN_MS,
);

it("O5: a token by the code in a letter, kept for its owner alone, and ended with its session", async () => {
  const email = "night@example.com";
  const where = ["--url", original.url, "--env", "local"];
  await login(email);
  expect((await ops(["admin", "grant", email, "--local"])).code).toBe(0);
  const asked = await ops(["token", "get", email, ...where]);
  expect(asked.code).toBe(1);
  const challenge = /--challenge (\S+)/.exec(asked.stderr)?.[1] ?? "";
  let code = "";
  await until(async () => {
    const { items } = await ask(`/sandbox/mail?to=${email}`);
    code = /\b\d{6}\b/.exec(items[0]?.text ?? "")?.[0] ?? "";
    return code !== "";
  }, 15_000);
  const got = await ops(["token", "get", email, "--challenge", challenge, "--code", code, ...where]);
  expect([got.code, got.stdout]).toEqual([0, expect.stringContaining("a token for")]);
  expect(statSync(join(folders.work, "fairline/local-token.json")).mode & 0o777).toBe(0o600);
  expect((await ops(["token", "show", ...where])).stdout).toContain(`${email} (ADMIN)`);
  expect((await ops(["token", "end", ...where])).stdout).toContain("the session is over");
  expect((await ops(["token", "end", ...where])).stdout).toContain("no token was kept");
});
