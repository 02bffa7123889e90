// `backup <folder>` and `restore <folder>`: everything that is true, kept elsewhere and brought back.
import { join } from "node:path";
import { bodiesOf, DATABASE_FILE, faultsOf } from "../backup/check.ts";
import { databaseOf, dumpDatabase, loadDatabase, migrationNames, rowCounts } from "../backup/database.ts";
import { BackupFolder, type CopiedObject, type Manifest } from "../backup/folder.ts";
import { bringBack, pagesOf, type Show, showsOf, subjectsOf, tellAgain } from "../backup/objects.ts";
import { type Api, Refused } from "../cli/api.ts";
import { atOnce } from "../cli/at-once.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { confirmed, progress, tell } from "../cli/tell.ts";
import { checkLine } from "../verify/line.ts";
import { openSource } from "../verify/sources.ts";

/** Objects answer beside each other; a deployment that sells something else meanwhile should not feel it. */
const AT_ONCE = 6;
const ONE_SHOW = { show: { value: "show", says: "the lines and ledgers of this show alone" } };

export const backupCommands: readonly Command[] = [
  {
    name: "backup",
    takes: "<folder>",
    says: "copy the database, every line and every ledger into a folder",
    more: `In a quiet hour: an object that moves is read anew, and in the end refused; while the platform exports the database it answers
nobody else. The folder holds people's addresses and the lines' secrets; only you can read it.`,
    options: ONE_SHOW,
    run: backup,
  },
  {
    name: "restore",
    takes: "<folder>",
    says: "bring a backup back into an empty deployment, or prove that it could be",
    more: `Lines and ledgers first, then the database, whose rows are all replaced; then every ledger tells it again what it knows. The
deployment needs the same SIGNING_KEYS, or no ticket of before is believed.`,
    options: {
      ...ONE_SHOW,
      "dry-run": { says: "only prove that it can be read back; speaks to nobody" },
      replace: { says: "over lines and ledgers that fans have used" },
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
  const folder = new BackupFolder(asked.words[0] ?? "");
  const api = await asked.api();
  folder.begin();
  // The database first: what ledgers come to know meanwhile they tell again when they are restored.
  const dump = await dumpDatabase(asked.environment);
  folder.write(DATABASE_FILE, dump);
  const db = databaseOf(dump);
  const rows = rowCounts(db);
  db.close();
  const shows = await showsOf(api, asked.text("show"));
  if (shows.length === 0) {
    console.error("there is no such show, or only drafts");
    return REFUSED;
  }
  const { objects, logs } = await copyObjects(api, folder, shows);
  const facts = { made_at_ms: Date.now(), url: api.url, migrations: migrationNames(), rows, objects, logs };
  tell(asked, folder.end(facts), [
    `${folder.path}: the database, ${logs.length} lines and ${objects.length - logs.length} ledgers of ${shows.length} shows`,
    `prove it: npm run ops -- restore ${folder.path} --dry-run`,
  ]);
  return DONE;
}

async function copyObjects(api: Api, folder: BackupFolder, shows: readonly Show[]) {
  const copied = progress("lines and ledgers");
  const subjects = (await atOnce(AT_ONCE, shows, ({ id }) => subjectsOf(api, id))).flat();
  let done = 0;
  const objects = await atOnce(AT_ONCE, subjects, async (subject): Promise<CopiedObject | null> => {
    const pages = await pagesOf(api, subject);
    copied(++done, subjects.length);
    if (pages === null) return null;
    const file = `objects/${subject.kind}-${subject.name}.pages`;
    folder.write(file, `${pages.bodies.join("\n")}\n`);
    return { ...subject, file, pages: pages.bodies.length, steps: pages.steps, mark: pages.mark };
  });
  const there = objects.filter((one) => one !== null);
  const lines = there.filter(({ kind }) => kind === "line");
  return { objects: there, logs: await atOnce(AT_ONCE, lines, ({ name }) => copyLog(api, folder, name)) };
}

/** What anybody can read and check, signatures and all: the proof that the line's own rows lead to nothing else. */
async function copyLog(api: Api, folder: BackupFolder, show_id: string): Promise<Manifest["logs"][number]> {
  const file = `logs/${show_id}.json`;
  const { source } = openSource({ from: api.url, show_id });
  await checkLine({ show_id, source, receipt_files: [], save_to: join(folder.path, file) });
  folder.write(file, folder.read(file));
  return { show_id, file };
}

async function restore(asked: Asked): Promise<number> {
  const folder = new BackupFolder(asked.words[0] ?? "");
  const manifest = folder.manifest();
  const faults = await faultsOf(folder, manifest, progress("read back"));
  const objects = chosen(manifest, asked.text("show"));
  if (faults.length > 0) {
    tell(asked, { restorable: false, faults }, ["it cannot be restored:", ...faults.map((fault) => `  ${fault}`)]);
    return REFUSED;
  }
  if (asked.is("dry-run")) {
    const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
    tell(asked, { restorable: true, rows, objects: objects.length }, [
      `it can be restored: ${rows} rows, ${objects.length} lines and ledgers, each journal comes to what its ledger counted`,
    ]);
    return DONE;
  }
  const api = await asked.api();
  if (!(await confirmed(asked, `Every row of the database of ${api.url} will be replaced.`))) return REFUSED;
  return bringAllBack(asked, { api, folder, objects });
}

const chosen = ({ objects }: Manifest, show: string | null): readonly CopiedObject[] =>
  objects.filter(({ show_id }) => show === null || show_id === show);

type Work = { readonly api: Api; readonly folder: BackupFolder; readonly objects: readonly CopiedObject[] };

async function bringAllBack(asked: Asked, { api, folder, objects }: Work): Promise<number> {
  const done = progress("lines and ledgers");
  // First: with the database there the minute would set up what is not there yet.
  let count = 0;
  await atOnce(AT_ONCE, objects, async (object) => {
    await bringBack(api, { object, bodies: bodiesOf(folder, object), replace: asked.is("replace") });
    done(++count, objects.length);
  });
  await loadDatabase(asked.environment, folder.read(DATABASE_FILE));
  const shows = [...new Set(objects.map(({ show_id }) => show_id))];
  const orders = await toldAfter(asked, shows);
  tell(asked, { objects: objects.length, orders }, [
    `restored: ${objects.length} lines and ledgers, and the database`,
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
