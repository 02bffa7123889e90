// `backup` and `restore`: everything that is true, kept elsewhere and brought back.
import { join } from "node:path";
import { bringFrom, bucketOf, isBucketAddress, keepIn, refuseTaken } from "../backup/bucket.ts";
import { bodiesOf, DATABASE_FILE, faultsOf, logFileOf } from "../backup/check.ts";
import { databaseOf, dumpDatabase, loadDatabase, migrationNames, rowCounts } from "../backup/database.ts";
import { BackupFolder, type CopiedObject, type Manifest } from "../backup/folder.ts";
import { bringBack, pagesOf, type Subject, showsOf, subjectsOf, tellAgain } from "../backup/objects.ts";
import { inScratch } from "../backup/scratch.ts";
import { type Api, Refused } from "../cli/api.ts";
import { atOnce } from "../cli/at-once.ts";
import type { Asked, Command } from "../cli/command.ts";
import { type Environment, isLocal } from "../cli/environments.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { confirmed, progress, tell } from "../cli/tell.ts";
import { checkLine } from "../verify/line.ts";
import { openSource } from "../verify/sources.ts";

/** Objects answer beside each other; a deployment that sells something else meanwhile should not feel it. */
const AT_ONCE = 6;
const ONE_SHOW = { show: { value: "show", says: "the lines and ledgers of this show alone" } };

const WITHOUT_DATABASE = "without-database";
const FROM_ELSEWHERE = "from-elsewhere";

export const backupCommands: readonly Command[] = [
  {
    name: "backup",
    takes: "<folder|r2://bucket/name>",
    says: "copy the database, every line and every ledger into a folder or a bucket",
    more: `A line or a ledger is copied as it stood at one moment, while it goes on selling. The database is another matter: the platform
answers nobody else while it exports it, so during a sale say --${WITHOUT_DATABASE} (it keeps 30 days of its own past). The copy holds
people's addresses and the lines' secrets: a folder is made readable for you alone, a bucket must be private.`,
    options: { ...ONE_SHOW, [WITHOUT_DATABASE]: { says: "lines and ledgers alone, as during a sale" } },
    run: backup,
  },
  {
    name: "restore",
    takes: "<folder|r2://bucket/name>",
    says: "bring a backup back into an empty deployment, or prove that it could be",
    more: `Lines and ledgers first, then the database, whose rows are all replaced; then every ledger tells it again what it knows. The
deployment needs the same SIGNING_KEYS, or no ticket of before is believed.`,
    options: {
      ...ONE_SHOW,
      "dry-run": { says: "only prove that it can be read back; asks no deployment" },
      replace: { says: "over lines and ledgers that fans have used" },
      [FROM_ELSEWHERE]: { says: "the backup is of another deployment than this, and that is meant" },
      yes: { says: "without being asked" },
    },
    run: restore,
  },
  {
    name: "retell",
    takes: "<show>",
    says: "have a show's ledgers tell the database every order again, after it was restored",
    run: retell,
  },
];

async function backup(asked: Asked): Promise<number> {
  const [place = ""] = asked.words;
  if (!isBucketAddress(place)) return backUpInto(asked, new BackupFolder(place), place);
  const bucket = bucketOf(place);
  await refuseTaken(bucket, asked.environment);
  return inScratch((scratch) =>
    backUpInto(asked, new BackupFolder(join(scratch, "backup")), place, (path) =>
      keepIn(bucket, asked.environment, path),
    ),
  );
}

async function backUpInto(
  asked: Asked,
  folder: BackupFolder,
  place: string,
  keep: (path: string) => Promise<void> = async () => {},
): Promise<number> {
  const api = await asked.api();
  folder.begin();
  const shows = await showsOf(api, asked.text("show"));
  if (shows.length === 0) {
    console.error("there is no such show, or only drafts");
    return REFUSED;
  }
  // What there is before the database, so that it knows all of it; what ledgers come to know after, they tell it again.
  const subjects = (await atOnce(AT_ONCE, shows, ({ id }) => subjectsOf(api, id))).flat();
  const rows = asked.is(WITHOUT_DATABASE) ? null : await copyDatabase(asked, folder);
  const { objects, logs } = await copyObjects(api, folder, subjects);
  const facts = { made_at_ms: Date.now(), url: api.url, migrations: migrationNames(), rows, objects, logs };
  const whole = folder.end(facts);
  await keep(folder.path);
  const database = rows === null ? "" : "the database, ";
  tell(asked, whole, [
    `${place}: ${database}${logs.length} lines and ${objects.length - logs.length} ledgers of ${shows.length} shows`,
    `prove it: npm run ops -- restore ${place} --dry-run${isLocal(asked.environment) ? "" : ` --env ${asked.environment}`}`,
  ]);
  return DONE;
}

async function copyDatabase(asked: Asked, folder: BackupFolder): Promise<Manifest["rows"]> {
  const dump = await dumpDatabase(asked.environment);
  folder.write(DATABASE_FILE, dump);
  const db = databaseOf(dump);
  const rows = rowCounts(db);
  db.close();
  return rows;
}

