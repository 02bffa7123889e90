// Holds package-lock.json to what `npm ci` needs on every system: the optional packages of all platforms, and a hash for every
// package. Run it after a change of dependencies; docs/decisions/2026-11-28-one-set-of-platform-versions.md says why.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

type Locked = {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Lock = { readonly packages: Readonly<Record<string, Locked>> };

const FILE = "package-lock.json";
const EXACT = /^\d/;
const ROOT = "";

/** What stands in it without a hash, and optional packages of a named version that do not stand in it at all. */
export function wanting({ packages }: Lock): string[] {
  const bare = Object.entries(packages).flatMap(([at, { integrity }]) =>
    at === ROOT || integrity !== undefined ? [] : [at],
  );
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => {
        const known = packages[`${at}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
        return known === undefined && EXACT.test(version);
      })
      .map(([name]) => `node_modules/${name}`),
  );
  return [...new Set([...bare, ...missing])];
}

const readLock = (): Lock => JSON.parse(readFileSync(FILE, "utf8")) as Lock;

/** npm believes a lock file that it finds: only what stands in it no more is looked up anew. */
function lookUpAgain(lock: Lock, left_out: readonly string[]): void {
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(([at]) => !left_out.includes(at)));
  writeFileSync(FILE, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  execFileSync("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], { stdio: "inherit" });
}

if (import.meta.main) {
  const before = readLock();
  const wanted = wanting(before);
  if (wanted.length > 0) lookUpAgain(before, wanted);
  const left = wanting(readLock());
  console.log(left.length === 0 ? "the lock file is whole" : `the registry does not have ${left.join(", ")}`);
  process.exitCode = left.length === 0 ? 0 : 1;
}
