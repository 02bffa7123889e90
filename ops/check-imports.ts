// Imports run one way: schema <- domain <- durable-objects <- workers; web takes from schema and domain; nothing
// imports sandbox. Prints each import against the stream and fails.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schema: ["schema"],
  domain: ["schema", "domain"],
  "durable-objects": ["schema", "domain", "durable-objects"],
  web: ["schema", "domain", "web"],
  workers: ["schema", "domain", "durable-objects", "web", "workers", "dist"],
  sandbox: ["schema", "domain", "durable-objects", "web", "workers", "sandbox"],
};

export function importsAgainstTheStream(files: readonly { path: string; text: string }[]): string[] {
  return files.flatMap(({ path, text }) => {
    const from = path.split("/")[0] ?? "";
    const allowed = MAY_IMPORT[from];
    if (allowed === undefined) return [];
    return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].flatMap(([, target = ""]) => {
      const to = normalize(join(dirname(path), target)).split("/")[0] ?? "";
      return allowed.includes(to) ? [] : [`${path} imports ${target}: ${from} may not import ${to}`];
    });
  });
}

if (import.meta.main) {
  const paths = globSync("{schema,domain,durable-objects,web,workers,sandbox}/**/*.{ts,tsx}").filter(
    (path) => !/\.test\.tsx?$/.test(path),
  );
  const faults = importsAgainstTheStream(paths.map((path) => ({ path, text: readFileSync(path, "utf8") })));
  for (const fault of faults) console.error(fault);
  console.log(`imports: ${paths.length} files, ${faults.length} against the stream`);
  process.exit(faults.length === 0 ? 0 : 1);
}
