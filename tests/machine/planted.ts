// Before the tests of the machine: one instance is started on nothing, plants its season and makes every line and ledger of it.
// That keeps a processor busy for ten seconds, most of them in the minutes after it is ready, so each test begins with a copy
// of the data.
// How a start on nothing goes is measured by `ready.test.ts`.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { localDatabase } from "../../ops/commands/admin.ts";
import { dropStateDir, emptyStateDir, freePort, PLANTED_STATE, start, stop, until } from "./instance.ts";

const MADE_WITHIN_MS = 180_000;

/** Shows on sale and showtimes whose line or ledger is still to be made; see workers/sale/heal.ts. */
const LEFT = `SELECT count(*) AS n FROM shows
  LEFT JOIN showtimes ON showtimes.show_id = shows.id AND showtimes.status = 'ON_SALE'
  LEFT JOIN live_objects ON live_objects.name = coalesce(showtimes.code, shows.id)
  WHERE shows.status = 'PUBLISHED' AND live_objects.name IS NULL`;

function left(state_dir: string): unknown {
  const db = new DatabaseSync(localDatabase(join(state_dir, "data")) ?? "", { readOnly: true });
  try {
    return db.prepare(LEFT).get()?.n;
  } finally {
    db.close();
  }
}

export default async function plant(): Promise<() => void> {
  const [state_dir, planted] = [emptyStateDir(), emptyStateDir()];
  const drop = (): void => [state_dir, planted].forEach(dropStateDir);
  try {
    const running = await start({ state_dir, port: await freePort(), env: { MINUTE: "short" } });
    try {
      await until(
        () => left(state_dir) === 0,
        MADE_WITHIN_MS,
        () => `${left(state_dir)} lines and ledgers of the season were not made`,
      );
    } finally {
      await stop(running);
    }
    // Without what it served, which each start lays beside its data anew.
    for (const part of ["data", "signing-keys.json"]) {
      cpSync(join(state_dir, part), join(planted, part), { recursive: true });
    }
  } catch (error) {
    drop();
    throw error;
  }
  dropStateDir(state_dir);
  process.env[PLANTED_STATE] = planted;
  return drop;
}
