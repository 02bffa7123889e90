// A backup kept in a bucket of R2: the folder as one compressed archive, so that there is never half of one. Wrangler carries it,
// with the account's own rights; of an instance on this computer into the bucket that wrangler keeps beside its data.
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Refused } from "../cli/api.ts";
import { type Environment, isLocal } from "../cli/environments.ts";
import { stateDir } from "../commands/admin.ts";
import { runWrangler, WranglerFailed } from "../wrangler.ts";
import { inScratch } from "./scratch.ts";

const ADDRESS = /^r2:\/\/([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\/([\w./-]{1,500})$/;
/** What wrangler sends as one object. */
const ARCHIVE_BYTES_MAX = 300 * 1024 * 1024;

export type Bucket = { readonly name: string; readonly key: string };

export const isBucketAddress = (word: string): boolean => word.startsWith("r2://");

export function bucketOf(word: string): Bucket {
  const [, name = "", path = ""] = ADDRESS.exec(word) ?? [];
  if (name === "" || path.endsWith("/")) throw refusal(`${word} is no place in a bucket: r2://<bucket>/<name>`);
  return { name, key: `${path}.tar.gz` };
}

/** Before the work begins: a backup is never written over another. */
export async function refuseTaken(bucket: Bucket, environment: Environment): Promise<void> {
  const taken = await inScratch((folder) => fetchTo(join(folder, "found"), bucket, environment));
  if (taken) throw refusal(`r2://${bucket.name}/${bucket.key} is there already`);
}

export async function keepIn(bucket: Bucket, environment: Environment, folder: string): Promise<void> {
  await inScratch(async (scratch) => {
    const archive = join(scratch, "backup.tar.gz");
    await promisify(execFile)("tar", ["-czf", archive, "-C", folder, "."]);
    const { size } = statSync(archive);
    if (size > ARCHIVE_BYTES_MAX) {
      throw refusal(`${size} bytes are more than wrangler sends as one object: back up into a folder, or show by show`);
    }
    await runWrangler(["r2", "object", "put", pathOf(bucket), "--file", archive, ...placeOf(environment)]);
  });
}

export async function bringFrom(bucket: Bucket, environment: Environment, folder: string): Promise<void> {
  await inScratch(async (scratch) => {
    const archive = join(scratch, "backup.tar.gz");
    if (!(await fetchTo(archive, bucket, environment))) throw refusal(`there is no r2://${bucket.name}/${bucket.key}`);
    await promisify(execFile)("tar", ["-xzf", archive, "-C", folder]).catch(() => {
      throw refusal(`r2://${bucket.name}/${bucket.key} is no archive`);
    });
  });
}

/** False where there is none. */
async function fetchTo(file: string, bucket: Bucket, environment: Environment): Promise<boolean> {
  try {
    await runWrangler(["r2", "object", "get", pathOf(bucket), "--file", file, ...placeOf(environment)]);
    return existsSync(file);
  } catch (error) {
    if (error instanceof WranglerFailed && error.message.includes("key does not exist")) return false;
    throw error;
  }
}

const pathOf = ({ name, key }: Bucket): string => `${name}/${key}`;
const placeOf = (environment: Environment): string[] =>
  isLocal(environment)
    ? ["--local", "--persist-to", join(stateDir(), "buckets"), "--env", "local"]
    : ["--remote", "--env", environment];

const refusal = (words: string): Refused => new Refused({ code: "backup", status: 0, words });