async function copyObjects(api: Api, folder: BackupFolder, subjects: readonly Subject[]) {
  const copied = progress("lines and ledgers");
  let done = 0;
  const objects = await atOnce(AT_ONCE, subjects, async (subject): Promise<CopiedObject | null> => {
    const pages = await pagesOf(api, subject);
    copied(++done, subjects.length);
    if (pages === null) return null;
    const file = `objects/${subject.kind}-${subject.name}.pages`;
    const { bodies, ...facts } = pages;
    folder.write(file, `${bodies.join("\n")}\n`);
    return { ...subject, ...facts, file, pages: bodies.length };
  });
  const there = objects.filter((one) => one !== null);
  const lines = there.filter(({ kind }) => kind === "line");
  return { objects: there, logs: await atOnce(AT_ONCE, lines, ({ name }) => copyLog(api, folder, name)) };
}

/** What anybody can read and check, signatures and all: the proof that the line's own rows lead to nothing else. */
async function copyLog(api: Api, folder: BackupFolder, show_id: string): Promise<Manifest["logs"][number]> {
  const file = logFileOf(show_id);
  const { source } = openSource({ from: api.url, show_id });
  await checkLine({ show_id, source, receipt_files: [], save_to: join(folder.path, file) });
  folder.write(file, folder.read(file));
  return { show_id, file };
}

async function restore(asked: Asked): Promise<number> {
  const [place = ""] = asked.words;
  if (!isBucketAddress(place)) return restoreFrom(asked, new BackupFolder(place));
  return inScratch(async (scratch) => {
    await bringFrom(bucketOf(place), asked.environment, scratch);
    return restoreFrom(asked, new BackupFolder(scratch));
  });
}

async function restoreFrom(asked: Asked, folder: BackupFolder): Promise<number> {
  const manifest = folder.manifest();
  const faults = await faultsOf(folder, manifest, progress("read back"));
  const objects = chosen(manifest, asked.text("show"));
  if (faults.length > 0) {
    tell(asked, { restorable: false, faults }, ["it cannot be restored:", ...faults.map((fault) => `  ${fault}`)]);
    return REFUSED;
  }
  if (asked.is("dry-run")) {
    const rows = manifest.rows === null ? null : Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
    tell(asked, { restorable: true, rows, objects: objects.length }, [
      `it can be restored: ${rows === null ? "no database" : `${rows} rows`}, ${objects.length} lines and ledgers; each log holds, each journal comes to what its ledger counted`,
    ]);
    return DONE;
  }
  const api = await asked.api();
  if (isOfAnother(asked.environment, manifest.url, api.url) && !asked.is(FROM_ELSEWHERE)) {
    console.error(`the backup is of ${manifest.url}, and this is ${api.url}: say --${FROM_ELSEWHERE} if that is meant`);
    return REFUSED;
  }
  const replaced = manifest.rows === null ? `${objects.length} lines and ledgers` : "Every row of the database";
  if (!(await confirmed(asked, `${replaced} of ${api.url} will be replaced.`))) return REFUSED;
  return bringAllBack(asked, { api, folder, objects, with_database: manifest.rows !== null });
}

/** A rehearsal's rows over the real ones would be asked for by one wrong word. Laptops' copies go anywhere on laptops. */
export const isOfAnother = (environment: Environment, backup_url: string, url: string): boolean =>
  !isLocal(environment) && backup_url !== url;

const chosen = ({ objects }: Manifest, show: string | null): readonly CopiedObject[] =>
  objects.filter(({ show_id }) => show === null || show_id === show);

type Work = {
  readonly api: Api;
  readonly folder: BackupFolder;
  readonly objects: readonly CopiedObject[];
  readonly with_database: boolean;
};

async function bringAllBack(asked: Asked, { api, folder, objects, with_database }: Work): Promise<number> {
  const done = progress("lines and ledgers");
  // First: with the database there the minute would set up what is not there yet.
  let count = 0;
  await atOnce(AT_ONCE, objects, async (object) => {
    await bringBack(api, { object, bodies: bodiesOf(folder, object), replace: asked.is("replace") });
    done(++count, objects.length);
  });
  if (with_database) await loadDatabase(asked.environment, folder.read(DATABASE_FILE));
  const shows = [...new Set(objects.map(({ show_id }) => show_id))];
  const orders = await toldAfter(asked, shows);
  tell(asked, { objects: objects.length, orders }, [
    `restored: ${objects.length} lines and ledgers${with_database ? ", and the database" : ""}`,
    ...(orders === null
      ? [
          "your session was of the database that is gone. Sign in again, then have each show's ledgers tell it what they know:",
          ...shows.map((show) => `  npm run ops -- retell ${show} --env ${asked.environment}`),
        ]
      : [`${orders} orders told again`]),
    "then check each: npm run verify -- line, npm run verify -- sale",
  ]);
  return DONE;
}

/** Null where whoever asks is not known any more: the session went with the database that was replaced. */
async function toldAfter(asked: Asked, shows: readonly string[]): Promise<number | null> {
  try {
    const api = await asked.api();
    const told = await atOnce(AT_ONCE, shows, (show_id) => tellAgain(api, show_id));
    return told.reduce((sum, orders) => sum + orders, 0);
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  }
}

async function retell(asked: Asked): Promise<number> {
  const [show = ""] = asked.words;
  const orders = await tellAgain(await asked.api(), show);
  tell(asked, { orders }, [`${orders} orders are told again; the database has them within a minute`]);
  return DONE;
}
